"""Loads beyond what anybody has lifted: a slip of the finger, and no record."""

from training.movement import Movement

HEAVIEST_KG = {"back_squat": 500.0, "bench_press": 355.0, "deadlift": 510.0}
"""World-record class of the competition lifts (reference 1.2, [E])."""
HEAVIEST_BARBELL_KG = 700.0
"""Of any other lift with a barbell: partial ones go further than whole ones [E]."""


def heaviest_kg(movement: Movement) -> float | None:
    """The load that nobody has gone beyond, in kg; ``None`` where none is known, as for machines.

    >>> from training.library import load_library
    >>> heaviest_kg(load_library().by_core_id("bench_press")), heaviest_kg(load_library().by_core_id("leg_press"))
    (355.0, None)
    """
    if movement.core_id in HEAVIEST_KG:
        return HEAVIEST_KG[movement.core_id]
    return HEAVIEST_BARBELL_KG if "barbell" in movement.equipment else None
