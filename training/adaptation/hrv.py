"""Heart rate variability and resting heart rate against the athlete's own baseline (reference 7.2)."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from training.coaching import Rules, rules
from training.units import round_half_up


class HrvRules(Rules):
    """The section ``[hrv]``."""

    valid_ms: tuple[float, float]
    week_days: int
    least_week: int
    baseline_days: int
    least_baseline: int
    band: float
    high: float
    resting_valid: tuple[float, float]
    resting_days: int
    least_resting: int


@dataclass(frozen=True, slots=True)
class Hrv:
    """The week against the 60 days before it, in ln(ms)."""

    z: float
    week: float
    mean: float
    sd: float

    @property
    def band_ms(self) -> tuple[float, float]:
        """The usual range (the smallest worthwhile change either way), in ms."""
        half = hrv_rules().band * self.sd
        return math.exp(self.mean - half), math.exp(self.mean + half)

    @property
    def is_low(self) -> bool:
        """Whether the week's mean is below the band."""
        return self.week < self.mean - hrv_rules().band * self.sd

    @property
    def may_be_saturated(self) -> bool:
        """Very high in hard training with a low mood may be parasympathetic saturation: no bonus for it."""
        return self.z > hrv_rules().high


def hrv_rules() -> HrvRules:
    """The section ``[hrv]``."""
    return rules("hrv", HrvRules)


def hrv(readings: Sequence[tuple[date, float]], today: date) -> Hrv | None:
    """HRV from morning RMSSD in ms by day; ``None`` with too few readings, or when they are all the same.

    The week is the last seven days (three readings and more), the baseline the 60 days before (14 and more).
    """
    given = hrv_rules()
    low, high = given.valid_ms
    logs = [(day, math.log(value)) for day, value in readings if low <= value <= high]
    week_start = today - timedelta(days=given.week_days)
    week = [value for day, value in logs if week_start < day <= today]
    first = week_start - timedelta(days=given.baseline_days)
    base = [value for day, value in logs if first < day <= week_start]
    if len(week) < given.least_week or len(base) < given.least_baseline:
        return None
    mean, sd = statistics.fmean(base), statistics.stdev(base)
    return hrv_of(statistics.fmean(week), mean, sd)


def hrv_of(week: float, mean: float, sd: float) -> Hrv | None:
    """The same from the means, in ln(ms); ``None`` without any spread.

    >>> round(hrv_of(math.log(52), 4.10, 0.12).z, 2)
    -1.24
    """
    return None if sd < 1e-9 else Hrv((week - mean) / sd, week, mean, sd)


def days_low(readings: Sequence[tuple[date, float]], today: date) -> int:
    """For how many days running, up to today, the week's mean has been below the band."""
    count = 0
    while (found := hrv(readings, today - timedelta(days=count))) is not None and found.is_low:
        count += 1
    return count


def resting_above(readings: Sequence[tuple[date, float]], today: date) -> float | None:
    """Today's resting heart rate above the median of the 28 days before, in whole beats; ``None`` if not known."""
    given = hrv_rules()
    low, high = given.resting_valid
    valid = [(day, value) for day, value in readings if low <= value <= high]
    now = [value for day, value in valid if day == today]
    before = [value for day, value in valid if today - timedelta(days=given.resting_days) <= day < today]
    if not now or len(before) < given.least_resting:
        return None
    return round_half_up(now[-1] - statistics.median(before))


def days_raised(readings: Sequence[tuple[date, float]], today: date, by: float) -> int:
    """For how many days running, up to today, the resting heart rate has been so much above its baseline."""
    count = 0
    while (above := resting_above(readings, today - timedelta(days=count))) is not None and above >= by:
        count += 1
    return count
