"""From what somebody's server answers to health samples: declared in data files, one a kind of server."""

import tomllib
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from math import isfinite
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from connectors.servers.session import ServerSession
from db.health import Sample, Series
from training.errors import Invalid, NotFound, Unclear, Unreachable
from training.health.metrics import health_metrics, metric_of, named

FOLDER = Path(__file__).with_name("mappings")
MOST_ROWS = 200_000


class Strict(BaseModel):
    """A part of a mapping; a field that nobody knows is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Meaning(Strict):
    """What a number is: a metric, and what it is multiplied with to be in the metric's unit."""

    metric: str | None = None
    factor: float = 1.0


class Value(Meaning):
    """A number of a row."""

    field: str


class TimeOf(Strict):
    """The time of a row is that of a row of another call, which a field names."""

    call: str
    field: str


class MappedCall(Strict):
    """One tool, how it is called, and how its rows are read."""

    tool: str
    name: str = ""
    arguments: dict[str, Any] = {}
    each: dict[str, Meaning] = {}
    """It is called once for each of these, which stands for ``{each}``."""
    rows: str = ""
    key: str = ""
    day: str = ""
    night: str = ""
    start: str = ""
    end: str = ""
    time_of: TimeOf | None = None
    at_end: bool = False
    """Numbers of a night that are no sleep are of the morning after it."""
    later_h: float = 0
    """A row that begins in the night before is of the day so many hours later."""
    metric: str = ""
    unit: str = ""
    names: dict[str, Meaning] = {}
    """What the server's names of metrics are; without it they are taken as ours."""
    values: list[Value]

    @model_validator(mode="after")
    def _has_a_time(self) -> "MappedCall":
        if sum(map(bool, (self.day, self.night, self.start, self.time_of))) != 1:
            raise ValueError("a call needs one of day, night, start, time_of")
        return self


class Account(Strict):
    """Where a server may see several people: which tool lists them."""

    tool: str
    rows: str
    key: str
    name: str


class HealthMapping(Strict):
    """A kind of server."""

    about: str
    first_days: int = Field(default=365, ge=1)
    chunk_days: int = Field(default=90, ge=1)
    source: str = ""
    """The field of a row that names the device; else it is the connection."""
    account: Account | None = None
    calls: list[MappedCall]

    @property
    def tools(self) -> set[str]:
        """The tools that it needs."""
        return {each.tool for each in self.calls} | ({self.account.tool} if self.account else set())


@lru_cache(maxsize=1)
def mappings() -> dict[str, HealthMapping]:
    """Those that are shipped, by name."""
    return {path.stem: read_mapping(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}


def read_mapping(text: str) -> HealthMapping:
    """A mapping from TOML. Raises ``Invalid`` that says what is wrong."""
    try:
        return HealthMapping.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise Invalid(f"This is no TOML: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise Invalid(f"The mapping is wrong at {'.'.join(map(str, first['loc']))}: {first['msg']}.") from error


def mapping_for(tools: set[str]) -> str | None:
    """The shipped mapping whose tools a server has; the one that needs most of them."""
    fitting = [(len(each.tools), name) for name, each in mappings().items() if each.tools <= tools]
    return max(fitting)[1] if fitting else None


@dataclass
class HealthReading:
    """One reading of a server: its samples, and what could not be read."""

    server: ServerSession
    mapping: HealthMapping
    connection: str
    zone: ZoneInfo
    account: str | None = None
    rejected: list[str] = field(default_factory=list)
    _times: dict[str, dict[str, tuple[datetime, datetime]]] = field(default_factory=dict)

    async def samples(self, since: date, until: date) -> AsyncIterator[tuple[Series, Sample]]:
        """All samples of a period. Raises ``Unreachable`` where a call fails: half an answer replaces nothing."""
        account = await self._account()
        start = since
        while start <= until:
            end = min(until, start + timedelta(days=self.mapping.chunk_days - 1))
            for call in self.mapping.calls:
                for each, meaning in (call.each or {"": Meaning()}).items():
                    for row in await self._rows(call, each, account, start, end):
                        for found in self._read(call, meaning, row):
                            yield found
            start = end + timedelta(days=1)

    async def _account(self) -> str:
        """The person whose numbers are asked for. Raises ``Unclear`` where there are several."""
        wanted = self.mapping.account
        if wanted is None:
            return ""
        people = _rows_in((await self.server.call(wanted.tool, {})).fields, wanted.rows)
        named_so = {str(_at(each, wanted.key)): str(_at(each, wanted.name) or "") for each in people}
        if self.account is not None:
            found = [key for key, name in named_so.items() if self.account in (key, name)]
            if not found:
                raise NotFound(f"{self.connection} has nobody called '{self.account}': {', '.join(named_so.values())}.")
            return found[0]
        if len(named_so) != 1:
            raise Unclear(
                f"{self.connection} has several people: {', '.join(named_so.values())}. Say which: connect again with --account NAME."
            )
        return next(iter(named_so))

    async def _rows(self, call: MappedCall, each: str, account: str, since: date, until: date) -> list[Any]:
        start = datetime.combine(since, time.min, self.zone).astimezone(UTC)
        end = datetime.combine(until + timedelta(days=1), time.min, self.zone).astimezone(UTC)
        blanks = {
            "since": since.isoformat(), "until": until.isoformat(), "since_utc": f"{start:%Y-%m-%dT%H:%M:%SZ}",
            "until_utc": f"{end:%Y-%m-%dT%H:%M:%SZ}", "each": each, "account": account,
        }  # fmt: skip
        answered = await self.server.call(call.tool, _filled(call.arguments, blanks))
        told = answered.fields
        problem = told.get("error") if isinstance(told, dict) else None
        if answered.failed or problem:
            raise Unreachable(f"{self.connection} could not answer {call.tool}: {str(problem or answered.text)[:200]}")
        if told is None:
            raise Unreachable(f"{self.connection} answered {call.tool} with something that is no data.")
        rows = _rows_in(told, call.rows)
        if len(rows) > MOST_ROWS:
            raise Unreachable(
                f"{self.connection} answered {call.tool} with {len(rows):,} rows at once, which is more than I read."
            )
        return rows

    def _read(self, call: MappedCall, meaning: Meaning, row: Any) -> Iterator[tuple[Series, Sample]]:
        span = self._span(call, row)
        if span is None:
            self.rejected.append(f"{call.tool}: a row without a time that I can read")
            return
        if call.key:
            self._times.setdefault(call.name, {})[str(_at(row, call.key))] = span
        for value in call.values:
            number = _at(row, value.field)
            if number is None or isinstance(number, bool):
                continue
            said = str(_at(row, call.metric) or "") if call.metric else ""
            known = (
                _meaning(call, said)
                if said
                else Meaning(metric=value.metric or meaning.metric, factor=value.factor * meaning.factor)
            )
            if known is None or known.metric is None or not isinstance(number, int | float) or not isfinite(number):
                self.rejected.append(
                    f"{call.tool}: '{str(number)[:40]}' of '{(said or value.field)[:40]}' is no number that I know"
                )
                continue
            metric = metric_of(known.metric, str(_at(row, call.unit) or "") if call.unit else "")
            start, end = span
            if call.at_end and metric.of_day != "sleep":
                start = end
            start, end = (each + timedelta(hours=call.later_h) for each in (start, max(start, end)))
            source = str(_at(row, self.mapping.source) or "") if self.mapping.source else ""
            series = Series(metric.name, metric.unit, source[:100] or self.connection, self.connection, rank=4)
            yield series, Sample(start, end, float(number) * known.factor)

    def _span(self, call: MappedCall, row: Any) -> tuple[datetime, datetime] | None:
        """From when to when a row is."""
        if call.time_of is not None:
            return self._times.get(call.time_of.call, {}).get(str(_at(row, call.time_of.field)))
        try:
            if call.start:
                start = _moment(_at(row, call.start), self.zone)
                ended = _at(row, call.end) if call.end else None
                return start, max(start, _moment(ended, self.zone)) if ended else start
            day = date.fromisoformat(str(_at(row, call.day or call.night))[:10])
        except (ValueError, TypeError):
            return None
        begin = datetime.combine(day, time.min, self.zone)
        return begin, begin + timedelta(hours=12)


def _meaning(call: MappedCall, said: str) -> Meaning | None:
    if call.names:
        return call.names.get(said)
    found = said if said in health_metrics() else named(said)
    return None if found is None else Meaning(metric=found)


def _moment(said: Any, zone: ZoneInfo) -> datetime:
    found = datetime.fromisoformat(str(said))
    return found if found.tzinfo is not None else found.replace(tzinfo=zone)


def _filled(arguments: Any, blanks: Mapping[str, str]) -> Any:
    """Arguments with their blanks filled; a text that is nothing but a blank keeps what fills it."""
    if isinstance(arguments, dict):
        return {name: _filled(each, blanks) for name, each in arguments.items()}
    if isinstance(arguments, list):
        return [_filled(each, blanks) for each in arguments]
    return arguments.format(**blanks) if isinstance(arguments, str) else arguments


def _at(found: Any, path: str) -> Any:
    """What stands at a path of names and places, with dots between; ``None`` where there is nothing."""
    for part in path.split(".") if path else ():
        if isinstance(found, list) and part.isdecimal() and int(part) < len(found):
            found = found[int(part)]
        elif isinstance(found, dict):
            found = found.get(part)
        else:
            return None
    return found


def _rows_in(found: Any, path: str) -> list[Any]:
    rows = _at(found, path)
    return rows if isinstance(rows, list) else []
