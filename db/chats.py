"""Queries about chats and their messages: the record that people, memory and export use."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from db.tables import ChatRow, MessageRow
from training.errors import NotFound

TITLE_LENGTH = 60
DELETED = "This chat was deleted while I answered, so the answer is kept nowhere."
SAY = sa.text("""
    with chat as (
        insert into chats (athlete_id, id, title, door) values (:athlete, :chat, :title, :door)
        on conflict (athlete_id, id) do update
            set updated_at = now(), title = case when chats.title = '' then excluded.title else chats.title end
        returning athlete_id, id
    )
    insert into messages (athlete_id, id, chat_id, role, content)
    select athlete_id, :message, id, 'user', :content from chat
    on conflict (athlete_id, id) do nothing
    returning id
""")


async def said(
    session: AsyncSession, athlete_id: UUID, chat_id: UUID, content: str, door: str, message_id: UUID
) -> bool:
    """Record what the athlete said, in a chat that begins with it if it is new; returns whether it is new.

    Saying it again with the same ``message_id`` (a retried turn) changes nothing.
    """
    done = await session.execute(
        SAY,
        {
            "athlete": athlete_id, "chat": chat_id, "title": title_of(content), "door": door, "message": message_id,
            "content": content,
        },
    )  # fmt: skip
    return done.first() is not None


async def answered(
    session: AsyncSession, athlete_id: UUID, chat_id: UUID, content: str, steps: list[dict[str, Any]],
    message_id: UUID | None = None,
) -> UUID:  # fmt: skip
    """Record what was answered, with the tool calls behind it; with the same ``message_id`` again, in its place.

    Raises ``NotFound`` if the chat was deleted meanwhile.
    """
    message_id = message_id or uuid4()
    new = insert(MessageRow).values(
        athlete_id=athlete_id, id=message_id, chat_id=chat_id, role="assistant", content=content, steps=steps or None
    )
    kept = {"content": new.excluded.content, "steps": new.excluded.steps}
    try:
        await session.execute(new.on_conflict_do_update(index_elements=["athlete_id", "id"], set_=kept))
    except sa.exc.IntegrityError as error:  # the foreign key is all that can be broken
        raise NotFound(DELETED) from error
    return message_id


async def listed(session: AsyncSession, athlete_id: UUID, most: int = 100, search: str = "") -> Sequence[ChatRow]:
    """Chats, the latest first; with ``search``, those in which it was said."""
    asked = sa.select(ChatRow).where(ChatRow.athlete_id == athlete_id)
    if search:
        pattern = "%" + search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        with_it = sa.select(MessageRow.chat_id).where(
            MessageRow.athlete_id == athlete_id, MessageRow.content.ilike(pattern)
        )
        asked = asked.where(ChatRow.title.ilike(pattern) | ChatRow.id.in_(with_it))
    return (await session.scalars(asked.order_by(ChatRow.updated_at.desc(), ChatRow.id).limit(most))).all()


async def chat(session: AsyncSession, athlete_id: UUID, chat_id: UUID) -> ChatRow:
    """One chat. Raises ``NotFound``."""
    row = await session.scalar(sa.select(ChatRow).where(ChatRow.athlete_id == athlete_id, ChatRow.id == chat_id))
    if row is None:
        raise NotFound("There is no such chat. 'topset ask' without --thread begins a new one.")
    return row


async def messages(session: AsyncSession, athlete_id: UUID, chat_id: UUID) -> Sequence[MessageRow]:
    """The messages of a chat, oldest first."""
    return (
        await session.scalars(
            sa.select(MessageRow)
            .where(MessageRow.athlete_id == athlete_id, MessageRow.chat_id == chat_id)
            .order_by(MessageRow.number)
        )
    ).all()


async def page(
    session: AsyncSession, athlete_id: UUID, after: tuple[datetime, UUID] | None, most: int
) -> Sequence[ChatRow]:
    """Chats, the latest first, after a place."""
    asked = sa.select(ChatRow).where(ChatRow.athlete_id == athlete_id)
    if after is not None:
        asked = asked.where(sa.tuple_(ChatRow.updated_at, ChatRow.id) < sa.tuple_(*map(sa.literal, after)))
    return (await session.scalars(asked.order_by(ChatRow.updated_at.desc(), ChatRow.id.desc()).limit(most))).all()


async def latest(
    session: AsyncSession, athlete_id: UUID, chat_id: UUID, most: int, before: int | None = None
) -> Sequence[MessageRow]:
    """The last messages of a chat, the newest first; ``before`` is the number of one that they come before."""
    asked = sa.select(MessageRow).where(MessageRow.athlete_id == athlete_id, MessageRow.chat_id == chat_id)
    asked = asked if before is None else asked.where(MessageRow.number < before)
    return (await session.scalars(asked.order_by(MessageRow.number.desc()).limit(most))).all()


async def rename(session: AsyncSession, athlete_id: UUID, chat_id: UUID, title: str) -> None:
    """Give a chat another title."""
    await session.execute(
        sa.update(ChatRow).where(ChatRow.athlete_id == athlete_id, ChatRow.id == chat_id).values(title=title_of(title))
    )


async def delete(session: AsyncSession, athlete_id: UUID, chat_id: UUID) -> None:
    """Delete a chat with its messages and its thread. What it logged stays logged."""
    await session.execute(sa.delete(ChatRow).where(ChatRow.athlete_id == athlete_id, ChatRow.id == chat_id))


async def content(session: AsyncSession, athlete_id: UUID, message_id: UUID) -> str | None:
    """The words of one message, if it is there."""
    asked = sa.select(MessageRow.content).where(MessageRow.athlete_id == athlete_id, MessageRow.id == message_id)
    return await session.scalar(asked)


async def messages_by_id(session: AsyncSession, athlete_id: UUID, message_ids: Sequence[UUID]) -> Sequence[MessageRow]:
    """Some messages, of whichever chats."""
    asked = sa.select(MessageRow).where(MessageRow.athlete_id == athlete_id, MessageRow.id.in_(message_ids))
    return (await session.scalars(asked.order_by(MessageRow.number))).all()


async def said_after(session: AsyncSession, athlete_id: UUID, number: int, most: int) -> Sequence[MessageRow]:
    """What the athlete said next after the message of a number, in whichever chat."""
    asked = sa.select(MessageRow).where(
        MessageRow.athlete_id == athlete_id, MessageRow.role == "user", MessageRow.number > number
    )
    return (await session.scalars(asked.order_by(MessageRow.number).limit(most))).all()


async def of_messages(session: AsyncSession, athlete_id: UUID, message_ids: Sequence[UUID]) -> list[str]:
    """The ids of the chats that messages stand in."""
    asked = sa.select(MessageRow.chat_id).where(MessageRow.athlete_id == athlete_id, MessageRow.id.in_(message_ids))
    return [str(key) for key in set(await session.scalars(asked))]


async def every(session: AsyncSession, athlete_id: UUID) -> list[tuple[ChatRow, list[MessageRow]]]:
    """All chats with all messages, the oldest first."""
    chats = (
        await session.scalars(
            sa.select(ChatRow).where(ChatRow.athlete_id == athlete_id).order_by(ChatRow.created_at, ChatRow.id)
        )
    ).all()
    found: dict[UUID, list[MessageRow]] = {row.id: [] for row in chats}
    for message in await session.scalars(
        sa.select(MessageRow).where(MessageRow.athlete_id == athlete_id).order_by(MessageRow.number)
    ):
        found[message.chat_id].append(message)
    return [(row, found[row.id]) for row in chats]


def title_of(content: str) -> str:
    """A title for a chat: its first words."""
    line = " ".join(content.split())
    return line if len(line) <= TITLE_LENGTH else line[: TITLE_LENGTH - 1].rsplit(" ", 1)[0] + "…"
