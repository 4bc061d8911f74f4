"""How much and how regularly: hard sets per muscle, tonnage, frequency, streaks, two periods side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from pydantic import BaseModel, Field

from db import athletes, history
from db.athletes import Athlete
from db.engine import Session
from tools import lookup
from tools.calls import Result, read
from tools.diary import PeriodWords
from tools.muscles import ALL_MUSCLES, muscles_named
from tools.strength import LOOKED_BACK, lines_of
from training.consistency import consistency
from training.period import Period, read_period
from training.progress import Line
from training.units import WeightUnit, in_unit, plain
from training.volume import VolumeSet, hard_set, per_muscle_and_week, tonnage, week_of

LONGEST_WEEKS_SHOWN = 8


class MuscleVolume(BaseModel):
    """Hard sets of one muscle: by week (Monday) and per week on average."""

    muscle: str
    per_week: float
    weeks: dict[date, float]


class Volume(Result):
    """Hard sets per muscle and week, and tonnage per week in kg."""

    period: str
    weeks: int
    muscles: list[MuscleVolume]
    tonnage_kg: dict[date, float]
    unit: str
    of_muscle: bool = False
    is_running: bool = False
    """Whether the last of the weeks is not over."""
    unknown_exercises: list[str] = []

    def __str__(self) -> str:
        if not self.muscles and not any(self.tonnage_kg.values()):
            return f"There is no lifting in your log for {self.period}."
        head = f"Hard sets per week and muscle, {self.period} (secondary muscles count half):"
        lines = [f"- {each.muscle.replace('_', ' ')}: {self._by_week(each)}" for each in self.muscles]
        total = ", ".join(
            f"{plain(in_unit(kg, _unit(self.unit)), 0)} {self.unit} (week of {week.day} {week:%b})"
            for week, kg in sorted(self.tonnage_kg.items())[-4:]
        )
        own = (
            f"\nNot counted per muscle, because they are your own: {', '.join(self.unknown_exercises)}."
            if self.unknown_exercises
            else ""
        )
        return (
            "\n".join([head, *lines, *([] if self.of_muscle else [f"Tonnage, both hands and sides counted: {total}"])])
            + own
        )

    def _by_week(self, each: MuscleVolume) -> str:
        """The number of one week; of several what each had, and their mean, in which a week that is not over does not count."""
        shown = [value for _, value in sorted(each.weeks.items())]
        if self.weeks < 2:
            return plain(each.per_week, 1)
        whole = shown[:-1] if self.is_running else shown
        mean = f"{plain(sum(whole) / len(whole), 1)} a week on average"
        listed = ", ".join(plain(value, 1) for value in whole[-LONGEST_WEEKS_SHOWN:])
        if not self.is_running:
            return f"{mean} ({listed})" if len(whole) > 1 else mean
        before = f"before it {listed}" + (f"; {mean}" if len(whole) > 1 else "")
        return f"{plain(shown[-1], 1)} so far this week ({before})"


class ConsistencyReport(Result):
    """Frequency, streaks and adherence."""

    period: str
    sessions: int
    per_week: float
    streak_weeks: int
    longest_streak_weeks: int
    weekly_target: int | None
    adherence_pct: float | None
    weeks: dict[date, int]

    def __str__(self) -> str:
        if not self.sessions:
            return f"There are no workouts for {self.period}."
        target = (
            f" Against your target of {self.weekly_target} a week: {plain(self.adherence_pct, 0)} %."
            if self.adherence_pct is not None
            else ""
        )
        latest = ", ".join(str(count) for _, count in sorted(self.weeks.items())[-LONGEST_WEEKS_SHOWN:])
        return (
            f"{_counted(self.sessions, 'workout')}, {self.period}: {plain(self.per_week, 1)} a week. "
            f"Streak: {_counted(self.streak_weeks, 'week')}, longest {_counted(self.longest_streak_weeks, 'week')}.{target}"
            + (f" By week: {latest}." if len(self.weeks) > 1 else "")
        )


class PeriodTotals(BaseModel):
    """What was done in a period."""

    period: str
    days: int
    workouts: int
    workouts_per_week: float
    hard_sets_per_week: float
    tonnage_kg_per_week: float
    best_e1rm_kg: dict[str, float]


class Comparison(Result):
    """Two periods side by side."""

    first: PeriodTotals
    second: PeriodTotals
    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class LoadTools:
    """Count training."""

    athlete: Athlete

    @read
    async def training_volume(
        self,
        session: Session,
        period: PeriodWords = None,
        muscle: Annotated[
            str | None, Field(description="One muscle or group: 'chest', 'back', 'legs'; leave out for all")
        ] = None,
    ) -> Volume:
        """Count hard sets per muscle and week, and tonnage per week: 'how much volume did chest get this week?'.
        Without a period: this week and the three before.
        """
        asked = read_period(period, self.athlete.today) if period else self._last_four_weeks()
        sets, unknown = await self._sets(session, asked)
        by_week = per_muscle_and_week(sets, _at(await self._lines(session, asked), asked.until))
        mondays = _mondays(asked, await history.first_day(session, self.athlete.id))
        wanted = muscles_named(muscle) if muscle else ALL_MUSCLES
        body = await lookup.body_weight_kg(session, self.athlete)
        tonnes: dict[date, float] = dict.fromkeys(mondays, 0.0)
        for each in sets:
            tonnes[week_of(each.date)] += tonnage(each, body)
        muscles = [
            MuscleVolume(
                muscle=name,
                weeks={monday: by_week.get(monday, {}).get(name, 0.0) for monday in mondays},
                per_week=sum(week.get(name, 0.0) for week in by_week.values()) / len(mondays),
            )
            for name in wanted
        ]
        shown = [each for each in muscles if each.per_week > 0 or muscle]
        return Volume(
            period=asked.words, weeks=len(mondays), muscles=sorted(shown, key=lambda each: (-each.per_week, each.muscle)),
            tonnage_kg=tonnes, unit=self.athlete.units, of_muscle=muscle is not None, unknown_exercises=unknown,
            is_running=mondays[-1] == week_of(self.athlete.today),
        )  # fmt: skip

    @read
    async def training_consistency(self, session: Session, period: PeriodWords = None) -> ConsistencyReport:
        """How often and how regularly: workouts a week, streaks of weeks, adherence to the target: 'how often do I train?'."""
        asked = read_period(period or "last 12 weeks", self.athlete.today)
        row = await athletes.row_of(session, self.athlete.id)
        done = await history.days(session, self.athlete.id, until=self.athlete.today)
        days = [day for day, count in done for _ in range(count)]
        began = days[0] if days else asked.until
        until = min(asked.until, self.athlete.today)
        since = week_of(min(max(asked.since, began), until))  # whole weeks: a cut one would look like a lazy one
        found = consistency(days, until, since, row.weekly_target)
        whole = consistency(days, self.athlete.today, min(began, self.athlete.today), row.weekly_target)
        return ConsistencyReport(
            period=asked.words, sessions=sum(asked.since <= day <= until for day in days), per_week=found.per_week,
            streak_weeks=whole.streak, longest_streak_weeks=whole.longest_streak, weekly_target=row.weekly_target,
            adherence_pct=None if found.adherence is None else found.adherence * 100,
            weeks={week.monday: week.sessions for week in found.weeks},
        )  # fmt: skip

    @read
    async def compare_periods(
        self,
        session: Session,
        first: Annotated[str, Field(description="One period: 'last month', 'march', '2025'")],
        second: Annotated[str, Field(description="The other period: 'this month', 'april', '2026'")],
    ) -> Comparison:
        """Put two periods side by side, the earlier one first: workouts, hard sets, tonnage, best estimated one-rep maxes."""
        asked = sorted(
            (read_period(words, self.athlete.today) for words in (first, second)), key=lambda each: each.since
        )
        totals = [await self._totals(session, each) for each in asked]
        return Comparison(first=totals[0], second=totals[1], text=_compared(totals[0], totals[1], self.athlete.units))

    def _last_four_weeks(self) -> Period:
        monday = week_of(self.athlete.today)
        return Period(monday - timedelta(weeks=3), self.athlete.today, "this week and the three before")

    async def _sets(self, session: Session, asked: Period) -> tuple[list[VolumeSet], list[str]]:
        resolver = await lookup.resolver_of(session, self.athlete)
        sets, unknown = [], []
        for each in await history.of_period(session, self.athlete.id, asked.since, asked.until):
            movement = resolver.named(each.exercise)
            if movement is None or not (movement.primary or movement.secondary):
                unknown.append(each.exercise)
            if movement is not None:
                sets.append(VolumeSet(each.date, movement, each.kind, each.load_kg, each.reps, each.rpe))
        return sets, list(dict.fromkeys(unknown))

    async def _lines(self, session: Session, asked: Period) -> dict[str, Line]:
        """The estimates of the lifts up to the end of a period; of what is lifted without the body."""
        since = max(history.EVER + LOOKED_BACK, asked.since) - LOOKED_BACK
        sets = await history.of_period(session, self.athlete.id, since, asked.until)
        found = await lines_of(session, self.athlete, sets)
        resolver = await lookup.resolver_of(session, self.athlete)
        return {
            name: known
            for name, known in found.items()
            if (movement := resolver.named(name)) is not None and not movement.is_bodyweight
        }

    async def _weeks(self, session: Session, asked: Period) -> float:
        """How many weeks a period has, from the first workout ever on; one at least."""
        began = await history.first_day(session, self.athlete.id)
        start = max(asked.since, began) if began else asked.since
        return max(1.0, ((min(asked.until, self.athlete.today) - start).days + 1) / 7)

    async def _totals(self, session: Session, asked: Period) -> PeriodTotals:
        sets, _ = await self._sets(session, asked)
        lines = await self._lines(session, asked)
        body = await lookup.body_weight_kg(session, self.athlete)
        days = await history.days(session, self.athlete.id, asked.since, asked.until)
        weeks = await self._weeks(session, asked)
        return PeriodTotals(
            period=asked.words, days=asked.days, workouts=sum(count for _, count in days),
            workouts_per_week=sum(count for _, count in days) / weeks,
            hard_sets_per_week=_hard_sets(sets, _at(lines, asked.until)) / weeks,
            tonnage_kg_per_week=sum(tonnage(each, body) for each in sets) / weeks,
            best_e1rm_kg={
                name: max(each.e1rm_kg for each in of_period)
                for name, found in lines.items()
                if (of_period := found.since(asked.since).points)
            },
        )  # fmt: skip


def _at(lines: dict[str, Line], day: date) -> dict[str, float]:
    return {name: kg for name, found in lines.items() if (kg := found.at(day)) is not None}


def _hard_sets(sets: Sequence[VolumeSet], best: dict[str, float]) -> float:
    return sum(hard_set(each, best.get(each.movement.name)) for each in sets)


def _mondays(asked: Period, began: date | None) -> list[date]:
    start = max(week_of(asked.since), week_of(began)) if began else week_of(asked.since)
    count = max(1, (week_of(asked.until) - start).days // 7 + 1)
    return [start + timedelta(weeks=n) for n in range(count)]


def _compared(a: PeriodTotals, b: PeriodTotals, unit: WeightUnit) -> str:
    def line(label: str, before: float, after: float, suffix: str = "", digits: int = 1) -> str:
        change = f" ({(after - before) * 100 / before:+.0f} %)" if before else ""
        return f"- {label}: {plain(before, digits)} → {plain(after, digits)}{suffix}{change}"

    def kg(value: float) -> float:
        return in_unit(value, unit)

    shared = [name for name in a.best_e1rm_kg if name in b.best_e1rm_kg][:6]
    return "\n".join(
        [
            f"{a.period[0].upper()}{a.period[1:]} against {b.period}:",
            f"- workouts: {a.workouts} → {b.workouts}",
            line("workouts a week", a.workouts_per_week, b.workouts_per_week),
            line("hard sets a week", a.hard_sets_per_week, b.hard_sets_per_week),
            line("tonnage a week", kg(a.tonnage_kg_per_week), kg(b.tonnage_kg_per_week), f" {unit}", 0),
            *(line(f"{name} e1RM", kg(a.best_e1rm_kg[name]), kg(b.best_e1rm_kg[name]), f" {unit}") for name in shared),
        ]
    )


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _unit(unit: str) -> WeightUnit:
    return "lb" if unit == "lb" else "kg"
