"""A workout as a value: exercises in order, each with sets."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal, get_args

from training.units import Typed

Day = date
"""What a ``date`` field is of, where the field hides the type."""
SetKind = Literal["work", "warmup", "drop", "failure", "amrap"]
SET_KINDS: tuple[str, ...] = get_args(SetKind)


@dataclass(frozen=True, slots=True)
class Set:
    """One set. Loads in kg, times in s, distances in m; ``None`` is not recorded.

    On a bodyweight exercise ``load_kg`` is what was added (negative: assistance); with
    dumbbells it is one of them. ``reps`` of a per-side exercise are those of one side.
    A failed lift is ``kind="failure"`` with the reps that counted (0 for a missed single).
    """

    kind: SetKind = "work"
    load_kg: float | None = None
    reps: int | None = None
    rpe: float | None = None
    duration_s: float | None = None
    distance_m: float | None = None
    typed_load: Typed | None = None
    """The load as it was typed, when it was; always worth exactly ``load_kg``."""
    typed_distance: Typed | None = None


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise of a workout, with its sets in order."""

    name: str
    """A name of the library (or of the athlete's own exercises), exactly."""
    sets: tuple[Set, ...] = ()
    superset: int | None = None
    """Exercises of a workout with the same number were alternated."""
    notes: str = ""
    """What was said that no field of a set holds: tempo, grip, band, pain, 'left 8, right 7'."""

    @property
    def reps(self) -> int:
        """Total reps over all sets."""
        return sum(each.reps or 0 for each in self.sets)


@dataclass(frozen=True, slots=True)
class Workout:
    """What was done on one day, in one go."""

    date: Day
    exercises: tuple[Exercise, ...] = ()
    title: str = ""
    started_at: datetime | None = None
    notes: str = ""

    def on(self, day: Day) -> "Workout":
        """The same workout on another day."""
        started = None if self.started_at is None else self.started_at + (day - self.date)
        return replace(self, date=day, started_at=started)
