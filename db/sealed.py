"""Queries about what was forgotten and can still be taken back: it is kept for a day, and whoever comes by ends it."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from db.memory_tables import SealedRow

KEPT = "interval '1 day'"
OVER = f"sealed_at < now() - {KEPT}"
"""What is over belongs to nobody any more: the policy of that name lets any athlete's upkeep take it away."""


async def add(session: AsyncSession, athlete_id: UUID, closed: str) -> None:
    """Keep something that was forgotten, closed."""
    session.add(SealedRow(athlete_id=athlete_id, closed=closed))
    await session.flush()


async def newest(session: AsyncSession, athlete_id: UUID) -> SealedRow | None:
    """What was forgotten last, if that is less than a day ago."""
    asked = sa.select(SealedRow).where(SealedRow.athlete_id == athlete_id, sa.text(f"not {OVER}"))
    return await session.scalar(asked.order_by(SealedRow.sealed_at.desc()).limit(1))


async def drop(session: AsyncSession, athlete_id: UUID, key: UUID) -> None:
    """Take one away."""
    await session.execute(sa.delete(SealedRow).where(SealedRow.athlete_id == athlete_id, SealedRow.id == key))


async def end_those_over(session: AsyncSession) -> None:
    """Take away for good what was forgotten more than a day ago, by whichever athlete."""
    await session.execute(sa.text(f"delete from sealed where {OVER}"))
