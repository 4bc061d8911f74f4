"""Queries about workouts as wholes: add, read, replace, delete."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from training.units import Typed
from training.workout import Exercise, Set, Workout

ADD_WORKOUT = sa.text("""
    insert into workouts (athlete_id, id, date, started_at, title, notes, source, external_id)
    values (:athlete, :id, :date, :started_at, :title, :notes, :source, :external_id)
""")
ADD_EXERCISES = sa.text("""
    insert into workout_exercises (athlete_id, workout_id, date, position, exercise_id, superset, notes)
    select :athlete, * from unnest(
        cast(:workouts as uuid[]), cast(:dates as date[]), cast(:positions as smallint[]), cast(:exercises as uuid[]),
        cast(:supersets as smallint[]), cast(:notes as text[]))
""")
SET_COLUMNS = {
    "workout_id": "uuid", "date": "date", "exercise_position": "smallint", "exercise_id": "uuid", "position": "smallint",
    "kind": "text", "load_kg": "float8", "reps": "smallint", "rpe": "float8", "duration_s": "float8",
    "distance_m": "float8", "typed_load": "float8", "typed_load_unit": "text", "typed_distance": "float8",
    "typed_distance_unit": "text",
}  # fmt: skip
ADD_SETS = sa.text(
    f"insert into sets (athlete_id, {', '.join(SET_COLUMNS)}) select :athlete, * from unnest("
    + ", ".join(f"cast(:{name} as {kind}[])" for name, kind in SET_COLUMNS.items())
    + ")"
)
READ = """
    select w.id, w.date, w.started_at, w.title, w.notes, w.source, w.external_id,
           we.position, e.name, we.superset, we.notes,
           s.position, s.kind, s.load_kg, s.reps, s.rpe, s.duration_s, s.distance_m,
           s.typed_load, s.typed_load_unit, s.typed_distance, s.typed_distance_unit
    from workouts w
    left join workout_exercises we on we.athlete_id = w.athlete_id and we.workout_id = w.id
    left join exercises e on e.athlete_id = we.athlete_id and e.id = we.exercise_id
    left join sets s on s.athlete_id = we.athlete_id and s.workout_id = we.workout_id
                    and s.exercise_position = we.position
    where w.athlete_id = :athlete and {which}
    order by w.date, w.started_at nulls first, w.created_at, w.id, we.position, s.position
"""
BY_ID = sa.text(READ.format(which="w.id = any(cast(:ids as uuid[]))"))
BETWEEN = sa.text(
    READ.format(
        which="""w.id in (select id from workouts where athlete_id = :athlete and date between :since and :until
                          order by date desc, created_at desc limit :most)"""
    )
)
WITH_EXERCISE = sa.text(
    READ.format(
        which="""w.id in (select we2.workout_id from workout_exercises we2
                          where we2.athlete_id = :athlete and we2.exercise_id = :exercise
                            and we2.date between :since and :until
                          order by we2.date desc limit :most)"""
    )
)


@dataclass(frozen=True, slots=True)
class StoredWorkout:
    """A workout as the database holds it."""

    id: UUID
    workout: Workout
    source: str = "chat"
    external_id: str | None = None


async def add(session: AsyncSession, athlete_id: UUID, stored: Sequence[StoredWorkout], ids: Mapping[str, UUID]) -> None:
    """Store workouts whose exercises' rows are known by name."""
    await session.execute(
        ADD_WORKOUT,
        [
            {
                "athlete": athlete_id, "id": each.id, "date": each.workout.date, "started_at": each.workout.started_at,
                "title": each.workout.title, "notes": each.workout.notes, "source": each.source,
                "external_id": each.external_id,
            }
            for each in stored
        ],
    )  # fmt: skip
    await _add_children(session, athlete_id, stored, ids)


async def replace_with(session: AsyncSession, athlete_id: UUID, stored: StoredWorkout, ids: Mapping[str, UUID]) -> None:
    """Make a stored workout what it should be now. It keeps its id, its source and its place."""
    key = {"athlete": athlete_id, "id": stored.id}
    await session.execute(sa.text("delete from workout_exercises where athlete_id = :athlete and workout_id = :id"), key)
    await session.execute(
        sa.text("""update workouts set date = :date, started_at = :started_at, title = :title, notes = :notes
                   where athlete_id = :athlete and id = :id"""),
        key
        | {
            "date": stored.workout.date,
            "started_at": stored.workout.started_at,
            "title": stored.workout.title,
            "notes": stored.workout.notes,
        },
    )
    await _add_children(session, athlete_id, [stored], ids)


async def delete(session: AsyncSession, athlete_id: UUID, ids: Sequence[UUID]) -> None:
    """Delete workouts with everything in them."""
    await session.execute(
        sa.text("delete from workouts where athlete_id = :athlete and id = any(cast(:ids as uuid[]))"),
        {"athlete": athlete_id, "ids": list(ids)},
    )


async def by_ids(session: AsyncSession, athlete_id: UUID, ids: Sequence[UUID]) -> list[StoredWorkout]:
    """Workouts in the order of their days."""
    return _assemble((await session.execute(BY_ID, {"athlete": athlete_id, "ids": list(ids)})).all())


async def between(
    session: AsyncSession, athlete_id: UUID, since: date, until: date, most: int = 1_000_000
) -> list[StoredWorkout]:
    """The workouts of a period, both days included; only the latest ``most`` of them."""
    asked = {"athlete": athlete_id, "since": since, "until": until, "most": most}
    return _assemble((await session.execute(BETWEEN, asked)).all())


async def with_exercise(
    session: AsyncSession, athlete_id: UUID, exercise_id: UUID, most: int, since: date, until: date
) -> list[StoredWorkout]:
    """The latest workouts of a period that have this exercise, oldest first."""
    asked = {"athlete": athlete_id, "exercise": exercise_id, "most": most, "since": since, "until": until}
    return _assemble((await session.execute(WITH_EXERCISE, asked)).all())


async def latest_id(
    session: AsyncSession, athlete_id: UUID, day: date | None = None, source: str | None = None
) -> UUID | None:
    """The last workout that was stored, of one day or source if asked."""
    return await session.scalar(
        sa.text("""select id from workouts where athlete_id = :athlete
                   and (cast(:day as date) is null or date = cast(:day as date))
                   and (cast(:source as text) is null or source = cast(:source as text))
                   order by date desc, created_at desc, id limit 1"""),
        {"athlete": athlete_id, "day": day, "source": source},
    )


async def known_external_ids(session: AsyncSession, athlete_id: UUID, source: str) -> set[str]:
    """What was imported from a source before."""
    rows = await session.scalars(
        sa.text("select external_id from workouts where athlete_id = :athlete and source = :source"),
        {"athlete": athlete_id, "source": source},
    )
    return {str(each) for each in rows if each is not None}


def new_id() -> UUID:
    """An id for a workout that is about to be stored."""
    return uuid4()


async def _add_children(
    session: AsyncSession, athlete_id: UUID, stored: Sequence[StoredWorkout], ids: Mapping[str, UUID]
) -> None:
    exercises = [
        (each.id, each.workout.date, position, ids[exercise.name], exercise)
        for each in stored
        for position, exercise in enumerate(each.workout.exercises)
    ]
    if not exercises:
        return
    await session.execute(
        ADD_EXERCISES,
        {
            "athlete": athlete_id,
            "workouts": [row[0] for row in exercises],
            "dates": [row[1] for row in exercises],
            "positions": [row[2] for row in exercises],
            "exercises": [row[3] for row in exercises],
            "supersets": [row[4].superset for row in exercises],
            "notes": [row[4].notes for row in exercises],
        },
    )
    sets = [
        (workout, day, at, exercise_id, position, each.kind, each.load_kg, each.reps, each.rpe, each.duration_s,
         each.distance_m, *_typed(each.typed_load), *_typed(each.typed_distance))
        for workout, day, at, exercise_id, exercise in exercises
        for position, each in enumerate(exercise.sets)
    ]  # fmt: skip
    if sets:
        columns = zip(*sets, strict=True)
        await session.execute(
            ADD_SETS, {"athlete": athlete_id} | {name: list(column) for name, column in zip(SET_COLUMNS, columns, strict=True)}
        )


def _typed(quantity: Typed | None) -> tuple[float | None, str | None]:
    return (None, None) if quantity is None else (quantity.value, quantity.unit)


def _assemble(rows: Sequence[sa.Row[tuple[object, ...]]]) -> list[StoredWorkout]:
    """Rows of the one join, in order, to workouts."""
    found: list[StoredWorkout] = []
    exercises: list[Exercise] = []
    last: tuple[object, object] = (None, None)
    for row in rows:
        (key, day, started_at, title, notes, source, external_id, position, name, superset, remarks, number, *fields) = row
        if not found or found[-1].id != key:
            found = _closed(found, exercises)
            found.append(StoredWorkout(key, Workout(day, (), title, started_at, notes), source, external_id))  # type: ignore[arg-type]
            exercises = []
        if name is None:
            continue
        if not exercises or last != (key, position):
            exercises.append(Exercise(name, (), superset, remarks))  # type: ignore[arg-type]
            last = (key, position)
        if number is not None:
            exercises[-1] = replace(exercises[-1], sets=(*exercises[-1].sets, _set(*fields)))  # type: ignore[arg-type]
    return _closed(found, exercises)


def _closed(found: list[StoredWorkout], exercises: list[Exercise]) -> list[StoredWorkout]:
    if found and exercises:
        found[-1] = replace(found[-1], workout=replace(found[-1].workout, exercises=tuple(exercises)))
    return found


def _set(
    kind: str, load_kg: float | None, reps: int | None, rpe: float | None, duration_s: float | None,
    distance_m: float | None, typed_load: float | None, load_unit: str | None, typed_distance: float | None,
    distance_unit: str | None,
) -> Set:  # fmt: skip
    return Set(
        kind, load_kg, reps, rpe, duration_s, distance_m,  # type: ignore[arg-type]
        None if typed_load is None or load_unit is None else Typed(typed_load, load_unit),
        None if typed_distance is None or distance_unit is None else Typed(typed_distance, distance_unit),
    )  # fmt: skip
