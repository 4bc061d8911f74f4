"""Queries about the exercises that an athlete does: those of the library and their own."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from db.tables import ExerciseRow, WorkoutExerciseRow
from training.movement import Movement

KEEP = sa.text("""
    with wanted as (
        select * from unnest(
            cast(:names as text[]), cast(:slugs as text[]), cast(:patterns as text[]), cast(:mechanics as text[]),
            cast(:modalities as text[]), cast(:skills as smallint[]), cast(:unilaterals as boolean[]),
            cast(:pairs as boolean[]), cast(:shares as float8[])
        ) as t (name, slug, pattern, mechanic, modality, skill, unilateral, bilateral_pair, bodyweight_share)
    ), known as (
        select id, name from exercises where athlete_id = :athlete and name = any(cast(:names as text[]))
    ), added as (
        insert into exercises (athlete_id, name, slug, pattern, mechanic, modality, skill, unilateral, bilateral_pair,
                               bodyweight_share)
        select :athlete, w.* from wanted w where w.name not in (select name from known)
        on conflict (athlete_id, name) do update set name = excluded.name
        returning id, name
    )
    select id, name from known union all select id, name from added
""")
RECENT = sa.text("""
    select e.name, count(*) as times
    from workouts w
    join workout_exercises we on we.athlete_id = w.athlete_id and we.workout_id = w.id
    join exercises e on e.athlete_id = we.athlete_id and e.id = we.exercise_id
    where w.athlete_id = :athlete and w.date > :since
    group by e.name
""")


async def ids_of(session: AsyncSession, athlete_id: UUID, movements: Iterable[Movement]) -> dict[str, UUID]:
    """The rows of these exercises by name; a movement that the athlete never did gets its row now."""
    wanted = list({movement.name: movement for movement in movements}.values())
    if not wanted:
        return {}
    rows = await session.execute(
        KEEP,
        {
            "athlete": athlete_id,
            "names": [each.name for each in wanted],
            "slugs": [each.slug if not is_own(each) else None for each in wanted],
            "patterns": [each.pattern for each in wanted],
            "mechanics": [each.mechanic for each in wanted],
            "modalities": [each.modality for each in wanted],
            "skills": [each.skill for each in wanted],
            "unilaterals": [each.unilateral for each in wanted],
            "pairs": [each.bilateral_pair for each in wanted],
            "shares": [each.bodyweight_share for each in wanted],
        },
    )
    return {name: key for key, name in rows}


def own_slug(name: str) -> str:
    """The slug of an exercise that an athlete added: it can't be one of the library's."""
    return f"own:{name}"


def is_own(movement: Movement) -> bool:
    """Whether this is an exercise that the athlete added."""
    return movement.slug.startswith("own:")


async def own(session: AsyncSession, athlete_id: UUID) -> list[Movement]:
    """The athlete's own exercises, which the library does not have."""
    rows = await session.execute(
        sa.select(*ExerciseRow.__table__.columns)
        .where(ExerciseRow.athlete_id == athlete_id, ExerciseRow.slug.is_(None))
        .order_by(ExerciseRow.name)
    )
    return [own_movement(dict(row._mapping)) for row in rows]


async def add_own(session: AsyncSession, athlete_id: UUID, movement: Movement) -> UUID:
    """Store an exercise of the athlete's own. The name must be new to the athlete."""
    return (
        await session.execute(
            sa.insert(ExerciseRow).returning(ExerciseRow.id),
            {
                "athlete_id": athlete_id, "name": movement.name, "slug": None, "aliases": list(movement.aliases),
                "pattern": movement.pattern, "primary_muscles": list(movement.primary),
                "secondary_muscles": list(movement.secondary), "equipment": list(movement.equipment),
                "mechanic": movement.mechanic, "modality": movement.modality, "skill": movement.skill,
                "unilateral": movement.unilateral, "bilateral_pair": movement.bilateral_pair,
                "bodyweight_share": movement.bodyweight_share,
            },
        )
    ).scalar_one()  # fmt: skip


async def put_own(session: AsyncSession, athlete_id: UUID, movement: Movement) -> None:
    """Make an exercise of the athlete's own what it should be now; its name stays."""
    columns = {
        "aliases": list(movement.aliases), "pattern": movement.pattern, "primary_muscles": list(movement.primary),
        "secondary_muscles": list(movement.secondary), "equipment": list(movement.equipment), "mechanic": movement.mechanic,
        "modality": movement.modality, "skill": movement.skill, "unilateral": movement.unilateral,
        "bilateral_pair": movement.bilateral_pair, "bodyweight_share": movement.bodyweight_share,
    }  # fmt: skip
    await session.execute(
        sa.update(ExerciseRow)
        .where(ExerciseRow.athlete_id == athlete_id, ExerciseRow.name == movement.name, ExerciseRow.slug.is_(None))
        .values(columns)
    )


async def forget_own(session: AsyncSession, athlete_id: UUID, name: str) -> None:
    """Take an exercise of the athlete's own away, unless a workout has it."""
    used = sa.select(WorkoutExerciseRow.exercise_id).where(WorkoutExerciseRow.athlete_id == athlete_id)
    await session.execute(
        sa.delete(ExerciseRow).where(
            ExerciseRow.athlete_id == athlete_id, ExerciseRow.name == name, ExerciseRow.id.not_in(used)
        )
    )


async def times_done(session: AsyncSession, athlete_id: UUID, since: date) -> dict[str, int]:
    """How often each exercise was done after a day: what this athlete means by 'bench'."""
    rows = await session.execute(RECENT, {"athlete": athlete_id, "since": since})
    return {name: times for name, times in rows}


async def all_ids(session: AsyncSession, athlete_id: UUID) -> dict[str, UUID]:
    """The rows of everything the athlete has ever done, by name."""
    rows = await session.execute(
        sa.select(ExerciseRow.name, ExerciseRow.id).where(ExerciseRow.athlete_id == athlete_id)
    )
    return {name: key for name, key in rows}


async def id_of(session: AsyncSession, athlete_id: UUID, name: str) -> UUID | None:
    """The row of an exercise the athlete has done, by its exact name."""
    return await session.scalar(
        sa.select(ExerciseRow.id).where(ExerciseRow.athlete_id == athlete_id, ExerciseRow.name == name)
    )


def own_movement(row: Mapping[str, Any]) -> Movement:
    """An exercise of the athlete's own, from the columns of its row."""
    same = ("name", "pattern", "mechanic", "modality", "skill", "unilateral", "bilateral_pair", "bodyweight_share")
    return Movement(
        slug=own_slug(row["name"]),
        aliases=tuple(row["aliases"]),
        primary=tuple(row["primary_muscles"]),
        secondary=tuple(row["secondary_muscles"]),
        equipment=tuple(row["equipment"]),
        **{name: row[name] for name in same},
    )
