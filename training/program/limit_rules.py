"""The numbers behind limits: age, screening, and the health conditions that an athlete has named."""

from training.coaching import Rules


class LimitRules(Rules):
    """The section ``[limits]``."""

    youngest: int
    screening_days: int
    stops: frozenset[str]
    screened_rir: float
    child_below: int
    child_rir: float
    child_reps: tuple[int, int]
    child_sets: int
    child_days: int
    youth_below: int
    youth_rir: float
    youth_reps: int
    older_from: int
    older_rir: float
    older_warmup_s: int
    heavy_share: float
    most_share: float


class Condition(Rules):
    """What a condition, a medicine or a life stage asks for (reference 9.3)."""

    text: str
    stops: bool = False
    """No program until a clinician has cleared it."""
    least_rir: float = 0.0
    no_test: bool = False
    no_interval: bool = False
    low_impact: bool = False


class ConditionRules(Rules):
    """The section ``[conditions]``."""

    known: dict[str, Condition]
