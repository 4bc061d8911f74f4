"""Many turns of one athlete at once: everything becomes findable, and nobody locks anybody out."""

import asyncio
import logging
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from agent.builtin.model import BuiltinCoach
from agent.coach import Coach
from agent.learning import Learner
from agent.models import load_model
from db import athletes, chats
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


async def test_nothing_is_left_of_a_chat_that_is_deleted_while_it_is_answered(
    athlete: Athlete, database: Database
) -> None:
    """At any moment of a turn: what was said in it stands nowhere afterwards, and nobody waits for anybody for ever."""
    async with threads.open_pool(database.app_url) as pool:
        coach = Coach(database, pool, BuiltinCoach())
        for at in range(12):
            chat = uuid4()
            await talk(coach, athlete, "bench 3x5 @ 60 kg", chat_id=chat)
            turn = asyncio.create_task(talk(coach, athlete, "bench 3x5 @ 61 kg", chat_id=chat))
            await asyncio.sleep(at * 0.008)
            async with athlete.sessions() as session:
                await chats.delete(session, athlete.id, chat)
            reply = await asyncio.wait_for(turn, 60)
            assert "Something went wrong" not in reply.text
            again = await chat_is_there(athlete, chat)
            assert again or left_of_chat(database, chat) == []


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


async def chat_is_there(athlete: Athlete, chat: UUID) -> bool:
    """Deleted before the turn began to say something, it begins anew."""
    async with athlete.sessions() as session:
        return str(chat) in [str(row.id) for row in await chats.listed(session, athlete.id)]


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
