"""The three rules by which a lift progresses, each a function of what was planned and done (reference 4.6)."""

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from typing import Literal

from training.adaptation.exposure import Case
from training.coaching import Rules, rules
from training.established.judgement import Judgement
from training.established.state import Amount
from training.program.plan import Reason, Target
from training.ramp import region
from training.strength import possible_reps
from training.units import plain

SOURCE = "Reference 4.6, 7.3"
Kind = Literal["up", "reps", "repeat", "fewer_sets", "down", "reset", "unknown"]
NEXT = "<next>"
"""Stands in a reason for the load of the next time."""
FALL = 0.97
"""A top load this far below the one before was a reset, not a rounding."""


class Jumps(Rules):
    """Jumps of a half of the body: in a beginner's first weeks, and later."""

    early: Amount
    later: Amount


class NextTimeRules(Rules):
    """The section ``[next_time]``."""

    early_weeks: int
    lower: Jumps
    upper: Jumps
    linear_rir: float
    most_week: float
    most_week_novice: float
    novice_weeks: int
    free_below_bars: float
    reset: float
    resets_to_switch: int
    switch_weeks: int
    guard_reps: int
    extend_reps: int
    double_cut: float
    repeat_from: float
    cut_from: float
    cut: float
    raise_from: float
    raise_by: float
    most_raise: float
    most_jump: float
    step: float


@dataclass(frozen=True, slots=True)
class Step:
    """The next work sets, and why: ``said`` has ``NEXT`` where their heaviest load is named."""

    kind: Kind
    work: tuple[Target, ...]
    said: str
    factor: float | None = None
    """On the plan's loads from now on; ``None``: as these loads are to the plan's."""
    most: float | None = None
    """How far a week may raise it, where that is not the usual: strength that was shown may go further."""

    def reason(self, case: Case) -> Reason:
        """Why, with the load as it came out."""
        top = max((each.load_kg for each in self.work if each.load_kg is not None), default=None)
        text = self.said.replace(NEXT, case.load(top))
        return Reason(f"next_time.{self.kind}", f"{text[0].upper()}{text[1:]}.", SOURCE)


def next_time_rules() -> NextTimeRules:
    """The section ``[next_time]``."""
    return rules("next_time", NextTimeRules)


def linear(case: Case) -> Step:
    """More load after every session with all reps and a rep in reserve; again, a set less, -10 % on misses."""
    given, judged, top = next_time_rules(), case.done.judged, case.top_kg
    if top is None:
        return _step("unknown", case, None, "No load known: the same sets again, and say the load")
    if judged.status == "missed":
        misses = case.misses()
        if misses >= 3:
            lower = case.gym.loadable(top * given.reset, case.movement)
            return _step("reset", case, lower, f"Missed {misses} times at {case.load(top)}: reset to {NEXT}")
        if misses == 2:
            fewer = _step("fewer_sets", case, top, f"Missed twice at {case.load(top)}: again with a set less")
            return replace(fewer, work=fewer.work[: max(1, len(fewer.work) - 1)])
        return _step("repeat", case, top, f"Missed at {case.load(top)} ({_reps(judged)}): the same load again")
    if not judged.is_passed and case.done.above_plan <= 1:
        return _step("repeat", case, top, f"Not all sets as planned: {NEXT} again, not counted as a miss")
    rir = case.done.least_rir
    if rir is not None and rir < given.linear_rir:
        return _step("repeat", case, top, f"All reps at {case.load(top)}, but nothing in reserve: the same load again")
    if (more := _beyond(case) or _easier(case, case.usual_kg or top)) is not None:
        return more
    if case.plan_kg is not None:
        return _as_planned(case, top)
    higher = case.gym.loadable(top + _jump(case), case.movement)
    if higher <= top + 1e-6:
        higher = case.gym.loadable(top + case.gym.step(case.movement), case.movement)
    return _step("up", case, higher, f"All reps at {case.load(top)}: {NEXT} next time")


def double(case: Case) -> Step:
    """Reps to the top of the range, then load: unless the next size would leave too few reps."""
    given, judged, top = next_time_rules(), case.done.judged, case.top_kg
    low, high = _range(case)
    if not judged.reps:
        return _step("unknown", case, top, "No reps known: the same sets again")
    reps = judged.reps[: len(case.targets)]
    if judged.is_passed and top is not None and (more := _easier(case, case.usual_kg or top)) is not None:
        return more
    planned = case.plan_kg if case.plan_kg is not None and top is not None else None
    if planned is not None and planned > (top or 0.0) + 1e-6 and judged.is_passed and not case.is_behind:
        return _step("up", case, planned, f"{_reps(judged)} at {case.load(top)}: {NEXT} next time, as planned")
    rir, asked = case.done.least_rir, next((each.rir for each in case.targets if each.rir is not None), None)
    has_reserve = rir is None or asked is None or rir >= asked
    is_more = planned is None or min(reps) > max(each.reps or 0 for each in case.targets)
    if len(reps) >= len(case.targets) and min(reps) >= high and has_reserve and is_more:
        return _beyond_the_range(case, top, low, high, min(reps))
    last = case.history[-1].judged.reps if case.history else ()
    if top and sum(reps) / len(reps) < low and last and sum(last) / len(last) < low:
        lower = case.gym.loadable(top * given.double_cut, case.movement, down=True)
        return _ranged(case, "down", lower, low, high, f"Below {low} reps twice at {case.load(top)}: {NEXT} next time")
    aim = min(high, max(low, min(reps) + 1))
    at_load = "" if top is None else f" at {case.load(top)}"
    return _ranged(
        case, "reps", top, aim, high, f"{_reps(judged)}{at_load}: {aim} reps and more in every set next time"
    )


def effort(case: Case) -> Step:
    """By the RPE: as planned, the same load again when it was harder, less after misses, more when it was easy."""
    given, judged, top = next_time_rules(), case.done.judged, case.top_kg
    off = case.done.off_target
    plan = case.usual_kg
    if top is None:
        return _step("unknown", case, plan, "No load known: as planned")
    has_plan = case.plan_kg is not None
    usual = plan if has_plan and plan is not None else case.gym.loadable(top * (1 + given.step), case.movement)
    felt = "" if off is None else f"{plain(abs(off), 1)} RPE {'over' if off >= 0 else 'under'} target"
    if judged.status == "missed" or (off is not None and off >= given.cut_from):
        lower = min(case.gym.loadable(each * given.cut, case.movement, down=True) for each in (top, usual))
        said = f"Missed reps ({_reps(judged)})" if judged.status == "missed" else felt
        return _step("down", case, lower, f"{said} at {case.load(top)}: {NEXT} next time")
    if off is not None and off >= given.repeat_from:
        return _step(
            "repeat", case, min(top, usual) if has_plan else top, f"{felt} at {case.load(top)}: the same load again"
        )
    if (more := _beyond(case)) is not None:
        return more
    if not judged.is_passed:
        return _step("repeat", case, min(top, usual), f"Not all sets as planned at {case.load(top)}: no more next time")
    if (more := _easier(case, usual)) is not None:
        return more
    if has_plan:
        return _as_planned(case, top)
    return _step("up", case, usual, f"On target at {case.load(top)}: {NEXT} next time")


def _as_planned(case: Case, top: float) -> Step:
    """What the plan has; a lift that fell behind it goes back to it."""
    usual = case.usual_kg or top
    if case.is_behind:
        usual = max(usual, case.plan_kg or usual)
    kind: Kind = "up" if usual > top + 1e-6 else "repeat"
    reps = (
        case.planned[0].reps if case.planned and case.targets and case.planned[0].reps != case.targets[0].reps else None
    )
    other = "" if reps is None else f" for {reps}"  # less load is no step back where the reps are more
    said = f"On target at {case.load(top)}: {NEXT}{other} next time, as planned"
    return replace(_step(kind, case, usual, said), factor=None if case.is_behind else case.factor)


def _beyond(case: Case) -> Step | None:
    """More than planned after a set that was better than the plan counts on; ``None`` where none was."""
    given, top = next_time_rules(), case.top_kg
    share = min(case.done.above_plan - 1, given.most_week)
    usual = case.usual_kg or top
    if top is None or usual is None or share <= 0:
        return None
    higher = case.gym.loadable(usual * (1 + share), case.movement)
    if higher <= usual + 1e-6:
        return None
    step = _step("up", case, higher, f"Stronger than the plan counts on: {NEXT} next time")
    return replace(step, factor=case.factor * (1 + share), most=given.most_week_novice)


def _easier(case: Case, usual: float) -> Step | None:
    """More than the usual load of the next time after sets that left more in reserve than the plan meant; ``None`` where it was not an RPE more."""
    given, top, off = next_time_rules(), case.top_kg, case.done.off_target
    if off is None or off > given.raise_from:
        return None
    share = min(given.most_raise, given.raise_by * -off)
    higher = max(case.gym.loadable(usual * (1 + share), case.movement), _next_size(case, usual))
    felt = f"{plain(-off, 1)} {'rep' if off == -1 else 'reps'} more in reserve than meant at {case.load(top)}"
    step = _step("up", case, higher, f"{felt}: {NEXT} next time, more than planned")
    is_far = share >= given.most_raise  # the plan knew too little: a week may go as far as one step
    most = max(given.most_raise, given.most_week_novice if case.is_early else given.most_week) if is_far else None
    return replace(step, factor=case.factor * (1 + share), most=most)


def most_at_once(case: Case) -> float | None:
    """The heaviest load, kg, that the next time may have after the last one at these reps; ``None`` where none is known."""
    last = case.last_alike_kg
    if last is None:
        return None
    jumps = next_time_rules().lower if region(case.movement) == "lower" else next_time_rules().upper
    jump = max(
        jumps.early.in_kg(case.gym.unit) if case.gym.bar_of(case.movement) else 0.0, case.gym.step(case.movement)
    )
    by_share = case.gym.loadable(last * (1 + next_time_rules().most_jump), case.movement, down=True)
    return max(by_share, case.gym.loadable(last + jump, case.movement))


def _beyond_the_range(case: Case, top: float | None, low: int, high: int, reps: int) -> Step:
    """The next size where it leaves enough reps, else a longer range."""
    given = next_time_rules()
    longer = high + given.extend_reps
    if not top:
        return _ranged(case, "reps", top, high, longer, f"All sets of {high}: up to {longer} reps next time")
    higher = _next_size(case, top)
    allows = possible_reps(top * (1 + reps / 30), higher)
    if allows >= low - given.guard_reps:
        text = f"All sets of {high} at {case.load(top)}: {NEXT} next time, from {low} reps (about {plain(allows, 1)} are in it)"
        return _ranged(case, "up", higher, low, high, text)
    left = f"{case.load(higher)} would leave about {plain(allows, 1)} reps"
    text = f"All sets of {high} at {case.load(top)}, but {left}: up to {longer} reps next time"
    return _ranged(case, "reps", top, high + 1, longer, text)


def has_stalled(case: Case) -> bool:
    """Whether a lift was reset three times within twelve weeks: linear progress is over."""
    given = next_time_rules()
    since = case.done.on - timedelta(weeks=given.switch_weeks)
    seen = [each for each in (*case.history, case.done) if each.on >= since]
    resets = sum(
        before.judged.status == "missed"
        and before.top_kg is not None
        and after.top_kg is not None
        and after.top_kg < before.top_kg * FALL
        for before, after in pairwise(seen)
    )
    return resets >= given.resets_to_switch


def _jump(case: Case) -> float:
    given = next_time_rules()
    if "barbell" not in case.movement.equipment and "trap_bar" not in case.movement.equipment:
        return case.gym.step(case.movement)
    jumps = given.lower if region(case.movement) == "lower" else given.upper
    is_early = case.weeks_training is not None and case.weeks_training < given.early_weeks
    return (jumps.early if is_early else jumps.later).in_kg(case.gym.unit)


def _next_size(case: Case, top: float) -> float:
    return case.gym.loadable(top + case.gym.step(case.movement), case.movement)


def _range(case: Case) -> tuple[int, int]:
    first = case.planned[0] if case.planned else case.targets[0]
    lows = [each.reps for each in case.targets if each.reps is not None]
    high = max((each.reps_to or each.reps or 0 for each in case.targets), default=first.reps or 1)
    low = min((first.reps or high, *lows)) if lows else high
    return low, high


def _reps(judged: Judgement) -> str:
    return ", ".join(map(str, judged.reps))


def _step(kind: Kind, case: Case, load: float | None, said: str) -> Step:
    """The planned sets with their loads moved so that the heaviest is this one."""
    loads = [each.load_kg for each in case.planned if each.load_kg is not None]
    top = max(loads, default=0.0)
    work = case.planned if load is None else tuple(_loaded(each, case, load, top) for each in case.planned)
    return Step(kind, work, said)


def _loaded(target: Target, case: Case, load: float, top: float) -> Target:
    if target.load_kg is None or not top or target.load_kg == top:
        return replace(target, load_kg=load)
    return replace(target, load_kg=case.gym.loadable(target.load_kg * load / top, case.movement))


def _ranged(case: Case, kind: Kind, load: float | None, reps: int, high: int, said: str) -> Step:
    return Step(kind, tuple(replace(each, load_kg=load, reps=reps, reps_to=high) for each in case.planned), said)
