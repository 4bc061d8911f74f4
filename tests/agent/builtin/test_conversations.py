"""Whole conversations with the built-in coach, on a real PostgreSQL: read the snapshots as an athlete would."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from syrupy.assertion import SnapshotAssertion

from agent.builtin.model import BuiltinCoach
from agent.coach import Coach
from agent.events import Reply
from db import athletes
from db.athletes import Athlete
from db.engine import Database
from memory import threads


def conversations() -> dict[str, list[str]]:
    """What is said, by the name of the conversation."""
    found: dict[str, list[str]] = {}
    for line in Path(__file__).with_name("conversations.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            name = line[2:]
            found[name] = []
        elif line.strip():
            found[name].append(line)
    return found


@pytest.fixture
async def coach(database: Database) -> AsyncIterator[Coach]:
    async with threads.open_pool(database.app_url) as pool:
        yield Coach(database, pool, BuiltinCoach())


@pytest.mark.parametrize("name", conversations())
async def test_a_conversation(name: str, coach: Coach, athlete: Athlete, snapshot: SnapshotAssertion) -> None:
    chat, lines = uuid4(), []
    for said in conversations()[name]:
        if said.startswith("---"):
            chat = uuid4()
            lines.append(said)
        else:
            lines += [f"> {said}", *await answer(coach, athlete, said, chat)]
    assert "\n".join(lines) == snapshot


async def answer(coach: Coach, athlete: Athlete, said: str, chat: UUID) -> list[str]:
    """The reply, and what came with it."""
    now = await athletes.find_or_create(coach.database, athlete.name, athlete.today)  # with the settings of now
    replies = [event async for event in coach.turn(now, said, chat_id=chat, door="chat") if isinstance(event, Reply)]
    assert len(replies) == 1 and not replies[0].failed, replies
    charts = [f"[chart: {each['title']}, {len(each['points'])} points]" for each in replies[0].charts]
    return [replies[0].text, *charts, ""]
