"""Trends: the smoothed line through noisy weigh-ins (reference 10.2), and the slope of a lift's e1RM."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

ALPHA = 0.1
"""The Hacker's Diet's smoothing; it lags by nine or ten days."""
OUTLIER_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A weigh-in and the trend after it, both in kg."""

    date: date
    value: float
    trend: float


def weight_trend(weights: Sequence[tuple[date, float]], alpha: float = ALPHA) -> list[TrendPoint]:
    """Smooth daily weights in kg; a gap of d days weighs the next one as if it had come d times.

    >>> points = weight_trend([(date(2026, 1, n + 1), w) for n, w in enumerate([80.0, 80.6, 79.8])])
    >>> [round(point.trend, 3) for point in points]
    [80.0, 80.06, 80.034]
    """
    points: list[TrendPoint] = []
    for day, value in weights:
        if not points:
            points.append(TrendPoint(day, value, value))
            continue
        gap = max(1, (day - points[-1].date).days)
        weight = 1 - (1 - alpha) ** gap
        before = points[-1].trend
        points.append(TrendPoint(day, value, before + weight * (value - before)))
    return points


def weekly_rate_pct(points: Sequence[TrendPoint], today: date) -> float | None:
    """The change of the trend over the last seven days in percent of it; ``None`` without a point that old."""
    old = [point for point in points if point.date <= today - timedelta(days=7)]
    if not old or points[-1].date <= old[-1].date:
        return None
    return (points[-1].trend - old[-1].trend) * 100 / old[-1].trend


def slope_per_week(values: Sequence[tuple[date, float]]) -> float | None:
    """Change per week by least squares; ``None`` for fewer than three points or a single day.

    >>> slope_per_week([(date(2026, 1, 1), 100.0), (date(2026, 1, 8), 101.0), (date(2026, 1, 15), 102.0)])
    1.0
    """
    if len(values) < 3:
        return None
    start = values[0][0]
    xs = [(day - start).days / 7 for day, _ in values]
    ys = [value for _, value in values]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((x - mean_x) ** 2 for x in xs)
    if spread == 0:
        return None
    return round(sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / spread, 6)
