"""Rows as whole things in JSON, by kind and key: how the ledger keeps them, and how they are put back."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from db.columns import Table
from db.memory_tables import FactRow
from db.program_tables import (
    CheckInRow,
    FeedbackRow,
    GoalRow,
    InjuryRow,
    MovementRuleRow,
    PlannedSessionRow,
    PlanningRow,
    ProgramRow,
    ProposalRow,
)

KINDS: Mapping[str, type[Table]] = {
    "planning": PlanningRow, "programs": ProgramRow, "planned_sessions": PlannedSessionRow, "goals": GoalRow,
    "injuries": InjuryRow, "movement_rules": MovementRuleRow, "proposals": ProposalRow, "check_ins": CheckInRow,
    "feedback": FeedbackRow, "facts": FactRow,
}  # fmt: skip
"""In the order they are put back: a session needs its program."""
ONLY = "planning"
"""The key of the one thing of a kind that an athlete has one of."""


def thing_json(row: Table) -> dict[str, Any]:
    """A row without the athlete's id."""
    columns = sa.inspect(type(row)).columns.keys()
    return {name: _plain(getattr(row, name)) for name in columns if name != "athlete_id"}


def columns_of(kind: str, record: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that ``thing_json`` wrote. Raises ``KeyError`` for a field that there is none of."""
    columns = sa.inspect(KINDS[kind]).columns
    return {name: _typed(columns[name].type.python_type, value) for name, value in record.items()}


async def take(session: AsyncSession, athlete_id: UUID, kind: str, keys: Sequence[str]) -> dict[str, Any]:
    """How the things of a kind are now; null for one that is not there."""
    model = KINDS[kind]
    asked = sa.select(model).where(_of(model, athlete_id))
    if kind != ONLY:
        asked = asked.where(_id(model).in_([UUID(key) for key in keys]))
    found = (await session.scalars(asked.execution_options(populate_existing=True))).all()
    return dict.fromkeys(keys) | {(ONLY if kind == ONLY else str(row.id)): thing_json(row) for row in found}  # type: ignore[attr-defined]


async def put(session: AsyncSession, athlete_id: UUID, kind: str, key: str, record: Mapping[str, Any] | None) -> None:
    """Make a thing what it should be: added, changed, or gone. Who may change it need not be one who may add it."""
    model = KINDS[kind]
    it = [_of(model, athlete_id), *([] if kind == ONLY else [_id(model) == UUID(key)])]
    if record is None:
        await session.execute(sa.delete(model).where(*it))
        return
    columns = columns_of(kind, record)
    changed = {name: value for name, value in columns.items() if name != "id"}
    there = await session.scalar(sa.update(model).where(*it).values(changed).returning(_of(model, athlete_id)))
    if there is None:
        await session.execute(sa.insert(model).values(athlete_id=athlete_id, **columns))


def _of(model: type[Table], athlete_id: UUID) -> sa.ColumnElement[bool]:
    owner: sa.ColumnElement[UUID] = sa.inspect(model).columns["athlete_id"]
    return owner == athlete_id


def _id(model: type[Table]) -> sa.ColumnElement[UUID]:
    found: sa.ColumnElement[UUID] = sa.inspect(model).columns["id"]
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _typed(kind: type, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if kind is datetime:
        return datetime.fromisoformat(value)
    if kind is date:
        return date.fromisoformat(value)
    return UUID(value) if kind is UUID else value
