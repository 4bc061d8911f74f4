"""Whom a program is for: goals, level, days, equipment, injuries, rules, and the numbers from the log."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from training.loading import Gym
from training.program.wish import Wish

Goal = Literal["strength", "hypertrophy", "power", "fat_loss", "endurance", "mobility", "general_health"]
GOALS: tuple[str, ...] = get_args(Goal)
Level = Literal["novice", "intermediate", "advanced"]
LEVELS: tuple[str, ...] = get_args(Level)
Region = Literal[
    "knee", "lower_back", "shoulder", "elbow", "wrist", "hip", "ankle", "neck", "upper_back", "chest", "hamstring", "calf",
]  # fmt: skip
REGIONS: tuple[str, ...] = get_args(Region)
Discipline = Literal["strength", "endurance", "mobility", "olympic", "calisthenics", "conditioning"]
DISCIPLINES: tuple[str, ...] = get_args(Discipline)


@dataclass(frozen=True, slots=True)
class Injury:
    """Something that hurts or is healing. ``severity`` is pain from 0 to 10; not known counts as the middle band."""

    region: Region
    severity: float | None = None
    since: date | None = None
    resolved_on: date | None = None
    side: Literal["left", "right", "both"] | None = None
    movement: str | None = None
    """A pattern, or the name of an exercise, that sets it off, where that was said."""
    is_sharp: bool = False
    """Sharp, swelling, giving way, numb: stop, whatever the number."""

    def is_active(self, today: date) -> bool:
        """Whether it still holds."""
        return self.resolved_on is None or self.resolved_on > today


@dataclass(frozen=True, slots=True)
class MovementRule:
    """What the athlete wants of an exercise (by its library name) or of a whole movement pattern."""

    kind: Literal["exclude", "substitute", "prefer"]
    what: str
    by: str | None = None
    """The exercise that a substitute puts in its place."""


@dataclass(frozen=True, slots=True)
class Screening:
    """The answers to the questions before a first program (PAR-Q like, reference 9.2)."""

    on: date
    yes: tuple[str, ...] = ()
    """The questions answered with yes, by their keys in ``training.adaptation.screening``."""
    cleared: bool = False
    """A clinician has cleared them since."""

    @property
    def is_limited(self) -> bool:
        """Whether training is held to RPE 6, no maximal tests, no intervals."""
        return bool(self.yes) and not self.cleared


@dataclass(frozen=True, slots=True)
class Trainee:
    """Everything that a program is made from. kg, years; ``None`` is not known."""

    goals: Mapping[Goal, int] = field(default_factory=lambda: {"general_health": 10})
    """Weights that sum to 10, one to three goals."""
    level: Level = "novice"
    """For lifting."""
    levels: Mapping[Discipline, Level] = field(default_factory=dict)
    """For disciplines where it is another."""
    days: int = 3
    """Sessions a week."""
    weekdays: tuple[int, ...] = ()
    """Monday 0 to Sunday 6; empty: chosen by spacing."""
    minutes: int = 60
    """For one session, at most."""
    equipment: frozenset[str] = frozenset()
    """What is at hand (reference 11.1); empty is bodyweight only."""
    injuries: tuple[Injury, ...] = ()
    rules: tuple[MovementRule, ...] = ()
    activities: tuple[str, ...] = ()
    """Cardio that is enjoyed: library names."""
    priorities: tuple[str, ...] = ()
    """Lifts (library names) or muscles that come first."""
    cardio_as: Literal["finisher", "own_day"] | None = None
    style: str = ""
    screening: Screening | None = None
    body_weight_kg: float | None = None
    sex: str | None = None
    age: int | None = None
    height_m: float | None = None
    conditions: frozenset[str] = frozenset()
    """Health conditions, medicines and life stages that were named (``[conditions]`` in coaching.toml)."""
    e1rm_kg: Mapping[str, float] = field(default_factory=dict)
    """The current e1RM by library name (per hand with dumbbells; body included where it is lifted)."""
    done: Mapping[str, int] = field(default_factory=dict)
    """How often each exercise was done in the last 120 days, by name."""
    weekly_sets: Mapping[str, float] = field(default_factory=dict)
    """Fractional hard sets per muscle and week of late (mean of four weeks)."""
    olympic: bool = False
    """Opted in to Olympic lifts, or coached."""
    gym: Gym = field(default_factory=Gym)
    wish: Wish = field(default_factory=Wish)
    """What was asked of a program beside all that."""
    time_factor: float = 1.0
    """Personal factor of the time model (actual / estimated), 0.7 to 1.5."""

    @property
    def bmi(self) -> float | None:
        """Body mass index, where weight and height are known."""
        if self.body_weight_kg is None or not self.height_m:
            return None
        return self.body_weight_kg / self.height_m**2

    def active(self, today: date) -> tuple[Injury, ...]:
        """The injuries that hold on a day."""
        return tuple(each for each in self.injuries if each.is_active(today))
