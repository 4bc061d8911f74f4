"""A shared server whose owner is no superuser: each thing it may not do is a sentence with what to type."""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from db import athletes, schema
from db.embedded import EmbeddedServer
from db.engine import locate, open_database
from db.policies import APP_ROLE
from memory import threads
from tests.faults.conftest import stop_server
from training.errors import Unavailable


@pytest.fixture(scope="module")
def server() -> Iterator[EmbeddedServer]:
    """A server as others run them: no role and no extension of ours."""
    with tempfile.TemporaryDirectory(prefix="topset-") as folder:
        home = Path(folder) / "home"
        made = EmbeddedServer(home)
        made.start()
        with psycopg.connect(made.url("postgres", "postgres"), autocommit=True) as admin:
            admin.execute("create role coach_owner login password 'owner secret'")
            admin.execute("create database coach")
        yield made
        stop_server(home)


def typed(server: EmbeddedServer, database: str, statement: str) -> None:
    """What an administrator types."""
    with psycopg.connect(server.url("postgres", database), autocommit=True) as admin:
        admin.execute(statement)  # type: ignore[arg-type]  # not known before it is read


def url_of(server: EmbeddedServer, user: str, password: str) -> str:
    return f"postgresql://{user}:{password}@/coach?host={server.socket_dir}"


async def test_an_owner_that_is_no_superuser_is_told_what_to_type(server: EmbeddedServer, tmp_path: Path) -> None:
    owner_url = url_of(server, "coach_owner", "owner%20secret")
    for expected in (
        r"alter database coach owner to coach_owner;",
        r"create extension vector;",
        r"create role topset_app [a-z ]+ password '\.\.\.'",
    ):
        with schema.owner_connection(owner_url) as connection, pytest.raises(Unavailable) as refused:
            schema.upgrade(connection, owner_url)
        assert "owner secret" not in str(refused.value)
        found = re.search(expected, str(refused.value))
        assert found is not None, refused.value
        typed(server, "coach", found[0].replace("...", "app-secret"))

    with schema.owner_connection(owner_url) as connection:
        schema.upgrade(connection, owner_url, "app-secret")
        assert schema.status(connection).is_current
    await threads.upgrade(owner_url)
    opened = open_database(url_of(server, APP_ROLE, "app-secret"), tmp_path)
    try:
        found = await athletes.find_or_create(opened, "me", timezone="UTC")
        assert (await athletes.find(opened, "me")).id == found.id
    finally:
        await opened.close()


async def test_the_app_s_password_is_in_no_statement(server: EmbeddedServer, tmp_path: Path) -> None:
    """Not even where PostgreSQL writes down every statement: what it is sent opens nothing."""
    with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as admin:
        admin.execute("create role maker login createrole password 'maker'")
        admin.execute("create database made owner maker")
        admin.execute("alter system set log_statement = 'all'")
        admin.execute("select pg_reload_conf()")
    typed(server, "made", "create extension vector")
    typed(server, "coach", "drop owned by topset_app")
    typed(server, "coach", "drop role topset_app")
    owner_url = f"postgresql://maker:maker@/made?host={server.socket_dir}"
    with schema.owner_connection(owner_url) as connection:
        connection.execute(sa.text("select pg_sleep(0.2)"))  # until everybody has read the rules
        schema.upgrade(connection, owner_url)
        schema.upgrade(connection, owner_url)
    password = schema.app_password(owner_url)
    logged = server.log_tail(100_000)
    assert password is not None and "create role" in logged and password not in logged
    _, app_url, _ = locate(owner_url, tmp_path)
    psycopg.connect(app_url).close()
