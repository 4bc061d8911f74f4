"""Queries about programs and their planned sessions."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer

from db.program_tables import PlannedSessionRow, ProgramRow
from training.program.plan import Program, Session
from training.program.record import program_json, program_of, session_json, session_of

OPEN = ("planned", "moved")
"""Sessions that are still to be done."""
DEFINED = ("goals", "level", "config_version", "made_from", "reasons")


async def current(session: AsyncSession, athlete_id: UUID) -> ProgramRow | None:
    """The program that is followed, or paused; ``None`` without one."""
    asked = sa.select(ProgramRow).where(
        ProgramRow.athlete_id == athlete_id, ProgramRow.status.in_(("active", "paused"))
    )
    return await session.scalar(asked.execution_options(populate_existing=True))


async def by_id(session: AsyncSession, athlete_id: UUID, program_id: UUID) -> ProgramRow | None:
    """One program."""
    return await session.scalar(
        sa.select(ProgramRow).where(ProgramRow.athlete_id == athlete_id, ProgramRow.id == program_id)
    )


async def every(session: AsyncSession, athlete_id: UUID) -> Sequence[ProgramRow]:
    """All programs, oldest first."""
    asked = sa.select(ProgramRow).where(ProgramRow.athlete_id == athlete_id)
    return (await session.scalars(asked.order_by(ProgramRow.created_at, ProgramRow.id))).all()


async def add(session: AsyncSession, athlete_id: UUID, program: Program) -> UUID:
    """Store a program with all its sessions; returns its id."""
    key, whole = uuid4(), program_json(program)
    session.add(
        ProgramRow(
            athlete_id=athlete_id, id=key, name=program.name, origin=program.origin, template=program.template,
            status="active", starts_on=program.starts_on, weeks=program.weeks, days_per_week=program.days_per_week,
            definition={name: whole[name] for name in DEFINED}, lifts=program.lifts, version=1,
        )
    )  # fmt: skip
    await session.flush()
    await add_sessions(session, athlete_id, key, program.sessions)
    return key


async def add_sessions(
    session: AsyncSession, athlete_id: UUID, program_id: UUID, planned: Sequence[Session], *, is_fixed: bool = False
) -> list[UUID]:
    """Store sessions of a program; returns their ids. ``is_fixed``: as they stand, their loads follow nothing."""
    ids = [uuid4() for _ in planned]
    rows = [
        {
            "athlete_id": athlete_id, "id": key, "program_id": program_id, "date": each.date, "first_date": each.date,
            "week": each.week, "day": each.day, "title": each.title, "kind": each.kind, "status": "planned",
            "content": session_json(each), "is_fixed": is_fixed,
        }
        for key, each in zip(ids, planned, strict=True)
    ]  # fmt: skip
    if rows:
        await session.execute(sa.insert(PlannedSessionRow), rows)
    return ids


async def change(session: AsyncSession, athlete_id: UUID, program_id: UUID, **fields: Any) -> None:
    """Change a program; its version grows, so that a proposal made before can tell."""
    await session.execute(
        sa.update(ProgramRow)
        .where(ProgramRow.athlete_id == athlete_id, ProgramRow.id == program_id)
        .values(**fields, version=ProgramRow.version + 1)
    )


async def sessions_of(
    session: AsyncSession, athlete_id: UUID, program_id: UUID, since: date | None = None, until: date | None = None,
    states: Sequence[str] | None = None,
) -> Sequence[PlannedSessionRow]:  # fmt: skip
    """The sessions of a program in the order of their days, of a period or in some states if asked."""
    asked = sa.select(PlannedSessionRow).where(
        PlannedSessionRow.athlete_id == athlete_id, PlannedSessionRow.program_id == program_id
    )
    if since is not None:
        asked = asked.where(PlannedSessionRow.date >= since)
    if until is not None:
        asked = asked.where(PlannedSessionRow.date <= until)
    if states is not None:
        asked = asked.where(PlannedSessionRow.status.in_(states))
    ordered = asked.order_by(
        PlannedSessionRow.date, PlannedSessionRow.week, PlannedSessionRow.day, PlannedSessionRow.id
    )
    return (await session.scalars(ordered.execution_options(populate_existing=True))).all()


async def outline(session: AsyncSession, athlete_id: UUID, program_id: UUID) -> Sequence[PlannedSessionRow]:
    """The sessions of a program without what is in them: for counting."""
    asked = sa.select(PlannedSessionRow).where(
        PlannedSessionRow.athlete_id == athlete_id, PlannedSessionRow.program_id == program_id
    )
    light = asked.options(defer(PlannedSessionRow.content, raiseload=True))
    return (await session.scalars(light.order_by(PlannedSessionRow.date, PlannedSessionRow.id))).all()


async def of_workout(session: AsyncSession, athlete_id: UUID, workout_id: UUID) -> PlannedSessionRow | None:
    """The planned session that a workout was."""
    return await session.scalar(
        sa.select(PlannedSessionRow).where(
            PlannedSessionRow.athlete_id == athlete_id, PlannedSessionRow.workout_id == workout_id
        )
    )


async def change_session(session: AsyncSession, athlete_id: UUID, session_id: UUID, **fields: Any) -> None:
    """Change a planned session."""
    await session.execute(
        sa.update(PlannedSessionRow)
        .where(PlannedSessionRow.athlete_id == athlete_id, PlannedSessionRow.id == session_id)
        .values(**fields)
    )


async def delete_sessions(session: AsyncSession, athlete_id: UUID, ids: Sequence[UUID]) -> None:
    """Take sessions out of a program."""
    await session.execute(
        sa.delete(PlannedSessionRow).where(PlannedSessionRow.athlete_id == athlete_id, PlannedSessionRow.id.in_(ids))
    )


def session_in(row: PlannedSessionRow) -> Session:
    """The planned session in a row, on the day it is on now."""
    return session_of(row.content | {"date": row.date.isoformat()})


def program_in(row: ProgramRow, sessions: Sequence[PlannedSessionRow]) -> Program:
    """The program in a row, with the sessions that are given."""
    record = dict(row.definition) | {
        "name": row.name, "origin": row.origin, "template": row.template, "weeks": row.weeks,
        "starts_on": row.starts_on.isoformat(), "days_per_week": row.days_per_week, "lifts": row.lifts,
        "sessions": [each.content | {"date": each.date.isoformat()} for each in sessions],
    }  # fmt: skip
    return program_of(record)
