"""Queries about facts: what is known of an athlete, at which time, and since when."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from db.memory_tables import FactRow


async def add(session: AsyncSession, athlete_id: UUID, row: FactRow) -> UUID:
    """Store a fact."""
    row.athlete_id = athlete_id
    session.add(row)
    await session.flush()
    return row.id


async def by_ids(session: AsyncSession, athlete_id: UUID, keys: Sequence[UUID]) -> Sequence[FactRow]:
    """Some facts, in the order in which they were learnt."""
    asked = sa.select(FactRow).where(FactRow.athlete_id == athlete_id, FactRow.id.in_(keys))
    return (await session.scalars(_in_order(asked).execution_options(populate_existing=True))).all()


async def current(session: AsyncSession, athlete_id: UUID, today: date) -> Sequence[FactRow]:
    """What holds today, in the order in which it was learnt."""
    asked = sa.select(FactRow).where(
        FactRow.athlete_id == athlete_id, FactRow.retracted_at.is_(None), *_true_on(today, FactRow.valid_to)
    )
    return (await session.scalars(_in_order(asked).execution_options(populate_existing=True))).all()


async def standing(
    session: AsyncSession, athlete_id: UUID, today: date, kinds: Sequence[str], most: int
) -> Sequence[FactRow]:
    """What always matters: what stands for state, and everything of some kinds; the newest first."""
    asked = sa.select(FactRow).where(
        FactRow.athlete_id == athlete_id, FactRow.retracted_at.is_(None), *_true_on(today, FactRow.valid_to),
        FactRow.points_to.is_not(None) | FactRow.kind.in_(kinds),
    )  # fmt: skip
    return (await session.scalars(asked.order_by(FactRow.learnt_at.desc(), FactRow.id).limit(most))).all()


async def of_subject(session: AsyncSession, athlete_id: UUID, subject: str, today: date) -> Sequence[FactRow]:
    """What holds of a subject today or later."""
    asked = sa.select(FactRow).where(
        FactRow.athlete_id == athlete_id, FactRow.subject == subject, FactRow.retracted_at.is_(None),
        FactRow.valid_to.is_(None) | (FactRow.valid_to > today),
    )  # fmt: skip
    return (await session.scalars(_in_order(asked).execution_options(populate_existing=True))).all()


async def pointing(session: AsyncSession, athlete_id: UUID, today: date) -> Sequence[FactRow]:
    """Those that stand for some state and hold, or ended today."""
    asked = sa.select(FactRow).where(
        FactRow.athlete_id == athlete_id, FactRow.points_to.is_not(None), FactRow.retracted_at.is_(None),
        FactRow.valid_to.is_(None) | (FactRow.valid_to >= today),
    )  # fmt: skip
    return (await session.scalars(_in_order(asked).execution_options(populate_existing=True))).all()


async def true_on(session: AsyncSession, athlete_id: UUID, first: date, last: date) -> Sequence[FactRow]:
    """What was true at some time of a period, as is known now."""
    asked = sa.select(FactRow).where(
        FactRow.athlete_id == athlete_id, FactRow.retracted_at.is_(None), FactRow.valid_from <= last,
        FactRow.valid_to.is_(None) | ((FactRow.valid_to > first) & (FactRow.valid_to > FactRow.valid_from)),
    )  # fmt: skip
    return (await session.scalars(_in_order(asked))).all()


async def known_at(session: AsyncSession, athlete_id: UUID, moment: datetime, day: date) -> Sequence[FactRow]:
    """What was held to be true on a day, as it was known at a moment: ends that were learnt later are not yet there."""
    end = sa.case((FactRow.end_learnt_at > moment, None), else_=FactRow.valid_to)
    asked = sa.select(FactRow).where(
        FactRow.athlete_id == athlete_id, FactRow.learnt_at <= moment,
        FactRow.retracted_at.is_(None) | (FactRow.retracted_at > moment), *_true_on(day, end),
    )  # fmt: skip
    return (await session.scalars(_in_order(asked))).all()


async def every(session: AsyncSession, athlete_id: UUID) -> Sequence[FactRow]:
    """All facts with their history."""
    return (await session.scalars(_in_order(sa.select(FactRow).where(FactRow.athlete_id == athlete_id)))).all()


async def change(session: AsyncSession, athlete_id: UUID, key: UUID, fields: dict[str, Any]) -> None:
    """Change some fields of a fact."""
    await session.execute(
        sa.update(FactRow).where(FactRow.athlete_id == athlete_id, FactRow.id == key).values(**fields)
    )


async def delete(session: AsyncSession, athlete_id: UUID, keys: Sequence[UUID]) -> None:
    """Take facts away, with all that they were found by."""
    await session.execute(sa.delete(FactRow).where(FactRow.athlete_id == athlete_id, FactRow.id.in_(keys)))


def _true_on(day: date, end: Any) -> tuple[sa.ColumnElement[bool], ...]:
    return FactRow.valid_from <= day, end.is_(None) | (end > day)


def _in_order(asked: sa.Select[FactRow]) -> sa.Select[FactRow]:
    return asked.order_by(FactRow.learnt_at, FactRow.id)
