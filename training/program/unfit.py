"""What a condition, an age or a wish keeps out of every session, from the table with its sources (reference 9.3, 9.4)."""

from functools import lru_cache

from training.coaching import rules
from training.movement import Movement
from training.program.limit_rules import ConditionRules, LimitRules
from training.program.trainee import Trainee

IMPACT, OVERHEAD = "impact", "overhead"


def unfit(movement: Movement, trainee: Trainee) -> str:
    """Why a movement is not for this athlete, whatever they can do; empty where it is.

    >>> from training.library import load_library
    >>> push_up = load_library().by_slug("handstand_push_up")
    >>> unfit(push_up, Trainee(age=67)), unfit(push_up, Trainee(conditions=frozenset({"glaucoma"})))
    ('from 65 on', 'glaucoma')
    >>> unfit(push_up, Trainee())
    ''
    """
    wish = trainee.wish
    groups, patterns, given = _out(
        trainee.conditions, trainee.age, wish.no_impact, wish.no_overhead, wish.pregnant_week
    )
    cause = groups.get(movement.slug) or patterns.get(movement.pattern, "")
    if cause:
        return cause
    return (
        "from 65 on"
        if trainee.age is not None and trainee.age >= given.older_from and movement.skill > given.older_skill
        else ""
    )


@lru_cache(maxsize=256)
def _out(
    conditions: frozenset[str], age: int | None, no_impact: bool, no_overhead: bool, pregnant_week: int | None
) -> tuple[dict[str, str], dict[str, str], LimitRules]:
    """What is out, by slug and by pattern, each with its cause."""
    given, limits = rules("conditions", ConditionRules), rules("limits", LimitRules)
    named: list[tuple[str, str]] = []
    for name in sorted(conditions & given.known.keys()):
        named += [(group, name.replace("_", " ")) for group in given.known[name].avoid]
    if "pregnancy" in conditions and (pregnant_week is None or pregnant_week >= given.supine_from_week):
        named += [("supine", "pregnancy")]
    if age is not None and age >= limits.older_from:
        named += [(group, "from 65 on") for group in limits.older_avoid]
    named += [(IMPACT, "no impact, as you wished")] if no_impact else []
    named += [(OVERHEAD, "nothing overhead, as you wished")] if no_overhead else []
    slugs: dict[str, str] = {}
    patterns: dict[str, str] = {}
    for group, cause in named:
        slugs |= {slug: cause for slug in given.groups[group].slugs}
        patterns |= {pattern: cause for pattern in given.groups[group].patterns}
    return slugs, patterns, limits
