"""Balance of a week: every pattern has its turn, pulls keep up with pushes, hips with knees."""

from collections.abc import Iterator

from training.generation.candidates import is_excluded
from training.generation.level import beyond_skill
from training.generation.structure import sides, structure_rules
from training.program.equipment import missing
from training.program.injuries import worst_grade
from training.program.rules.case import Case, Sitting, words
from training.program.rules.violation import Finding
from training.units import plain

PUSH, PULL = ("h_push", "v_push"), ("h_pull", "v_pull")
KNEE, HIP = ("squat", "lunge"), ("hinge",)
LARGE = (PUSH, PULL, (*KNEE, *HIP))
EACH = ("squat", "hinge", "h_push", "v_push", "h_pull", "v_pull")
HAIR = 1e-6
A_SET = ((0, 0), (1, 0), (0, 1))
"""Sets are whole: who is one set away from balance can't be nearer, and 3 pulls to 4 pushes is no fault."""


def patterns(case: Case) -> Iterator[Finding]:
    """A push, a pull and the legs in every week; each of the six patterns where there is room."""
    for number in case.building:
        week = [each for each in case.weeks[number] if each.is_lifting]
        if len(week) < 2:
            continue
        there = {each.fact.movement.pattern for sitting in week for each in sitting.lifted}
        for group in LARGE:
            if not there.intersection(group) and any(_can(case, each) for each in group):
                named = " or ".join(words(each) for each in group)
                yield Finding(f"Week {number} has no {named}.", week[0].session.date)
                return
        lacking = [each for each in EACH if each not in there and (len(week) > 2 or each not in (*PUSH, *PULL))]
        possible = [each for each in lacking if _can(case, each)]
        if possible:
            named = ", ".join(words(each) for each in possible)
            yield Finding(f"Week {number} leaves out: {named}.", week[0].session.date, is_mild=True)
            return


def ratios(case: Case) -> Iterator[Finding]:
    """Hard sets of pulls to pushes, of knees to hips, of horizontal to vertical."""
    given = case.thresholds
    for number in case.building:
        week = case.weeks[number]
        sets = _by_side(week)
        found = []
        for each in structure_rules().ratios:
            one, other = (sum(sets.get(name, 0.0) for name in side) for side in (each.one, each.other))
            if len(week) < 2 or one + other < given.ratio_from or _within(one, other, each.least, each.most):
                continue
            is_far = not any(
                _within(one + more, other + less, each.least / given.ratio_slack, each.most * given.ratio_slack)
                for more, less in A_SET
            )
            is_wrong = is_far and each.target is not None and _are_free(case)
            text = (
                f"Week {number}: hard sets {each.name} are {plain(one)} to {plain(other)}; "
                f"{plain(each.least, 2)} to {plain(each.most, 2)} to one is balanced."
            )
            found.append(Finding(text, week[0].session.date, not is_wrong))
        if found:
            yield from found
            return


def _within(one: float, other: float, least: float, most: float) -> bool:
    return least * other - HAIR <= one <= most * other + HAIR


def _by_side(week: tuple[Sitting, ...]) -> dict[str, float]:
    found: dict[str, float] = {}
    for sitting in week:
        for each in sitting.lifted:
            for name in sides(each.fact.movement):
                found[name] = found.get(name, 0.0) + each.sets
    return found


def _are_free(case: Case) -> bool:
    """Whether nothing keeps the athlete from any push or pull: with dumbbells alone nothing is pulled down."""
    return not case.injuries and all(_can(case, each) for each in (*PUSH, *PULL))


def _can(case: Case, pattern: str) -> bool:
    """Whether the athlete could do any exercise of a pattern."""
    trainee = case.trainee
    return any(
        each.pattern == pattern
        and not missing(each, trainee.equipment)
        and not beyond_skill(trainee, each)
        and not is_excluded(each, trainee)
        and worst_grade(each, case.injuries, case.library)[0] == "allowed"
        for each in case.library.movements
    )
