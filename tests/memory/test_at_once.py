"""Many turns of one athlete at once: everything becomes findable, and nobody locks anybody out."""

import asyncio
import logging
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from langgraph.checkpoint.base import empty_checkpoint

from agent.builtin.model import BuiltinCoach
from agent.coach import Coach
from agent.learning import Learner
from agent.models import load_model
from db import athletes, chats, erasure
from db.athletes import Athlete
from db.engine import Database
from db.schema import owner_connection
from memory import meaning, threads
from tests.agent.openai_server import Exchange, OpenAIServer, calls, says
from tests.talk import talk
from training.errors import NotFound

TURNS = 24


async def test_turns_at_once_become_findable(
    athlete: Athlete, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    learner = Learner(BuiltinCoach())
    async with threads.open_pool(database.app_url) as pool:
        coach = Coach(database, pool, BuiltinCoach(), learner=learner)
        with caplog.at_level(logging.WARNING):
            await asyncio.gather(
                *(talk(coach, athlete, f"bench 3x5 @ {60 + n} kg", chat_id=uuid4()) for n in range(TURNS))
            )
            await learner.indexed()
    assert not [
        each for each in caplog.records if "can be found" in each.message or "nothing was learnt" in each.message
    ]
    assert await unread(athlete) == 0


async def test_processes_at_once_do_not_lock_each_other_out(athlete: Athlete, database: Database) -> None:
    """The same through two learners, as two processes have them."""
    async with threads.open_pool(database.app_url) as pool:
        coach = Coach(database, pool, BuiltinCoach())
        for n in range(6):
            await talk(coach, athlete, f"bench 3x5 @ {60 + n} kg, squat 3x5 @ {80 + n} kg", chat_id=uuid4())
    await asyncio.gather(*(meaning.fill(athlete) for _ in range(6)))
    assert await unread(athlete) == 0


async def test_an_athlete_can_be_deleted_while_messages_become_findable(database: Database) -> None:
    async with threads.open_pool(database.app_url) as pool:
        coach = Coach(database, pool, BuiltinCoach())
        for n in range(4):
            leaving = await athletes.find_or_create(database, f"leaving {uuid4()}")
            for said in ("bench 3x5 @ 60 kg", "remember that I work nights"):
                await talk(coach, leaving, said, chat_id=uuid4())
            await asyncio.gather(meaning.fill(leaving), delayed(n / 200, leaving), meaning.fill(leaving))
            with pytest.raises(NotFound):
                await athletes.find(database, leaving.name)


@pytest.mark.slow
async def test_nothing_is_left_of_an_athlete_who_is_deleted_while_turns_run(database: Database) -> None:
    async with threads.open_pool(database.app_url) as pool:
        coach = Coach(database, pool, BuiltinCoach())
        for n in range(8):
            leaving = await athletes.find_or_create(database, f"leaving {uuid4()}")
            turns = [talk(coach, leaving, f"bench 3x5 @ {60 + at} kg", chat_id=uuid4()) for at in range(3)]
            await asyncio.wait_for(asyncio.gather(*turns, delayed(n / 40, leaving), return_exceptions=True), 60)
            assert left_of(database, leaving.id) == []


async def test_a_chat_is_deleted_while_a_model_thinks(athlete: Athlete, database: Database) -> None:
    chat = uuid4()

    async def delete_then_answer(exchange: Exchange) -> None:
        async with athlete.sessions() as session:
            await chats.delete(session, athlete.id, chat)
        await calls(("log_workout", {"said": "bench 1x5 @ 100 kg"}))(exchange)

    async with OpenAIServer() as provider, threads.open_pool(database.app_url) as pool:
        coach = Coach(database, pool, load_model("openai:test", None, provider.url, timeout_s=5))
        provider.then(delete_then_answer, says("Logged."))
        reply = await talk(coach, athlete, "bench 1x5 @ 100 kg", chat_id=chat)
    assert reply.text.startswith("This chat was deleted"), reply.text
    assert left_of_chat(database, chat) == []


@pytest.mark.parametrize("seconds", [0.0, 0.02, 0.05, 0.1, 0.2])
async def test_nothing_is_left_of_a_chat_that_is_deleted_while_turns_run(
    athlete: Athlete, database: Database, seconds: float
) -> None:
    """A turn that begins afterwards opens the chat anew; whatever is there belongs to a chat that is there."""
    learner = Learner(BuiltinCoach())
    async with threads.open_pool(database.app_url) as pool:
        coach, chat = Coach(database, pool, BuiltinCoach(), learner=learner), uuid4()
        turns = [talk(coach, athlete, f"my cat Pumpernil weighs {at} kg", chat_id=chat) for at in range(3)]
        done = await asyncio.wait_for(
            asyncio.gather(*turns, chat_deleted(seconds, athlete, chat), return_exceptions=True), 60
        )
        await asyncio.wait_for(learner.indexed(), 60)
    assert done[-1] is None, "the deletion itself never fails"
    assert without_a_chat(database, athlete.id) == []


async def test_a_thread_is_written_of_a_chat_that_is_there_only(athlete: Athlete, database: Database) -> None:
    """Between the deletion and the turn's last write nothing has to be quick: the write finds the chat gone."""
    chat = uuid4()
    async with athlete.sessions() as session:
        await chats.said(session, athlete.id, chat, "hello", "cli", uuid4())
    async with threads.open_pool(database.app_url) as pool:
        saver = threads.AthleteSaver(pool, athlete.id, database.recover)
        config: Any = {"configurable": {"thread_id": str(chat), "checkpoint_ns": ""}}
        kept = await saver.aput(config, empty_checkpoint(), {}, {})
        await saver.aput_writes(kept, [("messages", "Pumpernil")], "a task")
        assert await saver.aget_tuple(config) is not None
        await chat_deleted(0, athlete, chat)
        await saver.aput(config, empty_checkpoint(), {}, {})
        await saver.aput_writes(kept, [("messages", "Pumpernil")], "a task")
        assert await saver.aget_tuple(config) is None
    assert without_a_chat(database, athlete.id) == []


async def test_who_deletes_the_chat_of_a_turn_is_told_so(athlete: Athlete) -> None:
    chat = uuid4()
    async with athlete.sessions() as session:
        await chats.said(session, athlete.id, chat, "hello", "cli", uuid4())
    await chat_deleted(0, athlete, chat)
    with pytest.raises(NotFound, match="deleted"):
        async with athlete.sessions() as session:
            await chats.answered(session, athlete.id, chat, "Hello!", [])


async def chat_deleted(seconds: float, athlete: Athlete, chat: UUID) -> None:
    await asyncio.sleep(seconds)
    async with athlete.sessions() as session:
        await chats.delete(session, athlete.id, chat)


def without_a_chat(database: Database, athlete_id: UUID) -> list[str]:
    """The tables that hold rows of chats that are no longer there."""
    of_thread = "not exists (select from chats c where c.athlete_id = t.athlete_id and c.id::text = t.thread_id)"
    orphans = {
        "messages": "not exists (select from chats c where c.athlete_id = t.athlete_id and c.id = t.chat_id)",
        "turn_index": "not exists (select from messages m where m.athlete_id = t.athlete_id and m.id = t.message_id)",
        **{f"threads.{table}": of_thread for table in erasure.THREADS},
    }
    with owner_connection(database.owner_url) as connection:
        return [
            table
            for table, is_orphan in orphans.items()
            if connection.scalar(
                sa.text(f"select count(*) from {table} t where t.athlete_id = :who and {is_orphan}"),
                {"who": athlete_id},
            )
        ]


def left_of(database: Database, athlete_id: UUID) -> list[str]:
    """The tables, of threads as well, that hold a row of an athlete."""
    tables = sa.text(
        "select table_schema || '.' || table_name from information_schema.columns "
        "where column_name = 'athlete_id' and table_schema in ('public', 'threads')"
    )
    with owner_connection(database.owner_url) as connection:
        return [
            table
            for table in connection.scalars(tables).all()
            if connection.scalar(sa.text(f"select count(*) from {table} where athlete_id = :who"), {"who": athlete_id})
        ]


async def delayed(seconds: float, leaving: Athlete) -> None:
    await asyncio.sleep(seconds)
    async with leaving.sessions() as session:
        await athletes.delete(session, leaving.id)


async def unread(athlete: Athlete) -> int:
    async with athlete.sessions() as session:
        found = await session.scalar(
            sa.text(
                "select count(*) from messages m left join turn_index i on i.athlete_id = m.athlete_id and i.message_id = m.id "
                "where m.role = 'user' and i.vector is null"
            )
        )
    return int(found or 0)


def left_of_chat(database: Database, chat: UUID) -> list[str]:
    """The tables of threads that hold a row of a chat."""
    with owner_connection(database.owner_url) as connection:
        return [
            table
            for table in threads.TABLES
            if connection.scalar(
                sa.text(f"select count(*) from threads.{table} where thread_id = :chat"), {"chat": str(chat)}
            )
        ]
