"""Volume: between what builds and what is recovered from, without leaps, and not too much in one session."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from training.adaptation.gap import comeback
from training.generation.priorities import first_muscles, priority_rules
from training.generation.structure import structure_rules
from training.landmarks import Landmarks, landmarks_of
from training.landmarks import session_cap as cap_of
from training.program.rules.case import BUILDING, Case, words
from training.program.rules.loads import running_min
from training.program.rules.violation import Finding
from training.units import plain

HAIR = 1e-6


def ceiling(case: Case) -> Iterator[Finding]:
    """No muscle gets more in a week than is recovered from (MRV)."""
    for number, sets in case.volume.items():
        table = _landmarks(case, number)
        over = {name: (sets[name], each.mrv) for name, each in table.items() if sets.get(name, 0.0) > each.mrv + HAIR}
        if over:
            text = f"Week {number} has more hard sets than are recovered from (MRV): {_listed(over)}."
            yield Finding(text, case.weeks[number][0].session.date)
            return


def floor(case: Case) -> Iterator[Finding]:
    """Muscles below what builds (MEV) are named: time, equipment or an injury may be why."""
    if not case.building:
        return
    low: dict[str, tuple[float, float]] = {}
    for muscle in case.thresholds.major:
        each = _landmarks(case, case.building[0]).get(muscle)
        most = max(case.volume[number].get(muscle, 0.0) for number in case.building)
        if each is not None and most < each.mev - HAIR:
            low[muscle] = (most, each.mev)
    if low:
        yield Finding(f"Less than what builds muscle (MEV, hard sets a week): {_listed(low)}.")


def jumps(case: Case) -> Iterator[Finding]:
    """A muscle's sets grow by a fifth or by two a week, whichever is more, and never by more than four."""
    given, away = case.thresholds, case.trainee.wish.away_days
    back = comeback(away, age=case.trainee.age).weeks if away else 0
    for before, now in pairwise(case.building):
        if now <= back + 1:  # who comes back has had those sets before
            continue
        old, over = case.volume[before], {}
        steps = sum(
            case.phases.get(each, "build") in BUILDING for each in range(before + 1, now + 1)
        )  # weeks away are weeks too
        for muscle, sets in case.volume[now].items():
            most = old.get(muscle, 0.0)
            for _ in range(steps):
                most += min(max(most * given.sets_jump_share, given.sets_jump), given.sets_jump_most)
            if sets > most + HAIR:
                over[muscle] = (sets, most)
        if over:
            text = f"Hard sets grow too fast from week {before} to week {now}: {_listed(over)} at most."
            yield Finding(text, case.weeks[now][0].session.date, is_mild=not over.keys() & set(given.major))
            return


def session_cap(case: Case) -> Iterator[Finding]:
    """More sets of a muscle in one session show no effect."""
    most, first = cap_of(case.trainee.level), first_muscles(case.trainee)
    more = priority_rules().session_sets
    for sitting in case.sittings:
        over = {
            muscle: (sets, float(most))
            for muscle, sets in sitting.muscles.items()
            if sets > most + more * bool(first) + HAIR
        }
        if over:
            text = f"{sitting.session.title} has more hard sets of a muscle than one session makes use of: {_listed(over)}."
            yield Finding(text, sitting.session.date)
            return


def hard_sets(case: Case) -> Iterator[Finding]:
    """A session has as many hard sets as a level does well with."""
    low, high = structure_rules().hard_sets[case.trainee.level]
    for sitting in case.sittings:
        if sitting.hard > high:
            text = f"{sitting.session.title} has {plain(sitting.hard)} hard sets; {high} in one session is the most for you."
            yield Finding(text, sitting.session.date)
            break
    if case.trainee.minutes < case.thresholds.hard_sets_from_min or case.injuries:
        return
    for number in case.building:
        for sitting in case.weeks[number]:
            if sitting.session.kind == "lifting" and sitting.hard < low:
                text = (
                    f"{sitting.session.title} has only {plain(sitting.hard)} hard sets; {low} and more do more for you."
                )
                yield Finding(text, sitting.session.date, is_mild=True)
                return


def _landmarks(case: Case, week: int) -> Mapping[str, Landmarks]:
    return landmarks_of(case.trainee, sum(running_min(each.session) for each in case.weeks[week]))


def _listed(found: Mapping[str, tuple[float, float]]) -> str:
    return ", ".join(f"{words(muscle)} {plain(sets, 1)} of {plain(most, 1)}" for muscle, (sets, most) in found.items())
