"""Estimated one-rep max by seven published formulas, and which sets it may be computed from.

Reference 1.1 and 1.2. Every formula returns the load itself for a single, and is linear in the load.
"""

import math
from collections.abc import Callable
from typing import Literal, get_args

from training.errors import Invalid

Formula = Literal["epley", "brzycki", "lombardi", "oconner", "wathan", "mayhew", "lander"]
FORMULAS: tuple[Formula, ...] = get_args(Formula)

MOST_REPS = 12
"""Above this many reps a formula says little about a single: no e1RM (reference 1.2)."""

_PER_KG: dict[str, Callable[[int], float]] = {
    "epley": lambda reps: 1 + reps / 30,  # Epley 1985
    "brzycki": lambda reps: 36 / (37 - reps),  # Brzycki 1993, JOPERD 64(1):88
    "lombardi": lambda reps: reps**0.10,  # Lombardi 1989
    "oconner": lambda reps: 1 + reps / 40,  # O'Conner, Simmons & O'Shea 1989
    "wathan": lambda reps: 100 / (48.8 + 53.8 * math.exp(-0.075 * reps)),  # Wathan 1994
    "mayhew": lambda reps: 100 / (52.2 + 41.9 * math.exp(-0.055 * reps)),  # Mayhew 1992
    "lander": lambda reps: 100 / (101.3 - 2.67123 * reps),  # Lander 1985
}
_CONFIDENCE = ((1, 0.02), (5, 0.04), (8, 0.06), (10, 0.08), (12, 0.10))


def one_rep_max(load_kg: float, reps: int, formula: Formula = "epley") -> float:
    """Estimate the one-rep max in kg from a set taken to (or counted up to) failure.

    Raises ``Invalid`` outside 1 to 12 reps or for a load that is not above zero.

    >>> round(one_rep_max(100, 5), 2), round(one_rep_max(100, 5, "brzycki"), 2), one_rep_max(100, 1, "mayhew")
    (116.67, 112.5, 100.0)
    """
    if load_kg <= 0:
        raise Invalid("A one-rep max can only be estimated from a load above zero.")
    if not 1 <= reps <= MOST_REPS:
        raise Invalid(f"A one-rep max can be estimated from 1 to {MOST_REPS} reps, not from {reps}.")
    return float(load_kg) if reps == 1 else load_kg * _PER_KG[formula](reps)


def per_kg(reps: int, formula: Formula = "epley") -> float:
    """What the formula makes of each kg, for any number of reps: for those that are possible, not only done.

    >>> round(per_kg(13), 3)
    1.433
    """
    return 1.0 if reps == 1 else _PER_KG[formula](reps)


def load_for(one_rep_max_kg: float, reps: int, formula: Formula = "epley") -> float:
    """The load in kg that could be lifted for so many reps: the inverse of ``one_rep_max``.

    >>> round(load_for(116.67, 5), 1)
    100.0
    """
    return one_rep_max_kg / one_rep_max(1.0, reps, formula)


def possible_reps(one_rep_max_kg: float, load_kg: float) -> float:
    """How many reps a load allows, by Epley's formula turned round; may be fractional.

    >>> round(possible_reps(42, 32), 1)
    9.4
    """
    return 30 * (one_rep_max_kg / load_kg - 1)


def confidence(reps: int) -> float:
    """The half-width of an estimate as a share of it (reference 1.2).

    >>> confidence(5), confidence(12)
    (0.04, 0.1)
    """
    return next(share for most, share in _CONFIDENCE if reps <= most)


def effective_load(load_kg: float | None, body_weight_kg: float | None, share: float) -> float | None:
    """What is really lifted in a bodyweight exercise: ``share * body weight + added`` (reference 1.3), in kg.

    ``None`` when the body weight is not known, or when assistance lifts it all.

    >>> effective_load(20, 80, 1.0), effective_load(None, 80, 0.64), effective_load(-90, 80, 1.0)
    (100.0, 51.2, None)
    """
    if share == 0:
        return load_kg
    if body_weight_kg is None:
        return None
    lifted = share * body_weight_kg + (load_kg or 0.0)
    return lifted if lifted > 0 else None
