"""Days and weeks: rest between sessions of the same muscle, deloads, rest days, how often a level lifts, dates in order."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from training.adaptation.session_scaling import sets_of
from training.generation.structure import structure_rules
from training.landmarks import landmark_rules
from training.program.rules.case import RELIEF, Case, Lifted, Sitting, words
from training.program.rules.violation import Finding
from training.units import plain
from training.volume import HALF, week_of


def spacing(case: Case) -> Iterator[Finding]:
    """Two days between four hard sets and more of the same muscle, three between heavy sets of the same lift."""
    given, small = structure_rules(), landmark_rules().small
    told: set[str] = set()
    lifting = [each for each in case.sittings if each.is_lifting]
    for place, one in enumerate(lifting):
        for other in lifting[place + 1 :]:
            days = (other.session.date - one.session.date).days
            if days >= given.heavy_gap_days:
                break
            for text, is_mild in (*_near(case, one, other, days, small), *_heavy(case, one, other, days)):
                if text not in told:
                    told.add(text)
                    yield Finding(text, other.session.date, is_mild)


def _near(case: Case, one: Sitting, other: Sitting, days: int, small: frozenset[str]) -> Iterator[tuple[str, bool]]:
    if days > 1:
        return
    enough = structure_rules().fresh_sets
    titles = f"{one.session.title} and {other.session.title}"
    for muscle, sets in one.prime.items():
        again = other.prime.get(muscle, 0.0)
        if muscle not in small and sets >= enough and again:
            text = f"{titles} follow each other with {plain(sets)} and {plain(again)} hard sets for {words(muscle)}: that needs two days."
            yield text, again < enough
    names = {each.item.exercise for each in one.lifted if each.sets}
    for each in other.lifted:
        if each.item.exercise in names and each.sets:
            yield f"{each.item.exercise} is in {titles}, which follow each other.", False


def _heavy(case: Case, one: Sitting, other: Sitting, days: int) -> Iterator[tuple[str, bool]]:
    heavy = {each.fact.movement.pattern for each in one.lifted if _is_heavy(case, each)}
    for pattern in {each.fact.movement.pattern for each in other.lifted if _is_heavy(case, each)} & heavy:
        apart = "on one day" if not days else "a day apart" if days == 1 else f"{days} days apart"
        text = (
            f"Heavy sets of a {words(pattern)} in {one.session.title} and {other.session.title} are {apart}; "
            f"{structure_rules().heavy_gap_days} days is what most people need."
        )
        yield text, False


def _is_heavy(case: Case, each: Lifted) -> bool:
    given = structure_rules()
    if each.item.role != "main" or each.fact.movement.pattern not in given.heavy_patterns:
        return False
    if any(one.kind == "failure" for one in each.item.work):
        return True
    shares = [one.share for one in each.item.work if one.share is not None]
    if shares and case.program.origin == "generated":  # of what the e1RM will be by then
        return max(shares) >= given.heavy_share
    best = case.trainee.e1rm_kg.get(each.item.exercise)
    loads = [one.load_kg for one in each.item.work if one.load_kg is not None]
    if best and loads and not each.fact.movement.bodyweight_share:
        return max(loads) >= given.heavy_share * best
    return bool(shares) and max(shares) >= given.heavy_share


def deloads(case: Case) -> Iterator[Finding]:
    """Every fourth week is lighter, and is really so."""
    given = case.thresholds
    running, last = 0, 0
    told = False
    for number, phase in case.phases.items():
        running = 0 if phase in RELIEF or (last and number != last + 1) else running + 1
        last = number
        if running > given.build_weeks and not told:
            told = True
            text = (
                f"Week {number} is the {running}th without a lighter one: every {given.build_weeks + 1}th is a deload."
            )
            yield Finding(text, case.weeks[number][0].session.date)
        if case.program.origin == "generated" and phase == "deload" and case.phases.get(number - 1) == "build":
            sets, before = (sum(each.hard for each in case.weeks[week]) for week in (number, number - 1))
            halves = sum(sets_of(int(one.sets), HALF) for each in case.weeks[number - 1] for one in each.lifted)
            if before and sets > max(given.deload_sets * before, halves):  # half of one set is one set
                text = f"Week {number} is a deload with {plain(sets)} hard sets after {plain(before)}: about half is meant."
                yield Finding(text, case.weeks[number][0].session.date)


def rest_day(case: Case) -> Iterator[Finding]:
    """One day a week at least without hard work."""
    days: dict[object, set[object]] = {}
    for each in case.sittings:
        if each.is_lifting and each.session.phase not in ("deload", "easy"):
            week = week_of(each.session.date)
            days.setdefault(week, set()).add(each.session.date)
            if len(days[week]) == 7:
                yield Finding("There is a week without a day off from lifting.", week)
                return


def consecutive_days(case: Case) -> Iterator[Finding]:
    """No more than three hard days in a row."""
    hard = sorted({each.session.date for each in case.sittings if _is_hard(case, each)})
    running = 1
    for one, other in pairwise(hard):
        running = running + 1 if other - one == timedelta(days=1) else 1
        if running > case.thresholds.most_hard_days:
            yield Finding(
                f"There are {running} hard days in a row; {case.thresholds.most_hard_days} is the most.", other
            )
            return


def _is_hard(case: Case, sitting: Sitting) -> bool:
    if sitting.session.phase in ("deload", "easy"):
        return False
    sets = [one for each in sitting.lifted if each.sets for one in each.item.work]
    return sum(one.rir is None or one.rir < case.thresholds.hard_rir for one in sets) >= case.thresholds.hard_from


def lifting_days(case: Case) -> Iterator[Finding]:
    """No more lifting days than a level recovers from."""
    most = case.thresholds.lifting_days[case.trainee.level]
    for number, week in case.weeks.items():
        days = len({each.session.date for each in week if each.session.kind == "lifting"})
        if days > most:
            text = f"Week {number} has {days} lifting days; {most} is the most for your level."
            yield Finding(text, week[0].session.date)
            return


def dates(case: Case) -> Iterator[Finding]:
    """Sessions stand in the order of their days, in the weeks of the program."""
    sessions = case.program.sessions
    for one, other in pairwise(sessions):
        if other.date < one.date:
            yield Finding(f"{other.title} comes after {one.title} but is dated before it.", other.date)
            return
        if (other.week, other.date) < (one.week, one.date):
            yield Finding(f"{other.title} of week {other.week} comes after week {one.week}.", other.date)
            return
    for each in sessions:
        if not 1 <= each.week <= case.program.weeks or each.date < case.program.starts_on:
            yield Finding(f"{each.title} on {each.date:%-d %B} lies outside the program.", each.date)
            return
