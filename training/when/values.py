"""What a time in words means: days, periods, weekdays, clocks, durations, rhythms, each with its place in the text."""

from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from training.period import Period

Direction = Literal["past", "coming"]
"""Where a day is looked for that may lie behind or ahead: "monday", "in march", "the 20th"."""

UnitName = Literal["second", "minute", "hour", "day", "week", "month", "year"]

SECONDS: dict[UnitName, int] = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86_400,
    "week": 604_800,
    "month": 30 * 86_400,
    "year": 365 * 86_400,
}


@dataclass(frozen=True, slots=True)
class Day:
    """One day."""

    date: date


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Days that come round every week, Monday 0: "mon/wed/fri", "weekends"."""

    days: frozenset[int]


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day."""

    time: time


@dataclass(frozen=True, slots=True)
class Duration:
    """How long something lasts; ``at_most_s`` for "30-45 min". A month has 30 days, a year 365."""

    seconds: float
    unit: UnitName
    at_most_s: float | None = None

    @property
    def minutes(self) -> float:
        """The same in minutes."""
        return self.seconds / 60

    @property
    def days(self) -> float:
        """The same in days."""
        return self.seconds / SECONDS["day"]

    @property
    def months(self) -> int:
        """The same in whole months of the calendar.

        >>> Duration(2 * SECONDS["year"], "year").months, Duration(8 * SECONDS["week"], "week").months
        (24, 2)
        """
        return round(self.days / (365 / 12))


@dataclass(frozen=True, slots=True)
class Recurrence:
    """``times`` in ``every`` so many units ("twice a week", "every other day"), on these weekdays if any are named."""

    unit: UnitName
    every: int = 1
    times: int = 1
    at_most: int | None = None
    weekdays: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Unplaceable:
    """A time is named, but which one is open: the athlete has to be asked. ``choices`` are the days it may be."""

    reason: str
    choices: tuple[date, ...] = ()


Value = Day | Period | Weekdays | Clock | Duration | Recurrence | Unplaceable


@dataclass(frozen=True, slots=True)
class Mention:
    """A time that a text names, and where: ``text[start:end]``."""

    start: int
    end: int
    value: Value

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands."""
        return self.start, self.end
