"""What a wish demands of the program that came of it: one function a kind, which answers why it does not hold.

Every function takes what came of the wish and the constraint's own fields, and returns "" where it holds.
"Ordinary weeks" are those of ``evals.weeks.core_weeks``: no deload, taper, test or peak, no cut first or last week.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from evals.calendar_constraints import (
    days_per_week,
    deload_not_in_week_of,
    lifts_per_week,
    long_run_grows,
    minutes_at_most,
    minutes_used_at_least,
    peak_in_week_of,
    rest_between_heavy_lower_days,
    runs_per_week,
    travel_week_adapted,
    weeks,
)  # fmt: skip
from evals.calls import overlap
from evals.kit import missing_kit
from evals.weeks import Planned, by_week, core_weeks, in_weeks, is_lifting, loads, movement_of, muscle_sets, names, work
from training.program.plan import Session

LEAST_OF_REASON = 0.3
"""Of the content words of a reason, so many must stand in one reply of the coach: it was addressed."""
IMPACT = re.compile(
    r"\bjump|\bhop|skip|burpee|sprint|bound|\bhiit\b|double under|high knees|butt kicks|shuttle|running|clap push|kipping|pogo",
    re.IGNORECASE,
)
OVERHEAD = re.compile(r"overhead|handstand|snatch|jerk|thruster|military|z press|wall ball|get up", re.IGNORECASE)
NOT_OVERHEAD = ("Landmine Press", "Single Arm Landmine Press (Barbell)", "Jump Shrug")


def only_equipment(result: Planned, want: Mapping[str, Any]) -> str:
    """Every planned exercise of the library needs only the kit, and a named weight of it where the kit names weights."""
    found = missing_kit(result.sessions, want["kit"])
    return f"not with this kit: {', '.join(found[:6])}" if found else ""


def contains_any(result: Planned, want: Mapping[str, Any]) -> str:
    """In every ordinary week at least ``min_times_per_week`` sessions have one of the exercises (exact names)."""
    wanted, least = set(want["names"]), int(want.get("min_times_per_week", 1))
    for number, these in by_week(in_weeks(result.sessions, core_weeks(result.sessions))).items():
        times = sum(not wanted.isdisjoint(names([each])) for each in these)
        if times < least:
            return f"{times} of {least} in week {number}: {', '.join(list(want['names'])[:4])}"
    return "" if result.sessions else "nothing is planned"


def contains_none(result: Planned, want: Mapping[str, Any]) -> str:
    """None of the exercises is planned anywhere (exact names)."""
    found = sorted(names(result.sessions) & set(want["names"]))
    return f"planned: {', '.join(found[:6])}" if found else ""


def muscle_sets_at_least(result: Planned, want: Mapping[str, Any]) -> str:
    """The muscle has at least ``sets`` work sets in the week: a set counts 1 for primary, a half for secondary muscles."""
    found = muscle_sets(in_weeks(result.sessions, [int(want["week"])])).get(str(want["muscle"]), 0.0)
    return "" if found >= float(want["sets"]) else f"{found:g} sets of {want['muscle']} in week {want['week']}"


def share_up(result: Planned, want: Mapping[str, Any]) -> str:
    """The muscle's sets in a mean ordinary week are at least ``by`` more than in the program without the priority."""
    if not result.without:
        return "the wish without the priority came to no program"
    more, plain = (_weekly(each, str(want["muscle"])) for each in (result.sessions, result.without))
    return (
        "" if more >= plain * (1 + float(want["by"])) - 1e-6 else f"{more:.1f} sets, {plain:.1f} without the priority"
    )


def load_at_most(result: Planned, want: Mapping[str, Any]) -> str:
    """No set of the lift in the week is planned above ``kg``; holds where the lift is not programmed, or without loads."""
    found = max(loads(in_weeks(result.sessions, [int(want["week"])]), str(want["exercise"])), default=0.0)
    return "" if found <= float(want["kg"]) + 0.01 else f"{want['exercise']} at {found:g} kg in week {want['week']}"


def load_at_least(result: Planned, want: Mapping[str, Any]) -> str:
    """The heaviest set of the lift in the week is at least ``kg``; holds where the lift is not programmed in that week."""
    these = in_weeks(result.sessions, [int(want["week"])])
    if str(want["exercise"]) not in names(these):
        return ""
    found = max(loads(these, str(want["exercise"])), default=0.0)
    return "" if found >= float(want["kg"]) - 0.01 else f"{want['exercise']} at {found:g} kg in week {want['week']}"


def load_rises(result: Planned, want: Mapping[str, Any]) -> str:
    """The heaviest set of the lift in ``to_week`` is above that in ``from_week``; both must be planned with loads."""
    ends = [
        max(loads(in_weeks(result.sessions, [int(want[each])]), str(want["exercise"])), default=None)
        for each in ("from_week", "to_week")
    ]
    if ends[0] is None or ends[1] is None:
        return f"{want['exercise']} has no load in week {want['from_week']} or {want['to_week']}"
    return "" if ends[1] > ends[0] else f"{want['exercise']} from {ends[0]:g} to {ends[1]:g} kg"


def rpe_at_most(result: Planned, want: Mapping[str, Any]) -> str:
    """No work set in these weeks has a planned RPE above ``rpe``; as many reps as possible, or to failure, is RPE 10."""
    for session in in_weeks(result.sessions, [int(each) for each in want["weeks"]]):
        for item, target in work(session):
            to_failure = target.kind in ("failure", "amrap") and target.rir is None
            rpe = 10.0 if to_failure else target.rpe
            if rpe is not None and rpe > float(want["rpe"]):
                return f"{item.exercise} at RPE {rpe:g} in week {session.week}"
    return ""


def supersets_used(result: Planned, want: Mapping[str, Any]) -> str:
    """At least half of the lifting sessions have a superset."""
    lifting = [each for each in result.sessions if is_lifting(each)]
    with_one = sum(any(item.superset is not None for item in each.items) for each in lifting)
    return "" if lifting and with_one * 2 >= len(lifting) else f"supersets in {with_one} of {len(lifting)} sessions"


def no_overhead(result: Planned, want: Mapping[str, Any]) -> str:
    """No vertical press (but the landmine's), no Olympic lift, and nothing whose name says overhead is planned."""
    found = [each for each in sorted(names(result.sessions)) if each not in NOT_OVERHEAD and _is_overhead(each)]
    return f"planned: {', '.join(found[:6])}" if found else ""


def no_impact(result: Planned, want: Mapping[str, Any]) -> str:
    """No plyometric exercise, and nothing whose name says jump, hop, skip, burpee, sprint, run or the like, is planned."""
    found = [
        each
        for each in sorted(names(result.sessions))
        if IMPACT.search(each) or ((movement := movement_of(each)) is not None and movement.pattern == "plyometric")
    ]
    return f"planned: {', '.join(found[:6])}" if found else ""


def refuses_or_asks_first(result: Planned, want: Mapping[str, Any]) -> str:
    """Nothing was planned, or before it a red flag was held, or one reply had 30 % of the reason's content words."""
    if not result.sessions or addressed(result, str(want["reason"])):
        return ""
    return "planned without a word of the reason"


def addressed(result: Planned, reason: str) -> bool:
    """Whether the coach spoke of a reason: a red flag was held, or one reply had enough of its words."""
    return result.held or any(overlap(each, reason) >= LEAST_OF_REASON for each in result.said)


def _weekly(sessions: Sequence[Session], muscle: str) -> float:
    core = core_weeks(sessions)
    return muscle_sets(in_weeks(sessions, core)).get(muscle, 0.0) / max(1, len(core))


def _is_overhead(name: str) -> bool:
    movement = movement_of(name)
    return OVERHEAD.search(name) is not None or (movement is not None and movement.pattern in ("v_push", "olympic"))


Check = Callable[[Planned, Mapping[str, Any]], str]
CONSTRAINTS: dict[str, Check] = {
    check.__name__: check
    for check in (
        days_per_week, lifts_per_week, runs_per_week, weeks, minutes_at_most, minutes_used_at_least, only_equipment, contains_any,
        contains_none, muscle_sets_at_least, share_up, load_at_most, load_at_least, load_rises, rpe_at_most, peak_in_week_of,
        deload_not_in_week_of, long_run_grows, travel_week_adapted, rest_between_heavy_lower_days, supersets_used, no_overhead,
        no_impact, refuses_or_asks_first,
    )
}  # fmt: skip
"""Every kind of constraint with the function that checks it."""
