"""Workouts as resources: whole, and place by place."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Header, Query, Response
from pydantic import BaseModel, Field

from tools.calls import Change
from tools.logbook import edits as e
from tools.logbook.shapes import FIRST_DAY, ExerciseShape, Place, SetShape, Shape, WorkoutShape, logged
from tools.logbook.workouts import Gone, Kept, Logbook, WorkoutPage, stored
from topset.api.asking import Logging, Reader, Writing, tags_in
from topset.api.etags import quoted
from topset.api.offered import WORKOUTS
from training.workout import Day

router = APIRouter(prefix="/workouts", tags=[WORKOUTS])
Limit = Annotated[int, Query(ge=1, le=100, description="How many on a page")]
Cursor = Annotated[str | None, Query(max_length=300, description="'next' of the page before")]


class NewWorkout(WorkoutShape):
    """A workout, with an id that the client made if it did."""

    id: UUID | None = None


class CopyTo(Shape):
    """Where a copy goes."""

    date: Annotated[Day, Field(ge=FIRST_DAY)]
    id: UUID | None = None


class Order(Shape):
    """An order."""

    order: e.Order


class Edits(Shape):
    """Several edits that are one write: all of them or none."""

    edits: Annotated[list[e.Edit], Field(min_length=1, max_length=200)]


class ExercisePatch(Shape):
    """What an exercise was: what is left out stays."""

    exercise: Annotated[str | None, Field(min_length=1, max_length=120)] = None
    superset: Annotated[int | None, Field(ge=0, le=1000)] = None
    notes: Annotated[str | None, Field(max_length=4000)] = None


class WorkoutPatch(Shape):
    """What is said of a workout beside its exercises: what is left out stays."""

    date: Annotated[Day | None, Field(ge=FIRST_DAY)] = None
    title: Annotated[str | None, Field(max_length=200)] = None
    notes: Annotated[str | None, Field(max_length=4000)] = None


@router.get("")
async def list_workouts(
    athlete: Reader, since: date | None = None, until: date | None = None, cursor: Cursor = None, limit: Limit = 20
) -> WorkoutPage:
    """Workouts, the latest first, in pages."""
    return await Logbook(athlete).page(since, until, cursor, limit)


@router.post("", status_code=201)
async def create_workout(write: Logging, workout: NewWorkout, response: Response) -> Kept:
    """Store a workout. With an id of the client's own it is stored once, however often it is sent with the same key."""
    await write.heed(workout)
    shape = WorkoutShape(**{name: getattr(workout, name) for name in WorkoutShape.model_fields})
    with write.call():
        kept = await Logbook(write.athlete).keep(shape, workout.id)
    response.headers["Location"] = f"/api/v1/workouts/{kept.workout.id}"
    return _tagged(kept, response)


@router.get("/{workout}", responses={304: {"description": "It is still the version that you have"}})
async def get_workout(
    athlete: Reader,
    workout: UUID,
    response: Response,
    if_none_match: Annotated[str | None, Header(max_length=500)] = None,
) -> Kept:
    """One workout."""
    found = await Logbook(athlete).one(workout)
    if {"*", found.workout.version}.intersection(tags_in(if_none_match)):
        return Response(status_code=304, headers={"ETag": quoted(found.workout.version)})  # type: ignore[return-value]
    return _tagged(found, response)


@router.put("/{workout}")
async def replace_workout(write: Logging, workout: UUID, whole: WorkoutShape, response: Response) -> Kept:
    """Make it wholly what it should be."""
    return await _changed(write, workout, whole, response, lambda book: book.replace(workout, whole))


@router.patch("/{workout}")
async def describe_workout(write: Logging, workout: UUID, patch: WorkoutPatch, response: Response) -> Kept:
    """Change its day, title or notes."""
    return await _edited(write, workout, [e.Describe(**patch.model_dump(exclude_unset=True))], response)


@router.delete("/{workout}")
async def delete_workout(write: Logging, workout: UUID) -> Gone:
    """Delete it; undo brings it back."""
    with write.call(version=version(workout)):
        return await Logbook(write.athlete).delete(workout)


@router.post("/{workout}/copy", status_code=201)
async def copy_workout(write: Logging, workout: UUID, to: CopyTo, response: Response) -> Kept:
    """The same exercises and sets again on another day."""
    return await _changed(write, workout, None, response, lambda book: book.copy(workout, to.date, to.id))


@router.post("/{workout}/edits")
async def edit_workout(write: Logging, workout: UUID, edits: Edits, response: Response) -> Kept:
    """Several edits as one write, which one undo takes back."""
    return await _edited(write, workout, edits.edits, response)


@router.post("/{workout}/exercises", status_code=201)
async def add_exercise_to_workout(
    write: Logging, workout: UUID, exercise: ExerciseShape, response: Response, at: Place | None = None
) -> Kept:
    """Add an exercise, at the end or in a place."""
    return await _edited(write, workout, [e.AddExercise(**exercise.model_dump(), at=at)], response)


@router.post("/{workout}/exercises/order")
async def order_exercises(write: Logging, workout: UUID, order: Order, response: Response) -> Kept:
    """Put the exercises in another order."""
    return await _edited(write, workout, [e.OrderExercises(order=order.order)], response)


@router.put("/{workout}/exercises/{at}")
async def replace_exercise_of_workout(
    write: Logging, workout: UUID, at: Place, exercise: ExerciseShape, response: Response
) -> Kept:
    """Another exercise with its own sets in that place."""
    return await _edited(write, workout, [e.ReplaceExercise(**exercise.model_dump(), at=at)], response)


@router.patch("/{workout}/exercises/{at}")
async def change_exercise(write: Logging, workout: UUID, at: Place, patch: ExercisePatch, response: Response) -> Kept:
    """Which exercise it was, its notes, its superset."""
    return await _edited(write, workout, [e.ChangeExercise(at=at, **patch.model_dump(exclude_unset=True))], response)


@router.delete("/{workout}/exercises/{at}")
async def remove_exercise_of_workout(write: Logging, workout: UUID, at: Place, response: Response) -> Kept:
    """Take an exercise away with all its sets."""
    return await _edited(write, workout, [e.RemoveExercise(at=at)], response)


@router.post("/{workout}/exercises/{exercise}/sets", status_code=201)
async def add_set(
    write: Logging,
    workout: UUID,
    exercise: Place,
    one: Annotated[SetShape, Body()],
    response: Response,
    at: Place | None = None,
) -> Kept:
    """Add a set, at the end or in a place."""
    return await _edited(write, workout, [e.AddSet(exercise=exercise, at=at, **one.model_dump())], response)


@router.post("/{workout}/exercises/{exercise}/sets/order")
async def order_sets(write: Logging, workout: UUID, exercise: Place, order: Order, response: Response) -> Kept:
    """Put the sets in another order."""
    return await _edited(write, workout, [e.OrderSets(exercise=exercise, order=order.order)], response)


@router.patch("/{workout}/exercises/{exercise}/sets/{at}")
async def change_set(
    write: Logging, workout: UUID, exercise: Place, at: Place, patch: SetShape, response: Response
) -> Kept:
    """What a set was: what is left out stays, ``null`` takes it away."""
    given = patch.model_dump(exclude_unset=True)
    return await _edited(write, workout, [e.ChangeSet(exercise=exercise, at=at, **given)], response)


@router.delete("/{workout}/exercises/{exercise}/sets/{at}")
async def remove_set(write: Logging, workout: UUID, exercise: Place, at: Place, response: Response) -> Kept:
    """Take a set away."""
    return await _edited(write, workout, [e.RemoveSet(exercise=exercise, at=at)], response)


def version(workout: UUID) -> Callable[[Change], Awaitable[str | None]]:
    """Reads which version a workout is, in the transaction that is about to change it."""

    async def read(change: Change) -> str:
        found = await stored(change.session, change.athlete.id, workout)
        return logged(found, change.athlete.units, change.athlete.today).version

    return read


async def _edited(write: Writing, workout: UUID, edits: list[e.Edit], response: Response) -> Kept:
    return await _changed(write, workout, Edits(edits=edits), response, lambda book: book.edit(workout, edits))


async def _changed(
    write: Writing,
    workout: UUID,
    said: BaseModel | None,
    response: Response,
    make: Callable[[Logbook], Awaitable[Kept]],
) -> Kept:
    await write.heed(said)
    with write.call(version=version(workout)):
        return _tagged(await make(Logbook(write.athlete)), response)


def _tagged(kept: Kept, response: Response) -> Kept:
    response.headers["ETag"] = quoted(kept.workout.version)
    return kept
