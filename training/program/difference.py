"""What is different between a planned session before and after, as typed changes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher

from training.program.application import apply
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
)
from training.program.plan import Item, Reason, Session
from training.program.record import item_json, reason_json


def differences(key: str, before: Session, after: Session) -> list[SessionChange]:
    """The changes that make ``after`` of ``before``: applied to it, they give it exactly (but for its day, and reasons that changed alone)."""
    in_place: list[SessionChange] = []
    gone: list[SessionChange] = []
    come: list[SessionChange] = []
    matcher = SequenceMatcher(
        a=[(each.exercise, each.role) for each in before.items], b=[(each.exercise, each.role) for each in after.items],
        autojunk=False,
    )  # fmt: skip
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        pairs = min(a2 - a1, b2 - b1) if tag in ("equal", "replace") else 0
        for at in range(pairs):
            in_place += _of_item(key, a1 + at, before.items[a1 + at], after.items[b1 + at])
        gone += [
            RemoveExercise(session=key, item=at, exercise=before.items[at].exercise) for at in range(a1 + pairs, a2)
        ]
        come += [
            AddExercise(session=key, item=at, exercise=after.items[at].exercise, as_item=item_json(after.items[at]))
            for at in range(b1 + pairs, b2)
        ]
    return [*in_place, *reversed(gone), *come, *_of_whole(key, before, after)]


def _of_whole(key: str, before: Session, after: Session) -> Iterator[SessionChange]:
    if before.minutes != after.minutes:
        yield ChangeMinutes(session=key, minutes=after.minutes, was=before.minutes)
    reasons = _new(before.reasons, after.reasons)
    described = (before.title, before.kind, before.phase, before.note)
    if reasons or described != (after.title, after.kind, after.phase, after.note):
        yield DescribeSession(
            session=key, title=after.title, session_kind=after.kind, phase=after.phase, note=after.note, reasons=reasons
        )


def _of_item(key: str, at: int, before: Item, after: Item) -> list[ItemChange]:
    """The changes of one exercise, in the order they can be made."""
    found: list[ItemChange] = []
    name = before.exercise
    if before.exercise != after.exercise:
        found.append(
            SwapExercise(
                session=key, item=at, exercise=name, by=after.exercise, keeps_progress=before.lift == after.lift
            )
        )
        name = after.exercise
    old, new = before.work, after.work
    if len(old) != len(new):
        found.append(ChangeSets(session=key, item=at, exercise=name, sets=len(new), was=len(old)))
        old = (*old[: len(new)], *(old[-1:] * (len(new) - len(old))))
    if [one.load_kg for one in old] != (loads := [one.load_kg for one in new]):
        was = [one.load_kg for one in old]
        found.append(ChangeLoad(session=key, item=at, exercise=name, loads_kg=loads, was_kg=was))
    if [(one.reps, one.reps_to) for one in old] != (reps := [(one.reps, one.reps_to) for one in new]):
        found.append(ChangeReps(session=key, item=at, exercise=name, reps=reps))
    if [one.rir for one in old] != (rir := [one.rir for one in new]):
        found.append(ChangeEffort(session=key, item=at, exercise=name, rir=rir))
    if [(one.duration_s, one.distance_m) for one in old] != (much := [(one.duration_s, one.distance_m) for one in new]):
        found.append(ChangeAmount(session=key, item=at, exercise=name, amounts=much))
    if (before.rest_s, before.superset) != (after.rest_s, after.superset):
        found.append(ChangeRest(session=key, item=at, exercise=name, rest_s=after.rest_s, superset=after.superset))
    bare = replace(after, reasons=before.reasons)
    if _made(before, found) != bare:  # what has no change of its own: the ramp, tempo, kinds of sets
        found.append(ChangeWay(session=key, item=at, exercise=name, as_item=item_json(bare)))
    reasons = _new(before.reasons, after.reasons)
    with_reasons = {0, len(found) - 1}  # the last one, too: a changed way makes the item anew
    return [
        each.model_copy(update={"reasons": reasons}) if at in with_reasons else each for at, each in enumerate(found)
    ]


def _made(item: Item, changes: Sequence[ItemChange]) -> Item:
    alone = [each.model_copy(update={"item": 0}) for each in changes]
    empty = Session(date=date.min, week=1, day=1, title="", kind="lifting", items=(item,), minutes=0)
    return apply(empty, alone).items[0]


def _new(there: Sequence[Reason], now: Sequence[Reason]) -> list[dict[str, str]]:
    return [reason_json(each) for each in now if each not in there]
