"""Numbers of the body: log them, show them, smooth the weight."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import Field

from db import measurements
from db.athletes import Athlete
from db.engine import Session
from db.measurements import Measurement
from tools.calls import Change, Result, about, read, write
from tools.diary import PeriodWords
from tools.progress import Chart, ChartPoint
from tools.wording import date_words
from training.errors import Invalid
from training.metrics import METRICS, Metric, canonical, metric_named
from training.period import read_day, read_period
from training.trend import weekly_rate_pct, weight_trend
from training.units import WeightUnit, in_unit, plain

MOST_LINES = 12
MetricWords = Annotated[
    str,
    Field(
        description="'body weight', 'body fat', 'waist', 'resting heart rate', 'hrv', 'sleep', 'steps', or another name"
    ),
]


class MeasurementLogged(Result):
    """A measurement as the database now holds it."""

    id: UUID
    metric: str
    value: float
    unit: str
    text: str

    def __str__(self) -> str:
        return self.text


class MeasurementSeries(Result):
    """Measurements of one metric, oldest first, in its canonical unit."""

    metric: str
    period: str
    count: int
    latest: float | None
    trend: float | None
    weekly_rate_pct: float | None
    chart: Chart | None
    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class BodyTools:
    """Keep numbers of the body."""

    athlete: Athlete

    @about(tells=True)
    @write
    async def log_measurement(
        self,
        change: Change,
        metric: MetricWords,
        value: Annotated[float, Field(description="The number as the athlete said it")],
        unit: Annotated[
            str | None, Field(description="The unit as the athlete said it; leave out if none was said")
        ] = None,
        day: Annotated[str | None, Field(description="'yesterday', '2026-11-18'; leave out for now")] = None,
    ) -> MeasurementLogged:
        """Log a number of the body: weight, body fat, a girth, resting heart rate, HRV, sleep, steps or any other:
        'I weigh 81.2', 'slept 7 h'.
        """
        known = _metric(metric)
        amount, typed = canonical(known, value, unit, self.athlete.units)
        at = self._moment(day)
        done = Measurement(known.name, at, amount, known.unit, typed_value=value, typed_unit=typed)
        change.will_add("measurements", str(done.id))
        await measurements.add(change.session, self.athlete.id, [done])
        [stored] = await measurements.by_ids(change.session, self.athlete.id, [done.id])
        amount_words = _amount(known, stored.value, self.athlete.units, stored)
        text = f"{known.label}: {amount_words} ({date_words(at.date(), self.athlete.today)})."
        change.said = text.rstrip(".")
        return MeasurementLogged(id=stored.id, metric=known.name, value=stored.value, unit=stored.unit, text=text)

    @read
    async def show_measurements(
        self, session: Session, metric: MetricWords = "body weight", period: PeriodWords = None
    ) -> MeasurementSeries:
        """Show a number of the body over time; for body weight also its smoothed trend and weekly rate, with a chart."""
        known = _metric(metric)
        asked = read_period(period or "all time", self.athlete.today)
        zone = ZoneInfo(self.athlete.timezone)
        since = datetime.combine(asked.since, time.min, zone)
        until = datetime.combine(asked.until + timedelta(days=1), time.min, zone)
        found = await measurements.of_metric(session, self.athlete.id, known.name, since, until)
        return self._series(known, asked.words, found)

    def _series(self, known: Metric, period: str, found: list[Measurement]) -> MeasurementSeries:
        if not found:
            text = (
                f"There is no {known.label.lower()} in your log{'' if period == 'all time' else f' for {period}'} yet."
            )
            return MeasurementSeries(
                metric=known.name,
                period=period,
                count=0,
                latest=None,
                trend=None,
                weekly_rate_pct=None,
                chart=None,
                text=text,
            )
        unit = self.athlete.units
        smoothed = weight_trend([(self.athlete.day_of(each.at), each.value) for each in found])
        rate = weekly_rate_pct(smoothed, self.athlete.today) if known.name == "body_weight" else None
        latest = found[-1]
        today = self.athlete.today
        scope = "" if period == "all time" else f", {period}"
        lines = [
            f"{known.label}{scope}: {_amount(known, latest.value, unit, latest)} ({date_words(smoothed[-1].date, today)})."
        ]
        if known.name == "body_weight" and len(found) > 1:
            lines[0] += f" Trend {_amount(known, smoothed[-1].trend, unit, digits=1)}"
            lines[0] += f", {rate:+.2f} % a week." if rate is not None else "."
        if len(found) > 1:
            lines += [f"- {date_words(point.date, today)}: {_amount(known, each.value, unit, each)}" for point, each in
                      list(zip(smoothed, found, strict=True))[-MOST_LINES:]]  # fmt: skip
        shown = unit if known.unit == "kg" else known.unit
        chart = Chart(
            title=known.label,
            unit=shown,
            points=[ChartPoint(date=point.date, value=_shown(known, point.value, unit)) for point in smoothed],
            trend=[ChartPoint(date=point.date, value=_shown(known, point.trend, unit)) for point in smoothed],
        )
        return MeasurementSeries(
            metric=known.name, period=period, count=len(found), latest=latest.value, trend=smoothed[-1].trend,
            weekly_rate_pct=rate, chart=chart if len(found) > 1 else None, text="\n".join(lines),
        )  # fmt: skip

    def _moment(self, day: str | None) -> datetime:
        if day is None:
            return self.athlete.now()
        asked = read_day(day, self.athlete.today)
        if asked > self.athlete.today:
            raise Invalid(f"{asked} is in the future.")
        if asked == self.athlete.today:
            return self.athlete.now()
        return datetime.combine(asked, time(8), ZoneInfo(self.athlete.timezone))


def _metric(words: str) -> Metric:
    """A known metric, or a further one of the athlete's by its name."""
    known = METRICS.get(words) or metric_named(words)
    if known is not None:
        return known
    name = "_".join(words.lower().split())
    if not name.isascii() or not name.replace("_", "").isalnum() or not name[0].isalpha() or len(name) > 60:
        raise Invalid(
            f"'{words[:40]}' can't be the name of a metric: use a few plain words, for example 'grip strength'."
        )
    return Metric(name, words.strip().capitalize(), "", -1e9, 1e9, ())


def _shown(known: Metric, value: float, unit: WeightUnit) -> float:
    return round(in_unit(value, unit) if known.unit == "kg" else value, 2)


def _amount(known: Metric, value: float, unit: WeightUnit, typed: Measurement | None = None, digits: int = 2) -> str:
    if typed is not None and typed.typed_value is not None and typed.typed_unit == unit and known.unit == "kg":
        return f"{plain(typed.typed_value)} {unit}"
    shown = unit if known.unit == "kg" else known.unit
    return f"{plain(_shown(known, value, unit), digits)} {shown}".strip()
