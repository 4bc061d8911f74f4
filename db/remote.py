"""Queries about what other services hold of an athlete, and about what is sent to them."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from db.outside_tables import DeliveryRow, RemoteRecordRow


def digest(content: Any) -> str:
    """By which two contents are the same."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:32]


async def keep(
    session: AsyncSession, athlete_id: UUID, connection: str, kind: str, contents: Mapping[str, dict[str, Any]]
) -> None:
    """Keep things as the service gave them, by its ids; one that was deleted and is back is there again."""
    if not contents:
        return
    rows = [
        {"athlete_id": athlete_id, "connection": connection, "kind": kind, "external_id": key, "content": content}
        for key, content in contents.items()
    ]
    statement = insert(RemoteRecordRow)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["athlete_id", "connection", "kind", "external_id"],
            set_={"content": statement.excluded.content, "deleted_at": None},
        ),
        rows,
    )


async def mark_deleted(
    session: AsyncSession, athlete_id: UUID, connection: str, kind: str, gone: Mapping[str, str]
) -> None:
    """Note what was deleted over there, and when."""
    for key, at in gone.items():
        await session.execute(
            sa.update(RemoteRecordRow).where(*_those(athlete_id, connection, kind, [key])).values(deleted_at=at)
        )


async def keep_only(session: AsyncSession, athlete_id: UUID, connection: str, kind: str, keys: Sequence[str]) -> None:
    """Forget what is not among these: they were all there are."""
    of_kind = _of(athlete_id, connection, kind)
    await session.execute(sa.delete(RemoteRecordRow).where(*of_kind, RemoteRecordRow.external_id.not_in(keys)))


async def records(session: AsyncSession, athlete_id: UUID, connection: str, kind: str) -> Sequence[RemoteRecordRow]:
    """Everything of a kind that is not deleted, or was and is still in the log."""
    asked = sa.select(RemoteRecordRow).where(
        *_of(athlete_id, connection, kind),
        sa.or_(RemoteRecordRow.deleted_at.is_(None), RemoteRecordRow.workout_id.is_not(None)),
    )
    ordered = asked.order_by(RemoteRecordRow.external_id).execution_options(populate_existing=True)
    return (await session.scalars(ordered)).all()


async def counts(session: AsyncSession, athlete_id: UUID, connection: str) -> dict[str, int]:
    """How many things of each kind are kept."""
    rows = await session.execute(
        sa.select(RemoteRecordRow.kind, sa.func.count())
        .where(
            RemoteRecordRow.athlete_id == athlete_id, RemoteRecordRow.connection == connection,
            RemoteRecordRow.deleted_at.is_(None),
        )
        .group_by(RemoteRecordRow.kind)
    )  # fmt: skip
    return {kind: number for kind, number in rows}


async def mark_applied(
    session: AsyncSession, athlete_id: UUID, connection: str, kind: str, key: str, **columns: Any
) -> None:
    """Note what the log has taken over of a thing: ``applied``, ``workout_id``, ``stored``."""
    await session.execute(
        sa.update(RemoteRecordRow).where(*_those(athlete_id, connection, kind, [key])).values(**columns)
    )


async def forget_applied(session: AsyncSession, athlete_id: UUID, workout_ids: Sequence[UUID]) -> None:
    """These workouts were taken back: the next sync may bring them again."""
    await session.execute(
        sa.update(RemoteRecordRow)
        .where(RemoteRecordRow.athlete_id == athlete_id, RemoteRecordRow.workout_id.in_(workout_ids))
        .values(applied=None, workout_id=None, stored=None)
    )


async def alone(session: AsyncSession, athlete_id: UUID, connection: str) -> bool:
    """Whether nobody else talks to this service for the athlete; held until the transaction ends."""
    asked = {"of": f"{athlete_id} {connection}"}
    return bool(await session.scalar(sa.text("select pg_try_advisory_xact_lock(hashtextextended(:of, 1))"), asked))


async def approve(session: AsyncSession, athlete_id: UUID, connection: str, wanted: Mapping[str, Any]) -> UUID:
    """Note a write that a person approved; it is made after the transaction. Returns its id."""
    last = sa.select(sa.func.coalesce(sa.func.max(DeliveryRow.number), 0) + 1).where(
        DeliveryRow.athlete_id == athlete_id, DeliveryRow.connection == connection
    )
    made = sa.insert(DeliveryRow).values(
        athlete_id=athlete_id, connection=connection, number=last.scalar_subquery(), **wanted
    )
    return (await session.execute(made.returning(DeliveryRow.id))).scalar_one()


async def waiting(session: AsyncSession, athlete_id: UUID, connection: str | None = None) -> Sequence[DeliveryRow]:
    """Writes that were approved and are not made for sure, in order."""
    asked = sa.select(DeliveryRow).where(
        DeliveryRow.athlete_id == athlete_id, DeliveryRow.state.in_(("approved", "sending"))
    )
    if connection is not None:
        asked = asked.where(DeliveryRow.connection == connection)
    ordered = asked.order_by(DeliveryRow.connection, DeliveryRow.number)
    return (await session.scalars(ordered.execution_options(populate_existing=True))).all()


async def delivered(session: AsyncSession, athlete_id: UUID, connection: str) -> Sequence[DeliveryRow]:
    """Writes that were made, in order."""
    asked = sa.select(DeliveryRow).where(
        DeliveryRow.athlete_id == athlete_id, DeliveryRow.connection == connection, DeliveryRow.state == "done"
    )
    return (await session.scalars(asked.order_by(DeliveryRow.number))).all()


async def note(session: AsyncSession, athlete_id: UUID, delivery_id: UUID, **columns: Any) -> None:
    """Note how a write goes."""
    await session.execute(
        sa.update(DeliveryRow)
        .where(DeliveryRow.athlete_id == athlete_id, DeliveryRow.id == delivery_id)
        .values(**columns)
    )


def _of(athlete_id: UUID, connection: str, kind: str) -> list[sa.ColumnElement[bool]]:
    return [
        RemoteRecordRow.athlete_id == athlete_id, RemoteRecordRow.connection == connection,
        RemoteRecordRow.kind == kind,
    ]  # fmt: skip


def _those(athlete_id: UUID, connection: str, kind: str, keys: Sequence[str]) -> list[sa.ColumnElement[bool]]:
    return [*_of(athlete_id, connection, kind), RemoteRecordRow.external_id.in_(keys)]
