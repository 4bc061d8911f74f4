"""How the loads of a plan follow from what was done: its sessions as they are now, and what a workout makes of them.

An established program goes by its own rules. In a generated one each exercise has a state by its name: a
factor on what the plan gives, the work sets of the next time, and the last exposures.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from training.adaptation.exposure import Exposure
from training.adaptation.next_time import Next, Planned, Scheme, next_time
from training.established import engine
from training.established.own import template_of
from training.library import load_library
from training.loading import Gym
from training.movement import Movement
from training.program.matching import Match
from training.program.plan import Item, Program, Reason, Session, Target
from training.program.record import item_json, item_of
from training.ramp import ramp
from training.record import set_json, set_of
from training.workout import Exercise

PROGRESSED = ("main", "accessory")
REMEMBERED = 4
"""Exposures of an exercise that its next load is judged by."""
FULL_RAMP = 2


@dataclass(frozen=True, slots=True)
class Progress:
    """What a workout makes of the program: the new states, and what happened to each lift in a sentence."""

    lifts: dict[str, Any]
    told: tuple[str, ...]
    reasons: tuple[Reason, ...]


def at_present(
    program: Program, upcoming: Mapping[str, Session], gym: Gym, fixed: Iterable[str] = ()
) -> dict[str, Session]:
    """The sessions still to be done, in order, with the loads that follow from what was done.

    ``fixed`` are the keys of those that a person approved as they stand.
    """
    kept = set(fixed)
    if program.origin == "established":
        found = _projected(program, upcoming, gym, kept)
    else:
        found = {
            key: session if key in kept else _overlaid(session, program.lifts, gym) for key, session in upcoming.items()
        }
    return {key: as_loadable(program, session, gym) for key, session in found.items()}


def as_loadable(program: Program, session: Session, gym: Gym) -> Session:
    """A session with loads that can be put together now, where the program was made in the other unit."""
    if (program.made_from.get("gym") or {}).get("unit", gym.unit) == gym.unit:
        return session
    items = []
    for item in session.items:
        movement = load_library().by_name(item.exercise)
        targets = item.targets if movement is None else tuple(
            each if each.load_kg is None else replace(each, load_kg=gym.loadable(each.load_kg, movement))
            for each in item.targets
        )  # fmt: skip
        items.append(replace(item, targets=targets))
    return replace(session, items=tuple(items))


def progressed(
    program: Program, session: Session, match: Match, on: date, gym: Gym, later: Iterable[Session]
) -> Progress:
    """What a workout beside its session makes of the progressions; ``later`` are the sessions after it as they were
    planned, without what became of them.
    """
    if program.origin == "established":
        by_lift = {each.item.lift: each.as_sets for each in match.items if each.item.lift is not None}
        outcome = engine.advance(program, session, by_lift, gym)
        return Progress(dict(outcome.lifts), tuple(str(each) for each in outcome.told), outcome.reasons)
    lifts, told, reasons = dict(program.lifts), [], []
    coming = [(each, item) for each in later for item in each.items]
    weeks = (on - program.starts_on).days / 7
    for each in match.items:
        movement = load_library().by_name(each.item.exercise)
        done = each.done
        if done is None or each.is_swapped or movement is None or each.item.role not in PROGRESSED or session.is_deload:
            continue
        if all(one.reps is None for one in done.sets):
            continue
        name = each.item.exercise
        state = lifts.get(name, {})
        planned = next((one for one in coming if one[1].exercise == name and not one[0].is_deload), None)
        found = next_time(
            each.item, done, on, movement=movement, gym=gym, level=program.level,  # type: ignore[arg-type]
            planned=None if planned is None else Planned(planned[1], planned[0].date, float(state.get("factor", 1.0))),
            history=_history(state), weeks_training=weeks, scheme=_scheme(state),
        )  # fmt: skip
        lifts[name] = _state(state, Exposure(on, each.item.work, done), each.item, planned, found)
        if planned is not None:
            told.append(f"{name}: {found.reason.text}")
        reasons.append(found.reason)
    return Progress(lifts, tuple(told), tuple(reasons))


def beyond(program: Program, lifts: Mapping[str, Any], upcoming: Iterable[Session], gym: Gym) -> tuple[Session, ...]:
    """Sessions that a finite established program needs past its last day, because some had to be repeated."""
    planned = tuple(sorted(upcoming, key=lambda each: each.date))
    template = template_of(program)
    if template is None or not template.is_finite or not planned:
        return ()
    again = engine.project(replace(program, sessions=planned), lifts, planned[0].date, gym)
    return again[len(planned) :]


def _projected(program: Program, upcoming: Mapping[str, Session], gym: Gym, fixed: set[str]) -> dict[str, Session]:
    """By the program's own rules; on days of our own, since two sessions may have been moved to one day."""
    keys = [key for key, each in upcoming.items() if not (key in fixed and each.is_deload)]
    first = program.starts_on
    laid_out = tuple(replace(upcoming[key], date=first + timedelta(days=at)) for at, key in enumerate(keys))
    again = engine.project(replace(program, sessions=laid_out), program.lifts, first, gym)
    found = dict(upcoming)
    for key, made in zip(keys, again, strict=False):
        if key not in fixed:
            there = upcoming[key]
            found[key] = replace(made, date=there.date, week=there.week, day=there.day)
    return found


def _overlaid(session: Session, lifts: Mapping[str, Any], gym: Gym) -> Session:
    items = []
    for item in session.items:
        state = lifts.get(item.exercise)
        if state is None or item.role not in PROGRESSED:
            items.append(item)
            continue
        is_next = state.get("next") is not None and state.get("of") == _place(session) and not session.is_deload
        exact = is_next and len(state["next"]["targets"]) == len(item.work)
        work = item_of(state["next"]).targets if exact else loads_times(item, state["factor"], gym)
        items.append(_with_ramp(item, work, gym))
    return replace(session, items=tuple(items))


def loads_times(item: Item, factor: float, gym: Gym) -> tuple[Target, ...]:
    """The work sets of an item with so much of their loads, as they can be put together."""
    movement = load_library().by_name(item.exercise)
    if factor == 1.0 or movement is None:
        return item.work
    return tuple(
        each
        if each.load_kg is None
        else replace(each, load_kg=gym.loadable(each.load_kg * factor, movement, down=factor < 1))
        for each in item.work
    )


def _with_ramp(item: Item, work: tuple[Target, ...], gym: Gym) -> Item:
    old = [each for each in item.targets if each.kind == "warmup"]
    loads = [each.load_kg for each in work if each.load_kg is not None]
    movement: Movement | None = load_library().by_name(item.exercise)
    if not old or not loads or movement is None or work == item.work:
        return item.with_work(work)
    ramped = ramp(max(loads), movement, gym, first_kg=loads[0], is_first=len(old) > FULL_RAMP)
    return replace(item, targets=(*ramped, *work))


def _state(
    before: Mapping[str, Any], exposure: Exposure, item: Item, planned: tuple[Session, Item] | None, found: Next
) -> dict[str, Any]:
    seen = {
        "on": exposure.on.isoformat(), "item": item_json(item), "sets": [set_json(each) for each in exposure.done.sets],
    }  # fmt: skip
    state: dict[str, Any] = {
        "factor": found.factor, "scheme": found.scheme, "next": None, "text": found.reason.text,
        "history": [*before.get("history", []), seen][-REMEMBERED:],
    }  # fmt: skip
    if planned is None:
        return state
    again = replace(planned[1], targets=found.item.work, reasons=())
    return state | {"next": item_json(again), "of": _place(planned[0])}


def _place(session: Session) -> str:
    """Where a session stands in its program, wherever it is moved to."""
    return f"{session.week}.{session.day}"


def _history(state: Mapping[str, Any]) -> list[Exposure]:
    return [
        Exposure(
            date.fromisoformat(each["on"]), item_of(each["item"]).work,
            Exercise(each["item"]["exercise"], tuple(set_of(one) for one in each["sets"])),
        )
        for each in state.get("history", [])
    ]  # fmt: skip


def _scheme(state: Mapping[str, Any]) -> Scheme | None:
    return "double" if state.get("scheme") == "double" else None
