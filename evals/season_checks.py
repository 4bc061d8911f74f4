"""What one season demands beside what every season must keep: the kinds of checks in its data, a function each."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from evals.calendar_constraints import peak_in_week_of as peak_of_program
from evals.gold import LOAD_TOLERANCE_KG
from evals.invariants import Invariant, adherence_never_lowers, gated, no_false_loss, prescribed_equals_plan
from evals.season import Said, Season, loads_of
from evals.state import StoredSet
from evals.weeks import Planned, movement_of, work


def e1rm_within(season: Season, want: Mapping[str, Any]) -> str:
    """The coach's estimate after ``week`` (the last one without it) is within ``share`` of the true 1RM, or of ``of`` kg."""
    week, name = int(want.get("week", season.weeks)), str(want["exercise"])
    found = season.estimates.get(week, {}).get(name)
    true = float(want.get("of") or season.true_kg.get(week, {}).get(name, 0.0))
    if found is None:
        return f"no estimate of {name}"
    return "" if abs(found - true) <= float(want["share"]) * true else f"{name} {found:.1f}, true {true:.1f}"


def trend_sign(season: Season, want: Mapping[str, Any]) -> str:
    """The coach's change of the lift since the start is above zero (``sign`` 1) or below it (-1)."""
    change = season.trends.get(str(want["exercise"]))
    if change is None:
        return f"no trend of {want['exercise']}"
    return "" if change * int(want["sign"]) > 0 else f"{want['exercise']} {change:+.1f} kg"


def no_deload_before(season: Season, want: Mapping[str, Any]) -> str:
    """No session before the week is marked as a deload."""
    early = next((each for each in season.of_weeks(range(1, int(want["week"]))) if each.given.is_deload), None)
    return "" if early is None else f"a deload in week {early.week}"


def deload_in(season: Season, want: Mapping[str, Any]) -> str:
    """The weeks with a session that is marked as a deload are just these."""
    found = sorted({each.week for each in season.prescribed if each.given.is_deload})
    return "" if found == sorted(want["weeks"]) else f"deloads in weeks {found}"


def sessions_done(season: Season, want: Mapping[str, Any]) -> str:
    """Exactly ``n`` planned sessions are done at the end."""
    found = sum(state == "done" for _, state in season.states)
    return "" if found == int(want["n"]) else f"{found} done, {want['n']} are right"


def sessions_missed(season: Season, want: Mapping[str, Any]) -> str:
    """Exactly ``n`` planned sessions of the season are skipped, or still open at its end."""
    found = sum(state != "done" and day <= season.end for day, state in season.states)
    return "" if found == int(want["n"]) else f"{found} skipped or open, {want['n']} are right"


def peak_in_week_of(season: Season, want: Mapping[str, Any]) -> str:
    """In the week of the date a prescribed session is marked peak, taper or test, and none is a deload."""
    return peak_of_program(Planned([each.given for each in season.prescribed]), want)


def max_load(season: Season, want: Mapping[str, Any]) -> str:
    """No set of the lift (of ``reps_from`` reps and more) is prescribed above ``kg`` in these weeks."""
    found = loads_of(season.of_weeks(want["weeks"]), str(want["exercise"]), int(want.get("reps_from", 0)))
    heaviest = max(found, default=0.0)
    return "" if heaviest <= float(want["kg"]) + LOAD_TOLERANCE_KG else f"{want['exercise']} at {heaviest:g} kg"


def min_load(season: Season, want: Mapping[str, Any]) -> str:
    """The heaviest prescribed set of the lift in these weeks is at least ``kg``."""
    heaviest = max(loads_of(season.of_weeks(want["weeks"]), str(want["exercise"])), default=0.0)
    return "" if heaviest >= float(want["kg"]) - LOAD_TOLERANCE_KG else f"{want['exercise']} at {heaviest:g} kg at most"


def load_rises(season: Season, want: Mapping[str, Any]) -> str:
    """The heaviest prescribed set of the lift in ``to_week`` (or in several) is above that in ``from_week``."""
    name = str(want["exercise"])
    first, last = (
        max(loads_of(season.of_weeks(_weeks(want[each])), name), default=None) for each in ("from_week", "to_week")
    )
    if first is None or last is None:
        return f"{name} has no load in week {want['from_week']} or {want['to_week']}"
    return "" if last > first else f"{name} from {first:g} to {last:g} kg"


def step_at_most(season: Season, want: Mapping[str, Any]) -> str:
    """From one session with the lift to the next at the same reps its load rises by at most ``kg`` or ``share``, the larger."""
    last: dict[int | None, float] = {}
    for each in season.prescribed:
        for item, target in work(each.given):
            if item.exercise != want["exercise"] or target.load_kg is None:
                continue
            before = last.get(target.reps)
            if before is not None and each.given.phase == "build":
                most = max(float(want["kg"]), float(want["share"]) * before)
                if target.load_kg - before > most + LOAD_TOLERANCE_KG:
                    return f"{item.exercise} from {before:g} to {target.load_kg:g} kg in week {each.week}"
            last[target.reps] = target.load_kg
    return ""


def excluded_while(season: Season, want: Mapping[str, Any]) -> str:
    """No exercise whose name has one of the words is prescribed in these weeks; a week without any session fails too."""
    these = season.of_weeks(range(int(want["from_week"]), int(want["to_week"]) + 1))
    if not these:
        return "nothing is prescribed in these weeks"
    words = re.compile("|".join(re.escape(str(each)) for each in want["words"]), re.IGNORECASE)
    found = sorted({item.exercise for each in these for item in each.given.items if words.search(item.exercise)})
    return f"prescribed: {', '.join(found[:5])}" if found else ""


def gated_while(season: Season, want: Mapping[str, Any]) -> str:
    """At every session of these weeks an injury of the region is kept, and nothing that it forbids is prescribed."""
    return gated(str(want["region"]), season.of_weeks(range(int(want["from_week"]), int(want["to_week"]) + 1)))


def minutes_at_most(season: Season, want: Mapping[str, Any]) -> str:
    """No prescribed session is longer than ``m`` minutes."""
    longest = max((each.given.minutes for each in season.prescribed), default=0.0)
    return "" if longest <= float(want["m"]) + 0.5 else f"{longest:.0f} minutes"


def days_of_week(season: Season, want: Mapping[str, Any]) -> str:
    """Every prescribed session is on one of these days (1 is Monday), and each of them has one in the first full week."""
    wanted = set(want["days"])
    other = next((each.day for each in season.prescribed if each.day.isoweekday() not in wanted), None)
    if other is not None:
        return f"a session on {other:%A}, {other}"
    missing = wanted - {each.day.isoweekday() for each in season.of_weeks([1])}
    return f"nothing on day {sorted(missing)[0]} of week 1" if missing else ""


def logged_equals_prescribed(season: Season, want: Mapping[str, Any]) -> str:
    """On every day on which only 'did it as planned' was said, the stored work sets are the prescribed ones: load and reps."""
    other = {said.day for said in season.said if not said.is_plain}
    plain = {said.day for said in season.said} - other
    for each in season.prescribed:
        if each.day not in plain:
            continue
        stored = [one for one in season.stored if one.day == each.day]
        wanted = [
            (item.exercise, target.load_kg or 0.0, target.reps) for item, target in work(each.given) if target.reps
        ]
        if _counted(stored) != sorted(wanted, key=str):
            return f"{each.day}: {len(stored)} sets stored, {len(wanted)} prescribed, or other ones"
    return ""


def stored(season: Season, want: Mapping[str, Any]) -> str:
    """On the day of the week a set of the lift with this load and these reps is stored."""
    day = _day(season, want)
    fits = any(
        each.day == day and each.exercise == want["exercise"] and each.reps == int(want["reps"])
        and abs((each.load_kg or 0.0) - float(want["kg"])) <= LOAD_TOLERANCE_KG
        for each in season.stored
    )  # fmt: skip
    return "" if fits else f"{want['exercise']} {want['kg']}x{want['reps']} is not stored on {day}"


def reply_must(season: Season, want: Mapping[str, Any]) -> str:
    """A reply of the day (of any day without one) matches the regular expression."""
    replies = _replies(season, want)
    return "" if any(re.search(want["regex"], each.reply) for each in replies) else "no reply says it"


def reply_must_not(season: Season, want: Mapping[str, Any]) -> str:
    """No reply of the day (of any day without one) matches the regular expression."""
    found = next((each for each in _replies(season, want) if re.search(want["regex"], each.reply)), None)
    return "" if found is None else f"week {found.week} day {found.weekday} says it"


def plates_multiple(season: Season, want: Mapping[str, Any]) -> str:
    """Every prescribed load of a barbell exercise is a multiple of ``kg``, and no lighter than the bar of 20."""
    step = float(want["kg"])
    for each in season.prescribed:
        for item, target in work(each.given):
            movement = movement_of(item.exercise)
            if target.load_kg is None or movement is None or "barbell" not in movement.equipment:
                continue
            if target.load_kg < 20 or abs(target.load_kg / step - round(target.load_kg / step)) > 1e-6:
                return f"{item.exercise} at {target.load_kg:g} kg in week {each.week}"
    return ""


def _replies(season: Season, want: Mapping[str, Any]) -> list[Said]:
    return season.replies(want.get("week"), want.get("day"))


def _weeks(given: int | list[int]) -> list[int]:
    return given if isinstance(given, list) else [given]


def _day(season: Season, want: Mapping[str, Any]) -> date:
    monday = season.start.toordinal() - season.start.weekday()
    return date.fromordinal(monday + 7 * (int(want["week"]) - 1) + int(want["day"]) - 1)


def _counted(sets: Sequence[StoredSet]) -> list[tuple[str, float, int | None]]:
    found = [(each.exercise, each.load_kg or 0.0, each.reps) for each in sets if each.reps and each.kind != "warmup"]
    return sorted(found, key=str)


CHECKS: dict[str, Invariant] = {
    "loads_never_fall_without_reason": adherence_never_lowers,
    **{
        check.__name__: check
        for check in (
            prescribed_equals_plan, e1rm_within, trend_sign, no_false_loss, no_deload_before, deload_in, sessions_done, sessions_missed,
            peak_in_week_of, max_load, min_load, load_rises, step_at_most, excluded_while, gated_while, minutes_at_most, days_of_week,
            logged_equals_prescribed, stored, reply_must, reply_must_not, plates_multiple,
        )
    },
}  # fmt: skip
"""Every kind of check with the function that makes it."""
