"""Limits from age and screening: reserve, reps, sets, days, no maximal tests, no intervals."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from training.errors import Refused
from training.program.limits import Limits, limits_of
from training.program.plan import Item, Session
from training.program.rules.case import Case
from training.program.rules.violation import Finding
from training.units import plain

WORK = ("main", "accessory", "finisher", "cardio", "conditioning")
INTERVALS = 3
"""Efforts in a row that make intervals."""


def limits(case: Case) -> Iterator[Finding]:
    """Nothing harder than age and screening allow."""
    try:
        given = limits_of(case.trainee, case.today)
    except Refused as refused:
        yield Finding(str(refused))
        return
    if given == Limits(reasons=given.reasons):
        return
    seen: set[str] = set()
    for session in case.coming:
        for finding in (*_of_session(session, given), *(_intervals(session, case) if not given.may_interval else ())):
            if finding.text not in seen:
                seen.add(finding.text)
                yield finding
    yield from _days(case, given)


def _of_session(session: Session, given: Limits) -> Iterator[Finding]:
    if session.phase == "test" and not given.may_test:
        yield Finding(
            "There is a week of maximal tests, which your age or the health questions rule out.", session.date
        )
    for item in session.items:
        if item.role in WORK:
            yield from _of_item(session, item, given)


def _of_item(session: Session, item: Item, given: Limits) -> Iterator[Finding]:
    name, work, on = item.exercise, item.work, session.date
    least = min((each.rir for each in work if each.rir is not None), default=None)
    if least is not None and least < given.least_rir:
        yield Finding(
            f"{name} leaves {plain(least)} reps in reserve; for you it is {plain(given.least_rir)} at least.", on
        )
    elif given.least_rir and any(each.kind in ("amrap", "failure") and each.rir is None for each in work):
        yield Finding(f"{name} has an open set, which goes beyond the {plain(given.least_rir)} reps you keep.", on)
    elif given.least_rir and item.role in ("main", "accessory") and least is None:
        yield Finding(f"{name}: keep {plain(given.least_rir)} reps in reserve; the plan leaves that open.", on, True)
    if item.role not in ("main", "accessory"):
        return
    reps = [each.reps for each in work if each.reps is not None]
    if reps and min(reps) < given.least_reps:
        yield Finding(f"{name} has sets of {min(reps)}; at your age it is {given.least_reps} reps and more.", on)
    if given.most_reps is not None and reps and max(reps) > given.most_reps:
        yield Finding(f"{name} has sets of {max(reps)}; at your age it is {given.most_reps} reps at most.", on)
    if given.most_sets is not None and len(work) > given.most_sets:
        yield Finding(f"{name} has {len(work)} sets; at your age it is {given.most_sets} at most.", on)


def _intervals(session: Session, case: Case) -> Iterator[Finding]:
    hard = case.thresholds.hard_intervals
    for item in session.items:
        movement = case.movement(item.exercise)
        if item.role not in WORK or movement is None or any(each.rir is not None for each in item.work):
            continue
        text = f"{item.exercise}: no intervals until a clinician clears you."
        if movement.slug in hard or movement.pattern == "conditioning":
            yield Finding(text, session.date)
        elif movement.pattern == "cardio" and movement.slug != "walking" and len(item.work) >= INTERVALS:
            yield Finding(f"{item.exercise} comes in {len(item.work)} parts: keep each easy.", session.date, True)


def _days(case: Case, given: Limits) -> Iterator[Finding]:
    for number, week in case.weeks.items():
        days = sorted({each.session.date for each in week if each.is_lifting})
        if len(days) > given.most_days:
            yield Finding(
                f"Week {number} has {len(days)} lifting days; at your age it is {given.most_days} at most.", days[0]
            )
            return
    if given.is_apart:
        days = sorted({each.session.date for each in case.sittings if each.is_lifting})
        for one, other in pairwise(days):
            if other - one == timedelta(days=1):
                yield Finding("There are lifting days in a row; at your age there is a day between them.", one)
                return
