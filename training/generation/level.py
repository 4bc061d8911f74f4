"""Levels, and how hard an exercise each may be given (reference 4.1)."""

from collections.abc import Mapping

from training.coaching import Rules, rules
from training.movement import Movement
from training.program.trainee import LEVELS, Discipline, Level, Trainee


class LevelRules(Rules):
    """The section ``[levels]``."""

    intermediate_months: int
    advanced_months: int
    skill: dict[str, int]
    olympic_needs_opt_in: bool
    practised_times: int
    taught: frozenset[str]
    strength: dict[str, dict[str, tuple[float, float]]]


def level_rules() -> LevelRules:
    """The section ``[levels]``."""
    return rules("levels", LevelRules)


def classify(
    months: float | None, e1rm_kg: Mapping[str, float], body_weight_kg: float | None, sex: str | None
) -> Level:
    """The lower of training age (months, two sessions a week and more) and relative strength.

    ``e1rm_kg`` is by core id; what is not known counts as novice. Women are measured by their own
    table, everybody else by the men's.

    >>> classify(30, {"back_squat": 120, "bench_press": 85}, 80, "M")
    'intermediate'
    >>> classify(30, {"back_squat": 90}, 80, "M"), classify(None, {"back_squat": 200}, 80, "M")
    ('novice', 'novice')
    """
    given = level_rules()
    if months is None or body_weight_kg is None:
        return "novice"
    table = given.strength["female" if (sex or "").upper().startswith("F") else "male"]
    by_age = (months >= given.intermediate_months) + (months > given.advanced_months)
    lifts = [
        (e1rm_kg[lift] / body_weight_kg >= middle) + (e1rm_kg[lift] / body_weight_kg > high)
        for lift, (middle, high) in table.items()
        if lift in e1rm_kg
    ]
    # The median lift, the lower one of two: one weak lift makes no novice, and one strong one no expert.
    by_strength = sorted(lifts)[(len(lifts) - 1) // 2] if lifts else 0
    found: Level = ("novice", "intermediate", "advanced")[min(by_age, by_strength)]
    return found


def level_for(trainee: Trainee, movement: Movement) -> Level:
    """The level that counts for a movement: that of its discipline, where it is another."""
    discipline: Discipline = "strength"
    if movement.pattern == "olympic":
        discipline = "olympic"
    elif movement.is_bodyweight and movement.bodyweight_share:
        discipline = "calisthenics"
    return trainee.levels.get(discipline, trainee.level)


def beyond_skill(trainee: Trainee, movement: Movement) -> str:
    """Why a movement is still too hard for the athlete; empty when it is not.

    >>> from training.library import load_library
    >>> squat, front = (load_library().by_slug(each) for each in ("squat_barbell", "front_squat_barbell"))
    >>> beyond_skill(Trainee(), front)
    'Front Squat (Barbell) is of skill 4, and a novice gets up to 2'
    >>> beyond_skill(Trainee(), squat), beyond_skill(Trainee(level="intermediate"), front)
    ('', '')
    """
    given = level_rules()
    level = level_for(trainee, movement)
    if movement.slug in given.taught:
        return ""
    if movement.pattern == "olympic" and given.olympic_needs_opt_in and not trainee.olympic:
        return f"{movement.name} is an Olympic lift, which needs your word or a coach"
    allowed = given.skill[level]
    if trainee.done.get(movement.name, 0) >= given.practised_times:
        allowed += 1
    if movement.skill <= allowed:
        return ""
    article = "a" if level == "novice" else "an"
    return f"{movement.name} is of skill {movement.skill}, and {article} {level} gets up to {allowed}"


def rank(level: Level) -> int:
    """0, 1 or 2.

    >>> rank("advanced")
    2
    """
    return LEVELS.index(level)
