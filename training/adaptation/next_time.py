"""The next session of a lift in a generated program: linear, double progression, or by RPE (reference 4.6, 7.3)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from training.adaptation import progression
from training.adaptation.exposure import Case, Exposure
from training.adaptation.progression import Kind, Step, most_at_once, next_time_rules
from training.loading import HAIR_KG, Gym
from training.movement import Movement
from training.program.plan import Item, Reason, Target
from training.program.trainee import Level
from training.ramp import ramp
from training.workout import Exercise

Scheme = Literal["linear", "double", "effort"]
FULL_RAMP = 2
"""Ramps of more sets than this are those of a first lift."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What the plan has for the next time of a lift, as it was made, and the factor on its loads so far."""

    item: Item
    on: date
    factor: float = 1.0


@dataclass(frozen=True, slots=True)
class Next:
    """The next session of one lift."""

    item: Item
    kind: Kind
    scheme: Scheme
    """The rule that decided; after three resets it is ``double`` for what was ``linear``."""
    factor: float
    """On the plan's loads from now on."""
    reason: Reason

    def __str__(self) -> str:
        return self.reason.text


def scheme_of(item: Item, level: Level) -> Scheme:
    """Which rule a planned exercise goes by: a range of reps is double, a beginner's main lift linear, the rest RPE."""
    if any(each.reps_to is not None for each in item.work):
        return "double"
    return "linear" if level == "novice" and item.role == "main" else "effort"


def next_time(
    item: Item, done: Exercise, on: date, *, movement: Movement, gym: Gym, level: Level, planned: Planned | None = None,
    history: Sequence[Exposure] = (), weeks_training: float | None = None, scheme: Scheme | None = None,
) -> Next:  # fmt: skip
    """What a lift becomes after a session on a day.

    ``item`` is what was to be done then, ``planned`` what the plan has for the next time (its sets, reps and
    reserve stay; without it they are those of ``item``), ``history`` earlier exposures, oldest first.
    Who did what the plan asked for gets what it has next. Above the plan the load never rises by more than 5 % a week
    (10 % in a beginner's first eight weeks), but for the smallest jump that can be loaded.
    """
    rule = scheme or scheme_of(item, level)
    following = item if planned is None else _scaled(planned.item, planned.factor, movement, gym)
    case = Case(
        targets=item.work, planned=following.work, done=Exposure(on, item.work, done), history=tuple(history),
        movement=movement, gym=gym, is_early=level == "novice" and (weeks_training or 0.0) <= next_time_rules().novice_weeks,
        weeks_training=weeks_training, plan_kg=None if planned is None else _top(planned.item.work),
        factor=1.0 if planned is None else planned.factor, next_on=None if planned is None else planned.on,
    )  # fmt: skip
    if rule == "linear" and progression.has_stalled(case):
        rule = "double"
    step = {"linear": progression.linear, "double": progression.double, "effort": progression.effort}[rule](case)
    step = _within_a_jump(_within_a_week(step, case), case)
    reason = step.reason(case)
    factor, top = step.factor, _top(step.work)
    if factor is None:
        factor = top / case.plan_kg if top is not None and case.plan_kg else case.factor
    return Next(_item(following, step, reason, case), step.kind, rule, round(factor, 4), reason)


def _scaled(item: Item, factor: float, movement: Movement, gym: Gym) -> Item:
    if factor == 1.0:
        return item
    return item.with_work(
        tuple(
            each
            if each.load_kg is None
            else replace(each, load_kg=gym.loadable(each.load_kg * factor, movement, down=factor < 1))
            for each in item.work
        )
    )


def _within_a_week(step: Step, case: Case) -> Step:
    """No more than the week's rise above what was lifted a week before the next time, but always the smallest jump.

    The plan's own loads are within it already. Light bars are free of it: 2.5 kg on 25 kg are 10 %, and no reason to
    wait a week.
    """
    given = next_time_rules()
    top, base = _top(step.work), _a_week_before(case)
    bar = case.gym.bar_of(case.movement)
    if top is None or base is None or (bar is not None and top <= given.free_below_bars * bar):
        return step
    if case.plan_kg is not None and top <= max(case.plan_kg, case.usual_kg or 0.0) + HAIR_KG and not case.is_behind:
        return step
    share = step.most or (given.most_week_novice if case.is_early else given.most_week)
    smallest = (base if bar is not None else case.top_kg or base) + case.gym.step(case.movement)
    most = max(
        case.gym.loadable(base * (1 + share), case.movement, down=True), case.gym.loadable(smallest, case.movement)
    )
    if case.is_behind:
        most = min(most, case.plan_kg or most) if top <= (case.plan_kg or top) + HAIR_KG else most
    elif case.plan_kg is not None:
        most = max(most, case.plan_kg, case.usual_kg or 0.0)
    if step.kind != "down":  # what was just lifted as planned is no rise
        most = max(most, min(top, case.top_kg or 0.0))
    if top <= most + HAIR_KG:
        return step
    kind: Kind = "up" if most > (case.top_kg or 0.0) + HAIR_KG else "repeat"
    return Step(kind, _lowered(step.work, most, case), f"{step.said}, no more than {round(share * 100)} % a week")


def _within_a_jump(step: Step, case: Case) -> Step:
    """No more above the last time at these reps than a jump, unless the plan has it: what is beyond it comes the time after."""
    top, most = _top(step.work), most_at_once(case)
    if step.kind != "up" or top is None or most is None:
        return step
    most = max(most, case.plan_kg or 0.0)
    return step if top <= most + HAIR_KG else replace(step, work=_lowered(step.work, most, case))


def _lowered(work: Sequence[Target], most_kg: float, case: Case) -> tuple[Target, ...]:
    """Work sets with their loads lowered so that the heaviest is no more than this."""
    share = most_kg / (_top(work) or most_kg)
    return tuple(
        each
        if each.load_kg is None
        else replace(each, load_kg=case.gym.loadable(each.load_kg * share, case.movement, down=True))
        for each in work
    )


def _a_week_before(case: Case) -> float | None:
    """What was lifted seven days before the next time and longer ago, as a load for its reps; else what is known longest."""
    next_on = case.next_on or case.done.on
    reps = next((each.reps for each in case.planned if each.load_kg is not None), None)
    known = [(each.on, each.for_reps(reps)) for each in (*case.history, case.done)]
    loads = [(on, load) for on, load in known if load is not None]
    old = [load for on, load in loads if on <= next_on - timedelta(days=7)]
    return old[-1] if old else loads[0][1] if loads else None


def _top(work: Sequence[Target]) -> float | None:
    return max((each.load_kg for each in work if each.load_kg is not None), default=None)


def _item(planned: Item, step: Step, reason: Reason, case: Case) -> Item:
    old: list[Target] = [each for each in planned.targets if each.kind == "warmup"]
    loads = [each.load_kg for each in step.work if each.load_kg is not None]
    ramped = tuple(old)
    if old and loads:
        ramped = ramp(max(loads), case.movement, case.gym, first_kg=loads[0], is_first=len(old) > FULL_RAMP)
    return replace(planned, targets=(*ramped, *step.work), reasons=(*planned.reasons, reason))
