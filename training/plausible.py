"""Loads that ask for a second look: beyond what anybody has lifted, or far above the athlete's own best (reference 1.2)."""

from collections.abc import Iterable
from datetime import timedelta

from training.movement import Movement
from training.units import WeightUnit, load_text

HEAVIEST_KG = {"back_squat": 500.0, "bench_press": 355.0, "deadlift": 510.0}
"""World-record class of the competition lifts (reference 1.2, [E])."""
HEAVIEST_BARBELL_KG = 700.0
"""Of any other lift with a barbell: partial ones go further than whole ones [E]."""
HEAVIEST_ADDED_KG = 250.0
"""Hung on a body in pull-ups, dips and the like [E]."""
FAR_ABOVE = 1.15
"""An estimated 1RM that is so many times the best of late is asked about (reference 1.2, [E])."""
FAR_ABOVE_KG = 5.0
"""And by more than this: from one pair of small dumbbells to the next is a step of 20 % [E]."""
OF_LATE = timedelta(days=90)


def heaviest_kg(movement: Movement) -> float | None:
    """The load that nobody has gone beyond, in kg; ``None`` where none is known, as for machines.

    >>> from training.library import load_library
    >>> heaviest_kg(load_library().by_core_id("bench_press")), heaviest_kg(load_library().by_core_id("leg_press"))
    (355.0, None)
    """
    if movement.core_id in HEAVIEST_KG:
        return HEAVIEST_KG[movement.core_id]
    if movement.is_bodyweight:
        return HEAVIEST_ADDED_KG
    return HEAVIEST_BARBELL_KG if "barbell" in movement.equipment else None


def beyond_anybody(movement: Movement | None, loads_kg: Iterable[float | None], unit: WeightUnit) -> str | None:
    """What is wrong with loads that nobody has lifted, in words; ``None`` where all can be.

    >>> from training.library import load_library
    >>> beyond_anybody(load_library().by_core_id("bench_press"), [100, 1000], "kg")
    'Bench Press (Barbell) with 1000 kg: nobody has lifted more than about 355 kg'
    """
    most = None if movement is None else heaviest_kg(movement)
    load = max((each or 0.0 for each in loads_kg), default=0.0)
    if movement is None or most is None or load <= most:
        return None
    return f"{movement.name} with {load_text(load, unit)}: nobody has lifted more than about {load_text(most, unit)}"


def is_far_above(one_rep_max_kg: float, best_kg: float) -> bool:
    """Whether an estimate is so far above the best of late that it may be a slip.

    >>> is_far_above(117, 100), is_far_above(114, 100), is_far_above(12, 10)
    (True, False, False)
    """
    return one_rep_max_kg > best_kg * FAR_ABOVE and one_rep_max_kg > best_kg + FAR_ABOVE_KG
