"""Where imported facts come from: an export names no messages, but a fact quotes the one that it was learnt from."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from db import chats
from db.transfer import Message, message_key
from memory.findings import quotes


async def with_origins(
    session: AsyncSession, athlete_id: UUID, rows: Sequence[tuple[str, dict[str, Any]]],
    talks: Mapping[UUID, tuple[str, Sequence[Message]]],
) -> list[tuple[str, dict[str, Any]]]:  # fmt: skip
    """The rows of an import, its facts with the messages that they came from, as far as those are there now."""
    found = origins(
        [record for kind, record in rows if kind == "facts"], {key: talk for key, (_, talk) in talks.items()}
    )
    there = {row.id for row in await chats.messages_by_id(session, athlete_id, list(set(found.values())))}
    keys = {fact: str(message) for fact, message in found.items() if message in there}
    return [
        (kind, record | {"message_id": keys[str(record["id"])]} if kind == "facts" and str(record["id"]) in keys else record)
        for kind, record in rows
    ]  # fmt: skip


def origins(records: Sequence[Mapping[str, Any]], talks: Mapping[UUID, Sequence[Message]]) -> dict[str, UUID]:
    """The messages that facts of an export were learnt from, by the facts' ids.

    That is the last message of the athlete before a fact was learnt which has the fact's quoted words in it, or
    the first one after, where the day was pretended. A fact that quotes nothing that was said comes from nowhere.
    """
    said = sorted(
        (each.at, message_key(chat, number), each.content)
        for chat, messages in talks.items()
        for number, each in enumerate(messages)
        if each.role == "user"
    )
    moments = [at for at, _, _ in said]
    found: dict[str, UUID] = {}
    for record in records:
        place = bisect_right(moments, datetime.fromisoformat(record["learnt_at"]))
        words = record.get("said") or ""
        in_order = (*reversed(said[:place]), *said[place:]) if words else ()
        key = next((key for _, key, content in in_order if words and quotes(words, content)), None)
        if key is not None:
            found[str(record["id"])] = key
    return found
