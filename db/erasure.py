"""Queries for forgetting: whatever table it is in, text that holds something is found and written anew without it."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from db.every_table import METADATA

KEPT = frozenset(("athletes", "logins", "access_tokens", "connections", "exercises"))
"""What is nobody's story: who it is, keys, and names that sets refer to."""
THREADS = ("checkpoints", "checkpoint_blobs", "checkpoint_writes")


class Place(NamedTuple):
    """A column that holds words: text, or JSON with words in it."""

    table: str
    column: str
    is_json: bool


def places() -> list[Place]:
    """Every column of every athlete-owned table with rows of their own that can hold the athlete's words."""
    found = []
    for name, table in sorted(METADATA.tables.items()):
        if name in KEPT or "athlete_id" not in table.c:
            continue
        for column in table.c:
            kind = column.type
            is_json = isinstance(kind, sa.JSON)
            if is_json or (isinstance(kind, sa.Text) and column.foreign_keys == set() and not column.primary_key):
                found.append(Place(name, column.name, is_json))
    return found


async def rows_with(
    session: AsyncSession, athlete_id: UUID, table: str, column: str, words: Sequence[str]
) -> list[tuple[Any, Any]]:
    """The keys and contents of a column's fields that hold one of the words, capitals aside."""
    model = METADATA.tables[table]
    text = sa.cast(model.c[column], sa.Text)
    holds = sa.or_(*(text.ilike(f"%{_literal(word)}%") for word in words))
    found = await session.execute(
        sa.select(_key(model), model.c[column]).where(model.c.athlete_id == athlete_id, holds)
    )
    return [(row[0], row[1]) for row in found]


async def rewrite(
    session: AsyncSession, athlete_id: UUID, table: str, column: str, contents: Sequence[tuple[Any, Any]]
) -> None:
    """Write fields anew, by key."""
    model = METADATA.tables[table]
    for key, content in contents:
        await session.execute(
            sa.update(model).where(model.c.athlete_id == athlete_id, _key(model) == key).values({column: content})
        )


async def unread_turns(session: AsyncSession, athlete_id: UUID, message_ids: Sequence[UUID]) -> None:
    """Drop how messages, and those beside them, are found: it is worked out anew from what they hold now."""
    await session.execute(
        sa.text("""
            delete from turn_index i using messages m
            where i.athlete_id = :athlete and m.athlete_id = i.athlete_id and m.id = i.message_id and m.chat_id in
                (select chat_id from messages where athlete_id = :athlete and id = any(cast(:ids as uuid[])))
        """),
        {"athlete": athlete_id, "ids": list(message_ids)},
    )


async def unread_episodes(session: AsyncSession, athlete_id: UUID, keys: Sequence[UUID]) -> None:
    """The same for summaries."""
    await session.execute(
        sa.text("delete from episode_index where athlete_id = :athlete and episode_id = any(cast(:ids as uuid[]))"),
        {"athlete": athlete_id, "ids": list(keys)},
    )


async def drop_threads(session: AsyncSession, athlete_id: UUID, chat_ids: Sequence[str]) -> None:
    """Drop what the agent's threads of some chats hold: they begin anew."""
    for table in THREADS:
        await session.execute(
            sa.text(
                f"delete from threads.{table} where athlete_id = :athlete and thread_id = any(cast(:ids as text[]))"
            ),
            {"athlete": athlete_id, "ids": list(chat_ids)},
        )


def _key(model: sa.Table) -> sa.ColumnElement[Any]:
    """What tells the rows of one athlete apart."""
    keys = [column for column in model.primary_key.columns if column.name != "athlete_id"]
    if not keys:
        return sa.literal("only")
    return keys[0] if len(keys) == 1 else sa.func.concat_ws(":", *keys)


def _literal(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
