"""The closed list of changes to a plan: typed, each with what it was and why."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter


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


class SendOutside(Typed):
    """A write to another service: what is made there, or what stands there and is replaced."""

    kind: Literal["send_outside"] = "send_outside"
    connection: str
    action: str
    thing: str
    external_id: str | None = None
    request: dict[str, Any]
    basis: str | None = None
    """The digest of what is replaced: if it is another by then, nothing is sent."""


ItemChange = (
    SwapExercise | ChangeSets | ChangeLoad | ChangeReps | ChangeEffort | ChangeAmount | ChangeRest | ChangeWay
    | RemoveExercise | AddExercise
)  # fmt: skip
SessionChange = ItemChange | ChangeMinutes | DescribeSession
Change = Annotated[
    SessionChange | MoveSession | SkipSession | RemoveSession | AddSession | InsertDeload | ChangeProgress | ChangeDays
    | Pause | Resume | StartProgram | EndProgram | SendOutside,
    Field(discriminator="kind"),
]  # fmt: skip
_CHANGES: TypeAdapter[list[Any]] = TypeAdapter(list[Change])


def changes_of(records: Sequence[dict[str, Any]]) -> list[Any]:
    """The changes in JSON. Raises pydantic's ``ValidationError``: what is not on the list is no change."""
    return _CHANGES.validate_python(list(records))
