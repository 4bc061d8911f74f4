"""Queries about workouts as wholes: add, read, replace, delete."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from training.units import Typed
from training.workout import Exercise, Set, Workout

SET_COLUMNS = {
    "workout_id": "uuid", "date": "date", "exercise_position": "smallint", "exercise_id": "uuid", "position": "smallint",
    "kind": "text", "load_kg": "float8", "reps": "smallint", "rpe": "float8", "duration_s": "float8",
    "distance_m": "float8", "typed_load": "float8", "typed_load_unit": "text", "typed_distance": "float8",
    "typed_distance_unit": "text",
}  # fmt: skip
EXERCISE_COLUMNS = {
    "workout_id": "uuid", "date": "date", "position": "smallint", "exercise_id": "uuid", "superset": "smallint",
    "notes": "text",
}  # fmt: skip
WORKOUT_COLUMNS = {
    "id": "uuid", "date": "date", "started_at": "timestamptz", "title": "text", "notes": "text", "source": "text",
    "external_id": "text",
}  # fmt: skip


def _insert(table: str, columns: Mapping[str, str]) -> str:
    """Rows as one array per column: one statement that is planned once, however many rows there are."""
    arrays = ", ".join(f"cast(:{table}_{name} as {kind}[])" for name, kind in columns.items())
    return (
        f"insert into {table} (athlete_id, {', '.join(columns)}) select cast(:athlete as uuid), * from unnest({arrays})"
    )


_CHILDREN = f"e as ({_insert('workout_exercises', EXERCISE_COLUMNS)}) {_insert('sets', SET_COLUMNS)}"
ADD = sa.text(f"with w as ({_insert('workouts', WORKOUT_COLUMNS)}), {_CHILDREN}")
ADD_CHILDREN = sa.text(f"with {_CHILDREN}")
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

OF_DAY = sa.text(READ.format(which="w.date = :day and w.source = :source"))
PAGE = sa.text("""
    select date, created_at, id from workouts
    where athlete_id = :athlete and date between :since and :until
      and (cast(:day as date) is null
           or (date, created_at, id) < (cast(:day as date), cast(:made as timestamptz), cast(:key as uuid)))
    order by date desc, created_at desc, id desc limit :most
""")


@dataclass(frozen=True, slots=True)
class StoredWorkout:
    """A workout as the database holds it."""

    id: UUID
    workout: Workout
    source: str = "chat"
    external_id: str | None = None


async def add(
    session: AsyncSession, athlete_id: UUID, stored: Sequence[StoredWorkout], ids: Mapping[str, UUID]
) -> None:
    """Store workouts whose exercises' rows are known by name."""
    if not stored:
        return
    rows = [
        (
            each.id,
            each.workout.date,
            each.workout.started_at,
            each.workout.title,
            each.workout.notes,
            each.source,
            each.external_id,
        )
        for each in stored
    ]
    await session.execute(ADD, _arrays("workouts", WORKOUT_COLUMNS, rows) | _children(athlete_id, stored, ids))


async def replace_with(session: AsyncSession, athlete_id: UUID, stored: StoredWorkout, ids: Mapping[str, UUID]) -> None:
    """Make a stored workout what it should be now. It keeps its id, its source and its place."""
    key = {"athlete": athlete_id, "id": stored.id}
    await session.execute(
        sa.text("delete from workout_exercises where athlete_id = :athlete and workout_id = :id"), key
    )
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
    await session.execute(ADD_CHILDREN, _children(athlete_id, [stored], ids))


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


async def page(
    session: AsyncSession,
    athlete_id: UUID,
    since: date,
    until: date,
    after: tuple[date, datetime, UUID] | None,
    most: int,
) -> tuple[list[StoredWorkout], tuple[date, datetime, UUID] | None]:
    """Workouts of a period, the latest first, after a place; and the place of the last of them if there are more."""
    day, made, key = after or (None, None, None)
    asked = {
        "athlete": athlete_id, "since": since, "until": until, "day": day, "made": made, "key": key, "most": most + 1,
    }  # fmt: skip
    keys = [(row[0], row[1], row[2]) for row in (await session.execute(PAGE, asked)).all()]
    found = {each.id: each for each in await by_ids(session, athlete_id, [key for _, _, key in keys[:most]])}
    return [found[key] for _, _, key in keys[:most]], keys[most - 1] if len(keys) > most else None


async def with_exercise(
    session: AsyncSession, athlete_id: UUID, exercise_id: UUID, most: int, since: date, until: date
) -> list[StoredWorkout]:
    """The latest workouts of a period that have this exercise, oldest first."""
    asked = {"athlete": athlete_id, "exercise": exercise_id, "most": most, "since": since, "until": until}
    return _assemble((await session.execute(WITH_EXERCISE, asked)).all())


async def of_day(session: AsyncSession, athlete_id: UUID, day: date, source: str) -> StoredWorkout | None:
    """The last workout of a day from a source."""
    found = _assemble((await session.execute(OF_DAY, {"athlete": athlete_id, "day": day, "source": source})).all())
    return found[-1] if found else None


async def latest_id(
    session: AsyncSession, athlete_id: UUID, day: date | None = None, source: str | None = None
) -> UUID | None:
    """The last workout that was stored, of one day or source if asked."""
    found: UUID | None = await session.scalar(
        sa.text("""select id from workouts where athlete_id = :athlete
                   and (cast(:day as date) is null or date = cast(:day as date))
                   and (cast(:source as text) is null or source = cast(:source as text))
                   order by date desc, created_at desc, id limit 1"""),
        {"athlete": athlete_id, "day": day, "source": source},
    )
    return found


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


def _children(athlete_id: UUID, stored: Sequence[StoredWorkout], ids: Mapping[str, UUID]) -> dict[str, object]:
    """What the exercises and sets of workouts are as columns."""
    exercises = [
        (each.id, each.workout.date, position, ids[exercise.name], exercise)
        for each in stored
        for position, exercise in enumerate(each.workout.exercises)
    ]
    sets = [
        (workout, day, at, exercise_id, position, each.kind, each.load_kg, each.reps, each.rpe, each.duration_s,
         each.distance_m, *_typed(each.typed_load), *_typed(each.typed_distance))
        for workout, day, at, exercise_id, exercise in exercises
        for position, each in enumerate(exercise.sets)
    ]  # fmt: skip
    rows = [(*row[:4], row[4].superset, row[4].notes) for row in exercises]
    return (
        {"athlete": athlete_id}
        | _arrays("workout_exercises", EXERCISE_COLUMNS, rows)
        | _arrays("sets", SET_COLUMNS, sets)
    )


def _arrays(table: str, columns: Mapping[str, str], rows: Sequence[tuple[object, ...]]) -> dict[str, object]:
    """Rows as one list a column; psycopg takes no list in which some numbers are whole and others are not."""
    values = zip(*rows, strict=True) if rows else ([] for _ in columns)
    return {
        f"{table}_{name}": [float(each) if isinstance(each, int) else each for each in column]
        if columns[name] == "float8"
        else list(column)
        for name, column in zip(columns, values, strict=True)
    }


def _typed(quantity: Typed | None) -> tuple[float | None, str | None]:
    return (None, None) if quantity is None else (quantity.value, quantity.unit)


def _assemble(rows: Sequence[sa.Row[Any]]) -> list[StoredWorkout]:
    """Rows of the one join, in order, to workouts."""
    found: list[StoredWorkout] = []
    exercises: list[Exercise] = []
    last: tuple[object, object] = (None, None)
    for row in rows:
        (
            key,
            day,
            started_at,
            title,
            notes,
            source,
            external_id,
            position,
            name,
            superset,
            remarks,
            number,
            *fields,
        ) = tuple(row)
        if not found or found[-1].id != key:
            found = _closed(found, exercises)
            found.append(StoredWorkout(key, Workout(day, (), title, started_at, notes), source, external_id))
            exercises = []
        if name is None:
            continue
        if not exercises or last != (key, position):
            exercises.append(Exercise(name, (), superset, remarks))
            last = (key, position)
        if number is not None:
            exercises[-1] = replace(exercises[-1], sets=(*exercises[-1].sets, _set(*fields)))
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
