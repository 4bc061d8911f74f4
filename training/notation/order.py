"""The typed parts of a line that say which exercise, in which order, and how often all of it was done."""

from dataclasses import dataclass
from typing import Literal

from training.resolver import Resolution


@dataclass(frozen=True, slots=True)
class Circuit:
    """A form that repeats what it stands with: rounds, or a set every so many seconds."""

    form: Literal["rounds", "amrap", "emom", "tabata"]
    rounds: int | None = None
    every_s: float = 60.0
    minutes: float | None = None
    all: bool = False
    """Said to be of all exercises before: "3 rounds of both"."""


@dataclass(frozen=True, slots=True)
class Score:
    """What an AMRAP came to: whole rounds, and reps of the broken one."""

    rounds: int
    reps: int


@dataclass(frozen=True, slots=True)
class Named:
    """An exercise; ``spelled``: without a slip."""

    found: Resolution
    words: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A name in quotes: the athlete's own exercise."""

    words: str


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a superset: A1."""

    letter: str
    place: int


@dataclass(frozen=True, slots=True)
class Link:
    """What stands beside it is alternated."""

    words: str


@dataclass(frozen=True, slots=True)
class Negation:
    """What is named next was not done."""


@dataclass(frozen=True, slots=True)
class When:
    """A day, or several when the words fit several."""

    day: object


@dataclass(frozen=True, slots=True)
class Implement:
    """What is lifted, said apart from the name: "on the smith", "dumbbells"."""

    words: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """What follows is a drop set."""


@dataclass(frozen=True, slots=True)
class Bodily:
    """Without any load."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Of which sets something is said: the ``nth`` (1 is the first, -1 the last), so ``many``, or all (0)."""

    nth: int
    many: int = 1


@dataclass(frozen=True, slots=True)
class Fix:
    """What follows takes the place of what was said before: "no wait 105"."""


@dataclass(frozen=True, slots=True)
class Not:
    """What follows is what it was not: "not 47.5"."""
