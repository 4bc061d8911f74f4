"""Edits of a workout, one by one: what each makes of it. Several of them are one write."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AwareDatetime, Field

from tools.logbook.shapes import FIRST_DAY, LONGEST_NOTE, ExerciseShape, Place, SetShape, Shape
from training.errors import Invalid, NotFound
from training.workout import Day, Exercise, Set, SetKind, Workout

T = TypeVar("T")
Order = Annotated[
    list[Place],
    Field(min_length=1, max_length=1000, description="All places as they are now, in the order they should have"),
]


class AddExercise(ExerciseShape):
    """Another exercise, at the end or in a place."""

    do: Literal["add_exercise"] = "add_exercise"
    at: Place | None = None


class ReplaceExercise(ExerciseShape):
    """Another exercise, with its own sets, instead of the one in a place."""

    do: Literal["replace_exercise"] = "replace_exercise"
    at: Place


class ChangeExercise(Shape):
    """Which exercise it was, its notes, its superset: what is left out stays."""

    do: Literal["change_exercise"] = "change_exercise"
    at: Place
    exercise: Annotated[str | None, Field(min_length=1, max_length=120)] = None
    superset: Annotated[int | None, Field(ge=0, le=1000)] = None
    notes: Annotated[str | None, Field(max_length=LONGEST_NOTE)] = None


class RemoveExercise(Shape):
    """An exercise with all its sets, away."""

    do: Literal["remove_exercise"] = "remove_exercise"
    at: Place


class OrderExercises(Shape):
    """The exercises in another order."""

    do: Literal["order_exercises"] = "order_exercises"
    order: Order


class AddSet(SetShape):
    """Another set, at the end or in a place."""

    do: Literal["add_set"] = "add_set"
    exercise: Place
    at: Place | None = None


class ChangeSet(SetShape):
    """What a set was: what is left out stays, ``null`` takes it away."""

    do: Literal["change_set"] = "change_set"
    exercise: Place
    at: Place
    kind: SetKind | None = None  # type: ignore[assignment]  # left out here, 'work' there


class RemoveSet(Shape):
    """A set, away."""

    do: Literal["remove_set"] = "remove_set"
    exercise: Place
    at: Place


class OrderSets(Shape):
    """The sets of an exercise in another order."""

    do: Literal["order_sets"] = "order_sets"
    exercise: Place
    order: Order


class Describe(Shape):
    """Its day, title, notes, beginning: what is left out stays."""

    do: Literal["describe"] = "describe"
    date: Annotated[Day | None, Field(ge=FIRST_DAY)] = None
    title: Annotated[str | None, Field(max_length=200)] = None
    notes: Annotated[str | None, Field(max_length=LONGEST_NOTE)] = None
    started_at: AwareDatetime | None = None


Edit = Annotated[
    AddExercise | ReplaceExercise | ChangeExercise | RemoveExercise | OrderExercises | AddSet | ChangeSet | RemoveSet
    | OrderSets | Describe,
    Field(discriminator="do"),
]  # fmt: skip


def named_in(edit: Edit) -> str | None:
    """The exercise that an edit brings in, as it was said."""
    return edit.exercise if isinstance(edit, AddExercise | ReplaceExercise | ChangeExercise) else None


def edited(workout: Workout, edit: Edit, name: str | None) -> Workout:
    """What an edit makes of a workout; ``name`` is the exact one of the exercise that it brings in.

    Raises ``NotFound`` for a place that there is not.
    """
    done = list(workout.exercises)
    match edit:
        case AddExercise():
            done.insert(len(done) if edit.at is None else edit.at, edit.value(str(name)))
        case ReplaceExercise():
            done[_place(done, edit.at, "exercises")] = edit.value(str(name))
        case ChangeExercise():
            there = done[_place(done, edit.at, "exercises")]
            given = _given(edit, "superset", "notes") | ({"name": name} if name else {})
            done[edit.at] = replace(there, **given)
        case RemoveExercise():
            del done[_place(done, edit.at, "exercises")]
        case OrderExercises():
            done = _ordered(done, edit.order, "exercises")
        case Describe():
            return _described(workout, edit)
        case _:
            place = _place(done, edit.exercise, "exercises")
            done[place] = _with_sets(done[place], edit)
    return replace(workout, exercises=tuple(done))


def _with_sets(exercise: Exercise, edit: AddSet | ChangeSet | RemoveSet | OrderSets) -> Exercise:
    sets = list(exercise.sets)
    match edit:
        case AddSet():
            sets.insert(len(sets) if edit.at is None else edit.at, _set_of(edit))
        case ChangeSet():
            sets[_place(sets, edit.at, "sets")] = _changed(sets[edit.at], edit)
        case RemoveSet():
            del sets[_place(sets, edit.at, "sets")]
        case OrderSets():
            sets = _ordered(sets, edit.order, "sets")
    return replace(exercise, sets=tuple(sets))


def _set_of(edit: AddSet) -> Set:
    return SetShape(**edit.model_dump(include=set(SetShape.model_fields))).value()


def _changed(there: Set, edit: ChangeSet) -> Set:
    given = _given(edit, *SetShape.model_fields)
    if given.get("kind", "work") is None:
        raise Invalid("A set has a kind: work, warmup, drop, failure or amrap.")
    if "load_kg" in given and given["load_kg"] != there.load_kg:
        given["typed_load"] = None
    if "distance_m" in given and given["distance_m"] != there.distance_m:
        given["typed_distance"] = None
    return replace(there, **given)


def _described(workout: Workout, edit: Describe) -> Workout:
    given = _given(edit, "title", "notes", "started_at")
    if edit.date is not None:
        workout = workout.on(edit.date)
    return replace(
        workout, **{name: value for name, value in given.items() if value is not None or name == "started_at"}
    )


def _given(edit: Shape, *names: str) -> dict[str, Any]:
    """What was said of some fields; nothing of those that were left out."""
    given = {name: getattr(edit, name) for name in names if name in edit.model_fields_set}
    if given.get("notes", "") is None:
        given["notes"] = ""
    return given


def _place(there: Sequence[T], at: int, what: str) -> int:
    if at >= len(there):
        raise NotFound(f"There is no place {at}: it has {len(there)} {what}, counted from 0.")
    return at


def _ordered(there: list[T], order: list[int], what: str) -> list[T]:
    if sorted(order) != list(range(len(there))):
        raise Invalid(f"The order has to name each of the {len(there)} {what} once, counted from 0.")
    return [there[at] for at in order]
