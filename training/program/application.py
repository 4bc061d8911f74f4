"""Typed changes made to a planned session, as values.

Numbers of items count from 0 in the session as it was. Changes are made in the order that
``training.program.difference`` lists them: what changes in place, what goes (from behind), what comes.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from training.errors import Conflict
from training.program.changes import (
    AddExercise,
    ChangeAmount,
    ChangeEffort,
    ChangeLoad,
    ChangeMinutes,
    ChangeReps,
    ChangeRest,
    ChangeSets,
    ChangeWay,
    DescribeSession,
    ItemChange,
    RemoveExercise,
    SessionChange,
    SwapExercise,
    Typed,
)
from training.program.plan import Item, Reason, Session, Target
from training.program.record import item_of


def apply(session: Session, changes: Sequence[SessionChange]) -> Session:
    """The session with the changes made. Raises ``Conflict`` where it is not as they expect."""
    items = list(session.items)
    for each in changes:
        if isinstance(each, ChangeMinutes):
            session = replace(session, minutes=each.minutes)
        elif isinstance(each, DescribeSession):
            session = _described(session, each)
        elif isinstance(each, AddExercise):
            items.insert(each.item, item_of(each.as_item))
        else:
            if not 0 <= each.item < len(items) or items[each.item].exercise != each.exercise:
                raise Conflict(
                    f"{session.title} is not what it was: there is no {each.exercise} at that place any more."
                )
            if isinstance(each, RemoveExercise):
                del items[each.item]
            else:
                items[each.item] = _with_reasons(_changed(items[each.item], each), each)
    return replace(session, items=tuple(items))


def _described(session: Session, change: DescribeSession) -> Session:
    return replace(
        session, title=change.title, kind=change.session_kind, phase=change.phase, note=change.note,  # type: ignore[arg-type]
        reasons=(*session.reasons, *_new(session.reasons, change)),
    )  # fmt: skip


def _with_reasons(item: Item, change: Typed) -> Item:
    return replace(item, reasons=(*item.reasons, *_new(item.reasons, change)))


def _new(there: Sequence[Reason], change: Typed) -> list[Reason]:
    return [reason for each in change.reasons if (reason := Reason(**each)) not in there]


def _changed(item: Item, change: ItemChange) -> Item:
    work = item.work
    match change:
        case ChangeWay():
            return item_of(change.as_item)
        case SwapExercise():
            return replace(item, exercise=change.by, lift=item.lift if change.keeps_progress else None)
        case ChangeSets():
            kept = work[: change.sets]
            more = (work[-1:] or (Target(),)) * max(0, change.sets - len(work))
            return item.with_work((*kept, *more))
        case ChangeRest():
            return replace(item, rest_s=change.rest_s, superset=change.superset)
        case ChangeLoad():
            return item.with_work(_each(work, change.loads_kg, lambda one, kg: replace(one, load_kg=kg)))
        case ChangeReps():
            return item.with_work(
                _each(work, change.reps, lambda one, reps: replace(one, reps=reps[0], reps_to=reps[1]))
            )
        case ChangeEffort():
            return item.with_work(_each(work, change.rir, lambda one, rir: replace(one, rir=rir)))
        case ChangeAmount():
            return item.with_work(
                _each(work, change.amounts, lambda one, much: replace(one, duration_s=much[0], distance_m=much[1]))
            )
        case _:
            raise TypeError(f"{change.kind} is no change in place")


def _each(work: tuple[Target, ...], values: Sequence[Any], change: Any) -> tuple[Target, ...]:
    if len(values) != len(work):
        raise Conflict("The number of sets is not what it was any more.")
    return tuple(change(one, value) for one, value in zip(work, values, strict=True))
