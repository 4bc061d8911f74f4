"""Training volume: hard sets per muscle and tonnage (reference 3.1)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from training.movement import Movement, Muscle
from training.strength import MOST_REPS, effective_load, load_for

PRIMARY_SHARE = 1.0
SECONDARY_SHARE = 0.5
HARD_RPE = 6.0
HARD_LOAD_SHARE = 0.60
HARD_REPS_SHARE = 0.60
HALF = 0.5
FEWEST_FOR_SIZE = 5
MOST_FOR_SIZE = 30
LOADLESS = ("cardio", "conditioning", "mobility")
"""Patterns that count as load and fatigue, not as hard sets."""


@dataclass(frozen=True, slots=True)
class VolumeSet:
    """A set as volume sees it."""

    date: date
    movement: Movement
    kind: str
    load_kg: float | None
    reps: int | None
    rpe: float | None


def hard_set(each: VolumeSet, one_rep_max_kg: float | None = None) -> float:
    """How much of a hard set this was, from 0 to 1, for strength (before the rule for size).

    RPE 6 and more, or to failure, counts 1; without an RPE it counts 1 when load and reps were at
    least 60 % of what was possible, else a half. A drop adds a half.
    """
    if each.kind == "warmup" or each.movement.pattern in LOADLESS or not each.reps:
        return 0.0
    if each.kind == "drop":
        return HALF
    if each.kind in ("failure", "amrap"):
        return 1.0
    if each.rpe is not None:
        return 1.0 if each.rpe >= HARD_RPE else 0.0
    if one_rep_max_kg is None or not each.load_kg:
        return 1.0
    if each.load_kg < HARD_LOAD_SHARE * one_rep_max_kg:
        return HALF
    possible = next((reps for reps in range(MOST_REPS, 0, -1) if load_for(one_rep_max_kg, reps) >= each.load_kg), 1)
    return 1.0 if each.reps >= HARD_REPS_SHARE * possible else HALF


def sets_for_size(each: VolumeSet, hard: float) -> float:
    """A hard set as the muscle's size sees it: very few or very many reps count half."""
    return hard if FEWEST_FOR_SIZE <= (each.reps or 0) <= MOST_FOR_SIZE else hard * HALF


def sides(movement: Movement) -> int:
    """How often a set's load is lifted for each rep that is logged: by both hands of a pair, by both sides."""
    return 2 if movement.bilateral_pair or movement.unilateral else 1


def tonnage(each: VolumeSet, body_weight_kg: float | None = None) -> float:
    """Load times reps in kg; both hands of a pair and both sides count, and the body where it is lifted."""
    if each.kind == "warmup" or not each.reps:
        return 0.0
    load = effective_load(each.load_kg, body_weight_kg, each.movement.bodyweight_share)
    if load is None:
        load = each.load_kg or 0.0
    return max(load, 0.0) * each.reps * sides(each.movement)


def shares(movement: Movement) -> dict[Muscle, float]:
    """How much of a set each muscle gets: 1 for the primary ones, a half for the secondary ones."""
    return {**dict.fromkeys(movement.secondary, SECONDARY_SHARE), **dict.fromkeys(movement.primary, PRIMARY_SHARE)}


def week_of(day: date) -> date:
    """The Monday of a day's week.

    >>> week_of(date(2026, 11, 21))
    datetime.date(2026, 11, 16)
    """
    return day - timedelta(days=day.weekday())


def per_muscle_and_week(
    sets: Iterable[VolumeSet], best_kg: dict[str, float] | None = None
) -> dict[date, dict[Muscle, float]]:
    """Fractional hard sets by the Monday of the week and the muscle. ``best_kg`` has current e1RMs by exercise name."""
    weeks: dict[date, dict[Muscle, float]] = defaultdict(lambda: defaultdict(float))
    for each in sets:
        hard = hard_set(each, (best_kg or {}).get(each.movement.name))
        counted = sets_for_size(each, hard)
        if counted:
            week = weeks[week_of(each.date)]
            for muscle, share in shares(each.movement).items():
                week[muscle] += share * counted
    return {week: dict(muscles) for week, muscles in weeks.items()}
