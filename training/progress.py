"""Where a lift stands and where it goes: one estimate of its one-rep max, from session to session (reference 1.2, 1.4).

What a set says depends on what is known of its effort. An RPE, reps that were missed and sets to failure measure; they
move the estimate both ways, and furthest where nothing was measured before. A set that was very easy says how much it is
at least. A set that was done as a plan asked for shows at least what the plan believed: it was the
plan that chose the load, so a light day or a deload is no loss. Of other sets the effort is not known.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from training.coaching import Rules, rules
from training.effort import LOWEST_RPE, least_one_rep_max, one_rep_max_by_effort
from training.strength import MOST_REPS, Formula, confidence, one_rep_max

TRAINING_MAX_SHARE = 0.90
COUNTED_KINDS = ("work", "amrap", "failure")
TO_FAILURE = ("amrap", "failure")
Known = Literal["measured", "at_least", "as_planned", "unknown"]
TOLD: tuple[Known, ...] = ("measured", "at_least")
"""Of the effort of such sets something was told."""


class StrengthRules(Rules):
    """The section ``[strength]``."""

    follow: float
    follow_first: float
    follow_unknown: float
    follow_plan: float
    kept_days: int
    loss_a_week: float
    most_loss: float


@dataclass(frozen=True, slots=True)
class LiftedSet:
    """A set with what was really lifted, in kg (the body included where it is lifted)."""

    date: date
    kind: str
    load_kg: float | None
    reps: int | None
    rpe: float | None = None
    is_as_planned: bool = False
    """Whether a plan asked for this load and no more reps."""
    reserve: float | None = None
    """The reps that the plan meant to be left after it."""
    is_missed: bool = False
    """Whether a plan asked for more reps at this load."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one set says of the one-rep max, in kg."""

    kg: float
    least_kg: float
    """What it says whatever the effort was: the formula on the reps done."""
    known: Known


@dataclass(frozen=True, slots=True)
class Point:
    """A lift after a day: the estimate, and what the day by itself said."""

    date: date
    e1rm_kg: float
    day_kg: float
    plain_kg: float
    """By the formula on the reps done, as records are kept."""
    set: LiftedSet
    """The set that this comes from."""


@dataclass(frozen=True, slots=True)
class Line:
    """The estimate of a lift over time, oldest first. Empty where no set says anything."""

    points: tuple[Point, ...] = ()

    def until(self, day: date) -> "Line":
        """What was known on a day."""
        return Line(tuple(each for each in self.points if each.date <= day))

    def since(self, day: date) -> "Line":
        """The days from one on; the estimates know what was before."""
        return Line(tuple(each for each in self.points if each.date >= day))

    def at(self, day: date) -> float | None:
        """The estimate on a day, kg: less when the lift was not done for weeks."""
        known = self.until(day).points
        return _rested(known[-1].e1rm_kg, known[-1].date, day) if known else None

    @property
    def best(self) -> Point | None:
        """The best set by the formula on the reps done."""
        return max(self.points, key=lambda each: each.plain_kg, default=None)


def strength_rules() -> StrengthRules:
    """The section ``[strength]``."""
    return rules("strength", StrengthRules)


def evidence(each: LiftedSet, formula: Formula = "epley") -> Evidence | None:
    """What a set says; ``None`` where it says nothing: warm-ups, drops, no load, too many reps.

    >>> day = date(2026, 3, 2)
    >>> evidence(LiftedSet(day, "work", 100, 5, 8.0)).known, round(evidence(LiftedSet(day, "work", 100, 5)).kg, 1)
    ('measured', 116.7)
    """
    if each.kind not in COUNTED_KINDS or not each.reps or each.load_kg is None or each.load_kg <= 0:
        return None
    plain = one_rep_max(each.load_kg, each.reps, formula) if each.reps <= MOST_REPS else None
    rpe = each.rpe if each.rpe is not None or each.reserve is None else 10 - each.reserve
    felt = None if rpe is None else one_rep_max_by_effort(each.load_kg, each.reps, rpe, formula)
    is_easy = each.rpe is not None and each.rpe < LOWEST_RPE
    if is_easy and each.rpe is not None:
        felt = least_one_rep_max(each.load_kg, each.reps, each.rpe, formula)
    kg = max((value for value in (plain, felt) if value is not None), default=None)
    if kg is None:
        return None
    is_measured = (each.rpe is not None and felt is not None) or each.is_missed
    is_measured = is_measured or (each.kind in TO_FAILURE and not each.is_as_planned)
    known: Known = "measured" if is_measured else "as_planned" if each.is_as_planned else "unknown"
    if is_easy:
        known = "as_planned" if felt is None else "at_least"
    return Evidence(kg, plain or kg, known)


def line(sets: Iterable[LiftedSet], formula: Formula = "epley") -> Line:
    """The estimate day by day, from all sets of one lift in the order they were done."""
    given = strength_rules()
    points: list[Point] = []
    usual: dict[int, float] = {}
    told = 0
    for day, of_day in groupby(sorted(sets, key=lambda each: each.date), key=lambda each: each.date):
        found = [(each, said) for each in of_day if (said := evidence(each, formula)) is not None]
        if not found:
            continue
        best, said = _of_day(found)
        before = points[-1] if points else None
        rested = None if before is None else _rested(before.e1rm_kg, before.date, day)
        now = said.kg if rested is None else _moved(rested, said, best, usual, _follow(told, given))
        told += said.known in TOLD
        usual[best.reps or 1] = max(said.kg, usual.get(best.reps or 1, 0.0))
        points.append(Point(day, now, said.kg, max(one.least_kg for _, one in found), best))
    return Line(tuple(points))


def _of_day(found: Sequence[tuple[LiftedSet, Evidence]]) -> tuple[LiftedSet, Evidence]:
    """The set that says most of a day. Where one was measured, what a plan meant for the others is no evidence."""
    kind = next((each for each in TOLD if any(said.known == each for _, said in found)), None)
    if kind is not None:
        known: list[tuple[LiftedSet, Evidence]] = [
            (each, Evidence(said.kg if said.known in TOLD else said.least_kg, said.least_kg, kind))
            for each, said in found
        ]
        return max(known, key=lambda one: one[1].kg)
    planned = [one for one in found if one[1].known == "as_planned"]
    best = max(found, key=lambda one: one[1].kg)
    return (best[0], Evidence(best[1].kg, best[1].least_kg, "as_planned")) if planned else best


def _follow(told: int, given: StrengthRules) -> float:
    """How far a set whose effort was told moves the estimate up: most where it was told seldom so far."""
    return max(given.follow, given.follow_first / (1 + told))


def _moved(
    before_kg: float, said: Evidence, best: LiftedSet, usual: dict[int, float], follow_told: float
) -> float:  # fmt: skip
    """The estimate after a day. What was really lifted is a floor, less what the formula may be off by."""
    given = strength_rules()
    share = given.follow if said.kg > before_kg or said.known == "measured" else 0.0
    if said.known in TOLD and said.kg > before_kg:
        share = follow_told
    if said.known == "unknown" and said.kg < before_kg:
        share = given.follow_unknown
    now = before_kg + share * (said.kg - before_kg)
    reps = best.reps or 1
    growth = max(1.0, said.kg / usual.get(reps, said.kg))  # against the best with as many reps: like with like
    if said.known == "as_planned":
        now = max(now, before_kg * growth**given.follow_plan)
    elif said.kg > before_kg:
        now = max(now, min(said.kg, before_kg * growth))
    return max(now, said.least_kg * (1.0 if reps == 1 else 1 - confidence(min(reps, MOST_REPS))))


def _rested(kg: float, last: date, today: date) -> float:
    """What is left of a lift that was not done since a day (McMaster 2013, Sports Med 43:367)."""
    given = strength_rules()
    weeks = max(0.0, ((today - last).days - given.kept_days) / 7)
    return kg * (1 - min(given.most_loss, given.loss_a_week * weeks))
