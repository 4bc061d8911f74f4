"""What a movement needs, and whether it is at hand."""

from functools import lru_cache

from training.coaching import Rules, rules
from training.movement import Movement


class EquipmentRules(Rules):
    """The section ``[equipment]``."""

    implies: dict[str, tuple[str, ...]]
    also: dict[str, tuple[str, ...]]
    needs_two: frozenset[str]


@lru_cache(maxsize=256)
def at_hand(equipment: frozenset[str]) -> frozenset[str]:
    """The equipment with what it brings along: a barbell has plates."""
    given = rules("equipment", EquipmentRules)
    return equipment.union(*(given.implies.get(each, ()) for each in equipment))


def missing(movement: Movement, equipment: frozenset[str]) -> tuple[str, ...]:
    """What is needed for the movement and not there; empty when it can be done.

    >>> from training.library import load_library
    >>> missing(load_library().by_core_id("bench_press"), frozenset({"barbell", "bench"}))
    ('rack',)
    """
    given = rules("equipment", EquipmentRules)
    there = at_hand(equipment)
    if there.intersection(given.also.get(movement.slug, ())):
        return ()
    return tuple(each for each in movement.equipment if each not in there)


def needs_pair(movement: Movement, singles: frozenset[str]) -> bool:
    """Whether a movement needs two of an implement of which there is one.

    >>> from training.library import load_library
    >>> [needs_pair(load_library().by_slug(each), frozenset({"kettlebell"})) for each in ("gorilla_row_kettlebell", "goblet_squat")]
    [True, False]
    """
    is_pair = movement.bilateral_pair or movement.slug in rules("equipment", EquipmentRules).needs_two
    return is_pair and not singles.isdisjoint(movement.equipment)
