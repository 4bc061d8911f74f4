"""The export as a stream of samples: one element at a time, out of the zip as it is, in constant memory."""

import re
import tomllib
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from math import isfinite
from pathlib import Path
from typing import IO, Any
from xml.parsers import expat

from connectors.apple_health.units import in_ours
from connectors.log_file import storable
from db.health import Sample, Series
from training.errors import Invalid
from training.health.metrics import HealthMetric, metric_of

CHUNK = 1 << 18
BATCH = 20_000
HEAD = 4096
QUANTITY, CATEGORY = "HKQuantityTypeIdentifier", "HKCategoryTypeIdentifier"
STAGES = {
    "AsleepDeep": "sleep_deep", "AsleepREM": "sleep_rem", "AsleepCore": "sleep_core", "AsleepUnspecified": "sleep_unspecified",
    "Asleep": "sleep_unspecified", "Awake": "sleep_awake", "InBed": "sleep_in_bed",
}  # fmt: skip
SLEEP_VALUE = "HKCategoryValueSleepAnalysis"
RANKS = (("watch", 1), ("iphone", 2), ("phone", 2))
"""Which device counts where several overlap, as Apple orders them by default: watch, phone, others."""
OTHER_RANK = 3
LONGEST = timedelta(days=7)
"""A sample over a longer time is a slip of some app."""
MOST_TOLD = 20
Row = tuple[Series, Sample]


def is_apple_health(path: Path) -> bool:
    """Whether a file is an export, by what is in it: its name differs by language."""
    try:
        with _opened(path) as (stream, _):
            return stream is not None
    except (OSError, RuntimeError, zipfile.BadZipFile):
        return False


@dataclass
class AppleExport:
    """One export on its way in."""

    path: Path
    records: int = 0
    workouts: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    """Types of records that hold no number."""
    rejected: list[str] = field(default_factory=list)
    rejected_count: int = 0
    done: int = 0
    size: int = 1

    def batches(self) -> Iterator[list[Row]]:
        """Samples, so many at a time. Raises ``Invalid`` for what is no XML, or ends too early."""
        rows: list[Row] = []
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.EntityDeclHandler = _refuse_entities
        parser.StartElementHandler = self._handler(rows)
        try:
            with _opened(self.path) as (stream, size):
                if stream is None:
                    raise Invalid(f"{self.path.name} is no export of Apple Health.")
                self.size = max(size, 1)
                while chunk := stream.read(CHUNK):
                    self.done += len(chunk)
                    parser.Parse(chunk, False)
                    if len(rows) >= BATCH:
                        yield rows[:]
                        rows.clear()
                parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Invalid(
                f"{self.path.name} is broken at line {error.lineno}: {expat.errors.messages[error.code]}. Export it again."
            ) from error
        except (zipfile.BadZipFile, EOFError, OSError) as error:
            raise Invalid(f"{self.path.name} is broken: {error}. Export it again.") from error
        yield rows

    def _handler(self, rows: list[Row]) -> Callable[[str, dict[str, str]], None]:
        def start(name: str, found: dict[str, str]) -> None:
            if name == "Record":
                self.records += 1
                self._take(rows, found, self._record)
            elif name == "Workout":
                self.workouts += 1
                self._take(rows, found, self._workout)

        return start

    def _take(self, rows: list[Row], found: dict[str, str], read: Callable[[dict[str, str]], list[Row]]) -> None:
        try:
            rows += read(found)
        except (KeyError, ValueError) as error:
            self.rejected_count += 1
            if len(self.rejected) < MOST_TOLD:
                what = found.get("type") or found.get("workoutActivityType") or "a record"
                self.rejected.append(
                    f"{storable(what)[:60]} of {storable(found.get('startDate', 'no day'))[:25]}: {str(error)[:80]}"
                )

    def _record(self, found: dict[str, str]) -> list[Row]:
        kind = found["type"]
        if kind.startswith(QUANTITY):
            unit = found.get("unit", "")
            metric = _metric(kind.removeprefix(QUANTITY), unit)
            return [_row(found, metric, in_ours(_number(found["value"]), metric.unit, unit))]
        short = kind.removeprefix(CATEGORY)
        if short == "SleepAnalysis":
            stage = STAGES.get(found["value"].removeprefix(SLEEP_VALUE))
            return [] if stage is None else [_row(found, metric_of(stage), _hours(found))]
        if short == "MindfulSession":
            return [_row(found, metric_of("mindful_minutes"), _hours(found) * 60)]
        self.skipped[kind] += 1
        return []

    def _workout(self, found: dict[str, str]) -> list[Row]:
        minutes = (
            in_ours(_number(found["duration"]), "min", found.get("durationUnit", "min"))
            if "duration" in found
            else _hours(found) * 60
        )
        rows = [_row(found, metric_of("workout_minutes"), minutes)]
        if found.get("totalEnergyBurned"):
            energy = in_ours(_number(found["totalEnergyBurned"]), "kcal", found.get("totalEnergyBurnedUnit", "kcal"))
            rows.append(_row(found, metric_of("workout_energy"), energy))
        return rows


def _row(found: dict[str, str], metric: HealthMetric, value: float) -> Row:
    start, end = _moment(found["startDate"]), _moment(found["endDate"])
    if end < start or end - start > LONGEST:
        raise ValueError("it ends before it begins, or a week later")
    return _series(metric, found.get("sourceName", "Apple Health"), found.get("device", "")), Sample(start, end, value)


@lru_cache(maxsize=4096)
def _series(metric: HealthMetric, source: str, device: str) -> Series:
    named = re.search(r"name:([^,>]+)", device)
    said = f"{source} {device}".lower()
    rank = next((rank for word, rank in RANKS if word in said), OTHER_RANK)
    return Series(
        metric.name, metric.unit, storable(source)[:100], storable(named[1].strip())[:100] if named else "", rank
    )


@lru_cache(maxsize=512)
def _metric(kind: str, unit: str) -> HealthMetric:
    """Our metric of a type; one that we have none for keeps its own name and unit."""
    known = _types().get(kind)
    if known is not None:
        return metric_of(known)
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", kind).lower()
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,79}", name):
        raise ValueError("a type whose name I can't keep")
    return metric_of(name, storable(unit)[:30])


@lru_cache(maxsize=1)
def _types() -> dict[str, str]:
    return {
        str(kind): str(name)
        for kind, name in tomllib.loads(Path(__file__).with_name("types.toml").read_text(encoding="utf-8")).items()
    }


def _moment(text: str) -> datetime:
    """Apple writes '2026-11-03 08:15:00 +0100'."""
    return datetime.fromisoformat(text[:19] + text[20:])


def _hours(found: dict[str, str]) -> float:
    return (_moment(found["endDate"]) - _moment(found["startDate"])).total_seconds() / 3600


def _number(text: str) -> float:
    value = float(text)
    if not isfinite(value):
        raise ValueError("no number")
    return value


def _refuse_entities(*_: Any) -> None:
    raise Invalid("This file defines entities, which no export of Apple Health does. I don't read it.")


@contextmanager
def _opened(path: Path) -> Iterator[tuple[IO[bytes] | None, int]]:
    """The main XML of a file as a stream, and its size; nothing where there is none."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for each in archive.infolist():
                if each.filename.lower().endswith(".xml") and not each.filename.lower().endswith("_cda.xml"):
                    with archive.open(each) as head:
                        is_main = b"HealthData" in head.read(HEAD)
                    if is_main:
                        with archive.open(each) as stream:
                            yield stream, each.file_size
                        return
        yield None, 0
        return
    with path.open("rb") as stream:
        is_main = b"HealthData" in stream.read(HEAD) and path.stat().st_size > 0
        stream.seek(0)
        yield (stream if is_main else None), path.stat().st_size
