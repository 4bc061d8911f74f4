"""Every plan is validated before anyone sees it, whoever made it, and again when it is approved."""

from collections.abc import Iterable
from datetime import date

from training.errors import Refused
from training.program.plan import Program
from training.program.rules import Violation, validate
from training.program.trainee import Trainee

MOST_NAMED = 4


def checked(program: Program, trainee: Trainee, today: date, before: Iterable[Violation] = ()) -> list[str]:
    """The warnings about a plan. Raises ``Refused`` with what breaks a rule.

    What was wrong ``before`` a change is not the change's doing.
    """
    known = {(each.rule, each.text) for each in before}
    found = [each for each in validate(program, trainee, today) if (each.rule, each.text) not in known]
    errors = [each for each in found if each.severity == "error"]
    if errors:
        told = " ".join(each.text for each in errors[:MOST_NAMED])
        more = f" And {len(errors) - MOST_NAMED} more." if len(errors) > MOST_NAMED else ""
        raise Refused(f"That would break a rule, so I don't propose it. {told}{more}")
    return list(dict.fromkeys(each.text for each in found))[:MOST_NAMED]
