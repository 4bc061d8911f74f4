"""Queries about facts: what is known of an athlete, at which time, and since when."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from db.memory_tables import KINDS, SOURCES, FactRow
from db.things import columns_of, thing_json
from training.errors import Invalid

NOT_EXPORTED = ("message_id", "points_to")
"""Keys of this database's own rows."""


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


async def newest(session: AsyncSession, athlete_id: UUID, today: date, most: int) -> tuple[Sequence[FactRow], int]:
    """What holds today, the last that was learnt first, as many as that; and how many there are."""
    holds = FactRow.athlete_id == athlete_id, FactRow.retracted_at.is_(None), *_true_on(today, FactRow.valid_to)
    asked = sa.select(FactRow).where(*holds).order_by(FactRow.learnt_at.desc(), FactRow.id).limit(most)
    rows = (await session.scalars(asked.execution_options(populate_existing=True))).all()
    return rows, await session.scalar(sa.select(sa.func.count()).select_from(FactRow).where(*holds)) or 0


async def standing(
    session: AsyncSession, athlete_id: UUID, today: date, kinds: Sequence[str], most: int
) -> Sequence[FactRow]:
    """What always matters: what stands for state, and everything of some kinds; the newest first."""
    asked = sa.select(FactRow).where(
        FactRow.athlete_id == athlete_id, FactRow.retracted_at.is_(None), *_true_on(today, FactRow.valid_to),
        FactRow.points_to.is_not(None) | FactRow.kind.in_(kinds),
    )  # fmt: skip
    return (await session.scalars(asked.order_by(FactRow.learnt_at.desc(), FactRow.id).limit(most))).all()


async def holding(session: AsyncSession, athlete_id: UUID, today: date) -> Sequence[FactRow]:
    """What holds today or later."""
    asked = sa.select(FactRow).where(
        FactRow.athlete_id == athlete_id,
        FactRow.retracted_at.is_(None),
        FactRow.valid_to.is_(None) | (FactRow.valid_to > today),
    )
    return (await session.scalars(_in_order(asked).execution_options(populate_existing=True))).all()


async def of_messages(session: AsyncSession, athlete_id: UUID, messages: Sequence[UUID]) -> Sequence[FactRow]:
    """What some messages told, also what was taken back or is over, in the order in which it was learnt."""
    asked = sa.select(FactRow).where(
        FactRow.athlete_id == athlete_id, FactRow.message_id.in_(messages), FactRow.points_to.is_(None)
    )
    return (await session.scalars(_in_order(asked))).all()


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


async def export(session: AsyncSession, athlete_id: UUID) -> list[dict[str, Any]]:
    """Everything that is remembered, with its history. What stands for state that holds is in that state's own list."""
    rows = [
        row for row in await every(session, athlete_id) if row.points_to is None or row.valid_to or row.retracted_at
    ]
    return [{name: value for name, value in thing_json(row).items() if name not in NOT_EXPORTED} for row in rows]


def imported(record: Mapping[str, Any]) -> dict[str, Any]:
    """A fact of an export, ready to be put: at the least its kind, its text and since when. Raises ``Invalid``."""
    try:
        day = date.fromisoformat(str(record["valid_from"])[:10])
        plain = {
            "id": str(record.get("id") or uuid5(NAMESPACE_URL, json.dumps(record, sort_keys=True))), "subject": record["kind"],
            "source": "import", "said_on": day.isoformat(), "learnt_at": f"{day.isoformat()}T00:00:00+00:00",
        }  # fmt: skip
        whole = plain | {
            name: value for name, value in record.items() if value is not None and name not in NOT_EXPORTED
        }
        whole |= {
            "valid_from": day.isoformat(),
            "source": record["source"] if record.get("source") in SOURCES else "import",
        }
        UUID(whole["id"])
        columns_of("facts", whole)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Invalid(f"it can't be read ({error!r})") from error
    if whole["kind"] not in KINDS or not isinstance(whole["text"], str) or not 1 <= len(whole["text"]) <= 500:
        raise Invalid("a memory has a kind that there is, and a text of up to 500 characters")
    if whole.get("valid_to") and whole["valid_to"] < whole["valid_from"]:
        raise Invalid("it ends before it begins")
    return whole


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
