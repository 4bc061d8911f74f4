"""Migrations: from nothing, to nothing, and in step with the models."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
import sqlalchemy as sa

from db import schema
from db.engine import Database
from memory import threads


@pytest.fixture
def empty_url(database: Database) -> Iterator[str]:
    """A database of its own on the same server, with nothing in it."""
    name = f"empty_{uuid4().hex[:8]}"
    url = schema.with_driver(database.owner_url).set(drivername="postgresql")
    engine = sa.create_engine(
        schema.with_driver(database.owner_url), isolation_level="AUTOCOMMIT", poolclass=sa.NullPool
    )
    with engine.connect() as connection:
        connection.execute(sa.text(f"create database {name}"))
    yield url.set(database=name).render_as_string(False)
    with engine.connect() as connection:
        connection.execute(sa.text(f"drop database {name} with (force)"))
    engine.dispose()


def tables(connection: sa.Connection) -> set[str]:
    return set(sa.inspect(connection).get_table_names())


async def test_from_nothing_and_back(empty_url: str) -> None:
    with schema.owner_connection(empty_url) as connection:
        assert not schema.status(connection).is_current
        schema.upgrade(connection, empty_url)
        assert schema.status(connection).is_current
        assert {"athletes", "workouts", "sets", "ledger", "chats", "messages", "measurements", "facts"} <= tables(
            connection
        )
    await threads.upgrade(empty_url)
    await threads.downgrade(empty_url)
    with schema.owner_connection(empty_url) as connection:
        schema.downgrade(connection)
        assert tables(connection) == set()
        schema.upgrade(connection, empty_url)
        assert schema.status(connection).is_current


def test_upgrading_twice_changes_nothing(empty_url: str) -> None:
    with schema.owner_connection(empty_url) as connection:
        schema.upgrade(connection, empty_url)
        before = tables(connection)
        schema.upgrade(connection, empty_url)
        assert tables(connection) == before


def test_models_and_migrations_agree(database: Database) -> None:
    with schema.owner_connection(database.owner_url) as connection:
        assert schema.differences(connection) == []


def test_an_old_schema_is_named(empty_url: str) -> None:
    with schema.owner_connection(empty_url) as connection:
        assert "run 'topset db upgrade'" in str(schema.status(connection))


async def test_threads_are_ready_only_after_their_upgrade(empty_url: str) -> None:
    with schema.owner_connection(empty_url) as connection:
        schema.upgrade(connection, empty_url)
    assert not threads.is_ready(empty_url)
    await threads.upgrade(empty_url)
    await threads.upgrade(empty_url)
    assert threads.is_ready(empty_url)
