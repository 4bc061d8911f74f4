"""A turn with the coach as server-sent events, and the chats with what was said in them."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID, uuid5

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse
from pydantic import AwareDatetime, BaseModel, Field

from agent.coach import Coach
from agent.events import Event, Reply, Step
from agent.turn import readable
from db import chats
from db.athletes import Athlete
from tools.calls import REUSED
from tools.logbook.cursors import cursor_of, not_ours, read_cursor
from tools.logbook.shapes import Shape
from topset.api.asking import DOOR, Logging, Reader, gate_of
from topset.api.offered import CHAT
from topset.api.workouts import Cursor, Limit
from training.errors import Conflict

router = APIRouter(tags=[CHAT])
_turns: set[asyncio.Task[None]] = set()
"""Turns under way: a client that leaves does not break one off between what it said and what was written."""


class Message(Shape):
    """What the athlete says."""

    message: Annotated[str, Field(min_length=1, max_length=8000, examples=["bench 3x5 @ 100 kg"])]
    chat: UUID | None = None
    """The chat to go on in; without one a new chat begins."""


class ChatShown(BaseModel):
    """One chat."""

    id: UUID
    title: str
    door: str
    updated_at: AwareDatetime


class ChatPage(BaseModel):
    """Some of the chats, the latest first."""

    items: list[ChatShown]
    next: str | None


class MessageShown(BaseModel):
    """One message of a chat."""

    id: UUID
    role: str
    content: str
    at: AwareDatetime
    steps: list[dict[str, Any]]


class MessagePage(BaseModel):
    """Some of the messages, the latest first."""

    items: list[MessageShown]
    next: str | None


@router.post(
    "/chat",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "`step` for each tool that was used, then one `reply`: text, chat, proposals, choices.",
            "content": {"text/event-stream": {}},
        }
    },
)
async def say_to_coach(request: Request, write: Logging, said: Message) -> StreamingResponse:
    """Say something to the coach. With the same Idempotency-Key it is the same turn, in which nothing is done twice."""
    message = uuid5(write.athlete.id, write.key)
    chat = said.chat or uuid5(message, "chat")
    await _check_unused(write.athlete, message, chat, said.message)
    events = _turn(gate_of(request).coach(), write.athlete, said.message, chat, message)
    return StreamingResponse(events, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


@router.get("/chats")
async def list_chats(athlete: Reader, cursor: Cursor = None, limit: Limit = 20) -> ChatPage:
    """The chats of all doors, the latest first."""
    after = None if cursor is None else _chat_after(cursor)
    async with athlete.sessions() as session:
        rows = await chats.page(session, athlete.id, after, limit + 1)
    shown = [ChatShown.model_validate(row, from_attributes=True) for row in rows[:limit]]
    last = rows[limit - 1] if len(rows) > limit else None
    return ChatPage(items=shown, next=None if last is None else cursor_of(last.updated_at.isoformat(), str(last.id)))


@router.get("/chats/{chat}/messages")
async def list_messages(athlete: Reader, chat: UUID, cursor: Cursor = None, limit: Limit = 20) -> MessagePage:
    """What was said in a chat, the latest first."""
    before = None if cursor is None else _number(cursor)
    async with athlete.sessions() as session:
        await chats.chat(session, athlete.id, chat)
        rows = await chats.latest(session, athlete.id, chat, limit + 1, before)
    shown = [
        MessageShown(id=row.id, role=row.role, content=row.content, at=row.at, steps=row.steps or [])
        for row in rows[:limit]
    ]
    return MessagePage(items=shown, next=cursor_of(str(rows[limit - 1].number)) if len(rows) > limit else None)


async def _turn(coach: Coach, athlete: Athlete, said: str, chat: UUID, message: UUID) -> AsyncIterator[bytes]:
    """The events of a turn, which goes on to its end whoever listens."""
    heard: asyncio.Queue[Event | None] = asyncio.Queue()

    async def run() -> None:
        try:
            async for event in coach.turn(athlete, said, chat_id=chat, door=DOOR, message_id=message):
                heard.put_nowait(event)
        finally:
            heard.put_nowait(None)

    task = asyncio.create_task(run())
    _turns.add(task)
    task.add_done_callback(_turns.discard)
    while (event := await heard.get()) is not None:
        yield _sent(event)
    await task


def _sent(event: Event) -> bytes:
    match event:
        case Step():
            return _event("step", event.record() | {"text": event.text})
        case Reply():
            return _event(
                "reply",
                {
                    "text": event.text, "chat": str(event.chat_id), "failed": event.failed, "choices": list(event.choices),
                    "proposals": [{"id": str(each.id), "title": each.title} for each in event.offers],
                    "writes": [{"id": str(each.id), "tool": each.tool} for each in event.writes],
                    "charts": list(event.charts), "red_flag": event.red_flag,
                },
            )  # fmt: skip


def _event(name: str, fields: dict[str, Any]) -> bytes:
    return f"event: {name}\ndata: {json.dumps(fields, default=str, ensure_ascii=False)}\n\n".encode()


async def _check_unused(athlete: Athlete, message: UUID, chat: UUID, words: str) -> None:
    """Raise ``Conflict`` where a key was used for something else: the same key is the same turn."""
    async with athlete.sessions() as session:
        before = await chats.messages_by_id(session, athlete.id, [message])
    if any((each.chat_id, each.content) != (chat, readable(words)) for each in before):
        raise Conflict(REUSED)


def _chat_after(cursor: str) -> tuple[datetime, UUID]:
    moment, key = read_cursor(cursor, 2)
    try:
        return datetime.fromisoformat(moment), UUID(key)
    except ValueError as error:
        raise not_ours() from error


def _number(cursor: str) -> int:
    [number] = read_cursor(cursor, 1)
    if not number.isdecimal() or len(number) > 18:
        raise not_ours()
    return int(number)
