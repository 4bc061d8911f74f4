"""What must be true of every season. Each function answers why it does not hold, or "" where it does."""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from evals.season import Prescribed, Season, pairs
from evals.weeks import by_week, core_weeks, in_weeks, is_lifting, muscle_sets, work
from evals.weeks import movement_of as movement
from training.library import load_library
from training.program.injuries import worst_grade
from training.program.plan import Session
from training.program.trainee import REGIONS

LOAD_TOLERANCE_KG = 0.01
E1RM_SHARE = 0.07
LEAST_TREND = 0.02
"""Below this share of true change a trend has no sign to get right."""
FALSE_LOSS_PCT = -2.0
"""A check-in that says a lift fell by more, while the true one did not fall."""
USED_AT_LEAST = 0.85
ESTABLISHED = "an established program keeps its own volumes"
LIGHTER = ("deload", "taper", "test", "easy")
LIFTS = r"(?:squat|bench(?: press)?|deadlift|overhead press|row|leg press|e1rm|one-rep max|estimated max|strength)(?: \([a-z ]+\))?"
LOSS = re.compile(
    r"(?:lost|losing|lose) (?:some |a bit of |your )?strength|\bweaker\b|strength (?:fell|dropped|is down)|"
    rf"\b{LIFTS}:? [−-](?P<pct>[\d.]+) ?%|\b{LIFTS}[^.;\n]{{0,40}}; down [\d.]+ ?(?:kg|%)",
    re.IGNORECASE,
)
PAIN = re.compile(r"\b(?P<level>\d+) ?(?:/|of|out of) ?10", re.IGNORECASE)
GATED_FROM = 4
"""Pain up to 3 of 10 is carried on with (reference 9)."""


def adherence_never_lowers(season: Season, want: Mapping[str, Any]) -> str:
    """No set is prescribed below its planned load, and below the last prescription of its lift at these reps, while for
    ten days nothing was told that a coach may change loads for (``Said.is_cause``). Deload, taper, test and easy sessions are left out.
    """
    last: dict[tuple[str, int | None], float] = {}
    for each in season.prescribed:
        if each.given.phase in LIGHTER:
            continue
        for item, planned, given in pairs(each):
            load, key = given.load_kg or 0.0, (item.exercise, given.reps)
            before = last.get(key)
            fell = (
                load < (planned.load_kg or 0.0) - LOAD_TOLERANCE_KG
                and before is not None
                and load < before - LOAD_TOLERANCE_KG
            )
            if fell and not season.has_cause(each.day):
                return f"week {each.week}: {item.exercise} {load:g} kg, planned {planned.load_kg:g}, before {before:g}"
        for item, target in work(each.given):
            if target.load_kg is not None:
                last[item.exercise, target.reps] = target.load_kg
    return ""


def prescribed_equals_plan(season: Season, want: Mapping[str, Any]) -> str:
    """Every prescribed load is the planned one, unless the session says what was changed and why, or something was told
    in the ten days before that may change loads.
    """
    for each in season.prescribed:
        if each.why or season.has_cause(each.day):
            continue
        for item, planned, given in pairs(each):
            if abs((planned.load_kg or 0.0) - (given.load_kg or 0.0)) > LOAD_TOLERANCE_KG:
                return f"week {each.week}: {item.exercise} {given.load_kg:g} kg, planned {planned.load_kg:g}"
    return ""


def e1rm_near_true(season: Season, want: Mapping[str, Any]) -> str:
    """After the last week the coach's estimate of each known lift that was trained is within 7 % of the true 1RM."""
    trained = {item.exercise for each in season.prescribed for item, _ in work(each.given)}
    estimates, true = season.estimates.get(season.weeks, {}), season.true_kg.get(season.weeks, {})
    off = [
        f"{name} {kg:.1f}, true {true[name]:.1f}"
        for name, kg in estimates.items()
        if name in trained and abs(kg - true[name]) > E1RM_SHARE * true[name]
    ]
    return "; ".join(off) or ("" if trained & set(estimates) else "no estimate of a trained lift")


def trends_have_the_right_sign(season: Season, want: Mapping[str, Any]) -> str:
    """Where a known lift that was trained truly changed by 2 % or more, the coach's change since the start has the same sign."""
    trained = {item.exercise for each in season.prescribed for item, _ in work(each.given)}
    wrong = []
    for name, change in season.trends.items():
        first, last = season.true_kg[1].get(name, 0.0), season.true_kg[season.weeks].get(name, 0.0)
        truly = last - first
        if name in trained and abs(truly) >= LEAST_TREND * first and change * truly <= 0:
            wrong.append(f"{name} {change:+.1f} kg, truly {truly:+.1f}")
    return "; ".join(wrong)


def no_false_loss(season: Season, want: Mapping[str, Any]) -> str:
    """No reply speaks of lost strength, or of a lift that is down (in percent: by more than 2), and no check-in has a known
    lift fall by more than 2 %, while no known lift truly fell.
    """
    fell = {
        name
        for name in season.lifter.true_kg
        if season.true_kg[season.weeks].get(name, 0.0) < season.true_kg[1].get(name, 0.0)
    }
    if fell:
        return ""
    for said in season.said:
        found = next((each for each in LOSS.finditer(said.reply) if float(each["pct"] or 100) > -FALSE_LOSS_PCT), None)
        if found is not None:
            return f"week {said.week}: “{said.reply[max(0, found.start() - 40) : found.end() + 10].strip()}”"
    for check_in in season.check_ins:
        down = [
            f"{name} {pct:g} %"
            for name, pct in check_in.lifts.items()
            if pct < FALSE_LOSS_PCT and name in season.lifter.true_kg
        ]
        if down:
            return f"check-in of {check_in.day}: {', '.join(down)}"
    return ""


def no_false_deload(season: Season, want: Mapping[str, Any]) -> str:
    """No check-in counts a point for a deload while for ten days nothing was told that may be a cause."""
    for check_in in season.check_ins:
        if check_in.deload_points and not season.has_cause(check_in.day):
            return f"{check_in.deload_points} points on {check_in.day}"
    return ""


def injuries_gate(season: Season, want: Mapping[str, Any]) -> str:
    """After a pain of 4 of 10 or more in a named region was told, it is kept as an injury at every later session, and
    none of those has an exercise that it forbids.
    """
    for said in season.said:
        match = PAIN.search(said.text)
        region = next((each for each in REGIONS if each.replace("_", " ") in said.text.lower()), None)
        if match is None or region is None or int(match["level"]) < GATED_FROM:
            continue
        fault = gated(region, [each for each in season.prescribed if each.day > said.day])
        if fault:
            return fault
    return ""


def gated(region: str, prescribed: list[Prescribed]) -> str:
    """Whether an injury of a region is kept at all of these sessions, and nothing in them is forbidden by it."""
    library = load_library()
    for each in prescribed:
        hurts = [one for one in each.injuries if one.region == region]
        if not hurts:
            return f"the {region} is not kept on {each.day}"
        forbidden = [
            item.exercise
            for item in each.given.items
            if worst_grade(movement(item.exercise), hurts, library)[0] == "forbidden"
        ]
        if forbidden:
            return f"{', '.join(forbidden)} on {each.day} in spite of the {region}"
    return ""


def volumes_within_landmarks(season: Season, want: Mapping[str, Any]) -> str:
    """In no ordinary week a muscle has more planned sets than its MRV for this athlete. Established programs keep their own."""
    if season.is_established:
        return ""
    sessions = _sessions(season)
    for week in core_weeks(sessions):
        for muscle, sets in muscle_sets(in_weeks(sessions, [week])).items():
            if muscle in season.marks and sets > season.marks[muscle].mrv + 0.5:
                return f"week {week}: {sets:g} sets of {muscle}, MRV {season.marks[muscle].mrv:g}"
    return ""


def minutes_are_used(season: Season, want: Mapping[str, Any]) -> str:
    """No session is longer than the wish; in an ordinary week with a muscle below its MEV the lifting sessions use at
    least 85 % of the wish. Established programs keep their own length.
    """
    if season.minutes is None:
        return ""
    too_long = next((each for each in season.prescribed if each.given.minutes > (season.minutes or 0.0) + 0.5), None)
    if too_long is not None:
        return f"week {too_long.week}: {too_long.given.minutes:.0f} minutes of {season.minutes:g}"
    if season.is_established:
        return ""
    sessions = _sessions(season)
    for week, these in by_week(in_weeks(sessions, core_weeks(sessions))).items():
        lifting = [each for each in these if is_lifting(each)]
        sets = muscle_sets(these)
        below = [name for name, mark in season.marks.items() if sets.get(name, 0.0) < mark.mev]
        used = sum(each.minutes for each in lifting) / (season.minutes * max(1, len(lifting)))
        if below and lifting and used < USED_AT_LEAST:
            return f"week {week}: {used:.0%} of the time, below the minimum: {', '.join(below[:4])}"
    return ""


def nothing_missed_silently(season: Season, want: Mapping[str, Any]) -> str:
    """A day on which 'did it as planned' was said leaves no session of that day open."""
    plain = {said.day for said in season.said if said.is_plain}
    left = [day for day, state in season.states if day in plain and state in ("planned", "moved")]
    return f"still open: {left[0]}" if left else ""


def _sessions(season: Season) -> list[Session]:
    return [each.given for each in season.prescribed if each.day <= season.end + timedelta(days=1)]


Invariant = Callable[[Season, Mapping[str, Any]], str]
ALWAYS: tuple[Invariant, ...] = (
    adherence_never_lowers, prescribed_equals_plan, e1rm_near_true, trends_have_the_right_sign, no_false_loss, no_false_deload,
    injuries_gate, volumes_within_landmarks, minutes_are_used, nothing_missed_silently,
)  # fmt: skip
"""What is checked of every season, beside its own checks."""
