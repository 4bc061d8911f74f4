"""What can be said of days of numbers: aggregates, a change, a trend, two metrics together, with their uncertainty."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import atanh, isfinite, sqrt, tanh

Days = Mapping[date, float]
LEAST_DAYS = 5
"""Below this many days together nothing is said of a relation [E]."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its 95 % interval, from so many days."""

    value: float
    low: float
    high: float
    days: int

    @property
    def is_clear(self) -> bool:
        """Whether zero is outside of the interval."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Relation:
    """Two metrics on the same days: their correlation, and the second where the first was high and where it was low."""

    r: Estimate
    split: float
    """The median of the first metric."""
    above: float
    below: float
    """The mean of the second on days above it, and on the others."""
    days_above: int


def mean_of(values: Sequence[float]) -> Estimate | None:
    """The mean of days, with the interval of Student's t; ``None`` without any.

    >>> found = mean_of([6.0, 7.0, 8.0])
    >>> found.value, round(found.low, 2), round(found.high, 2)
    (7.0, 4.52, 9.48)
    """
    if not values:
        return None
    mean, count = sum(values) / len(values), len(values)
    if count == 1:
        return Estimate(mean, mean, mean, 1)
    half = t_95(count - 1) * sqrt(sum((each - mean) ** 2 for each in values) / (count - 1) / count)
    return Estimate(mean, mean - half, mean + half, count)


def change_between(before: Sequence[float], after: Sequence[float]) -> Estimate | None:
    """How much the mean changed, with Welch's interval; ``None`` where either has fewer than two days.

    >>> found = change_between([7.0, 7.5, 7.2], [6.0, 6.4, 6.1])
    >>> round(found.value, 2), found.is_clear
    (-1.07, True)
    """
    if len(before) < 2 or len(after) < 2:
        return None
    (mean_a, var_a), (mean_b, var_b) = _moments(before), _moments(after)
    error = var_a / len(before) + var_b / len(after)
    change = mean_b - mean_a
    if error == 0:
        return Estimate(change, change, change, len(before) + len(after))
    freedom = error**2 / ((var_a / len(before)) ** 2 / (len(before) - 1) + (var_b / len(after)) ** 2 / (len(after) - 1))
    half = t_95(freedom) * sqrt(error)
    return Estimate(change, change - half, change + half, len(before) + len(after))


def trend_per_week(days: Days) -> Estimate | None:
    """The change per week by least squares, with its interval; ``None`` for fewer than three days.

    >>> found = trend_per_week({date(2026, 1, 1 + n): 80 - n / 7 for n in range(14)})
    >>> round(found.value, 3)
    -1.0
    """
    if len(days) < 3:
        return None
    start = min(days)
    xs, ys = [(day - start).days / 7 for day in days], list(days.values())
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((x - mean_x) ** 2 for x in xs)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / spread
    rest = sum((y - mean_y - slope * (x - mean_x)) ** 2 for x, y in zip(xs, ys, strict=True))
    half = t_95(len(xs) - 2) * sqrt(max(rest, 0.0) / (len(xs) - 2) / spread)
    return Estimate(slope, slope - half, slope + half, len(xs))


def relation(first: Days, second: Days) -> Relation | None:
    """Pearson's r of the days that both have, with Fisher's interval; ``None`` for too few, or where one never changes.

    >>> nights = {date(2026, 1, 1 + n): 6 + n % 3 for n in range(12)}
    >>> found = relation(nights, {day: 100 + 5 * hours for day, hours in nights.items()})
    >>> round(found.r.value, 3), found.r.days, found.above > found.below
    (1.0, 12, True)
    """
    both = sorted(set(first) & set(second))
    if len(both) < LEAST_DAYS:
        return None
    xs, ys = [first[day] for day in both], [second[day] for day in both]
    (mean_x, var_x), (mean_y, var_y) = _moments(xs), _moments(ys)
    if var_x == 0 or var_y == 0:
        return None
    together = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / (len(both) - 1)
    r = max(-1.0, min(1.0, together / sqrt(var_x * var_y)))
    half = 1.959964 / sqrt(len(both) - 3)
    z = atanh(max(-0.999999, min(0.999999, r)))
    estimate = Estimate(r, min(r, tanh(z - half)), max(r, tanh(z + half)), len(both))
    split = sorted(xs)[len(xs) // 2]
    above = [y for x, y in zip(xs, ys, strict=True) if x >= split]
    below = [y for x, y in zip(xs, ys, strict=True) if x < split]
    if not below:
        return None
    return Relation(estimate, split, sum(above) / len(above), sum(below) / len(below), len(above))


def t_95(freedom: float) -> float:
    """The 97.5 % point of Student's t (Cornish and Fisher's expansion; exact to 0.02 from 3 degrees on).

    >>> [round(t_95(each), 2) for each in (10, 30, 1e9)]
    [2.23, 2.04, 1.96]
    """
    exact = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776}
    if freedom in exact:
        return exact[int(freedom)]
    z = 1.959964
    found = z + (z**3 + z) / (4 * freedom) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
    return found if isfinite(found) else z


def _moments(values: Sequence[float]) -> tuple[float, float]:
    mean = sum(values) / len(values)
    return mean, sum((each - mean) ** 2 for each in values) / (len(values) - 1)
