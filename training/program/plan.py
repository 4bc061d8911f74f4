"""A program as a value: dated sessions, each with exercises and targets, and the reason for every choice."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal, get_args

from training.workout import SetKind

Day = date
"""What a ``date`` field is of, where the field hides the type."""
Role = Literal["warmup", "main", "accessory", "finisher", "cardio", "conditioning", "mobility", "cooldown"]
ROLES: tuple[str, ...] = get_args(Role)
SessionKind = Literal["lifting", "cardio", "conditioning", "mobility"]
SESSION_KINDS: tuple[str, ...] = get_args(SessionKind)
Origin = Literal["generated", "established", "imported"]
Phase = Literal["build", "deload", "test", "peak", "taper", "easy"]
LONGEST_NOTE = 200
REST = "Rest"


def rest_title(title: str) -> str:
    """What a session is called that became a day of rest.

    >>> rest_title("Upper A"), is_rest(rest_title("Upper A")), is_rest("Upper A")
    ('Rest (Upper A)', True, False)
    """
    return f"{REST} ({title})"


def is_rest(title: str) -> bool:
    """Whether a session became a day of rest: nothing is missed that day."""
    return title.startswith(f"{REST} (")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was chosen: the rule, a sentence with the athlete's own numbers, and where the rule is from."""

    rule: str
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """One planned set. Loads in kg, times in s, distances in m; ``None`` is left to the athlete.

    ``kind="warmup"`` is a ramp set. For ``amrap`` the reps are the least. ``share`` is the part of
    ``share_of`` (an e1RM or training max, in kg) that the load was made of.
    """

    kind: SetKind = "work"
    reps: int | None = None
    reps_to: int | None = None
    """The top of a range of reps."""
    load_kg: float | None = None
    rir: float | None = None
    duration_s: float | None = None
    distance_m: float | None = None
    share: float | None = None

    @property
    def rpe(self) -> float | None:
        """The RPE that the reps in reserve mean."""
        return None if self.rir is None else 10 - self.rir


@dataclass(frozen=True, slots=True)
class Item:
    """One exercise of a session, with its sets in order."""

    exercise: str
    """A name of the library (or of the athlete's own exercises), exactly."""
    role: Role
    targets: tuple[Target, ...]
    rest_s: int = 0
    superset: int | None = None
    lift: str | None = None
    """The key of its progression in ``Program.lifts``: the same exercise may have two (a heavy and a light one)."""
    notes: str = ""
    """How it is done where that is not usual: tempo, range, pauses."""
    reasons: tuple[Reason, ...] = ()

    @property
    def work(self) -> tuple[Target, ...]:
        """The sets that count: all but the ramp."""
        return tuple(each for each in self.targets if each.kind != "warmup")

    def with_work(self, work: tuple[Target, ...]) -> "Item":
        """The same with other work sets; the ramp stays."""
        return replace(self, targets=(*(each for each in self.targets if each.kind == "warmup"), *work))


@dataclass(frozen=True, slots=True)
class Session:
    """One planned session, on its day."""

    date: Day
    week: int
    """Counted from 1."""
    day: int
    """Its place in the week, counted from 1."""
    title: str
    kind: SessionKind
    items: tuple[Item, ...]
    minutes: float
    """How long it takes by the time model."""
    phase: Phase = "build"
    key: str = ""
    """Which session of the pattern it is ('A1', 'upper_a'): what its progression goes by."""
    note: str = ""
    """The coach's note, at most 200 characters."""
    reasons: tuple[Reason, ...] = ()

    @property
    def is_deload(self) -> bool:
        """Whether it belongs to a deload."""
        return self.phase == "deload"


@dataclass(frozen=True, slots=True)
class Program:
    """A whole program, with everything it was made from."""

    name: str
    origin: Origin
    weeks: int
    starts_on: Day
    days_per_week: int
    sessions: tuple[Session, ...]
    """In the order of their days."""
    template: str | None = None
    """The id of an established program."""
    goals: dict[str, int] = field(default_factory=dict)
    level: str = "novice"
    config_version: str = ""
    lifts: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By key: the state of each progression (load, stage, training max, misses), for the rules of the program."""
    made_from: dict[str, Any] = field(default_factory=dict)
    """The athlete's profile and numbers that it was made from, as JSON."""
    reasons: tuple[Reason, ...] = ()

    def week(self, number: int) -> tuple[Session, ...]:
        """The sessions of a week, counted from 1."""
        return tuple(each for each in self.sessions if each.week == number)

    def items(self) -> Iterator[tuple[Session, Item]]:
        """Every planned exercise with its session."""
        for session in self.sessions:
            for item in session.items:
                yield session, item
