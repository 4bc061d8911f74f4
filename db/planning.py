"""Queries about whom plans are for: the planning profile, injuries, rules, goals, check-ins, feedback."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from db.program_tables import CheckInRow, FeedbackRow, GoalRow, InjuryRow, MovementRuleRow, PlanningRow

Listed = TypeVar("Listed", GoalRow, InjuryRow, MovementRuleRow, CheckInRow, FeedbackRow)


async def profile(session: AsyncSession, athlete_id: UUID) -> PlanningRow | None:
    """What is known for planning; ``None`` before anything is."""
    asked = sa.select(PlanningRow).where(PlanningRow.athlete_id == athlete_id)
    return await session.scalar(asked.execution_options(populate_existing=True))


async def update_profile(session: AsyncSession, athlete_id: UUID, fields: dict[str, Any]) -> None:
    """Change some of what is known."""
    statement = insert(PlanningRow).values(athlete_id=athlete_id, **fields)
    await session.execute(statement.on_conflict_do_update(index_elements=["athlete_id"], set_=fields))


async def add(session: AsyncSession, athlete_id: UUID, row: Listed) -> None:
    """Store a goal, an injury, a rule, a check-in, or feedback."""
    row.athlete_id = athlete_id
    session.add(row)
    await session.flush()


async def injuries(session: AsyncSession, athlete_id: UUID, active_on: date | None = None) -> Sequence[InjuryRow]:
    """Injuries, newest first and by region within a day; only those that hold on a day if one is named."""
    asked = sa.select(InjuryRow).where(InjuryRow.athlete_id == athlete_id)
    if active_on is not None:
        asked = asked.where(InjuryRow.resolved_on.is_(None) | (InjuryRow.resolved_on > active_on))
    return (await session.scalars(asked.order_by(InjuryRow.since.desc(), InjuryRow.region, InjuryRow.id))).all()


async def movement_rules(session: AsyncSession, athlete_id: UUID) -> Sequence[MovementRuleRow]:
    """The athlete's rules about exercises."""
    asked = sa.select(MovementRuleRow).where(MovementRuleRow.athlete_id == athlete_id)
    return (await session.scalars(asked.order_by(MovementRuleRow.kind, MovementRuleRow.what, MovementRuleRow.id))).all()


async def goals(session: AsyncSession, athlete_id: UUID, status: str | None = "active") -> Sequence[GoalRow]:
    """Goals in the order they were set."""
    asked = sa.select(GoalRow).where(GoalRow.athlete_id == athlete_id)
    if status is not None:
        asked = asked.where(GoalRow.status == status)
    return (await session.scalars(asked.order_by(GoalRow.set_on, GoalRow.id))).all()


async def check_ins(
    session: AsyncSession, athlete_id: UUID, kind: str | None, since: date, until: date
) -> Sequence[CheckInRow]:
    """Check-ins of a period in the order of time."""
    asked = sa.select(CheckInRow).where(CheckInRow.athlete_id == athlete_id, CheckInRow.date.between(since, until))
    if kind is not None:
        asked = asked.where(CheckInRow.kind == kind)
    return (await session.scalars(asked.order_by(CheckInRow.date, CheckInRow.created_at))).all()


async def feedback(session: AsyncSession, athlete_id: UUID, since: date, until: date) -> Sequence[FeedbackRow]:
    """Feedback of a period in the order of time."""
    asked = sa.select(FeedbackRow).where(FeedbackRow.athlete_id == athlete_id, FeedbackRow.date.between(since, until))
    return (await session.scalars(asked.order_by(FeedbackRow.date, FeedbackRow.created_at))).all()


async def change(session: AsyncSession, athlete_id: UUID, row: type[Listed], key: UUID, fields: dict[str, Any]) -> None:
    """Change some fields of a goal, an injury, a rule, a check-in, or feedback."""
    await session.execute(sa.update(row).where(row.athlete_id == athlete_id, row.id == key).values(**fields))


async def forget(session: AsyncSession, athlete_id: UUID, row: type[Listed], key: UUID) -> None:
    """Take one of them away."""
    await session.execute(sa.delete(row).where(row.athlete_id == athlete_id, row.id == key))


async def every_check_in(session: AsyncSession, athlete_id: UUID) -> Sequence[CheckInRow]:
    """All check-ins in the order of time."""
    asked = sa.select(CheckInRow).where(CheckInRow.athlete_id == athlete_id)
    return (await session.scalars(asked.order_by(CheckInRow.date, CheckInRow.created_at, CheckInRow.id))).all()
