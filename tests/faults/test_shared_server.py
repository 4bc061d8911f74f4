"""A shared server that is restarted, or has too few connections: turns wait, and what was acknowledged is there once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa

from agent.builtin.model import BuiltinCoach
from agent.coach import Coach
from db import athletes, budget
from db.embedded import EmbeddedServer
from db.engine import Database, create_engine, open_database
from db.schema import owner_connection
from memory import threads
from tests.faults.conftest import kill_server
from tests.talk import TODAY, logged, talk
from topset.settings import Settings

FEW = 8


@pytest.fixture(scope="module")
async def opened(own_home: Path) -> AsyncIterator[Database]:
    database = open_database(None, own_home)
    await threads.upgrade(database.owner_url)
    yield database
    await database.close()


@pytest.fixture
async def coaches(opened: Database) -> AsyncIterator[list[Coach]]:
    """Two processes' worth of a server that somebody else runs: nobody here can start it again."""
    async with AsyncExitStack() as stack:
        made = []
        for _ in range(2):
            shared = Database(opened.owner_url, opened.app_url, create_engine(opened.app_url, FEW), None, FEW)
            stack.push_async_callback(shared.close)
            pool = await stack.enter_async_context(threads.open_pool(shared.app_url, budget.for_threads(FEW)))
            made.append(Coach(shared, pool, BuiltinCoach()))
        yield made


def test_three_processes_fit_into_a_hundred_connections() -> None:
    settings = Settings()
    assert 3 * settings.connections <= 97  # a server keeps three for its administrator
    for most in (budget.FEWEST, FEW, settings.connections):
        assert budget.for_queries(most) >= 2 and budget.for_threads(most) >= 1
        assert budget.for_queries(most) + budget.for_threads(most) + 1 == most


async def said_by_many(coaches: list[Coach], people: int, turns: int) -> list[str]:
    """Turns of many people at once; a wrong count of what was stored is told."""

    async def evening(at: int) -> list[str]:
        coach = coaches[at % len(coaches)]
        me = await athletes.find_or_create(coach.database, f"test {uuid4()}", TODAY, timezone="UTC")
        chat, wrong = uuid4(), []
        acknowledged = []
        for turn in range(turns):
            reply = await talk(coach, me, f"squat 1x3 @ {100 + turn} kg", chat_id=chat)
            if not reply.failed or "This was saved" in reply.text:
                acknowledged.append(100.0 + turn)
            if reply.failed:
                wrong.append(reply.text)
        stored = [load for _, _, load, _ in await logged(me)]
        assert stored == acknowledged
        return wrong

    return [each for said in await asyncio.gather(*(evening(at) for at in range(people))) for each in said]


async def test_more_people_than_connections_wait(coaches: list[Coach], opened: Database) -> None:
    assert await said_by_many(coaches, people=24, turns=2) == []
    with owner_connection(opened.owner_url) as connection:
        open_now = connection.scalar(sa.text("select count(*) from pg_stat_activity where usename = 'topset_app'"))
    assert open_now is not None and open_now <= 2 * FEW + budget.CONNECTIONS


async def test_a_server_without_a_free_connection_is_waited_for(coaches: list[Coach], opened: Database) -> None:
    """As where others of the same server took all of them for a moment."""
    with owner_connection(opened.owner_url) as connection:
        connection.execute(sa.text("commit"))
        connection.execute(sa.text("alter role topset_app connection limit 0"))

        async def relent() -> None:
            await asyncio.sleep(1)
            await asyncio.to_thread(connection.execute, sa.text("alter role topset_app connection limit -1"))

        failed, _ = await asyncio.gather(said_by_many(coaches, people=3, turns=1), relent())
    assert failed == []


async def test_a_restart_under_load_loses_nothing(coaches: list[Coach], own_home: Path, opened: Database) -> None:
    assert opened.server is not None

    async def restart() -> None:
        await asyncio.sleep(0.7)
        kill_server(own_home)
        await asyncio.sleep(0.5)
        await asyncio.to_thread(EmbeddedServer(own_home).start)

    failed, _ = await asyncio.gather(said_by_many(coaches, people=12, turns=6), restart())
    assert len(failed) <= 12, failed  # what was being said at that moment, once by each
