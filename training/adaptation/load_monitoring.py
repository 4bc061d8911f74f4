"""Load over days and weeks: sRPE, monotony, strain, acute to chronic, INOL, and how fast it may grow (reference 3.3).

These are brakes on jumps. The ratio of acute to chronic load is no risk of injury, and none is ever told.
"""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from training.coaching import Rules, rules
from training.program.plan import Reason
from training.units import plain

SOURCE = "Reference 3.3"
Kind = Literal["sets", "tonnage", "session_load", "distance", "distance_two_weeks", "main_load"]


class MonitoringRules(Rules):
    """The section ``[monitoring]``."""

    monotony_cap: float
    monotony_alert: float
    monotony_high: float
    strain_sd: float
    strain_weeks: int
    acute_days: int
    chronic_days: int
    least_days: int
    chronic_floor: float
    inol: tuple[float, float]
    sets_share: float
    sets_plus: float
    sets_most: float
    tonnage: float
    session_load: float
    session_load_novice: float
    distance: float
    distance_two_weeks: float
    main_load: float
    main_load_novice: float
    novice_weeks: int


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days of load, in arbitrary units (RPE times minutes)."""

    load: float
    monotony: float
    strain: float
    level: Literal["usual", "alert", "high"]


def monitoring_rules() -> MonitoringRules:
    """The section ``[monitoring]``."""
    return rules("monitoring", MonitoringRules)


def session_load(rpe: float, minutes: float) -> float:
    """The load of a session: its RPE (0 to 10) times its minutes (Foster 2001).

    >>> session_load(7, 60)
    420
    """
    return rpe * minutes


def week(daily: Sequence[float]) -> Week:
    """Load, monotony and strain of seven days (rest is 0); the sample SD, as the reference's examples have it.

    >>> found = week([420, 0, 300, 480, 0, 600, 0])
    >>> found.load, round(found.monotony, 2), round(found.strain)
    (1800, 1.0, 1806)
    """
    given = monitoring_rules()
    load = sum(daily)
    sd = statistics.stdev(daily) if len(daily) > 1 else 0.0
    monotony = (
        0.0 if load == 0 else given.monotony_cap if sd == 0 else min(given.monotony_cap, statistics.fmean(daily) / sd)
    )
    level: Literal["usual", "alert", "high"] = (
        "high" if monotony >= given.monotony_high else "alert" if monotony >= given.monotony_alert else "usual"
    )
    return Week(load, monotony, load * monotony, level)


def strain_is_high(strain: float, last_weeks: Sequence[float]) -> bool:
    """Whether a week's strain is beyond the athlete's own mean and 1.5 SD of the last eight weeks."""
    given = monitoring_rules()
    known = list(last_weeks)[-given.strain_weeks :]
    return len(known) >= given.strain_weeks and strain > statistics.fmean(known) + given.strain_sd * statistics.stdev(
        known
    )


def acute_to_chronic(weekly: Sequence[float]) -> float | None:
    """This week against the mean of the three before, uncoupled; ``None`` with less than four weeks.

    >>> acute_to_chronic([1500, 1700, 1600, 2100])
    1.3125
    """
    if len(weekly) < 4:
        return None
    chronic = statistics.fmean(weekly[-4:-1])
    return None if chronic == 0 else weekly[-1] / chronic


def coupled(weekly: Sequence[float]) -> float | None:
    """This week against a mean that has it in: only to compare with what others print; the coach goes by the other.

    >>> round(coupled([1500, 1700, 1600, 2100]), 3)
    1.217
    """
    if len(weekly) < 4 or sum(weekly[-4:]) == 0:
        return None
    return weekly[-1] / statistics.fmean(weekly[-4:])


def smoothed_ratio(daily: Sequence[float]) -> tuple[float, float, float] | None:
    """Acute and chronic load by exponential smoothing, and their ratio (Williams 2017); ``None`` below 28 days.

    The chronic load counts at least a quarter of the usual day: coming back from nothing is no infinite jump.

    >>> [round(value, 3) for value in smoothed_ratio([100.0] * 28 + [200.0] * 7)]
    [186.652, 139.36, 1.339]
    """
    given = monitoring_rules()
    if len(daily) < given.least_days:
        return None
    acute = chronic = daily[0]
    for load in daily[1:]:
        acute += 2 / (given.acute_days + 1) * (load - acute)
        chronic += 2 / (given.chronic_days + 1) * (load - chronic)
    floor = given.chronic_floor * statistics.fmean(daily)
    base = max(chronic, floor)
    return acute, chronic, acute / base if base > 0 else 0.0


def inol(sets: Iterable[tuple[float, int]], one_rep_max_kg: float) -> float:
    """Hristov's number of a lift in a session: reps over (100 - %1RM), summed; 0.4 to 1.0 is usual.

    Sets are load in kg and reps; above 99 % counts as 99.

    >>> round(inol([(80, 5)] * 5, 100), 2)
    1.25
    """
    return sum(reps / (100 - min(99.0, 100 * load / one_rep_max_kg)) for load, reps in sets)


def most_next(kind: Kind, before: float, *, is_novice: bool = False, weeks_training: float | None = None) -> float:
    """The most that a week may have after one with so much.

    >>> [most_next("sets", sets) for sets in (5, 12, 30)], most_next("tonnage", 10_000)
    ([7.0, 14.4, 34.0], 11500.0)
    """
    given = monitoring_rules()
    is_early = is_novice and (weeks_training is None or weeks_training < given.novice_weeks)
    if kind == "sets":
        return before + min(given.sets_most, max(before * given.sets_share, given.sets_plus))
    share = {
        "tonnage": given.tonnage,
        "session_load": given.session_load_novice if is_novice else given.session_load,
        "distance": given.distance,
        "distance_two_weeks": given.distance_two_weeks,
        "main_load": given.main_load_novice if is_early else given.main_load,
    }[kind]
    return round(before * (1 + share), 6)


def jump(
    kind: Kind, before: float, after: float, *, is_novice: bool = False, weeks_training: float | None = None
) -> Reason | None:
    """Why a rise is too fast, in a sentence; ``None`` when it is not, or nothing was there before."""
    most = most_next(kind, before, is_novice=is_novice, weeks_training=weeks_training)
    if before <= 0 or after <= most + 1e-9:
        return None
    what = kind.replace("_", " ").replace("distance two weeks", "distance in two weeks")
    text = f"The {what} of the week would go from {plain(before, 1)} to {plain(after, 1)}; at most {plain(most, 1)} is advised."
    return Reason(f"monitoring.{kind}", text, SOURCE)
