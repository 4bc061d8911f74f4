"""What goes into reading a message, and what comes out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from training.resolver import Resolver
from training.units import WeightUnit
from training.workout import Exercise, Workout


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of one exercise of this athlete. Loads in kg."""

    usual_load_kg: float | None = None
    """Median work load lately."""
    one_rep_max_kg: float | None = None
    training_max_kg: float | None = None
    last: Exercise | None = None
    last_date: date | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """All that a message is read against. Everything in it was fetched by the caller."""

    today: date
    resolver: Resolver
    unit: WeightUnit = "kg"
    bar_kg: float = 20.0
    past: Mapping[str, Past] = field(default_factory=dict)
    """By exercise name."""
    planned: Mapping[str, Exercise] = field(default_factory=dict)
    """Today's plan by exercise name, with loads and reps; empty without one."""
    days: Mapping[date, Workout] = field(default_factory=dict)
    """Recent workouts, for "repeat monday"."""
    current: str | None = None
    """The exercise last talked about: for sets without a name."""


@dataclass(frozen=True, slots=True)
class Pain:
    """Something hurt. ``score`` is 0 to 10, ``None`` when no number was given."""

    region: str
    score: float | None = None
    exercise: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A record was claimed ("PR!"): to be verified against the log, never believed."""

    exercise: str | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """An exercise was not done."""

    exercise: str | None = None


@dataclass(frozen=True, slots=True)
class Tested:
    """A rep max was tested. The set itself is in the workout."""

    reps: int
    load_kg: float
    exercise: str | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """A one-rep max was stated as an estimate: no set was done."""

    load_kg: float
    exercise: str | None = None


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard it was. ``inferred`` from an adjective: never stored as an RPE (R12)."""

    rpe: float
    words: str
    inferred: bool = True
    exercise: str | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """The result of a benchmark workout: a time in s, or rounds (and the reps of the last, broken one)."""

    name: str
    duration_s: float | None = None
    rounds: int | None = None
    reps: int | None = None
    exercise: str | None = None


@dataclass(frozen=True, slots=True)
class Steps:
    """Steps walked."""

    count: int
    exercise: str | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about sets that are not in this message: "paused", "rest 90 s"."""

    words: str
    exercise: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """An exercise was named and no set of it given."""

    exercise: str


@dataclass(frozen=True, slots=True)
class NewExercise:
    """A name in double quotes that the library does not have: the athlete's own exercise."""

    exercise: str


@dataclass(frozen=True, slots=True)
class Happened:
    """A day was named, and nothing that was done on it."""

    date: date
    exercise: str | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """A question or a plain sentence: not training that was done."""

    words: str
    exercise: str | None = None


Mention = (
    Pain
    | Claim
    | Skipped
    | Tested
    | Estimate
    | Effort
    | Score
    | Steps
    | Remark
    | Named
    | NewExercise
    | Happened
    | Aside
)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question."""

    label: str
    text: str
    """The whole message under this answer, in canonical notation: reading it asks nothing."""


@dataclass(frozen=True, slots=True)
class Question:
    """What has to be known before anything may be stored."""

    text: str
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message says."""

    workouts: tuple[Workout, ...] = ()
    question: Question | None = None
    """When set, nothing may be stored yet."""
    unread: tuple[str, ...] = ()
    """What was not understood, verbatim: kept as a note, and said."""
    assumed: tuple[str, ...] = ()
    """Readings to echo, a sentence each."""
    mentions: tuple[Mention, ...] = ()
    """What was said that is not a set."""
    rest: tuple[str, ...] = ()
    """Clauses that are about something else (a question, a wish, a body weight), verbatim: for whoever answers those."""
