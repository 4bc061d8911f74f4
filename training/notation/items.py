"""The typed parts of a line. What a number is of is settled later, by the grammar."""

from dataclasses import dataclass
from typing import Literal

from training.notation.order import (
    Bodily,
    Circuit,
    Dropped,
    Fix,
    Implement,
    Label,
    Link,
    Named,
    Negation,
    Not,
    Quoted,
    Scope,
    Score,
    When,
)
from training.notation.reading import Effort, Mention
from training.units import KG_PER, Typed, WeightUnit
from training.workout import SetKind


@dataclass(frozen=True, slots=True)
class Number:
    """A number without a unit. ``got``: it was said to have been got, hit or managed. ``ordinal``: said
    as "4th", of a rep or a set, never an amount. ``clock_s``: its seconds, where "27.40" may be 27:40."""

    value: float
    got: bool = False
    ordinal: bool = False
    clock_s: float | None = None


LoadForm = Literal["total", "body", "percent", "plates", "discs", "bar", "none", "same"]


@dataclass(frozen=True, slots=True)
class Load:
    """A load as it was said; ``unit`` is ``None`` when it was left out. ``kit``: what is lifted, if said with it."""

    value: float
    unit: str | None = None
    form: LoadForm = "total"
    """``body``: added to it (0, or negative for help). ``plates``: one side of the bar. ``bar``: empty.
    ``discs``: value counts full discs (20 kg, 45 lb) on a side, ``extra`` more beside them.
    ``percent``: of a max. ``none``: not a weight (a pin, a band): ``note`` says it. ``same``: as the one before."""
    extra: float = 0.0
    note: str = ""
    pair: bool = False
    kit: str = ""
    high: float | None = None  # the upper end of a range of percentages

    def typed(self, unit: WeightUnit) -> Typed:
        """The load in the unit it was said in, else in the athlete's."""
        return Typed(self.value, self.unit or unit)

    def kg(self, unit: WeightUnit) -> float:
        """The load in kg."""
        return self.value * KG_PER[self.unit or unit]


@dataclass(frozen=True, slots=True)
class Reps:
    """Reps that are certainly reps; ``None``: not said (as many as possible)."""

    value: int | None
    kind: SetKind | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ladder:
    """Reps of one set after the other: 1-2-3-4-5."""

    values: tuple[int, ...]
    note: str = "ladder"


@dataclass(frozen=True, slots=True)
class Sets:
    """How many sets: "3 sets", "twice". ``times``: said as "ten times", of a movement without a load
    that may be its reps."""

    count: int
    more: bool = False
    times: bool = False


@dataclass(frozen=True, slots=True)
class Lasting:
    """A duration in s. ``maybe_load``: "30s" may be seconds or the 30s of a rack (R8)."""

    seconds: float
    maybe_load: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Length:
    """A distance; ``laps``: that of a pool or a track, which a count of lengths multiplies."""

    typed: Typed
    laps: bool = False


@dataclass(frozen=True, slots=True)
class Laps:
    """How many lengths of a pool, or laps of a track."""

    count: int


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds per metre."""

    s_per_m: float
    words: str


@dataclass(frozen=True, slots=True)
class Calories:
    """Energy of an endurance machine, which no field of a set holds."""

    note: str


@dataclass(frozen=True, slots=True)
class Sided:
    """A number "per side": reps of one side, or plates on each end of a bar. ``bar``: said to be on it."""

    value: float
    bar: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """Two ends, and what is between."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Broken:
    """One set with short breaks: 8+3+2."""

    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rated:
    """An RPE that was given as a number; a range is kept in ``note``."""

    rpe: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Felt:
    """How hard it was, in words."""

    effort: Effort


@dataclass(frozen=True, slots=True)
class Failed:
    """Taken to failure; ``reps`` that counted, when the rep that failed was named."""

    reps: int | None = None


@dataclass(frozen=True, slots=True)
class Missed:
    """A lift that was not made."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What kind of sets: warm-ups, AMRAP, or work sets again. ``many``: said of several."""

    kind: SetKind
    many: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """What sets of the same are done for: top, backoff, rest-pause, myo-reps, cluster."""

    name: str


@dataclass(frozen=True, slots=True)
class RepMax:
    """A tested rep max."""

    reps: int


@dataclass(frozen=True, slots=True)
class MaxEstimate:
    """A one-rep max that was stated, not lifted."""

    load: Load


@dataclass(frozen=True, slots=True)
class Intervals:
    """Seconds on, seconds off, rounds."""

    on_s: float
    off_s: float
    rounds: int | None


@dataclass(frozen=True, slots=True)
class Fixed:
    """A set that a fixed name stands for ("12-3-30", "21s"): its time or its reps, and what to note."""

    duration_s: float | None
    reps: int | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """How sets were done, as it is kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """Something said that is no set."""

    mention: Mention


@dataclass(frozen=True, slots=True)
class Sign:
    """What joins or parts: x @ for of with = , and then / - + : ; . ( ) > and a line end."""

    text: str
    spaced: bool = False
    """An x with a space before it and none after: "x5 x5"."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of no meaning here; ``strange``: nobody knows it."""

    text: str
    strange: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """What points to something known: the last time, the plan, another day. ``count``: sets that were done
    ("only") or left out ("cut")."""

    to: Literal["last", "plan", "day", "cut", "only", "skipped", "load"]
    load_step: Load | None = None
    reps_step: int = 0
    count: int = 0
    words: str = ""


Value = (
    Number | Load | Reps | Ladder | Sets | Lasting | Length | Laps | Pace | Calories | Sided | Range | Broken | Rated
    | Felt | Failed | Missed | Kind | Form | Dropped | Scope | Fix | Not | Bodily | RepMax | MaxEstimate | Intervals
    | Fixed | Note | Said | Reference | Circuit | Score | Named | Quoted | Label | Link | Negation | When | Sign | Word
    | Implement
)  # fmt: skip

AMOUNTS = (Number, Load, Reps, Ladder, Sets, Lasting, Length, Laps, Pace, Calories, Sided, Range, Broken, RepMax)
"""What the grammar gives a role."""
SAYING = (*AMOUNTS, Intervals, Fixed, Reference, Missed)
"""What makes sets."""


@dataclass(frozen=True, slots=True)
class Item:
    """A value, and where it stands in the normalised text."""

    value: Value
    start: int
    end: int

    @property
    def is_amount(self) -> bool:
        """Whether the grammar gives it a role."""
        return isinstance(self.value, AMOUNTS)

    def is_sign(self, *texts: str) -> bool:
        """Whether it is one of these signs (any sign when none is named)."""
        return isinstance(self.value, Sign) and (not texts or self.value.text in texts)
