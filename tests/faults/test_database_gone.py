"""The embedded PostgreSQL is killed: between turns nobody notices; in a turn the athlete hears what was saved."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa

from agent.coach import Coach
from agent.models import load_model
from db import athletes
from db.athletes import Athlete
from db.schema import owner_connection
from tests.agent.openai_server import Answer, Exchange, OpenAIServer, calls, says
from tests.faults.conftest import kill_server
from tests.talk import TODAY, counts, logged, talk, until_waiting
from topset.build import open_coach
from topset.settings import Settings
from training.errors import Unavailable

BENCH = ("log_workout", {"said": "bench 1x5 @ 100 kg"})
BENCHED = ("2026-11-21", "Bench Press (Barbell)", 100.0, 5)


@pytest.fixture(scope="module")
async def opened(own_home: Path) -> AsyncIterator[Coach]:
    async with open_coach(Settings(home=own_home, model="builtin")) as coach:
        yield coach


@pytest.fixture
async def me(opened: Coach) -> Athlete:
    return await athletes.find_or_create(opened.database, f"test {uuid4()}", TODAY, timezone="Europe/Berlin")


@pytest.fixture
async def provider() -> AsyncIterator[OpenAIServer]:
    async with OpenAIServer() as started:
        yield started


def killing(home: Path, answer: Answer) -> Answer:
    """Kill the database, then answer."""

    async def answer_after(exchange: Exchange) -> None:
        kill_server(home)
        await asyncio.sleep(0.05)
        await answer(exchange)

    return answer_after


async def test_killed_between_two_turns(opened: Coach, me: Athlete, own_home: Path) -> None:
    chat = uuid4()
    for _ in range(2):
        reply = await talk(opened, me, "bench 1x5 @ 100 kg", chat_id=chat)
        assert reply.text.startswith(("Logged for", "Added to"))
        kill_server(own_home)
        await asyncio.sleep(0.1)
    assert "100" in (await talk(opened, me, "what is my best bench?", chat_id=chat)).text
    assert await logged(me) == [BENCHED, BENCHED]


async def test_killed_while_the_model_thinks(
    opened: Coach, me: Athlete, own_home: Path, provider: OpenAIServer
) -> None:
    """Nobody was asking the database just then: the turn goes on."""
    coach = Coach(opened.database, opened.pool, load_model("openai:test", None, provider.url, timeout_s=5))
    provider.then(killing(own_home, calls(BENCH)), killing(own_home, says("Logged.")))
    reply = await talk(coach, me, "bench 1x5 @ 100 kg")
    assert reply.text.startswith("Logged") and len(reply.writes) == 1
    assert await logged(me) == [BENCHED]


async def test_killed_after_the_write(opened: Coach, me: Athlete, own_home: Path, provider: OpenAIServer) -> None:
    """While the thread is kept: the athlete hears that the set is saved, and nothing of it is done again."""
    coach = Coach(opened.database, opened.pool, load_model("openai:test", None, provider.url, timeout_s=5))
    chat, message = uuid4(), uuid4()
    with owner_connection(opened.database.owner_url) as connection:

        async def answer_late(exchange: Exchange) -> None:
            connection.execute(sa.text("lock table threads.checkpoint_blobs in share mode"))
            await says("Logged.")(exchange)

        provider.then(calls(BENCH), answer_late)
        turn = asyncio.create_task(talk(coach, me, "bench 1x5 @ 100 kg", chat_id=chat, message_id=message))
        await until_waiting(me)
        kill_server(own_home)
        reply = await turn
        connection.invalidate()
    assert reply.failed
    assert reply.text.startswith("The database stopped answering. This was saved: ")
    assert "Bench" in reply.text
    assert await logged(me) == [BENCHED]
    provider.then(says("Logged."))
    again = await talk(coach, me, "bench 1x5 @ 100 kg", chat_id=chat, message_id=message)
    assert again.text.startswith("Logged") and len(again.writes) == 1
    assert await logged(me) == [BENCHED]


async def test_one_connection_is_killed(opened: Coach, me: Athlete) -> None:
    """PostgreSQL then throws everybody out and mends itself, which takes a moment."""
    with owner_connection(opened.database.owner_url) as connection:
        pid = connection.scalar(sa.text("select pg_backend_pid()"))
        os.kill(pid, signal.SIGKILL)
        connection.invalidate()
    await asyncio.sleep(0.02)
    chat = uuid4()
    replies = [await talk(opened, me, "bench 1x5 @ 100 kg", chat_id=chat) for _ in range(2)]
    assert [reply.text for reply in replies if reply.failed] == []
    assert await logged(me) == [BENCHED, BENCHED]


async def test_killed_while_a_write_waits_to_begin(opened: Coach, me: Athlete, own_home: Path) -> None:
    """Nothing was done yet, so it is begun again."""
    holder = me.writing()
    await holder.__aenter__()
    turn = asyncio.create_task(talk(opened, me, "bench 1x5 @ 100 kg"))
    await until_waiting(me)
    kill_server(own_home)
    assert (await turn).text.startswith("Logged for")
    with pytest.raises(Unavailable):
        await holder.__aexit__(None, None, None)
    assert await logged(me) == [BENCHED]


async def test_killed_in_the_write(opened: Coach, me: Athlete, own_home: Path) -> None:
    """While the tool's transaction is open: half of it is written, and is undone; it has a key, so it is begun again."""
    with owner_connection(opened.database.owner_url) as connection:
        connection.execute(sa.text("lock table sets in share mode"))
        turn = asyncio.create_task(talk(opened, me, "bench 1x5 @ 100 kg"))
        await until_waiting(me)
        kill_server(own_home)
        reply = await turn
        connection.invalidate()
    assert reply.text.startswith("Logged for") and not reply.failed
    assert await logged(me) == [BENCHED] and (await counts(me))["ledger"] == 1


async def test_many_turns_when_it_is_killed(opened: Coach, me: Athlete, own_home: Path) -> None:
    """Each says truly whether it was saved; said again with the same id, each is there once."""
    turns = [(f"squat 1x3 @ {100 + at} kg", uuid4(), uuid4()) for at in range(12)]
    tasks = [
        asyncio.create_task(talk(opened, me, said, chat_id=chat, message_id=message)) for said, chat, message in turns
    ]
    while not await logged(me):
        await asyncio.sleep(0.002)
    kill_server(own_home)
    replies = await asyncio.gather(*tasks)
    stored = {load for _, _, load, _ in await logged(me)}
    for at, reply in enumerate(replies):
        said_so = not reply.failed or "This was saved" in reply.text
        assert said_so == (100.0 + at in stored), reply.text
    for said, chat, message in turns:
        assert not (await talk(opened, me, said, chat_id=chat, message_id=message)).failed
    assert sorted(load for _, _, load, _ in await logged(me)) == [100.0 + at for at in range(12)]
