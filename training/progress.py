"""Where a lift stands and where it goes: session bests and the current e1RM (reference 1.2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from training.effort import one_rep_max_by_effort
from training.strength import MOST_REPS, Formula, one_rep_max

SMOOTHING = 0.3
WINDOW_DAYS = 60
LAST_SESSION_MARGIN = 1.02
TRAINING_MAX_SHARE = 0.90
COUNTED_KINDS = ("work", "amrap", "failure")


@dataclass(frozen=True, slots=True)
class LiftedSet:
    """A set with what was really lifted, in kg (the body included where it is lifted)."""

    date: date
    kind: str
    load_kg: float | None
    reps: int | None
    rpe: float | None = None


@dataclass(frozen=True, slots=True)
class SessionBest:
    """The best estimate of one day, in kg, and the set it comes from."""

    date: date
    e1rm_kg: float
    set: LiftedSet


def estimate(each: LiftedSet, formula: Formula, *, by_effort: bool = False) -> float | None:
    """The e1RM of one set in kg; ``None`` where none may be computed.

    By the plain formula on the reps done (records and trends), or, ``by_effort``, with the RPE
    (for prescribing loads), never lower than the plain one.
    """
    if each.kind not in COUNTED_KINDS or not each.reps or each.load_kg is None or each.load_kg <= 0:
        return None
    plain = one_rep_max(each.load_kg, each.reps, formula) if each.reps <= MOST_REPS else None
    if not by_effort or each.rpe is None:
        return plain
    felt = one_rep_max_by_effort(each.load_kg, each.reps, each.rpe, formula)
    return max((value for value in (plain, felt) if value is not None), default=None)


def session_bests(
    sets: Iterable[LiftedSet], formula: Formula = "epley", *, by_effort: bool = False
) -> list[SessionBest]:
    """The best estimate of each day, in order; days without an estimate are left out."""
    best: dict[date, SessionBest] = {}
    for each in sets:
        value = estimate(each, formula, by_effort=by_effort)
        if value is not None and (each.date not in best or value > best[each.date].e1rm_kg):
            best[each.date] = SessionBest(each.date, value, each)
    return [best[day] for day in sorted(best)]


def current_e1rm(bests: Sequence[SessionBest], today: date) -> float | None:
    """The e1RM to prescribe from, in kg: smoothed over 60 days, at most 2 % above the last session.

    Without a session in the window it is the last one known; ``None`` without any.
    """
    known = [best for best in bests if best.date <= today]
    if not known:
        return None
    recent = [best for best in known if best.date > today - timedelta(days=WINDOW_DAYS)] or known[-1:]
    smoothed = recent[0].e1rm_kg
    for best in recent[1:]:
        smoothed += SMOOTHING * (best.e1rm_kg - smoothed)
    return min(smoothed, recent[-1].e1rm_kg * LAST_SESSION_MARGIN)
