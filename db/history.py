"""Queries that answer questions: the sets of an exercise, of a period, the days of training."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from training.program.plan import Target
from training.program.record import item_of
from training.workout import SetKind

OF_EXERCISE = sa.text("""
    select s.date, s.workout_id, s.kind, s.load_kg, s.reps, s.rpe, s.duration_s, s.distance_m,
           s.typed_load, s.typed_load_unit
    from sets s join workouts w on w.athlete_id = s.athlete_id and w.id = s.workout_id
    where s.athlete_id = :athlete and s.exercise_id = :exercise and s.date between :since and :until
    order by s.date, w.started_at nulls first, w.created_at, s.workout_id, s.exercise_position, s.position
""")
BESTS = sa.text("""
    select min(date), kind, load_kg, reps, duration_s, distance_m, typed_load_unit
    from sets where athlete_id = :athlete and exercise_id = :exercise
    group by kind, load_kg, reps, duration_s, distance_m, typed_load_unit
    order by 1, load_kg nulls first, reps, duration_s, distance_m, kind
""")
MOST_VOLUME = sa.text("""
    select date, workout_id, sum(load_kg * reps) as kg
    from sets where athlete_id = :athlete and exercise_id = :exercise and kind <> 'warmup' and load_kg > 0 and reps > 0
    group by date, workout_id order by kg desc, date limit 1
""")
OF_PERIOD = sa.text("""
    select s.date, s.exercise_id, s.kind, s.load_kg, s.reps, s.rpe, s.duration_s, s.distance_m, s.workout_id
    from sets s where s.athlete_id = :athlete and s.date between :since and :until
    order by s.date, s.workout_id, s.exercise_position, s.position
""")
PLANNED = sa.text("""
    select p.workout_id, item
    from planned_sessions p cross join lateral jsonb_array_elements(p.content -> 'items') item
    where p.athlete_id = :athlete and p.workout_id is not null and p.date between :since and :until
      and item ->> 'exercise' = coalesce(cast(:exercise as text), item ->> 'exercise')
""")
DAYS = sa.text("""
    select date, count(*) from workouts where athlete_id = :athlete and date between :since and :until
    group by date order by date
""")
LATELY = sa.text("""
    select e.name, s.date, s.workout_id, s.exercise_position, s.kind, s.load_kg, s.reps, s.rpe, s.duration_s, s.distance_m,
           s.typed_load, s.typed_load_unit
    from exercises e cross join lateral (
        select s.*, w.created_at from sets s join workouts w on w.athlete_id = s.athlete_id and w.id = s.workout_id
        where s.athlete_id = e.athlete_id and s.exercise_id = e.id
        order by s.date desc, w.created_at desc, s.workout_id, s.exercise_position, s.position limit :most
    ) s
    where e.athlete_id = :athlete and e.name = any(cast(:names as text[]))
    order by e.name, s.date desc, s.created_at desc, s.workout_id, s.exercise_position, s.position
""")
NAMES = sa.text("select id, name from exercises where athlete_id = :athlete")
EVER = date(1900, 1, 1)
NO_WORKOUT = UUID(int=0)
FOREVER = date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class PastSet:
    """A set with the day and the workout it belongs to."""

    date: date
    workout_id: UUID
    kind: SetKind
    load_kg: float | None
    reps: int | None
    rpe: float | None
    duration_s: float | None
    distance_m: float | None
    typed_load: float | None = None
    typed_load_unit: str | None = None


@dataclass(frozen=True, slots=True)
class PeriodSet:
    """A set of a period, with the exercise it is of."""

    date: date
    exercise: str
    kind: str
    load_kg: float | None
    reps: int | None
    rpe: float | None
    duration_s: float | None
    distance_m: float | None
    workout_id: UUID = NO_WORKOUT


async def of_exercise(
    session: AsyncSession, athlete_id: UUID, exercise_id: UUID, since: date = EVER, until: date = FOREVER
) -> list[PastSet]:
    """Every set of an exercise in the order it was done."""
    asked = {"athlete": athlete_id, "exercise": exercise_id, "since": since, "until": until}
    return [PastSet(*row) for row in (await session.execute(OF_EXERCISE, asked)).all()]


async def bests(session: AsyncSession, athlete_id: UUID, exercise_id: UUID) -> list[PastSet]:
    """Every different set of an exercise, on the day it was done first: all that records can come from."""
    rows = await session.execute(BESTS, {"athlete": athlete_id, "exercise": exercise_id})
    return [
        PastSet(day, NO_WORKOUT, kind, load, reps, None, duration, distance, None, unit)
        for day, kind, load, reps, duration, distance, unit in rows.all()
    ]


async def most_volume(session: AsyncSession, athlete_id: UUID, exercise_id: UUID) -> tuple[date, UUID, float] | None:
    """The session with the most volume of an exercise: its day, its workout, kg."""
    row = (await session.execute(MOST_VOLUME, {"athlete": athlete_id, "exercise": exercise_id})).one_or_none()
    return None if row is None else (row[0], row[1], row[2])


async def lately(
    session: AsyncSession, athlete_id: UUID, names: Sequence[str], most: int = 60
) -> dict[str, list[PastSet]]:
    """The latest sets of some exercises by name: the last session first, each session in its order."""
    rows = await session.execute(LATELY, {"athlete": athlete_id, "names": list(names), "most": most})
    found: dict[str, list[PastSet]] = {}
    for name, day, workout_id, _position, *fields in rows.all():
        found.setdefault(name, []).append(PastSet(day, workout_id, *fields))
    return found


async def of_period(session: AsyncSession, athlete_id: UUID, since: date, until: date) -> list[PeriodSet]:
    """Every set of a period, both days included, in order."""
    names = {key: name for key, name in (await session.execute(NAMES, {"athlete": athlete_id})).all()}
    rows = await session.execute(OF_PERIOD, {"athlete": athlete_id, "since": since, "until": until})
    return [PeriodSet(row[0], names[row[1]], *row[2:]) for row in rows.all()]


async def planned(
    session: AsyncSession, athlete_id: UUID, since: date, until: date, exercise: str | None = None
) -> dict[tuple[UUID, str], list[Target]]:
    """The work sets that were planned where a workout was a planned session: by workout and exercise."""
    asked = {"athlete": athlete_id, "since": since, "until": until, "exercise": exercise}
    found: dict[tuple[UUID, str], list[Target]] = {}
    for workout, record in (await session.execute(PLANNED, asked)).all():
        item = item_of(record)
        found.setdefault((workout, item.exercise), []).extend(item.work)
    return found


async def days(
    session: AsyncSession, athlete_id: UUID, since: date = EVER, until: date = FOREVER
) -> Sequence[tuple[date, int]]:
    """The days of training of a period with the number of workouts."""
    rows = await session.execute(DAYS, {"athlete": athlete_id, "since": since, "until": until})
    return [(day, count) for day, count in rows.all()]


async def first_day(session: AsyncSession, athlete_id: UUID) -> date | None:
    """The day of the first workout ever."""
    found: date | None = await session.scalar(
        sa.text("select min(date) from workouts where athlete_id = :athlete"), {"athlete": athlete_id}
    )
    return found


async def days_of(session: AsyncSession, athlete_id: UUID, exercise_id: UUID, since: date, until: date) -> int:
    """On how many workouts of a period an exercise was done."""
    counted = await session.scalar(
        sa.text("""select count(distinct workout_id) from workout_exercises
                   where athlete_id = :athlete and exercise_id = :exercise and date between :since and :until"""),
        {"athlete": athlete_id, "exercise": exercise_id, "since": since, "until": until},
    )
    return int(counted or 0)
