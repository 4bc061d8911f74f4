"""What comes first for an athlete: which muscles, and what they get more (reference 3.2, 3.3)."""

from training.coaching import Rules, rules
from training.landmarks import group
from training.program.trainee import Trainee


class PriorityRules(Rules):
    """The section ``[priorities]``."""

    least_share: float
    factors: tuple[float, ...]
    importance: float
    session_sets: int
    others: float
    places: dict[str, str]


def priority_rules() -> PriorityRules:
    """The section ``[priorities]``."""
    return rules("priorities", PriorityRules)


def first_muscles(trainee: Trainee) -> tuple[str, ...]:
    """The muscles among what comes first, as the landmarks name them.

    >>> first_muscles(Trainee(priorities=("obliques", "Bench Press (Barbell)", "glutes")))
    ('abs', 'glutes')
    """
    return tuple(dict.fromkeys(name for each in trainee.priorities if (name := group(each)) in priority_rules().places))
