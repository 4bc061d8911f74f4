"""The ledger: every write with its before and after, which is also how a write is undone.

An entry's ``before`` and ``after`` hold whole things by kind and key, null for one that is not there:
``{"workouts": {id: ...}, "measurements": {id: ...}, "settings": {name: value}, "exercises": {name: ...}}``,
and the kinds of ``db.things``. Sessions come and go with their program, so a new program is one key.
A bulk write (an import) keeps only the ids of what it added: undoing it takes them away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from db.tables import LedgerRow, MessageRow

Snapshot = dict[str, dict[str, Any]]
IN_PASSING = "learn"
"""A write that nobody asked for, so a bare 'undo' does not mean it."""
STRIKE = sa.text("""
    with gone as materialized (select cast(:kind as text) as kind, cast(:keys as text[]) as keys)
    update ledger l set said = '[forgotten]', undone_at = coalesce(undone_at, clock_timestamp()),
        before = case when jsonb_exists(before, g.kind)
                      then jsonb_set(before, array[g.kind], (before -> g.kind) - g.keys) else before end,
        after = case when jsonb_exists(after, g.kind)
                     then jsonb_set(after, array[g.kind], (after -> g.kind) - g.keys) else after end
    from gone g
    where l.athlete_id = :athlete
      and (jsonb_exists_any(before -> g.kind, g.keys) or jsonb_exists_any(after -> g.kind, g.keys))
""")


CLOSE = sa.text("""
    update ledger set undone_at = clock_timestamp()
    where athlete_id = :athlete and undone_at is null
      and jsonb_exists_any(before -> cast(:kind as text), cast(:keys as text[]))
""")
CHANGED = sa.text("""
    with written as materialized (
        select l.number, l.before, l.after, u.before as undone_before, u.after as undone_after
        from ledger l left join ledger u on u.athlete_id = l.athlete_id and u.id = l.undoes
        where l.athlete_id = :athlete and l.number > :after order by l.number limit :most
    )
    select number, coalesce(array_agg(distinct key) filter (where key is not null), '{}') from written left join lateral (
        select jsonb_object_keys(part -> cast(:kind as text)) as key
        from unnest(array[before, after, undone_before, undone_after]) part
        union all
        select jsonb_array_elements_text(part -> 'imported' -> cast(:kind as text))
        from unnest(array[after, undone_after]) part
    ) keys on true
    group by number order by number
""")


@dataclass(frozen=True, slots=True)
class Entry:
    """One write, as it is about to be recorded."""

    door: str
    tool: str
    key: str
    said: str
    before: Snapshot
    after: Snapshot
    result: Mapping[str, Any]
    message_id: UUID | None = None
    undoes: UUID | None = None
    digest: str | None = None


async def done_before(session: AsyncSession, athlete_id: UUID, key: str) -> LedgerRow | None:
    """The write that this idempotency key already made."""
    return await session.scalar(sa.select(LedgerRow).where(LedgerRow.athlete_id == athlete_id, LedgerRow.key == key))


async def record(session: AsyncSession, athlete_id: UUID, entry: Entry) -> UUID:
    """Write an entry; returns its id."""
    new = uuid4()
    await session.execute(
        sa.insert(LedgerRow),
        {"athlete_id": athlete_id, "id": new} | {name: getattr(entry, name) for name in Entry.__slots__},
    )
    return new


async def last_to_undo(session: AsyncSession, athlete_id: UUID) -> LedgerRow | None:
    """The latest write that still stands, in whichever chat or door it was made."""
    return await session.scalar(
        sa.select(LedgerRow)
        .where(
            LedgerRow.athlete_id == athlete_id,
            LedgerRow.undone_at.is_(None),
            LedgerRow.undoes.is_(None),
            LedgerRow.tool != IN_PASSING,
        )
        .order_by(LedgerRow.number.desc())
        .limit(1)
    )


async def by_id(session: AsyncSession, athlete_id: UUID, entry_id: UUID) -> LedgerRow | None:
    """One entry."""
    return await session.scalar(
        sa.select(LedgerRow).where(LedgerRow.athlete_id == athlete_id, LedgerRow.id == entry_id)
    )


async def of_message(session: AsyncSession, athlete_id: UUID, message_id: UUID) -> list[LedgerRow]:
    """The writes that a message of the athlete asked for, in order."""
    asked = sa.select(LedgerRow).where(LedgerRow.athlete_id == athlete_id, LedgerRow.message_id == message_id)
    return list((await session.scalars(asked.order_by(LedgerRow.number))).all())


async def standing_of_chat(session: AsyncSession, athlete_id: UUID, chat_id: UUID) -> list[LedgerRow]:
    """The writes that were asked for in a chat and can be taken back, in order."""
    asked = sa.select(LedgerRow).where(
        LedgerRow.athlete_id == athlete_id, LedgerRow.undone_at.is_(None), LedgerRow.undoes.is_(None),
        LedgerRow.message_id.in_(
            sa.select(MessageRow.id).where(MessageRow.athlete_id == athlete_id, MessageRow.chat_id == chat_id)
        ),
    )  # fmt: skip
    return list((await session.scalars(asked.order_by(LedgerRow.number))).all())


async def standing(session: AsyncSession, athlete_id: UUID, entries: Sequence[UUID]) -> set[UUID]:
    """Those of some writes that can be taken back."""
    asked = sa.select(LedgerRow.id).where(
        LedgerRow.athlete_id == athlete_id, LedgerRow.id.in_(entries), LedgerRow.undone_at.is_(None)
    )
    return set(await session.scalars(asked))


async def messages_written_for(
    session: AsyncSession, athlete_id: UUID, messages: Sequence[UUID], but_by: Sequence[str]
) -> set[UUID]:
    """Those of some messages that asked for a write by other tools than these."""
    asked = sa.select(LedgerRow.message_id).where(
        LedgerRow.athlete_id == athlete_id, LedgerRow.message_id.in_(messages), LedgerRow.tool.not_in(but_by)
    )
    return {each for each in await session.scalars(asked) if each is not None}


async def mark_undone(session: AsyncSession, athlete_id: UUID, entry_id: UUID) -> None:
    """Say that a write no longer stands."""
    await session.execute(
        sa.update(LedgerRow)
        .where(LedgerRow.athlete_id == athlete_id, LedgerRow.id == entry_id)
        .values(undone_at=sa.func.clock_timestamp())
    )


async def close(session: AsyncSession, athlete_id: UUID, kind: str, keys: Sequence[str]) -> None:
    """What was written of these things stays: a bare 'undo' goes on with what was before it."""
    await session.execute(CLOSE, {"athlete": athlete_id, "kind": kind, "keys": list(keys)})


async def latest(session: AsyncSession, athlete_id: UUID, most: int = 20) -> list[LedgerRow]:
    """The latest writes, newest first."""
    asked = sa.select(LedgerRow).where(LedgerRow.athlete_id == athlete_id)
    return list((await session.scalars(asked.order_by(LedgerRow.number.desc()).limit(most))).all())


async def page(
    session: AsyncSession,
    athlete_id: UUID,
    span: tuple[datetime | None, datetime | None],
    before: int | None,
    most: int,
) -> list[LedgerRow]:
    """Writes of a span of time, the latest first, before the one of a number."""
    since, until = span
    asked = sa.select(LedgerRow).where(LedgerRow.athlete_id == athlete_id)
    asked = asked if since is None else asked.where(LedgerRow.at >= since)
    asked = asked if until is None else asked.where(LedgerRow.at < until)
    asked = asked if before is None else asked.where(LedgerRow.number < before)
    return list((await session.scalars(asked.order_by(LedgerRow.number.desc()).limit(most))).all())


async def newest(session: AsyncSession, athlete_id: UUID) -> int:
    """The number of the latest write; 0 where there is none."""
    asked = sa.select(sa.func.coalesce(sa.func.max(LedgerRow.number), 0)).where(LedgerRow.athlete_id == athlete_id)
    return int(await session.scalar(asked) or 0)


async def changed_after(
    session: AsyncSession, athlete_id: UUID, kind: str, after: int, most: int
) -> tuple[list[str], int, bool]:
    """The things of a kind that the next writes changed, the number of the last of those, and whether there are more."""
    asked = {"athlete": athlete_id, "kind": kind, "after": after, "most": most + 1}
    rows = (await session.execute(CHANGED, asked)).all()
    keys = dict.fromkeys(key for _, each in rows[:most] for key in each)
    last = max(after, *(number for number, _ in rows[:most])) if rows else after
    return list(keys), last, len(rows) > most


async def strike(session: AsyncSession, athlete_id: UUID, gone: Mapping[str, list[str]]) -> None:
    """Take the copies of things out of the ledger; what wrote them can no longer be put back."""
    for kind, keys in gone.items():
        await session.execute(STRIKE, {"athlete": athlete_id, "kind": kind, "keys": keys})
