"""What is answered about numbers of health: fields for programs, and the sentence a person would say."""

from collections.abc import Mapping
from datetime import date, timedelta

from pydantic import BaseModel

from tools.calls import Result
from tools.progress import Chart
from training.health.metrics import HealthMetric
from training.health.statistics import Estimate
from training.period import EVER, Period
from training.units import plain


class DayValue(BaseModel):
    """A day, or the days of a week or month, and the value."""

    start: date
    value: float
    days: int = 1


class MetricSummary(Result):
    """A metric over a period, from daily values, in its canonical unit."""

    metric: str
    unit: str
    since: date
    until: date
    days: int
    """Days that have a value."""
    aggregate: str
    value: float | None
    mean: float | None
    low: float | None
    high: float | None
    latest: float | None
    sources: list[str] = []
    values: list[DayValue] = []
    chart: Chart | None = None
    text: str

    def __str__(self) -> str:
        return self.text


class Finding(Result):
    """A comparison, a trend or a relation, with its 95 % interval and the days behind it."""

    metrics: list[str]
    value: float | None
    low: float | None = None
    high: float | None = None
    days: int
    is_clear: bool
    text: str

    def __str__(self) -> str:
        return self.text


class KnownMetric(BaseModel):
    """A metric that there is something of."""

    metric: str
    label: str
    since: date
    until: date
    days: int


class KnownMetrics(Result):
    """What can be asked about."""

    metrics: list[KnownMetric]

    def __str__(self) -> str:
        lines = [f"- {each.label}: {each.days:,} days, {each.since} to {each.until}" for each in self.metrics]
        return "\n".join(lines) or "There are no numbers of health yet. Connect a source (topset connect), or log some."


def grouped(days: Mapping[date, float], by: str) -> list[DayValue]:
    """Days, or the means of weeks or months."""
    groups: dict[date, list[float]] = {}
    for day, value in days.items():
        start = {"day": day, "week": day - timedelta(days=day.weekday()), "month": day.replace(day=1)}[by]
        groups.setdefault(start, []).append(value)
    return [DayValue(start=start, value=sum(each) / len(each), days=len(each)) for start, each in groups.items()]


def said(value: float, known: HealthMetric, aggregate: str = "") -> str:
    """A value in its unit."""
    if aggregate == "count":
        return plain(value)
    if known.unit == "h":
        minutes = round(value * 60)
        return f"{minutes // 60} h {minutes % 60:02d} min" if abs(value) >= 1 else f"{minutes} min"
    digits = 0 if abs(value) >= 1000 else 1 if abs(value) >= 20 else 2
    return f"{round(value):,} {known.unit}".strip() if digits == 0 else f"{plain(value, digits)} {known.unit}".strip()


def interval(found: Estimate, known: HealthMetric) -> str:
    """A change with its 95 % interval."""
    unit = f" {known.unit}" if known.unit else ""
    return f"{found.value:+.3g}{unit} (95 %: {found.low:+.3g} to {found.high:+.3g})"


def counted_days(days: Mapping[date, float], asked: Period) -> str:
    """How many days have a value, and of how many."""
    return f"{len(days)} day{'s' if len(days) != 1 else ''}" + (f" of {asked.days}" if asked.since != EVER else "")


def finding(metrics: list[str], found: Estimate, text: str) -> Finding:
    """An estimate as what a tool answers."""
    return Finding(
        metrics=metrics, value=found.value, low=found.low, high=found.high, days=found.days, is_clear=found.is_clear,
        text=text,
    )  # fmt: skip
