"""Forgetting: facts go with their vectors, and their words go from everything that repeats them.

Messages, summaries, the ledger's copies and notes are written anew without the sentences that hold them; the
agent's threads of those chats begin anew. What was trained stays trained. What was taken away is
returned, so that a mistake can be put right.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from db import chats, erasure, facts
from db.athletes import Athlete
from db.memory_tables import FactRow
from memory import names
from memory.attributes import attribute_of
from memory.findings import content_words

GONE = "[forgotten]"
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*|\n")


@dataclass
class Taken:
    """What forgetting took away: rows by table, and fields with what they held and what was left of them."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    fields: list[tuple[str, str, str, Any, Any]] = field(default_factory=list)
    """Table, column, key, what it held, what was left of it."""

    async def note(self, session: AsyncSession, athlete: Athlete, table: str, keys: Sequence[str]) -> None:
        """Note rows that are about to go."""
        if keys:
            self.rows.setdefault(table, []).extend(await erasure.whole_rows(session, athlete.id, table, keys))

    @property
    def held(self) -> int:
        """How many fields and further facts held the words."""
        return len(self.fields)


async def erase(
    session: AsyncSession, athlete: Athlete, rows: Sequence[FactRow], asked_for: str = "", taken: Taken | None = None
) -> Taken:
    """Forget facts, with everything that holds their words; returns what was taken away."""
    words, taken = needles(rows, asked_for), taken or Taken()
    gone = [row.id for row in (*rows, *await also_going(session, athlete, rows, asked_for))]
    await taken.note(session, athlete, "facts", [str(key) for key in gone])
    await facts.delete(session, athlete.id, gone)
    messages = {row.message_id for row in rows if row.message_id is not None}
    for place in erasure.places() if words else ():
        there = await erasure.rows_with(session, athlete.id, place.table, place.column, words)
        clean = [(key, without(content, words)) for key, content in there]
        await erasure.rewrite(session, athlete.id, place.table, place.column, clean)
        left = dict(clean)
        taken.fields += [(place.table, place.column, str(key), content, left[key]) for key, content in there]
        if place.table == "messages":
            messages |= left.keys()
            if place.column == "content":
                await _retitle(session, athlete, there, words)
        elif place.table == "episodes":
            await erasure.unread_episodes(session, athlete.id, list(left))
        elif place.table == "facts":
            await erasure.unread_facts(session, athlete.id, list(left))
    await _begin_anew(session, athlete, messages)
    return taken


async def put_back(session: AsyncSession, athlete: Athlete, taken: Taken) -> None:
    """Make what was forgotten known again: rows as they were, and every field that was not changed since."""
    places = {(place.table, place.column): place for place in erasure.places()}
    messages, episodes, known = list[UUID](), list[UUID](), list[UUID]()
    for table, column, key, was, left in taken.fields:
        if not await erasure.put_field(session, athlete.id, places[table, column], key, was, left):
            continue
        if table == "messages":
            messages.append(UUID(key))
        elif table == "episodes":
            episodes.append(UUID(key))
        elif table == "facts":
            known.append(UUID(key))
    for table, rows in taken.rows.items():
        await erasure.put_rows(session, table, rows)
    await erasure.unread_turns(session, athlete.id, messages)
    await erasure.unread_episodes(session, athlete.id, episodes)
    await erasure.unread_facts(session, athlete.id, known)


async def erase_turn(session: AsyncSession, athlete: Athlete, chat_id: UUID, message_id: UUID, answer_id: UUID) -> None:
    """Leave nothing of the words with which something was asked to be forgotten, nor of the thread they stand in."""
    said = await chats.content(session, athlete.id, message_id) or ""
    chat = await chats.chat(session, athlete.id, chat_id)
    if chat.title == chats.title_of(said):
        await chats.rename(session, athlete.id, chat_id, f"Forget: {GONE}")
    await erasure.rewrite(session, athlete.id, "messages", "content", [(message_id, f"Forget: {GONE}")])
    await erasure.rewrite(session, athlete.id, "messages", "steps", [(answer_id, None)])
    await erasure.unread_turns(session, athlete.id, [message_id])
    await erasure.drop_threads(session, athlete.id, [str(chat_id)])


async def also_said(
    session: AsyncSession, athlete: Athlete, rows: Sequence[FactRow], asked_for: str, asking: UUID | None
) -> list[str]:
    """The athlete's other sentences that would go: those that hold the words, in messages that told none of the facts."""
    words, own = needles(rows, asked_for), {row.message_id for row in rows} | {asking}
    found = await erasure.rows_with(session, athlete.id, "messages", "content", words) if words else []
    there = await chats.messages_by_id(session, athlete.id, [key for key, _ in found if key not in own])
    lowered = [word.lower() for word in words]
    return [
        part.strip()
        for each in there
        if each.role == "user"
        for part in _SENTENCE.findall(each.content)
        if any(word in part.lower() for word in lowered)
    ]


async def also_going(
    session: AsyncSession, athlete: Athlete, rows: Sequence[FactRow], asked_for: str = ""
) -> list[FactRow]:
    """Other facts that would go with some, for they name what is forgotten."""
    going, words = {row.id for row in rows}, needles(rows, asked_for)
    there = await erasure.rows_with(session, athlete.id, "facts", "text", words) if words else []
    return list(await facts.by_ids(session, athlete.id, [key for key, _ in there if key not in going]))


def needles(rows: Iterable[FactRow], asked_for: str = "") -> list[str]:
    """What gives facts away: the words they were told in, their sentences, and the names in both."""
    found: dict[str, None] = {}
    for row in rows:
        for text in (*_own_sentences(row), row.text):
            core = text.strip(" .!?")
            if len(core) >= names.SHORTEST:
                found[core] = None
            found |= dict.fromkeys(names.names_in(f"- {text}" if text is row.text else text))
            if text is row.text or row.points_to is None:  # of state, a whole message is kept, with more in it
                found |= dict.fromkeys(names.low_names_in(text, attribute_of(row.text) or ""))
    return list(found | dict.fromkeys((*names.names_in(asked_for), *names.distinctive_words(asked_for))))


def _own_sentences(row: FactRow) -> list[str]:
    """The words that a fact was told in; of state, which keeps a whole message, only the sentences about it."""
    if row.points_to is None:
        return [row.said]
    told = content_words(row.text)
    return [each for each in _SENTENCE.findall(row.said) if told & content_words(each)]


def without(content: Any, words: Sequence[str]) -> Any:
    """A text without the sentences that hold one of the words; of JSON, every text in it.

    >>> without("Bench 5x5. I train at Iron Temple! Then rows.", ["Iron Temple"])
    'Bench 5x5. [forgotten] Then rows.'
    """
    if isinstance(content, str):
        lowered = [word.lower() for word in words]
        if not any(word in content.lower() for word in lowered):
            return content
        parts = [
            f"{' ' if part.startswith(' ') else ''}{GONE}" if any(word in part.lower() for word in lowered) else part
            for part in _SENTENCE.findall(content)
        ]
        left = "".join(parts)
        return GONE if any(word in left.lower() for word in lowered) else left  # it went over several sentences
    if isinstance(content, list):
        return [without(each, words) for each in content]
    if isinstance(content, dict):
        return {key: without(each, words) for key, each in content.items()}
    return content


async def _retitle(
    session: AsyncSession, athlete: Athlete, said: Sequence[tuple[Any, Any]], words: Sequence[str]
) -> None:
    """Chats whose titles begin as one of these messages did are called after what is left of it."""
    chat_of = {
        each.id: each.chat_id for each in await chats.messages_by_id(session, athlete.id, [key for key, _ in said])
    }
    for key, content in said:
        chat = await chats.chat(session, athlete.id, chat_of[key])
        if chat.title == chats.title_of(content):
            await chats.rename(session, athlete.id, chat.id, chats.title_of(without(content, words)))


async def _begin_anew(session: AsyncSession, athlete: Athlete, message_ids: set[UUID]) -> None:
    if not message_ids:
        return
    await erasure.unread_turns(session, athlete.id, list(message_ids))
    await erasure.drop_threads(session, athlete.id, await chats.of_messages(session, athlete.id, list(message_ids)))
