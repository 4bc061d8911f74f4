"""What a wish demands of the calendar of its program: days, minutes, peaks, journeys, rest. Told as ``evals.constraints`` is."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from evals.kit import missing_kit
from evals.weeks import Planned, by_week, core_weeks, in_week_of, in_weeks, is_lifting, is_run, movement_of, run_km
from training.program.plan import Session

HALF_A_KM = 0.5
PEAKS = ("peak", "taper", "test")


def days_per_week(result: Planned, want: Mapping[str, Any]) -> str:
    """Every ordinary week has sessions on exactly ``n`` different days, and no week has more."""
    return _per_week(result, int(want["n"]), lambda each: True, "days")


def lifts_per_week(result: Planned, want: Mapping[str, Any]) -> str:
    """Every ordinary week has lifting on exactly ``n`` different days, and no week has more."""
    return _per_week(result, int(want["n"]), is_lifting, "days of lifting")


def runs_per_week(result: Planned, want: Mapping[str, Any]) -> str:
    """Every ordinary week has at least ten minutes of running on exactly ``n`` different days, and no week has more."""
    return _per_week(result, int(want["n"]), is_run, "runs")


def weeks(result: Planned, want: Mapping[str, Any]) -> str:
    """The program says that it has ``n`` weeks."""
    return "" if result.weeks == int(want["n"]) else f"{result.weeks} weeks, wished {want['n']}"


def minutes_at_most(result: Planned, want: Mapping[str, Any]) -> str:
    """No session is planned for more than ``m`` minutes (half a minute more is rounding)."""
    longest = max((each.minutes for each in result.sessions), default=0.0)
    return "" if longest <= float(want["m"]) + 0.5 else f"{longest:.0f} minutes, wished {want['m']} at most"


def minutes_used_at_least(result: Planned, want: Mapping[str, Any]) -> str:
    """In ordinary weeks the mean session takes at least ``share`` of the minutes that the wish allows."""
    used = [each.minutes for each in in_weeks(result.sessions, core_weeks(result.sessions))]
    if not used or result.minutes is None:
        return "no minutes were wished"
    share = sum(used) / len(used) / result.minutes
    return "" if share >= float(want["share"]) else f"{share:.0%} of the time is used"


def peak_in_week_of(result: Planned, want: Mapping[str, Any]) -> str:
    """The week of the date has a session marked peak, taper or test, and none that is marked as a deload."""
    these = in_week_of(result.sessions, date.fromisoformat(want["date"]))
    phases = {each.phase for each in these}
    if not these:
        return "nothing is planned in the week of the date"
    return "" if phases & set(PEAKS) and "deload" not in phases else f"that week is {'/'.join(sorted(phases))}"


def deload_not_in_week_of(result: Planned, want: Mapping[str, Any]) -> str:
    """No session from Monday to Sunday around the date is marked as a deload."""
    found = any(each.is_deload for each in in_week_of(result.sessions, date.fromisoformat(want["date"])))
    return "that week is a deload" if found else ""


def long_run_grows(result: Planned, want: Mapping[str, Any]) -> str:
    """The longest run up to the date is half a kilometre short of ``to_km`` at most, and longer than that of the first week."""
    until = date.fromisoformat(want["date"])
    runs = {each.date: run_km(each) for each in result.sessions if each.date <= until}
    if not runs:
        return "no run is planned"
    start = min(runs)
    first = max(km for day, km in runs.items() if day < start + timedelta(days=7))
    longest = max(runs.values())
    enough = longest >= float(want["to_km"]) - HALF_A_KM and longest > first
    return "" if enough else f"longest run {longest:.1f} km, {first:.1f} in the first week"


def travel_week_adapted(result: Planned, want: Mapping[str, Any]) -> str:
    """Something is planned from ``from`` to ``to``, and all of it can be done with the kit of the journey."""
    since, until = date.fromisoformat(want["from"]), date.fromisoformat(want["to"])
    these = [each for each in result.sessions if since <= each.date <= until]
    if not these:
        return "nothing is planned for the journey"
    found = missing_kit(these, want["kit"])
    return f"not on the journey: {', '.join(found[:6])}" if found else ""


def rest_between_heavy_lower_days(result: Planned, want: Mapping[str, Any]) -> str:
    """Between two days with a main squat, hinge or lunge of three sets and more lie at least ``days`` days."""
    heavy = sorted({each.date for each in result.sessions if _is_heavy_lower(each)})
    close = [(one, other) for one, other in pairwise(heavy) if (other - one).days <= int(want["days"])]
    return f"heavy on {close[0][0]} and {close[0][1]}" if close else ""


def _per_week(result: Planned, wanted: int, counts: Callable[[Session], bool], words: str) -> str:
    core = set(core_weeks(result.sessions))
    for number, these in by_week(result.sessions).items():
        days = len({each.date for each in these if counts(each)})
        if days > wanted or (number in core and days != wanted):
            return f"{days} {words} in week {number}, wished {wanted}"
    return "" if result.sessions else "nothing is planned"


def _is_heavy_lower(session: Session) -> bool:
    return any(
        item.role == "main" and len(item.work) >= 3 and (movement := movement_of(item.exercise)) is not None
        and movement.pattern in ("squat", "hinge", "lunge")
        for item in session.items
    )  # fmt: skip
