"""The parts of speech of training talk: what a piece of a line can be."""

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from training.units import KG_PER, Typed, WeightUnit
from training.workout import SetKind


class Atom(NamedTuple):
    """One part of a line.

    ``sign`` says what ``value`` is::

        n float             l tuple of floats     g (low, high)        u cluster, e.g. (8, 3, 2)
        k Load              r Reps                s count of sets      d Sided number
        t Lasting           m Typed length        c note of a set      q Pace
        e Rated             h inferred Effort     K SetKind            o note            M Mention
        E Exercise named    Q name in quotes      A superset label     S superset sign   L "last"
        G reps that were got  T tested rep max    R Reference          x times           @ at
        > drop   + plus   , ; : ( ) and / as they are                  w unknown word    f filler
    """

    sign: str
    value: Any
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Load:
    """A load as it was said; ``unit`` is ``None`` when it was left out."""

    value: float
    unit: str | None = None
    form: Literal["total", "body", "percent", "plates", "discs", "bar", "none"] = "total"
    """``body``: added to the body (0, or negative for help). ``plates``: value is one side of the bar.
    ``discs``: value counts full discs (20 kg, 45 lb) on a side, ``extra`` more beside them. ``bar``: empty.
    ``percent``: of a max. ``none``: not a weight (a pin, a band): ``note`` says it."""
    extra: float = 0.0
    note: str = ""
    pair: bool = False
    high: float | None = None
    """The upper end of a range of percentages."""

    def typed(self, unit: WeightUnit) -> Typed:
        """The load in the unit it was said in, else in the athlete's."""
        return Typed(self.value, self.unit or unit)

    def kg(self, unit: WeightUnit) -> float:
        """The load in kg."""
        return self.value * KG_PER[self.unit or unit]


@dataclass(frozen=True, slots=True)
class Reps:
    """Reps that are certainly reps. ``None`` in ``values``: not said (to failure)."""

    values: tuple[int | None, ...]
    kind: SetKind | None = None
    note: str = ""
    singles: bool = False
    """Said as "singles", "doubles": a following ``x5`` counts sets."""
    chain: bool = False
    """A set with short breaks: all but the first are its continuation."""


@dataclass(frozen=True, slots=True)
class Lasting:
    """A duration in s. ``maybe_load``: "30s" may be seconds or the 30s of a rack (R8)."""

    seconds: float
    maybe_load: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds per metre."""

    s_per_m: float
    words: str


@dataclass(frozen=True, slots=True)
class Sided:
    """A number "per side": reps of one side, or plates on each end of a bar."""

    value: float
    bar: bool = False
    """It was said to be on the bar."""


@dataclass(frozen=True, slots=True)
class Rated:
    """An RPE that was given as a number; a range is kept in ``note``."""

    rpe: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """What points to something known: the last time, the plan, another day."""

    to: Literal["last", "plan", "day", "cut", "only", "skipped", "load"]
    load_step: Load | None = None
    reps_step: int = 0
    count: int = 0
    """Sets that were done ("only") or left out ("cut")."""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Circuit:
    """A form that repeats what follows: rounds, or a set every so many seconds."""

    form: Literal["rounds", "amrap", "emom", "tabata"]
    rounds: int | None = None
    every_s: float = 60.0
    minutes: float | None = None
