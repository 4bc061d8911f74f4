"""The next session of a lift in a generated program: linear, double progression, or by RPE (reference 4.6, 7.3)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from training.adaptation import progression
from training.adaptation.exposure import Case, Exposure
from training.adaptation.progression import Kind, Step, next_time_rules
from training.loading import Gym
from training.movement import Movement
from training.program.plan import Item, Reason, Target
from training.program.trainee import Level
from training.ramp import ramp
from training.workout import Exercise

Scheme = Literal["linear", "double", "effort"]
FULL_RAMP = 2
"""Ramps of more sets than this are those of a first lift."""


@dataclass(frozen=True, slots=True)
class Next:
    """The next session of one lift."""

    item: Item
    kind: Kind
    scheme: Scheme
    """The rule that decided; after three resets it is ``double`` for what was ``linear``."""
    reason: Reason

    def __str__(self) -> str:
        return self.reason.text


def scheme_of(item: Item, level: Level) -> Scheme:
    """Which rule a planned exercise goes by: a range of reps is double, a beginner's main lift linear, the rest RPE."""
    if any(each.reps_to is not None for each in item.work):
        return "double"
    return "linear" if level == "novice" and item.role == "main" else "effort"


def next_time(
    item: Item, done: Exercise, on: date, *, movement: Movement, gym: Gym, level: Level,
    planned: Item | None = None, history: Sequence[Exposure] = (), weeks_training: float | None = None,
    scheme: Scheme | None = None,
) -> Next:  # fmt: skip
    """What a lift becomes after a session on a day.

    ``item`` is what was planned then, ``planned`` what the plan has for the next time (its sets, reps and
    reserve stay; without it they are those of ``item``), ``history`` earlier exposures, oldest first.
    The load never rises by more than 5 % a week (10 % in a beginner's first eight weeks), but for the
    smallest jump that can be loaded.
    """
    rule = scheme or scheme_of(item, level)
    case = Case(
        targets=item.work, planned=(planned or item).work, done=Exposure(on, item.work, done), history=tuple(history),
        movement=movement, gym=gym, is_early=level == "novice" and (weeks_training or 0.0) <= next_time_rules().novice_weeks,
        weeks_training=weeks_training,
    )  # fmt: skip
    if rule == "linear" and progression.has_stalled(case):
        rule = "double"
    step = {"linear": progression.linear, "double": progression.double, "effort": progression.effort}[rule](case)
    step = _within_a_week(step, case)
    return Next(_item(planned or item, step, movement, gym), step.kind, rule, step.reason)


def _within_a_week(step: Step, case: Case) -> Step:
    """No more than the week's rise above what was lifted a week ago, but always the smallest jump.

    Light bars are free of it: 2.5 kg on 25 kg are 10 %, and no reason to wait a week.
    """
    given = next_time_rules()
    top = max((each.load_kg for each in step.work if each.load_kg is not None), default=None)
    base = _a_week_ago(case)
    bar = case.gym.bar_of(case.movement)
    if top is None or base is None or (bar is not None and top <= given.free_below_bars * bar):
        return step
    share = given.most_week_novice if case.is_early else given.most_week
    smallest = (base if bar is not None else case.top_kg or base) + case.gym.step(case.movement)
    most = max(
        case.gym.loadable(base * (1 + share), case.movement, down=True), case.gym.loadable(smallest, case.movement)
    )
    if step.kind != "down":  # what was just lifted as planned is no rise
        most = max(most, min(top, case.top_kg or 0.0))
    if top <= most + 1e-6:
        return step
    work = tuple(
        each
        if each.load_kg is None
        else replace(each, load_kg=case.gym.loadable(each.load_kg * most / top, case.movement, down=True))
        for each in step.work
    )
    kind: Kind = "up" if most > (case.top_kg or 0.0) + 1e-6 else "repeat"
    told = f"{step.reason.text} No more than {round(share * 100)} % a week: {case.load(most)}."
    return Step(kind, work, replace(step.reason, text=told))


def _a_week_ago(case: Case) -> float | None:
    """What was lifted seven days ago and more, else what is known longest."""
    known = [(each.on, each.top_kg) for each in (*case.history, case.done) if each.top_kg is not None]
    old = [top for on, top in known if on <= case.done.on - timedelta(days=7)]
    return old[-1] if old else known[0][1] if known else None


def _item(planned: Item, step: Step, movement: Movement, gym: Gym) -> Item:
    old: list[Target] = [each for each in planned.targets if each.kind == "warmup"]
    loads = [each.load_kg for each in step.work if each.load_kg is not None]
    ramped = tuple(old)
    if old and loads:
        ramped = ramp(max(loads), movement, gym, first_kg=loads[0], is_first=len(old) > FULL_RAMP)
    return replace(planned, targets=(*ramped, *step.work), reasons=(*planned.reasons, step.reason))
