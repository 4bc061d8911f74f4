"""Looking back at a period: adherence, effort, progress, trends, and what to change (reference 8.3)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from training.coaching import Rules, rules
from training.program.plan import Reason
from training.units import plain, round_half_up

SOURCE = "Reference 8.3"
Status = Literal["planned", "done", "skipped", "moved"]
Verdict = Literal["progress", "more", "less", "hold", "rebuild", "unknown"]


class CheckInRules(Rules):
    """The section ``[check_in]``."""

    window_days: int
    trend_days: tuple[int, int]
    most_set_share: float
    least_rpe_sets: int
    good: float
    fair: float
    steady: float
    too_easy: float
    too_hard: float
    hard_rpe: float
    easy_load: tuple[float, float]
    hard_load: float
    hard_sets: float
    least_days: int
    shorter_min: int
    off_track: float


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """One session of the plan, and what became of it."""

    date: date
    status: Status
    planned_sets: float = 0.0
    done_sets: float = 0.0


@dataclass(frozen=True, slots=True)
class Felt:
    """A hard set with the RPE that was logged, and the one that was asked for."""

    actual: float
    target: float | None = None
    sets: int = 1


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What changes from here; factors are 1 where nothing does."""

    verdict: Verdict
    load: float = 1.0
    most_load: float = 1.0
    sets: float = 1.0
    extra_sets: int = 0
    """Of priorities, instead of more load."""
    days: int | None = None
    minutes: int | None = None
    """Shorter sessions by so many (negative)."""
    check_deload: bool = False
    offer_change: bool = False
    """Offer shorter sessions or other days."""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A period in numbers."""

    since: date
    until: date
    planned: int
    done: int
    adherence: float | None
    """``None`` when no session was due."""
    set_adherence: float | None
    mean_rpe: float | None
    drift: float | None
    progress: Mapping[str, float]
    """Change of the e1RM per main lift, as a share."""
    adjustment: Adjustment
    reasons: tuple[Reason, ...]

    def __str__(self) -> str:
        return " ".join(reason.text for reason in self.reasons)


def check_in(
    days: Iterable[PlannedDay], felt: Iterable[Felt] = (), *, since: date, until: date,
    e1rm: Mapping[str, tuple[float, float]] | None = None, goals_off_track: Sequence[tuple[str, float]] = (),
    first_entry: str | None = None,
) -> CheckIn:  # fmt: skip
    """Sum a period up and say what follows. ``days`` are the plan's sessions, whatever was logged.

    Sessions count from the day they were due; today's only once it is done. ``e1rm`` has by main lift the
    value of the four weeks before and of the period; ``first_entry`` is when the first entry was ("on Mon 2 Nov"), where the
    log is younger than those weeks; ``goals_off_track`` by goal how far behind, as a share.

    >>> day = date(2026, 11, 10)
    >>> plan = [PlannedDay(day, "done")] * 6 + [PlannedDay(day, "skipped")] * 2
    >>> seen = check_in(plan, [Felt(rpe, 8) for rpe in (8, 8, 9, 9, 8, 9)], since=day, until=date(2026, 11, 24))
    >>> seen.adherence, round(seen.mean_rpe, 1), round(seen.drift, 1), seen.adjustment.verdict
    (0.75, 8.5, 0.5, 'hold')
    """
    given = rules("check_in", CheckInRules)
    due = [each for each in days if _is_due(each, since, until)]
    done = [each for each in due if each.status == "done"]
    sets = list(felt)
    mean_rpe, drift = _effort(sets, given)
    adherence = len(done) / len(due) if due else None
    weeks = max(1.0, ((until - since).days + 1) / 7)
    adjustment = _adjust(adherence, mean_rpe, drift, len(done) / weeks, given)
    progress = {lift: now / before - 1 for lift, (before, now) in (e1rm or {}).items() if before > 0}
    return CheckIn(
        since=since, until=until, planned=len(due), done=len(done), adherence=adherence,
        set_adherence=_set_adherence(due, given), mean_rpe=mean_rpe, drift=drift, progress=progress, adjustment=adjustment,
        reasons=tuple(_reasons(due, done, mean_rpe, drift, progress, adjustment, goals_off_track, given, first_entry)),
    )  # fmt: skip


def window(until: date) -> tuple[date, date]:
    """The usual window: two weeks that end on a day."""
    return until - timedelta(days=rules("check_in", CheckInRules).window_days - 1), until


def means(values: Sequence[tuple[date, float]], until: date) -> tuple[float | None, float | None]:
    """The means of the last 7 and 28 days of anything that is measured daily.

    >>> means([(date(2026, 11, 1), 6.0), (date(2026, 11, 20), 8.0)], date(2026, 11, 21))
    (8.0, 7.0)
    """
    found = []
    for days in rules("check_in", CheckInRules).trend_days:
        recent = [value for day, value in values if until - timedelta(days=days) < day <= until]
        found.append(sum(recent) / len(recent) if recent else None)
    return found[0], found[1]


def _is_due(each: PlannedDay, since: date, until: date) -> bool:
    if not since <= each.date <= until or each.status == "moved":
        return False
    return each.date < until or each.status in ("done", "skipped")


def _set_adherence(due: Sequence[PlannedDay], given: CheckInRules) -> float | None:
    planned = sum(each.planned_sets for each in due)
    if planned <= 0:
        return None
    done = sum(min(each.done_sets, given.most_set_share * each.planned_sets) for each in due)
    return done / planned


def _effort(sets: Sequence[Felt], given: CheckInRules) -> tuple[float | None, float | None]:
    """Means over sets; too few say nothing."""
    count = sum(each.sets for each in sets)
    if count < given.least_rpe_sets:
        return None, None
    mean = sum(each.actual * each.sets for each in sets) / count
    against = [each for each in sets if each.target is not None]
    weight = sum(each.sets for each in against)
    drift = sum((each.actual - (each.target or 0.0)) * each.sets for each in against) / weight if weight else None
    return mean, drift


def _adjust(
    adherence: float | None, mean_rpe: float | None, drift: float | None, a_week: float, given: CheckInRules
) -> Adjustment:
    if adherence is None:
        return Adjustment("unknown")
    if adherence < given.fair:
        days = max(given.least_days, int(round_half_up(a_week)))
        return Adjustment("rebuild", days=days, minutes=-given.shorter_min)
    if (drift is not None and drift >= given.too_hard) or (mean_rpe is not None and mean_rpe >= given.hard_rpe):
        offer = adherence < given.good
        return Adjustment(
            "less", given.hard_load, given.hard_load, given.hard_sets, check_deload=True, offer_change=offer
        )
    if adherence < given.good:
        return Adjustment("hold", offer_change=True)
    if drift is not None and drift <= given.too_easy:
        return Adjustment("more", given.easy_load[0], given.easy_load[1], extra_sets=1)
    return Adjustment("progress")


def _reasons(
    due: Sequence[PlannedDay], done: Sequence[PlannedDay], mean_rpe: float | None, drift: float | None,
    progress: Mapping[str, float], adjustment: Adjustment, off_track: Sequence[tuple[str, float]], given: CheckInRules,
    first_entry: str | None,
) -> list[Reason]:  # fmt: skip
    found = []
    if due:
        share = plain(100 * len(done) / len(due), 0)
        found.append(
            Reason(
                "check_in.adherence", f"{len(done)} of {len(due)} sessions that were due are done: {share} %.", SOURCE
            )
        )
    else:
        found.append(Reason("check_in.adherence", "No session was due in this time.", SOURCE))
    if mean_rpe is not None:
        against = "" if drift is None else f", {plain(abs(drift), 1)} {'above' if drift >= 0 else 'below'} the target"
        found.append(Reason("check_in.rpe", f"Mean RPE {plain(mean_rpe, 1)}{against}.", SOURCE))
    else:
        found.append(
            Reason("check_in.rpe", f"Fewer than {given.least_rpe_sets} sets have an RPE: effort is not judged.", SOURCE)
        )
    if progress:
        told = ", ".join(
            f"{lift} {'+' if share >= 0 else '-'}{plain(abs(share) * 100, 1)} %" for lift, share in progress.items()
        )
        than = "against the four weeks before" if first_entry is None else f"since your first entry {first_entry}"
        found.append(Reason("check_in.progress", f"Estimated maxes {than}: {told}.", SOURCE))
    found.append(Reason(f"check_in.{adjustment.verdict}", _words(adjustment), SOURCE))
    for goal, behind in off_track:
        if behind > given.off_track:
            text = f"{goal} is {plain(behind * 100, 0)} % behind: move its date, or give it more weight."
            found.append(Reason("check_in.goal", text, SOURCE))
    return found


def _words(adjustment: Adjustment) -> str:
    low, high = plain((adjustment.load - 1) * 100, 1), plain((adjustment.most_load - 1) * 100, 1)
    return {
        "progress": "Go on as planned.",
        "more": f"It was too easy: loads +{low} to {high} %, or a set more on priorities.",
        "less": f"It was too hard: loads {low} %, sets {plain((adjustment.sets - 1) * 100)} %, and a look at a deload.",
        "hold": "Hold the volume; shorter sessions or other days may fit better.",
        "rebuild": f"Build the week anew: {adjustment.days} days, sessions {-(adjustment.minutes or 0)} minutes shorter.",
        "unknown": "Nothing to adjust yet.",
    }[adjustment.verdict]
