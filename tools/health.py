"""Numbers of health over any period: what they were, how two periods compare, where they go, and how two go together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field

from db import exercises, health, history, measurements
from db.athletes import Athlete
from db.engine import Session
from tools import lookup
from tools.calls import read
from tools.health_views import (
    DayValue,
    Finding,
    KnownMetric,
    KnownMetrics,
    MetricSummary,
    counted_days,
    finding,
    grouped,
    interval,
    said,
)
from tools.progress import Chart, ChartPoint
from tools.wording import date_words
from training.errors import Invalid, NotFound
from training.health.metrics import HealthMetric, health_metrics, metric_of, named
from training.health.statistics import change_between, relation, trend_per_week
from training.metrics import METRICS
from training.period import EVER, Period, read_period
from training.progress import LiftedSet, line
from training.units import plain

USUAL = "last 30 days"
MOST_LINES = 14
MetricWords = Annotated[
    str,
    Field(
        description="In the athlete's words: 'steps', 'sleep', 'hrv', 'resting heart rate', 'deep sleep', 'body weight', "
        "'protein'; of training 'tonnage', 'sets', 'session rpe', or an exercise for its estimated max"
    ),
]
PeriodWords = Annotated[
    str, Field(description="'last 30 days' (ends today), 'last week', 'since June', 'in March', 'all time'")
]
TRAINING = {
    "tonnage": HealthMetric("tonnage", "Training tonnage", "kg", "sum", ("tonnage", "training volume", "volume")),
    "sets": HealthMetric("sets", "Working sets", "sets", "sum", ("sets", "working sets")),
    "rpe": HealthMetric("rpe", "Session RPE", "", "mean", ("session rpe", "rpe", "effort")),
}
HOW = {
    "mean": "mean a day",
    "sum": "in all",
    "min": "lowest day",
    "max": "highest day",
    "latest": "latest",
    "count": "days",
}
NOTHING = "There is nothing of {what}{period} in your data. {there}"


@dataclass(frozen=True)
class HealthTools:
    """Ask any number of health, and of training by the day."""

    athlete: Athlete

    @read
    async def list_health_metrics(self, session: Session) -> KnownMetrics:
        """List which numbers of health there are (steps, sleep, heart rate, HRV, energy, ...), with their days."""
        return KnownMetrics(
            metrics=[
                KnownMetric(metric=each.metric, label=metric_of(each.metric).label, since=each.since, until=each.until, days=each.days)
                for each in await health.known(session, self.athlete.id)
            ]
        )  # fmt: skip

    @read
    async def show_health(
        self,
        session: Session,
        metric: MetricWords,
        period: PeriodWords = USUAL,
        aggregate: Annotated[
            Literal["mean", "sum", "min", "max", "latest", "count"], Field(description="What is asked of the days")
        ] = "mean",
        by: Annotated[Literal["day", "week", "month"], Field(description="How the values are listed")] = "day",
    ) -> MetricSummary:
        """Show a number of health over a period: steps, sleep, heart rate, HRV, energy, weight, food and more. Days without a value don't count."""
        known, days, asked = await self._days(session, metric, period)
        values = list(days.values())
        found = {
            "mean": sum(values) / len(values), "sum": sum(values), "min": min(values), "max": max(values),
            "latest": values[-1], "count": float(len(values)),
        }  # fmt: skip
        rows = grouped(days, by)
        stored = await health.days(session, self.athlete.id, known.name, asked.since, asked.until)
        sources = sorted({name for each in stored for name in each.source.split(", ")})
        lines = [
            f"{known.label}, {self._span(asked, days)}: {said(found[aggregate], known, aggregate)} {HOW[aggregate]}"
            f" ({said(found['min'], known)} to {said(found['max'], known)}, {counted_days(days, asked)})."
        ]
        if len(rows) > 1:
            lines += [f"- {self._named(each, by)}: {said(each.value, known)}" for each in rows[-MOST_LINES:]]
        if len(sources) > 1:
            lines.append(
                f"Sources: {', '.join(sources)}. Where several overlap, the watch counts before the phone, and nothing twice."
            )
        chart = Chart(
            title=known.label,
            unit=known.unit,
            points=[ChartPoint(date=each.start, value=round(each.value, 3)) for each in rows],
        )
        return MetricSummary(
            metric=known.name, unit=known.unit, since=asked.since, until=asked.until, days=len(days), aggregate=aggregate,
            value=found[aggregate], mean=found["mean"], low=found["min"], high=found["max"], latest=found["latest"],
            sources=sources, values=rows, chart=chart if len(rows) > 1 else None, text="\n".join(lines),
        )  # fmt: skip

    @read
    async def compare_health(
        self,
        session: Session,
        metric: MetricWords,
        first: PeriodWords,
        second: PeriodWords,
    ) -> Finding:
        """Compare a number of health in two periods: 'my sleep in October and in November'. Says how sure the change is."""
        known, before, one = await self._days(session, metric, first)
        _, after, two = await self._days(session, metric, second)
        change = change_between(list(before.values()), list(after.values()))
        means = [sum(each.values()) / len(each) for each in (before, after)]
        text = (
            f"{known.label}: {said(means[0], known)} a day {one.words} ({counted_days(before, one)}), "
            f"{said(means[1], known)} {two.words} ({counted_days(after, two)})."
        )
        if change is None:
            return Finding(
                metrics=[known.name], value=means[1] - means[0], days=len(before) + len(after), is_clear=False,
                text=f"{text} Too few days to say more.",
            )  # fmt: skip
        sure = "a clear change" if change.is_clear else "no clear change: it may be chance"
        return finding([known.name], change, f"{text} {interval(change, known)}, {sure}.")

    @read
    async def health_trend(
        self, session: Session, metric: MetricWords, period: PeriodWords = "last 90 days"
    ) -> Finding:
        """Say where a number of health goes over a period: the change per week, with its uncertainty."""
        known, days, asked = await self._days(session, metric, period)
        trend = trend_per_week(days)
        if trend is None:
            values = [said(each, known) for each in days.values()]
            return Finding(
                metrics=[known.name], value=None, days=len(days), is_clear=False,
                text=f"{known.label}, {self._span(asked, days)}: {', '.join(values)}. Three days or more make a trend.",
            )  # fmt: skip
        way = ("up" if trend.value > 0 else "down") if trend.is_clear else "no clear trend"
        text = f"{known.label}, {self._span(asked, days)} ({counted_days(days, asked)}): {way}, {interval(trend, known)} a week."
        return finding([known.name], trend, text)

    @read
    async def relate_health(
        self,
        session: Session,
        first: MetricWords,
        second: MetricWords,
        period: PeriodWords = "last 90 days",
        days_later: Annotated[
            int,
            Field(
                description="The second so many days after the first; a night counts for the day it ends on",
                ge=0,
                le=14,
            ),
        ] = 0,
    ) -> Finding:
        """Say whether two numbers go together, by the day: 'do I lift better after more sleep?', 'does HRV fall with tonnage?'."""
        one, xs, asked = await self._days(session, first, period)
        two, ys, _ = await self._days(session, second, period)
        if one.name == two.name:
            raise Invalid("These are the same number; name two.")
        shifted = {day - timedelta(days=days_later): value for day, value in ys.items()}
        both = len(set(xs) & set(shifted))
        later = "" if not days_later else f", {days_later} day{'s' if days_later > 1 else ''} later"
        names = f"{one.label} and {two.label[0].lower()}{two.label[1:]}{later}, {self._span(asked, xs)}"
        found = relation(xs, shifted)
        if found is None:
            return Finding(
                metrics=[one.name, two.name], value=None, days=both, is_clear=False,
                text=f"{names}: {both} days have both, which is too few to say anything, or one of them never changes.",
            )  # fmt: skip
        r = found.r
        sure = (
            ("they rise together" if r.value > 0 else "one falls as the other rises")
            if r.is_clear
            else "no clear relation"
        )
        text = (
            f"{names}: {sure} (r = {plain(r.value)}, 95 %: {plain(r.low)} to {plain(r.high)}, {r.days} days have both). "
            f"On {found.days_above} days with {said(found.split, one)} or more it was {said(found.above, two)}, "
            f"on the others {said(found.below, two)}. Going together is no proof of a cause."
        )
        return finding([one.name, two.name], r, text)

    async def _days(self, session: Session, words: str, period: str) -> tuple[HealthMetric, dict[date, float], Period]:
        """A metric by the day over a period. Raises ``NotFound`` where there is nothing of it."""
        asked = read_period(period, self.athlete.today)
        there = [each.metric for each in await health.known(session, self.athlete.id)]
        name = (
            words
            if words in health_metrics() or words in there
            else _trained(words) or named(words, [*there, *TRAINING])
        )
        if name in TRAINING:
            known, days = (
                TRAINING[name],
                (await health.trained(session, self.athlete.id, asked.since, asked.until))[name],
            )
        elif name is not None:
            known, days = metric_of(name), await self._measured(session, name, asked)
        else:
            known, days = await self._strength(session, words, asked)
        if not days:
            has = ", ".join(metric_of(each).label.lower() for each in there[:12])
            hint = f"There is: {has}." if has else "Connect a source (topset connect), or log it."
            raise NotFound(NOTHING.format(what=known.label.lower(), period=f" in {asked.words}", there=hint))
        return known, dict(sorted(days.items())), asked

    async def _measured(self, session: Session, name: str, asked: Period) -> dict[date, float]:
        """Daily values; what was logged by hand counts before what a device says."""
        days = {
            each.date: each.value
            for each in await health.days(session, self.athlete.id, name, asked.since, asked.until)
        }
        for each in await measurements.of_metric(session, self.athlete.id, name) if name in METRICS else ():
            day = self.athlete.day_of(each.at)
            if asked.since <= day <= asked.until:
                days[day] = each.value
        return days

    async def _strength(self, session: Session, words: str, asked: Period) -> tuple[HealthMetric, dict[date, float]]:
        """The best estimated max of an exercise on each day that it was done."""
        try:
            movement = await lookup.movement(session, self.athlete, words)
        except NotFound as error:
            raise NotFound(
                f"I know no number called '{words[:40]}', and no exercise. Say for example steps, sleep or HRV."
            ) from error
        known = HealthMetric("e1rm", f"{movement.name}, estimated max", "kg", "max", ())  # type: ignore[arg-type]
        exercise = await exercises.id_of(session, self.athlete.id, movement.name)
        if exercise is None:
            return known, {}
        done = await history.of_exercise(session, self.athlete.id, exercise, asked.since, asked.until)
        lifted = (LiftedSet(each.date, each.kind, each.load_kg, each.reps, each.rpe) for each in done)
        points = line(lifted, await lookup.formula_of(session, self.athlete)).points
        return known, {each.date: each.day_kg for each in points}

    def _span(self, asked: Period, days: Mapping[date, float]) -> str:
        since = min(days) if asked.since == EVER else asked.since
        return f"{date_words(since, self.athlete.today)} to {date_words(asked.until, self.athlete.today)}"

    def _named(self, row: DayValue, by: str) -> str:
        if by == "day":
            return date_words(row.start, self.athlete.today)
        return f"week of {date_words(row.start, self.athlete.today)}" if by == "week" else f"{row.start:%B %Y}"


def _trained(words: str) -> str | None:
    text = words.lower().strip()
    return next((name for name, each in TRAINING.items() if text in each.words), None)
