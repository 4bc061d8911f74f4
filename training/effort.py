"""RPE and reps in reserve: the chart of Tuchscherer and Zourdos, and loads by feel (reference 1.4)."""

from training.errors import Invalid
from training.strength import MOST_REPS, Formula, per_kg

LADDER_PCT = (
    100.0, 97.8, 95.5, 93.9, 92.2, 90.7, 89.2, 87.8, 86.3, 85.0, 83.7, 82.4, 81.1, 79.9, 78.6, 77.4, 76.2, 75.1, 73.9,
    72.3, 70.7, 69.4, 68.0, 66.7, 65.3, 64.0, 62.6, 61.3, 59.9, 58.6, 57.4,
)  # fmt: skip
"""One ladder: half an RPE down is one step, a rep up is two."""
LOWEST_RPE = 6.0


def share_of_max(reps: int, rpe: float) -> float:
    """The share of the one-rep max that so many reps at this RPE are done with.

    Raises ``Invalid`` outside 1 to 12 reps and RPE 6 to 10.

    >>> round(share_of_max(5, 8), 3), round(share_of_max(6, 9), 3), share_of_max(1, 10)
    (0.811, 0.811, 1.0)
    """
    if not 1 <= reps <= MOST_REPS or not LOWEST_RPE <= rpe <= 10:
        raise Invalid(f"The RPE chart covers 1 to {MOST_REPS} reps at RPE 6 to 10, not {reps} at {rpe}.")
    step = 2 * (reps - 1) + 2 * (10 - round(rpe * 2) / 2)
    return LADDER_PCT[int(step)] / 100


def one_rep_max_by_effort(load_kg: float, reps: int, rpe: float, formula: Formula = "epley") -> float | None:
    """The one-rep max in kg behind a set that was not taken to failure; never used for records.

    The lower of the chart and the formula with the reps in reserve added: they agree up to eight reps in all, and
    above them the chart counts on fewer reps than most have in them (Nuzzo 2024, Sports Med 54:303). ``None`` below
    RPE 6 and above 12 reps, where neither says much.

    >>> round(one_rep_max_by_effort(100, 5, 8), 2), round(one_rep_max_by_effort(150, 1, 8), 2)
    (123.3, 162.69)
    """
    if not 1 <= reps <= MOST_REPS or load_kg <= 0 or not LOWEST_RPE <= rpe <= 10:
        return None
    return min(load_kg / share_of_max(reps, rpe), load_kg * per_kg(round(reps + 10 - rpe), formula))


def least_one_rep_max(load_kg: float, reps: int, rpe: float, formula: Formula = "epley") -> float | None:
    """The one-rep max in kg that is at least behind a set so easy that the chart ends: with the reps left, up to 12 in all.

    How many were left is told worse the more there were, so this is a floor. ``None`` above 12 reps done.

    >>> round(least_one_rep_max(60, 5, 4), 1), round(least_one_rep_max(60, 5, 1), 1)
    (82.0, 84.0)
    """
    if not 1 <= reps <= MOST_REPS or load_kg <= 0:
        return None
    return load_kg * per_kg(min(MOST_REPS, reps + int(10 - rpe)), formula)


def load_at_effort(one_rep_max_kg: float, reps: int, rpe: float) -> float:
    """The load in kg for so many reps at an RPE.

    >>> round(load_at_effort(200, 3, 8), 1)
    172.6
    """
    return one_rep_max_kg * share_of_max(reps, rpe)
