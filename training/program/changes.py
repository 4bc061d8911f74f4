"""The closed list of changes to a plan: typed, each with what it was, and applied to a session as a value.

Numbers of items count from 0 in the session as it was. ``apply`` makes changes in the order that
``training.program.difference`` lists them: what changes in place, what goes (from behind), what comes.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from training.errors import Conflict
from training.program.plan import Item, Reason, Session, Target
from training.program.record import item_of


class Typed(BaseModel):
    """What all changes share."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reasons: list[dict[str, str]] = []
    """Why, with the evidence: rule, text, source."""


class OfItem(Typed):
    """A change to one exercise of one planned session."""

    session: str
    """The id of the planned session."""
    item: int
    exercise: str


class SwapExercise(OfItem):
    """Another exercise in its place; sets and reps stay unless other changes say so."""

    kind: Literal["swap_exercise"] = "swap_exercise"
    by: str
    keeps_progress: bool = False


class ChangeSets(OfItem):
    """More or fewer work sets; what is added is like the last one."""

    kind: Literal["change_sets"] = "change_sets"
    sets: int = Field(ge=0, le=50)
    was: int


class ChangeLoad(OfItem):
    """Other loads, one for each work set, in kg."""

    kind: Literal["change_load"] = "change_load"
    loads_kg: list[float | None]
    was_kg: list[float | None]


class ChangeReps(OfItem):
    """Other reps: the least and, for a range, the most, for each work set."""

    kind: Literal["change_reps"] = "change_reps"
    reps: list[tuple[int | None, int | None]]


class ChangeEffort(OfItem):
    """Other reps in reserve, one for each work set."""

    kind: Literal["change_rir"] = "change_rir"
    rir: list[float | None]


class ChangeAmount(OfItem):
    """Other durations (s) and distances (m), one of each for each work set."""

    kind: Literal["change_amount"] = "change_amount"
    amounts: list[tuple[float | None, float | None]]


class ChangeRest(OfItem):
    """Another rest, in s, or another superset."""

    kind: Literal["change_rest"] = "change_rest"
    rest_s: int
    superset: int | None = None


class ChangeWay(OfItem):
    """The same exercise done in another way: ramp, kinds of sets, tempo, range, role."""

    kind: Literal["change_way"] = "change_way"
    as_item: dict[str, Any]


class RemoveExercise(OfItem):
    """One exercise less."""

    kind: Literal["remove_exercise"] = "remove_exercise"


class AddExercise(OfItem):
    """One exercise more, at that place."""

    kind: Literal["add_exercise"] = "add_exercise"
    as_item: dict[str, Any]


class OfSession(Typed):
    """A change to one planned session as a whole."""

    session: str


class ChangeMinutes(OfSession):
    """How long the session takes now."""

    kind: Literal["change_minutes"] = "change_minutes"
    minutes: float
    was: float


class DescribeSession(OfSession):
    """Another title, kind, phase or coach's note."""

    kind: Literal["describe_session"] = "describe_session"
    title: str
    session_kind: str
    phase: str
    note: str


class MoveSession(OfSession):
    """Another day."""

    kind: Literal["move_session"] = "move_session"
    to: date
    was: date


class SkipSession(OfSession):
    """Not done."""

    kind: Literal["skip_session"] = "skip_session"
    was: date


class RemoveSession(OfSession):
    """Taken out of the program."""

    kind: Literal["remove_session"] = "remove_session"
    was: date


class AddSession(Typed):
    """A session more."""

    kind: Literal["add_session"] = "add_session"
    content: dict[str, Any]


class InsertDeload(Typed):
    """A deload week; everything after it moves back by as many days."""

    kind: Literal["insert_deload"] = "insert_deload"
    on: date
    days: int
    contents: list[dict[str, Any]]


class ChangeProgress(Typed):
    """The loads of an exercise from now on, as a factor on what the plan would give."""

    kind: Literal["change_progress"] = "change_progress"
    lift: str
    exercise: str
    state: dict[str, Any]
    was: dict[str, Any] | None


class ChangeDays(Typed):
    """Other training days, for the rest of the program."""

    kind: Literal["change_days"] = "change_days"
    days: int
    weekdays: list[int]


class Pause(Typed):
    """The program waits."""

    kind: Literal["pause"] = "pause"
    on: date


class Resume(Typed):
    """The program goes on; what is left moves by as many days."""

    kind: Literal["resume"] = "resume"
    on: date
    days: int


class StartProgram(Typed):
    """A program from now on; the one before it, if any, is replaced."""

    kind: Literal["replace_program"] = "replace_program"
    program: dict[str, Any]


class EndProgram(Typed):
    """No program any more."""

    kind: Literal["end_program"] = "end_program"


ItemChange = (
    SwapExercise | ChangeSets | ChangeLoad | ChangeReps | ChangeEffort | ChangeAmount | ChangeRest | ChangeWay
    | RemoveExercise | AddExercise
)  # fmt: skip
SessionChange = ItemChange | ChangeMinutes | DescribeSession
Change = Annotated[
    SessionChange | MoveSession | SkipSession | RemoveSession | AddSession | InsertDeload | ChangeProgress | ChangeDays
    | Pause | Resume | StartProgram | EndProgram,
    Field(discriminator="kind"),
]  # fmt: skip
_CHANGES: TypeAdapter[list[Any]] = TypeAdapter(list[Change])


def changes_of(records: Sequence[dict[str, Any]]) -> list[Any]:
    """The changes in JSON. Raises pydantic's ``ValidationError``: what is not on the list is no change."""
    return _CHANGES.validate_python(list(records))


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
