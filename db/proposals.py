"""Queries about proposals: what waits for a person, what was decided, what was rejected before."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from db.program_tables import ProposalRow
from training.errors import NotFound


async def add(session: AsyncSession, athlete_id: UUID, row: ProposalRow) -> UUID:
    """Store a proposal; returns its id."""
    row.athlete_id = athlete_id
    session.add(row)
    await session.flush()
    return row.id


async def by_id(session: AsyncSession, athlete_id: UUID, proposal_id: UUID) -> ProposalRow:
    """One proposal. Raises ``NotFound``."""
    asked = sa.select(ProposalRow).where(ProposalRow.athlete_id == athlete_id, ProposalRow.id == proposal_id)
    row = await session.scalar(asked.execution_options(populate_existing=True))
    if row is None:
        raise NotFound("There is no proposal with that id.")
    return row


async def beginning(session: AsyncSession, athlete_id: UUID, start: str) -> Sequence[ProposalRow]:
    """The proposals whose id, written without dashes, begins so; newest first."""
    bare = sa.func.replace(sa.cast(ProposalRow.id, sa.Text), "-", "")
    asked = sa.select(ProposalRow).where(ProposalRow.athlete_id == athlete_id, bare.startswith(start, autoescape=True))
    return (await session.scalars(asked.order_by(ProposalRow.created_at.desc()))).all()


async def listed(
    session: AsyncSession, athlete_id: UUID, today: date | None = None, most: int = 20
) -> Sequence[ProposalRow]:
    """Open proposals, newest first; with a day only those that still have a session to change."""
    asked = sa.select(ProposalRow).where(ProposalRow.athlete_id == athlete_id, ProposalRow.status == "open")
    if today is not None:
        asked = asked.where(sa.text(_STANDS.format("proposals")).bindparams(today=today))
    return (await session.scalars(asked.order_by(ProposalRow.created_at.desc()).limit(most))).all()


async def rejected_before(session: AsyncSession, athlete_id: UUID, fingerprint: str) -> ProposalRow | None:
    """The latest rejected proposal of the same changes."""
    asked = sa.select(ProposalRow).where(
        ProposalRow.athlete_id == athlete_id, ProposalRow.fingerprint == fingerprint, ProposalRow.status == "rejected"
    )
    return await session.scalar(asked.order_by(ProposalRow.created_at.desc()).limit(1))


async def decide(
    session: AsyncSession, athlete_id: UUID, proposal_id: UUID, status: str, door: str, at: datetime, **more: Any
) -> None:
    """Note what a person decided, and when."""
    await session.execute(
        sa.update(ProposalRow)
        .where(ProposalRow.athlete_id == athlete_id, ProposalRow.id == proposal_id)
        .values(status=status, decided_by=door, decided_at=at, **more)
    )


_STANDS = """(
    cast({0}.created_at as date) >= :today or coalesce({0}.basis -> 'sessions', '{{}}') = '{{}}'
    or exists (select 1 from planned_sessions s where s.athlete_id = {0}.athlete_id and s.status in ('planned', 'moved')
        and s.date >= :today and jsonb_exists({0}.basis -> 'sessions', cast(s.id as text))))"""
"""A proposal expires with the sessions that it would change."""
STANDING = sa.text(
    """
    select (select red_flag from planning where athlete_id = :athlete),
        (select misread from planning where athlete_id = :athlete),
        p.id,
        (select position(p.id::text in coalesce(m.steps::text, '')) > 0 from messages m
         where m.athlete_id = :athlete and m.chat_id = :chat and m.role = 'assistant' order by m.number desc limit 1),
        exists (select 1 from programs where athlete_id = :athlete and status in ('active', 'paused')),
        exists (select 1 from workouts where athlete_id = :athlete and date = :today),
        array(select name from exercises where athlete_id = :athlete and slug is null order by name limit 200),
        (select count(*) from proposals o, lateral (select coalesce(m.steps::text, '') as said from messages m
            where m.athlete_id = :athlete and m.chat_id = :chat and m.role = 'assistant' order by m.number desc limit 1) last
         where o.athlete_id = :athlete and o.status = 'open' and position(o.id::text in last.said) > 0)
    from (select 1) one left join lateral (
        select id from proposals where athlete_id = :athlete and status = 'open' and chat_id = :chat and """
    + _STANDS.format("proposals")
    + """
        order by created_at desc limit 1) p on true
"""
)


class Standing(NamedTuple):
    """What a turn begins with."""

    held: dict[str, Any] | None
    """The record of the emergency sign that holds training."""
    misread: tuple[str, ...]
    """Digests of what was taken for a red flag and was none."""
    offered: UUID | None
    """The chat's open proposal."""
    was_last: bool
    """Whether it was said last."""
    has_program: bool
    trained_today: bool
    own_exercises: tuple[str, ...]
    shown: int = 0
    """How many open proposals were said last."""


async def standing(session: AsyncSession, athlete_id: UUID, chat_id: UUID, today: date) -> Standing:
    """Where the athlete and the chat stand, in one statement."""
    where = {"athlete": athlete_id, "chat": chat_id, "today": today}
    held, misread, offered, was_last, has_program, trained_today, own, shown = (
        await session.execute(STANDING, where)
    ).one()
    return Standing(
        held, tuple(misread or ()), offered, bool(was_last), has_program, trained_today, tuple(own), int(shown)
    )
