"""Fixtures: a real PostgreSQL (embedded, or the one of TOPSET_TEST_DATABASE_URL) and athletes in it."""

import gc
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from db import athletes, schema
from db.athletes import Athlete
from db.engine import Database, locate, open_database
from memory import threads
from tools.toolbox import Toolbox

TODAY = date(2026, 11, 21)


def pytest_collection_finish() -> None:
    """Thousands of tests and all modules stay until the end: the collector of garbage need not go through them again."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def home() -> Iterator[Path]:
    """A short-lived $TOPSET_HOME; short, because a socket lives in it."""
    folder = Path(tempfile.mkdtemp(prefix="topset-"))
    yield folder / "home"
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
async def database(home: Path) -> AsyncIterator[Database]:
    """A real database with our schema: made by the migrations, as every installation is."""
    url = os.environ.get("TOPSET_TEST_DATABASE_URL")
    if url is not None:
        owner_url, _, _ = locate(url, home)
        with schema.owner_connection(owner_url) as connection:
            schema.upgrade(connection, owner_url)
    opened = open_database(url, home)
    await threads.upgrade(opened.owner_url)
    if url is None:  # a crash of the machine may cost the tests' last rows; a killed process costs none
        with schema.owner_connection(opened.owner_url) as connection:
            connection.exec_driver_sql("alter database topset set synchronous_commit = off")
            connection.commit()
    yield opened
    await opened.close()


@pytest.fixture
async def athlete(database: Database) -> AsyncIterator[Athlete]:
    """An athlete of this test alone, gone with all rows afterwards."""
    async for each in new_athlete(database):
        yield each


@pytest.fixture
async def other_athlete(database: Database) -> AsyncIterator[Athlete]:
    """Somebody else, whose rows nobody must see."""
    async for each in new_athlete(database):
        yield each


@pytest.fixture
async def session(athlete: Athlete) -> AsyncIterator[AsyncSession]:
    """A transaction as the athlete."""
    async with athlete.sessions() as session:
        yield session


@pytest.fixture
def tools(athlete: Athlete) -> Toolbox:
    """All tools of the athlete."""
    return Toolbox(athlete)


async def new_athlete(database: Database) -> AsyncIterator[Athlete]:
    """An athlete who is deleted when the caller is done."""
    new = await athletes.find_or_create(database, f"test {uuid4()}", TODAY, timezone="Europe/Berlin")
    yield new
    async with new.sessions() as session:
        await athletes.delete(session, new.id)
