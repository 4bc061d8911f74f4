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
    older_avoid: tuple[str, ...]
    older_skill: int
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
    avoid: tuple[str, ...] = ()
    """Groups of movements that are never planned with it."""
    source: str


class Group(Rules):
    """Movements that one thing forbids together."""

    slugs: tuple[str, ...]
    patterns: tuple[str, ...] = ()


class ConditionRules(Rules):
    """The section ``[conditions]``."""

    supine_from_week: int
    groups: dict[str, Group]
    known: dict[str, Condition]
