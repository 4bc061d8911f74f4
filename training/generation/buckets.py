"""The week's minutes by goal: lifting, conditioning, cardio, mobility (reference 5.3)."""

from collections.abc import Mapping
from typing import Literal, get_args

from training.coaching import Rules, rules
from training.program.trainee import Goal

Bucket = Literal["lifting", "conditioning", "cardio", "mobility"]
BUCKETS: tuple[Bucket, ...] = get_args(Bucket)


class BucketRules(Rules):
    """The section ``[buckets]``."""

    preference: tuple[float, float]
    caps: dict[Bucket, float]
    floors: dict[Bucket, float]
    finisher_min: tuple[int, int]
    own_day_min: int
    every_fat_loss: int
    every_endurance: int
    alternate_fat_loss: int
    alternate_endurance: int
    few_days: int
    alternate_min: float
    lifting_left_min: int
    shares: dict[Goal, tuple[float, float, float, float]]


def bucket_rules() -> BucketRules:
    """The section ``[buckets]``."""
    return rules("buckets", BucketRules)


def shares(goals: Mapping[Goal, int], preference: Mapping[Bucket, float] | None = None) -> dict[Bucket, float]:
    """The share of the week that each bucket gets.

    ``preference`` multiplies a share, within 15 % of itself.

    >>> {name: round(each, 3) for name, each in shares({"fat_loss": 6, "strength": 3, "mobility": 1}).items()}
    {'lifting': 0.59, 'conditioning': 0.17, 'cardio': 0.145, 'mobility': 0.095}
    >>> {name: round(each, 2) for name, each in shares({"mobility": 10}).items()}
    {'lifting': 0.49, 'conditioning': 0.07, 'cardio': 0.14, 'mobility': 0.3}
    >>> round(shares({"endurance": 10}, {"cardio": 1.15})["cardio"], 3)
    0.633
    """
    given = bucket_rules()
    low, high = given.preference
    found = dict.fromkeys(BUCKETS, 0.0)
    for goal, weight in goals.items():
        for bucket, share in zip(BUCKETS, given.shares[goal], strict=True):
            found[bucket] += weight / 10 * share
    found = _bounded(found, given.floors, {})  # before the wishes: what a wish takes from a floor is meant
    for bucket, factor in (preference or {}).items():
        found[bucket] *= min(max(factor, low), high)
    total = sum(found.values())
    return _bounded({bucket: each / total for bucket, each in found.items()}, {}, given.caps)


def minutes(
    goals: Mapping[Goal, int], total: float, preference: Mapping[Bucket, float] | None = None
) -> dict[Bucket, float]:
    """The minutes of each bucket.

    >>> round(minutes({"fat_loss": 6, "strength": 3, "mobility": 1}, 240)["lifting"], 1)
    141.6
    """
    return {bucket: share * total for bucket, share in shares(goals, preference).items()}


def _bounded(
    found: dict[Bucket, float], floors: Mapping[Bucket, float], caps: Mapping[Bucket, float]
) -> dict[Bucket, float]:
    """What is too much or too little is spread over the other buckets by their size."""
    fixed: dict[Bucket, float] = {}
    for _ in BUCKETS:
        for bucket, each in found.items():
            bound = min(max(each, floors.get(bucket, 0.0)), caps.get(bucket, 1.0))
            if bucket not in fixed and abs(bound - each) > 1e-9:
                fixed[bucket] = bound
        free = {bucket: each for bucket, each in found.items() if bucket not in fixed}
        whole = sum(free.values())
        spread = {bucket: each / whole * (1 - sum(fixed.values())) for bucket, each in free.items()} if whole else {}
        found = {bucket: fixed.get(bucket, spread.get(bucket, 0.0)) for bucket in BUCKETS}
    return found
