"""What planned sets count: hard sets of an exercise, and how much of each goes to which muscle (reference 3.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from training.landmarks import doses
from training.library import Library
from training.movement import Movement
from training.program.plan import Item, Role
from training.volume import HALF, HARD_RPE, LOADLESS

LIFTED: tuple[Role, ...] = ("main", "accessory", "finisher")
MOST_RIR = 10 - HARD_RPE


@dataclass(frozen=True, eq=False, slots=True)
class Fact:
    """What is asked of a movement again and again, worked out once."""

    movement: Movement
    doses: tuple[tuple[str, float], ...]
    """The share of a set that each row of the landmarks gets."""

    @classmethod
    def of(cls, movement: Movement) -> "Fact":
        """Work it out."""
        return cls(movement, tuple(doses(movement).items()))


def counts(item: Item, fact: Fact) -> bool:
    """Whether an exercise has hard sets at all: lifts do, warm-ups, cardio and conditioning do not."""
    return item.role in LIFTED and fact.movement.pattern not in LOADLESS


@lru_cache(maxsize=4)
def facts(library: Library) -> Mapping[str, Fact]:
    """Of every movement of a library, by name."""
    return {each.name: Fact.of(each) for each in library.movements}


def hard_sets(item: Item) -> float:
    """How many hard sets an exercise is planned with: RIR 4 and less, or left open; a drop is half a set.

    Holds and carries count like sets of reps, and sets of few reps like others: it is what has to be recovered from.

    >>> from training.program.plan import Target
    >>> sets = (Target("warmup", 5), Target(reps=3, rir=2.0), Target(reps=8), Target("drop", 8), Target(reps=8, rir=5.0))
    >>> hard_sets(Item("Squat (Barbell)", "main", sets))
    2.5
    """
    counted = (each for each in item.work if each.rir is None or each.rir <= MOST_RIR)
    return sum(HALF if each.kind == "drop" else 1.0 for each in counted)
