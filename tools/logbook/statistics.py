"""An athlete's log in numbers: how much, how regularly, which lifts most, this month beside the last."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pydantic import BaseModel

from db import athletes, history
from db.athletes import Athlete
from db.engine import Session
from db.history import PeriodSet
from tools import lookup
from tools.calls import Result, read
from training.consistency import consistency
from training.resolver import Resolver
from training.units import WeightUnit, in_unit, plain
from training.volume import VolumeSet, tonnage

MOST_FAVOURITES = 10


class Amount(BaseModel):
    """How much was done in a span of days; warm-ups are no sets here."""

    since: date | None
    until: date
    workouts: int
    sets: int
    reps: int
    tonnage_kg: float
    """Load times reps; both of a pair, and body weight where it is lifted and known."""


class Favourite(BaseModel):
    """A lift that is done often."""

    exercise: str
    workouts: int
    sets: int
    last: date


class Statistics(Result):
    """The log in numbers."""

    ever: Amount
    this_month: Amount
    last_month: Amount
    """As far as this month has come: the same days of the month."""
    streak_weeks: int
    longest_streak_weeks: int
    favourites: list[Favourite]
    unit: WeightUnit

    def __str__(self) -> str:
        if self.ever.since is None:
            return "Nothing is logged yet."
        often = ", ".join(f"{each.exercise} ({each.workouts})" for each in self.favourites[:3])
        return (
            f"{self.ever.workouts} workouts with {self.ever.sets} sets since {self.ever.since}, "
            f"{self._weight(self.ever)} in all. Streak: {self.streak_weeks} weeks, longest {self.longest_streak_weeks}. "
            f"This month {self.this_month.workouts} workouts and {self._weight(self.this_month)}; "
            f"by the same day of last month {self.last_month.workouts} and {self._weight(self.last_month)}. Most often: {often}."
        )

    def _weight(self, amount: Amount) -> str:
        return f"{plain(in_unit(amount.tonnage_kg, self.unit), 0)} {self.unit}"


@dataclass(frozen=True)
class StatisticsTools:
    """Count what is in the log."""

    athlete: Athlete

    @read
    async def statistics(self, session: Session) -> Statistics:
        """Workouts, sets, tonnage, streaks, favourite lifts, this month against the last."""
        today = self.athlete.today
        sets = await history.of_period(session, self.athlete.id, history.EVER, today)
        days = [day for day, count in await history.days(session, self.athlete.id, until=today) for _ in range(count)]
        resolver = await lookup.resolver_of(session, self.athlete)
        body = await lookup.body_weight_kg(session, self.athlete)

        def amount(since: date | None, until: date) -> Amount:
            def within(day: date) -> bool:
                return (since or date.min) <= day <= until

            done = [each for each in sets if within(each.date) and each.kind != "warmup"]
            return Amount(
                since=since, until=until, workouts=sum(map(within, days)), sets=len(done),
                reps=sum(each.reps or 0 for each in done), tonnage_kg=_tonnage(done, resolver, body),
            )  # fmt: skip

        row = await athletes.row_of(session, self.athlete.id)
        found = consistency(days, today, min([*days, today]), row.weekly_target)
        first = today.replace(day=1)
        before = first - timedelta(days=1)
        return Statistics(
            ever=amount(days[0] if days else None, today), this_month=amount(first, today),
            last_month=amount(before.replace(day=1), before.replace(day=min(today.day, before.day))),
            streak_weeks=found.streak, longest_streak_weeks=found.longest_streak, favourites=_favourites(sets),
            unit=self.athlete.units,
        )  # fmt: skip


def _tonnage(done: Sequence[PeriodSet], resolver: Resolver, body_kg: float | None) -> float:
    movements = {name: resolver.named(name) for name in {each.exercise for each in done}}
    return sum(
        tonnage(VolumeSet(each.date, movement, each.kind, each.load_kg, each.reps, each.rpe), body_kg)
        for each in done
        if (movement := movements[each.exercise]) is not None
    )


def _favourites(sets: Sequence[PeriodSet]) -> list[Favourite]:
    counted = Counter(each.exercise for each in sets if each.kind != "warmup")
    workouts = Counter(name for name, _ in {(each.exercise, each.workout_id) for each in sets})
    last = {each.exercise: each.date for each in sets}
    names = sorted(workouts, key=lambda name: (-workouts[name], name))[:MOST_FAVOURITES]
    return [Favourite(exercise=each, workouts=workouts[each], sets=counted[each], last=last[each]) for each in names]
