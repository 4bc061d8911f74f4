"""What planned sets count: hard sets of an exercise, and how much of each goes to which muscle (reference 3.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from training.landmarks import doses
from training.library import Library
from training.movement import Movement
from training.program.plan import Item, Role
from training.volume import FEWEST_FOR_SIZE, HALF, HARD_RPE, MOST_FOR_SIZE

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


@lru_cache(maxsize=4)
def facts(library: Library) -> Mapping[str, Fact]:
    """Of every movement of a library, by name."""
    return {each.name: Fact.of(each) for each in library.movements}


def hard_sets(item: Item, *, for_size: bool = False) -> float:
    """How many hard sets an exercise is planned with: RIR 4 and less, or left open; a drop is half a set.

    Holds and carries count like sets of reps. ``for_size`` counts very few and very many reps half, as the
    log does for a muscle's size; without it, it is what has to be recovered from.

    >>> from training.program.plan import Target
    >>> sets = (Target("warmup", 5), Target(reps=3, rir=2.0), Target(reps=8, rir=2.0), Target(reps=8, rir=5.0))
    >>> hard_sets(Item("Squat (Barbell)", "main", sets)), hard_sets(Item("Squat (Barbell)", "main", sets), for_size=True)
    (2.0, 1.5)
    """
    found = 0.0
    for each in item.targets:
        if each.kind == "warmup" or (each.rir is not None and each.rir > MOST_RIR):
            continue
        one = HALF if each.kind == "drop" else 1.0
        if for_size and each.reps is not None:
            most = each.reps if each.reps_to is None else each.reps_to
            one *= 1.0 if most >= FEWEST_FOR_SIZE and each.reps <= MOST_FOR_SIZE else HALF
        found += one
    return found
