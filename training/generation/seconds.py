"""How long a set and the way up to it take."""

import math

from training.coaching import rules
from training.generation.catalogue import Entry
from training.generation.dosing import Dose
from training.generation.spots import Spot
from training.ramp import RampRules, Step
from training.timing import timing


def set_seconds(given: Dose, entry: Entry, by_body: tuple[int, int] | None = None) -> float:
    """How long one set takes, both sides of it; ``by_body`` are the reps where the body is the load."""
    reps = max(given.reps or 0, by_body[1] if by_body else 0)
    one = given.duration_s or (given.distance_m or 0) / timing().carry_m_per_s or reps * entry.rep_s
    return one * 2 + timing().side_change_s if entry.movement.unilateral else one


def ramp_steps(spot: Spot, entry: Entry) -> tuple[Step, ...]:
    """The ramp of an exercise: whole where a bar is loaded first, short for its next lift and for a first dumbbell.

    A later lift with dumbbells, cables or machines has none: the body is warm, and light weights need no way up.
    """
    if not spot.is_main or entry.kind in ("body", "band") or "explosive" in entry.names:
        return ()
    given = rules("ramp", RampRules)
    if entry.kind == "barbell":
        return given.first if spot.is_first else given.second
    return given.second if spot.is_first else ()


def ramp_seconds(spot: Spot, entry: Entry) -> int:
    """How long the ramp of an exercise takes."""
    steps = ramp_steps(spot, entry)
    return math.ceil(sum(each.reps for each in steps) * entry.rep_s + len(steps) * timing().ramp_rest_s)
