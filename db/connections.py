"""Queries about connections to other services."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from db.outside_tables import ConnectionRow


async def put(session: AsyncSession, athlete_id: UUID, name: str, **columns: Any) -> None:
    """Make a connection, or make the one of that name what it should be; how far its sync is stays."""
    statement = insert(ConnectionRow).values(athlete_id=athlete_id, name=name, **columns)
    await session.execute(
        statement.on_conflict_do_update(index_elements=["athlete_id", "name"], set_=columns | {"problem": ""})
    )


async def listed(session: AsyncSession, athlete_id: UUID) -> Sequence[ConnectionRow]:
    """All connections, by name."""
    asked = sa.select(ConnectionRow).where(ConnectionRow.athlete_id == athlete_id).order_by(ConnectionRow.name)
    return (await session.scalars(asked.execution_options(populate_existing=True))).all()


async def named(session: AsyncSession, athlete_id: UUID, name: str) -> ConnectionRow | None:
    """One connection."""
    asked = sa.select(ConnectionRow).where(ConnectionRow.athlete_id == athlete_id, ConnectionRow.name == name)
    return await session.scalar(asked.execution_options(populate_existing=True))


async def change(session: AsyncSession, athlete_id: UUID, name: str, **columns: Any) -> None:
    """Note how far a sync is, what went wrong, which tools are allowed."""
    await session.execute(
        sa.update(ConnectionRow)
        .where(ConnectionRow.athlete_id == athlete_id, ConnectionRow.name == name)
        .values(**columns)
    )


async def forget(session: AsyncSession, athlete_id: UUID, name: str) -> bool:
    """Take a connection away with its keys and the copy of what it holds; whether there was one."""
    gone = await session.scalar(
        sa.delete(ConnectionRow)
        .where(ConnectionRow.athlete_id == athlete_id, ConnectionRow.name == name)
        .returning(ConnectionRow.name)
    )
    return gone is not None
