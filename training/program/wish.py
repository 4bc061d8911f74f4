"""What was asked of a program beside goals, days and equipment: dates, runs, journeys, lifts, styles, numbers that were told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Literal, get_args

from pydantic import TypeAdapter

EventKind = Literal["meet", "test", "race"]
Style = Literal["powerlifting", "olympic", "crossfit", "kettlebell", "band", "bodyweight"]
STYLES: tuple[str, ...] = get_args(Style)


@dataclass(frozen=True, slots=True)
class Event:
    """A day that the program leads to."""

    kind: EventKind
    on: date
    km: float | None = None
    """Of a race on foot."""
    lifts: tuple[str, ...] = ()
    """What is tested then, by library name; empty: the main lifts."""


@dataclass(frozen=True, slots=True)
class Journey:
    """Days away, and what there is to train with."""

    since: date
    until: date
    equipment: frozenset[str] = frozenset()
    trains: bool = True
    """False: no training at all."""

    def has(self, day: date) -> bool:
        """Whether a day is within it."""
        return self.since <= day <= self.until


@dataclass(frozen=True, slots=True)
class Best:
    """A lift as the athlete told it: load in kg (added to the body where the body is lifted), reps."""

    load_kg: float
    reps: int = 1


Target = Best
"""A lift that is to be reached."""


@dataclass(frozen=True, slots=True)
class Wish:
    """All of it; what was not said is empty."""

    events: tuple[Event, ...] = ()
    lifting_days: int | None = None
    running_days: int | None = None
    run_km: float | None = None
    """The longest run of late."""
    journeys: tuple[Journey, ...] = ()
    styles: tuple[Style, ...] = ()
    lifts: Mapping[str, int] = field(default_factory=dict)
    """Exercises that are to be there, and on how many days a week."""
    avoid: frozenset[str] = frozenset()
    """Exercises that are not to be there, and families of them by the name without equipment."""
    supersets: bool = False
    no_impact: bool = False
    no_overhead: bool = False
    least_rir: float = 0.0
    """Reps that are always to stay in reserve."""
    weights_kg: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    """Of an implement the only weights there are: ``{"kettlebell": (16.0,)}``."""
    heaviest_kg: Mapping[str, float] = field(default_factory=dict)
    """Of an implement the heaviest there is."""
    singles: frozenset[str] = frozenset()
    """Implements of which there is one, so that nothing with a pair can be done."""
    bests: Mapping[str, Best] = field(default_factory=dict)
    targets: Mapping[str, Target] = field(default_factory=dict)
    """What is to be reached at the end of it."""
    away_days: int = 0
    """So long nothing was trained before now."""
    pregnant_week: int | None = None

    @property
    def event(self) -> Event | None:
        """The last of the days that the program leads to."""
        return max(self.events, key=lambda each: each.on, default=None)

    def journey_on(self, day: date) -> Journey | None:
        """The journey that a day is within."""
        return next((each for each in self.journeys if each.has(day)), None)

    def merged(self, new: "Wish") -> "Wish":
        """What was known, with what is told anew; lists and tables grow, numbers are replaced.

        >>> Wish(lifting_days=2, supersets=True).merged(Wish(lifting_days=3)).lifting_days
        3
        """
        values: dict[str, Any] = {}
        for name in self.__dataclass_fields__:
            mine, theirs = getattr(self, name), getattr(new, name)
            if not theirs:
                values[name] = mine
            elif isinstance(mine, tuple):
                values[name] = (*(each for each in mine if each not in theirs), *theirs)
            elif isinstance(mine, frozenset):
                values[name] = mine | theirs
            elif isinstance(mine, Mapping):
                values[name] = {**mine, **theirs}
            else:
                values[name] = theirs
        return Wish(**values)

    def after(self, today: date) -> "Wish":
        """The wish without the days that are over."""
        return Wish(**{
            **{name: getattr(self, name) for name in self.__dataclass_fields__},
            "events": tuple(each for each in self.events if each.on >= today),
            "journeys": tuple(each for each in self.journeys if each.until >= today),
        })  # fmt: skip


def week_of(day: date, starts_on: date) -> int:
    """The week of a program, from 1, that a day is in.

    >>> week_of(date(2026, 4, 11), date(2026, 3, 2))
    6
    """
    return (day - starts_on) // timedelta(weeks=1) + 1


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Wish]:
    return TypeAdapter(Wish)


def wish_json(wish: Wish) -> dict[str, Any]:
    """A wish as JSON, without what is empty.

    >>> wish_json(Wish(lifting_days=2))
    {'lifting_days': 2}
    """
    record: dict[str, Any] = _adapter().dump_python(wish, mode="json")
    return {name: value for name, value in record.items() if value}


def wish_of(record: Mapping[str, Any] | None) -> Wish:
    """The wish again.

    >>> wish_of(wish_json(Wish(events=(Event("meet", date(2026, 5, 2)),)))).events[0].on
    datetime.date(2026, 5, 2)
    """
    return _adapter().validate_python(dict(record or {}))
