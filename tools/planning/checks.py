"""Every plan is validated before anyone sees it, whoever made it, and again when it is approved."""

from datetime import date

from training.errors import Refused
from training.established.own import OWN
from training.program.plan import Program
from training.program.rules import RULES, validate
from training.program.rules.violation import NATURES, Nature
from training.program.trainee import Trainee

MOST_NAMED = 4
SAFETY = frozenset(rule.name for rule in RULES if rule.nature == "safety")
ITS_OWN = frozenset(
    ("volume_floor", "deloads", "patterns", "ratios", "skill", "hard_sets", "exercise_order", "structure")
)
"""What an established program has its own way with, which is no news about it."""


ITS_WRITERS = frozenset(("equipment", "exclusions"))
"""What who writes a program out decides for themselves, and is only reminded of."""


def checked(program: Program, trainee: Trainee, today: date) -> list[str]:
    """The warnings about a whole program. Raises ``Refused`` with what breaks a rule; of one's own only where it is not safe."""
    is_own = program.template == OWN
    found = validate(program, trainee, today)
    if is_own and not trainee.equipment:  # who writes it out has what it takes
        found = tuple(each for each in found if each.rule != "equipment")
    binding = SAFETY - ITS_WRITERS if is_own else None
    _refuse([each.text for each in found if each.severity == "error" and (binding is None or each.rule in binding)])
    if program.origin == "established":
        found = tuple(each for each in found if each.rule not in ITS_OWN)
    return list(dict.fromkeys(each.text for each in found))[:MOST_NAMED]


def checked_change(before: Program, after: Program, trainee: Trainee, today: date, *, for_good: bool) -> list[str]:
    """What a change to a program makes worse, in words. Raises ``Refused`` for what would not be safe.

    How we plan (volume, progression, balance) binds whole programs. An athlete may depart from it, and is told
    where it is for good; a lighter day is no reason to forbid the next one.
    """
    natures: tuple[Nature, ...] = NATURES if for_good else ("safety",)
    known = {(each.rule, each.text) for each in validate(before, trainee, today, natures=natures)}
    new = [each for each in validate(after, trainee, today, natures=natures) if (each.rule, each.text) not in known]
    _refuse([each.text for each in new if each.rule in SAFETY])
    return list(dict.fromkeys(each.text for each in new))[:MOST_NAMED]


def _refuse(problems: list[str]) -> None:
    if problems:
        more = f" And {len(problems) - MOST_NAMED} more." if len(problems) > MOST_NAMED else ""
        raise Refused(f"That would break a rule, so I don't propose it. {' '.join(problems[:MOST_NAMED])}{more}")
