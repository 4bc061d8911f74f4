"""Tables of health with a row a day, a meal or a food: nutrition diaries and trackers, known by their columns."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from connectors.apple_health.units import FACTORS
from connectors.dates import Dates
from connectors.log_file import RejectedRow
from connectors.numbers import Numbers
from connectors.recognition import text_of
from connectors.tables import Row, Table, table_of
from db.health import Sample, Series
from training.health.metrics import metric_of

RANK = 4
UNITS = {
    "g": "g", "mg": "mg", "kcal": "kcal", "cals": "kcal", "cal": "kcal", "kj": "kJ", "ml": "mL", "l": "l", "kg": "kg", "lb": "lb",
    "lbs": "lb", "bpm": "bpm", "ms": "ms", "min": "min", "rpm": "breaths/min", "µg": "mcg", "mcg": "mcg",
}  # fmt: skip
WATER_G_PER_L = 1000.0
"""Some diaries weigh water."""
MOST_OF_DAY = 1_000_000.0
"""A number beyond this is a slip of the file."""


@dataclass(frozen=True)
class HealthColumn:
    """One column: where it stands, what it is, and in what it is told."""

    place: int
    metric: str
    unit: str


@dataclass
class HealthTable:
    """A table that was recognised."""

    source: str
    kind: str
    table: Table
    time_at: int
    columns: Sequence[HealthColumn]
    rows: int = 0
    rejected: tuple[RejectedRow, ...] = ()

    def samples(self, zone: ZoneInfo) -> list[tuple[Series, Sample]]:
        """A sample per number and day: rows of a day (meals, foods) are added where the number is a sum of the day."""
        rows = list(self.table.rows())
        dates = Dates.of((_cell(row, self.time_at) for row in rows), zone)
        numbers = Numbers.of(_cell(row, each.place) for row in rows for each in self.columns)
        found: dict[tuple[HealthColumn, datetime], float] = defaultdict(float)
        rejected = []
        for row in rows:
            moment = dates.read(_cell(row, self.time_at))
            if moment is None:
                if not _is_total(row):
                    rejected.append(
                        RejectedRow(
                            row.number, f"'{_cell(row, self.time_at)[:40]}' is no date that I can read", row.text
                        )
                    )
                continue
            midnight = datetime.combine(moment.day, time(), zone)
            for column in self.columns:
                try:
                    value = _read(numbers, _cell(row, column.place), column)
                except ValueError as error:
                    rejected.append(RejectedRow(row.number, f"{column.metric.replace('_', ' ')}: {error}", row.text))
                    continue
                if value is None:
                    continue
                if metric_of(column.metric).of_day == "sum":
                    found[column, midnight] += value
                else:
                    found[column, moment.at or midnight] = value
        self.rows, self.rejected = len(rows), tuple(rejected)
        return [
            self._sample(column, at, value) for (column, at), value in sorted(found.items(), key=lambda one: one[0][1])
        ]

    def _sample(self, column: HealthColumn, at: datetime, value: float) -> tuple[Series, Sample]:
        metric = metric_of(column.metric)
        slept = timedelta(hours=value) if metric.of_day == "sleep" else timedelta()
        return Series(metric.name, metric.unit, self.source, "", RANK), Sample(at - slept, at, round(value, 6))


def health_table(path: Path) -> HealthTable | None:
    """The table in a file, if it is one of health. Raises ``Invalid`` for what can't be opened."""
    text = text_of(path)
    table = None if text is None else table_of(text)
    if table is None:
        return None
    there: dict[str, tuple[int, str]] = {}
    for place, cell in enumerate(table.header):
        name, unit = _plain(cell)
        there.setdefault(name, (place, unit))
    for source, app in _apps().items():
        times = [app["time"]] if isinstance(app["time"], str) else app["time"]
        when = next((there[name][0] for name in times if name in there), None)
        if when is not None and there.keys() >= set(app["marks"]):
            return HealthTable(source, app["label"], table, when, list(_columns(app["columns"], there)))
    return None


def _columns(wanted: Mapping[str, Sequence[str]], there: Mapping[str, tuple[int, str]]) -> Iterator[HealthColumn]:
    taken = set()
    for name, (metric, unit) in wanted.items():
        if name in there and metric not in taken:
            taken.add(metric)
            place, said = there[name]
            yield HealthColumn(place, metric, UNITS.get(said, unit))


def _plain(cell: str) -> tuple[str, str]:
    """A header without its unit, and that unit.

    >>> _plain("Fat (g)"), _plain("Total Fat, g"), _plain("Recovery score %"), _plain("Deep (SWS) duration (min)")
    (('fat', 'g'), ('total fat', 'g'), ('recovery score %', ''), ('deep duration', 'min'))
    """
    text = cell.strip().strip('"').casefold()
    unit = ""
    for said in re.findall(r"\(([^)]*)\)|,\s*([^\s,]+)$", text):
        unit = next((each for each in said if each in UNITS), unit)
    return " ".join(re.sub(r"\([^)]*\)|,\s*\S+$", " ", text).split()), unit


def _read(numbers: Numbers, text: str, column: HealthColumn) -> float | None:
    found = numbers.read(text) if text else None
    if found is None:
        return None
    value, ours = found[0], metric_of(column.metric).unit
    if not 0 <= value < MOST_OF_DAY:
        raise ValueError(f"{value:g} can't be right")
    if ours == "l" and column.unit == "g":
        return value / WATER_G_PER_L
    return value if column.unit == ours else value * FACTORS.get((ours, column.unit), 1.0)


def _cell(row: Row, place: int) -> str:
    return row.cells[place].strip() if place < len(row.cells) else ""


def _is_total(row: Row) -> bool:
    """Whether a row sums up those above it: their numbers are there already."""
    return any(cell.strip().casefold() in ("total", "totals", "daily total") for cell in row.cells[:3])


@lru_cache(maxsize=1)
def _apps() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files(__package__).joinpath("health_columns.toml").read_text(encoding="utf-8"))
