"""Queries for forgetting: whatever table it is in, text that holds something is found and written anew without it."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from db.columns import Choice
from db.every_table import METADATA

KEPT = frozenset(("athletes", "logins", "access_tokens", "login_sessions", "connections", "exercises", "sealed"))
"""What is nobody's story: who it is, keys, names that sets refer to, and what nobody can read."""
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
        fixed = {each.column_name for each in table.constraints if isinstance(each, Choice)}
        fixed |= {
            one.name for each in table.constraints if isinstance(each, sa.UniqueConstraint) for one in each.columns
        }
        for column in table.c:
            kind = column.type
            if column.name in fixed:  # a word that the schema offers, or a key, is nobody's own
                continue
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


async def whole_rows(session: AsyncSession, athlete_id: UUID, table: str, keys: Sequence[str]) -> list[dict[str, Any]]:
    """Rows as they are, as JSON."""
    name = METADATA.tables[table].name
    found = await session.scalars(
        sa.text(
            f"select to_jsonb(t) from {name} t where athlete_id = :athlete and id::text = any(cast(:keys as text[]))"
        ),
        {"athlete": athlete_id, "keys": list(keys)},
    )
    return list(found)


async def put_rows(session: AsyncSession, table: str, rows: Sequence[dict[str, Any]]) -> None:
    """Put rows back that were taken away, where nothing has taken their place."""
    name = METADATA.tables[table].name
    for row in rows:
        await session.execute(
            sa.text(
                f"insert into {name} select * from jsonb_populate_record(null::{name}, cast(:row as jsonb)) on conflict do nothing"
            ),
            {"row": json.dumps(row)},
        )


async def put_field(session: AsyncSession, athlete_id: UUID, place: Place, key: str, was: Any, left: Any) -> bool:
    """Write a field as it was, unless it was changed since from what had been left of it; returns whether it was written."""
    model = METADATA.tables[place.table]
    column = model.c[place.column]
    same = sa.cast(column, sa.Text) == sa.cast(sa.cast(sa.literal(left, column.type), column.type), sa.Text)
    done = await session.execute(
        sa.update(model)
        .where(model.c.athlete_id == athlete_id, sa.cast(_key(model), sa.Text) == key, same)
        .values({place.column: was})
    )
    return bool(getattr(done, "rowcount", 0))


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


async def unread_facts(session: AsyncSession, athlete_id: UUID, keys: Sequence[UUID]) -> None:
    """The same for facts."""
    await session.execute(
        sa.text("delete from fact_index where athlete_id = :athlete and fact_id = any(cast(:ids as uuid[]))"),
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
