"""How the program goes: completion, adherence, effort, lifts, volume and weight, and what to change; what another plan would be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from db import history, planning, programs
from db.athletes import Athlete
from db.engine import Session as DbSession
from db.program_tables import CheckInRow, PlannedSessionRow
from db.programs import OPEN
from tools import lookup
from tools.calls import Change, Result, read, write
from tools.diary import PeriodWords
from tools.planning.current import NONE, current_or_none
from tools.planning.lifts import lift_points
from tools.planning.signals import deload_of, metric
from tools.planning.trainee import trainee_of
from tools.strength import line_of
from tools.views import movement_named
from tools.wording import date_words
from training.adaptation.check_in import CheckIn, Felt, PlannedDay, check_in, window
from training.adaptation.plateau import plateau
from training.errors import NotFound
from training.landmarks import landmarks_of
from training.period import Period, read_period
from training.program.plan import is_rest
from training.progress import Line
from training.units import in_unit, load_text, plain
from training.volume import VolumeSet, per_muscle_and_week

LIFT_WINDOW = timedelta(days=28)
MOST_LIFTS = 6
MOST_MUSCLES = 6


class ProgramProgress(Result):
    """Completion and adherence of the program, by week and in all."""

    program: str
    status: str
    week: int
    weeks: int
    done: int
    skipped: int
    missed: int
    left: int
    adherence_pct: float | None
    mean_rpe: float | None
    by_week: dict[int, str]
    next: str

    def __str__(self) -> str:
        rate = "" if self.adherence_pct is None else f", adherence {plain(self.adherence_pct, 0)} %"
        rpe = "" if self.mean_rpe is None else f", mean RPE {plain(self.mean_rpe, 1)}"
        head = (
            f"{self.program} ({self.status}): week {self.week} of {self.weeks}. {counted(self.done, 'session')} done, "
            f"{self.skipped} skipped, {self.missed} missed, {self.left} left{rate}{rpe}."
        )
        weeks = "; ".join(f"week {number}: {words}" for number, words in self.by_week.items())
        return "\n".join(each for each in (head, weeks, self.next) if each)


class CheckInReport(Result):
    """A period looked at: adherence, effort, lifts, volume against landmarks, weight, and what to change and why."""

    period: str
    planned: int
    done: int
    adherence_pct: float | None
    set_adherence_pct: float | None
    mean_rpe: float | None
    rpe_drift: float | None
    lifts: dict[str, float]
    verdict: str
    deload_points: int | None
    lines: list[str]

    def __str__(self) -> str:
        return "\n".join([f"Check-in, {self.period}:", *(f"- {each}" for each in self.lines)])


@dataclass(frozen=True)
class PlanProgressTools:
    """Look at how the plan goes."""

    athlete: Athlete

    @read
    async def program_progress(self, session: DbSession) -> ProgramProgress:
        """Say how far the program is: completion by week, adherence counted from the plan's past dates, actual RPE."""
        program = await programs.current(session, self.athlete.id)
        if program is None:
            raise NotFound(NONE)
        today, rows = self.athlete.today, await programs.outline(session, self.athlete.id, program.id)
        found = _check(rows, program.starts_on, today, {})
        weeks = {
            number: _week_words([row for row in rows if row.week == number])
            for number in sorted({row.week for row in rows if row.date <= today or row.status == "done"})
        }
        row = next((each for each in rows if each.status in OPEN and each.date >= today), None)
        now = row.week if row is not None else max((each.week for each in rows), default=1)
        return ProgramProgress(
            program=program.name, status=program.status, week=now, weeks=program.weeks,
            done=sum(each.status == "done" for each in rows), skipped=sum(each.status == "skipped" for each in rows),
            missed=sum(each.status in OPEN and each.date < today and not is_rest(each.title) for each in rows),
            left=sum(each.status in OPEN and each.date >= today for each in rows),
            adherence_pct=None if found.adherence is None else round(found.adherence * 100, 1),
            mean_rpe=None if found.mean_rpe is None else round(found.mean_rpe, 2), by_week=weeks,
            next="" if row is None else f"Next: {row.title}, {date_words(row.date, today)}.",
        )  # fmt: skip

    @write
    async def check_in(self, change: Change, period: PeriodWords = None) -> CheckInReport:
        """Look back at a period (two weeks without one) with the athlete: adherence, actual RPE against target, progress
        per lift, volume against landmarks, body weight, points for a deload, and what to change and why.
        """
        session, today = change.session, self.athlete.today
        asked = _period(period, today)
        current = await current_or_none(session, self.athlete)
        rows: Sequence[PlannedSessionRow] = [] if current is None else current.rows
        trainee = await trainee_of(session, self.athlete)
        sets = await history.of_period(session, self.athlete.id, asked.since - LIFT_WINDOW, asked.until)
        began = await history.first_day(session, self.athlete.id)
        lifts = await self._lifts(session, sets, asked, began)
        is_young = began is not None and began > asked.since - LIFT_WINDOW
        first_entry = _on(began, today) if began is not None and is_young else None
        found = _check(rows, asked.since, asked.until, lifts, first_entry)
        lines = [each.text for each in found.reasons]
        lines += self._volume(sets, asked, landmarks_of(trainee), await lookup.resolver_of(session, self.athlete))
        lines += await self._weight(session, asked)
        lines += await self._plateaus(session, trainee.level, lifts, found.adherence)
        points = None
        if current is not None and not current.is_paused:
            deload = await deload_of(session, self.athlete, current)
            points = deload.points
            lines.append(str(deload) + (' Say "deload" to see it.' if deload.action != "none" else ""))
        report = CheckInReport(
            period=asked.words, planned=found.planned, done=found.done,
            adherence_pct=None if found.adherence is None else round(found.adherence * 100, 1),
            set_adherence_pct=None if found.set_adherence is None else round(found.set_adherence * 100, 1),
            mean_rpe=found.mean_rpe, rpe_drift=found.drift,
            lifts={name: round(share * 100, 1) for name, share in found.progress.items()},
            verdict=found.adjustment.verdict, deload_points=points, lines=lines,
        )  # fmt: skip
        row = CheckInRow(
            kind="period", date=today, text=str(report),
            data={"since": asked.since.isoformat(), "until": asked.until.isoformat()} | report.model_dump(mode="json", exclude={"lines"}),
        )  # fmt: skip
        await planning.add(session, self.athlete.id, row)
        change.will_add("check_ins", str(row.id))
        change.said = f"the check-in, {asked.words}"
        return report

    async def _lifts(
        self, session: DbSession, sets: Sequence[history.PeriodSet], asked: Period, began: date | None
    ) -> dict[str, tuple[float, float]]:
        """The estimate of a lift before the period and at its end, of the lifts done most; in a log that began in the
        period, that of its first day stands for what was before.
        """
        found: dict[str, tuple[float, float]] = {}
        times: dict[str, int] = {}
        for each in sets:
            times[each.exercise] = times.get(each.exercise, 0) + 1
        for name in sorted(times, key=lambda one: (-times[one], one)):
            movement = movement_named(name)
            if len(found) == MOST_LIFTS or movement is None or movement.mechanic != "compound":
                continue
            known = (await line_of(session, self.athlete, movement)).until(asked.until)
            before, of_period = known.until(asked.since - timedelta(days=1)), known.since(asked.since).points
            if not before.points and began is not None and of_period and of_period[0].date == began:
                before, of_period = Line(of_period[:1]), of_period[1:]  # all there is to compare with
            if of_period and before.points and before.points[-1].date >= asked.since - LIFT_WINDOW:
                found[name] = (before.points[-1].e1rm_kg, of_period[-1].e1rm_kg)
        return found

    def _volume(self, sets: Sequence[history.PeriodSet], asked: Period, marks: Any, resolver: Any) -> list[str]:
        counted = [
            VolumeSet(each.date, movement, each.kind, each.load_kg, each.reps, each.rpe)
            for each in sets
            if asked.since <= each.date <= asked.until and (movement := resolver.named(each.exercise)) is not None
        ]
        weeks = max(1.0, ((asked.until - asked.since).days + 1) / 7)
        total: dict[str, float] = {}
        for week in per_muscle_and_week(counted).values():
            for muscle, share in week.items():
                total[muscle] = total.get(muscle, 0.0) + share / weeks
        low = [
            f"{name.replace('_', ' ')} {plain(total.get(name, 0.0), 1)} (from {plain(mark.mev)})"
            for name, mark in marks.items() if total.get(name, 0.0) < mark.mev
        ]  # fmt: skip
        high = [
            f"{name.replace('_', ' ')} {plain(total[name], 1)} (most {plain(mark.mrv)})"
            for name, mark in marks.items()
            if total.get(name, 0.0) > mark.mrv
        ]
        if not total:
            return ["No hard sets were logged in this time."]
        told = []
        if low:
            told.append(f"Hard sets a week below what grows: {', '.join(low[:MOST_MUSCLES])}.")
        if high:
            told.append(f"Above what can be recovered from: {', '.join(high[:MOST_MUSCLES])}.")
        return told or ["Hard sets of every muscle are within their bands."]

    async def _weight(self, session: DbSession, asked: Period) -> list[str]:
        points = [
            each for each in await metric(session, self.athlete, "body_weight", asked.since) if each[0] <= asked.until
        ]
        if len(points) < 2:
            return []
        first, last = points[0][1], points[-1][1]
        unit = self.athlete.units
        goals = [
            each
            for each in await planning.goals(session, self.athlete.id)
            if each.kind == "body_weight" and each.target
        ]
        aim = f", the goal is {load_text(goals[0].target or 0, unit, 1)}" if goals else ""
        return [
            f"Body weight {load_text(first, unit, 1)} to {load_text(last, unit, 1)} ({plain(in_unit(last - first, unit), 1)} {unit}){aim}."
        ]

    async def _plateaus(
        self, session: DbSession, level: Any, lifts: dict[str, tuple[float, float]], adherence: float | None
    ) -> list[str]:
        told = []
        for name in lifts:
            points = await lift_points(session, self.athlete, name, since=self.athlete.today - timedelta(days=200))
            found = plateau(name, points, self.athlete.today, level, adherence=adherence)
            if found is not None:
                told.append(str(found))
        return told


def counted(number: int, what: str) -> str:
    """A number of things."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def _period(words: str | None, today: date) -> Period:
    if words is not None:
        return read_period(words, today)
    since, until = window(today)
    return Period(since, until, "the last two weeks")


def _on(day: date, today: date) -> str:
    words = date_words(day, today)
    return words if words in ("today", "yesterday") else f"on {words}"


def _check(
    rows: Sequence[PlannedSessionRow], since: date, until: date, lifts: dict[str, tuple[float, float]],
    first_entry: str | None = None,
) -> CheckIn:  # fmt: skip
    days = [
        PlannedDay(
            row.date, row.status,  # type: ignore[arg-type]
            float((row.outcome or {}).get("sets_planned", 0)), float((row.outcome or {}).get("sets_done", 0)),
        )
        for row in rows
        if not (is_rest(row.title) and row.status in OPEN)
    ]  # fmt: skip
    felt = [
        Felt(each["rpe"], each["target_rpe"], each["rpe_sets"])
        for row in rows
        if row.status == "done" and row.outcome and since <= row.date <= until
        for each in row.outcome["items"]
        if each["rpe"] is not None
    ]
    return check_in(days, felt, since=since, until=until, e1rm=lifts, first_entry=first_entry)


def _week_words(rows: Sequence[PlannedSessionRow]) -> str:
    done = sum(row.status == "done" for row in rows)
    return f"{done} of {len(rows)} done"
