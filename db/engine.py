"""The database: embedded or a URL, opened once, shared by every athlete of the process."""

import asyncio
import logging
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from db import budget, provisioning, schema
from db.embedded import DISK_FULL, EmbeddedServer
from db.policies import APP_ROLE, PLANNERS, Scope
from training.errors import Lost, NotFound, Refused, Unavailable

log = logging.getLogger(__name__)

Session = AsyncSession
"""What queries take first, by a name that other rooms may use without naming SQLAlchemy."""
DATABASE = "topset"
PATIENCE_S = 20.0
"""How long the beginning of a transaction waits for a server that starts again, or has no connection left."""
PREPARED_AFTER = 1
"""Times that a connection runs a statement before it keeps it: parsing and planning take longer than most of them run."""
MOST_PREPARED = 400
"""Statements that a connection keeps: more than the coach has."""
STOPPED_ANSWERING = "The database stopped answering."
BUSY = "Another change of yours is still being written. Wait a moment, then say it again."

WENT_AWAY = re.compile(r"^fk_.*_(chat|message|athlete_id)$")
"""Keys of what a person may delete while something is still being written for it."""
DELETED = "This chat was deleted while it was being answered."

READS_ONLY = "25006"
"""What PostgreSQL calls a write in a transaction that only reads."""
TOO_FAR = {
    "read": "This access may only read; writing needs one with the scope 'log'.",
    "log": "This access may log, but not plan; that needs one with the scope 'plan'.",
}
_ASK = """select set_config('topset.athlete_id', :id, true), set_config('topset.athlete_name', :name, true),
    set_config('topset.token_hash', :token_hash, true), set_config('topset.scope', :scope, true),
    set_config('transaction_read_only', :read_only, true)"""
ASK = sa.text(_ASK)
ASK_ALONE = sa.text(f"{_ASK}, pg_advisory_xact_lock(hashtextextended(:id, 0))")


@dataclass(frozen=True)
class Database:
    """An open database: where it is, and the pool of the app's role."""

    owner_url: str
    app_url: str
    engine: AsyncEngine
    server: EmbeddedServer | None = None
    connections: int = budget.CONNECTIONS

    @asynccontextmanager
    async def session(
        self,
        athlete_id: UUID | None = None,
        *,
        name: str | None = None,
        token_hash: str | None = None,
        scope: Scope = "plan",
        alone: bool = False,
    ) -> AsyncIterator[AsyncSession]:
        """One transaction in which only this athlete's rows exist; committed at the end, or wholly undone.

        ``name`` or ``token_hash`` instead of an id opens nothing but the look-up of that name or token.
        ``scope`` is how far it may go: PostgreSQL holds it. ``alone`` waits until no other transaction
        of the athlete is ``alone``: writes happen one after the other, whichever doors they come in by.
        Raises ``Unavailable`` when the database is gone or full, ``Refused`` for what is out of scope.
        """
        who = {
            "id": str(athlete_id or ""), "name": name or "", "token_hash": token_hash or "", "scope": scope,
            "read_only": "on" if scope == "read" else "off",
        }  # fmt: skip
        try:
            async with AsyncSession(self.engine, expire_on_commit=False) as session:
                await self._say_who_asks(session, who, ASK_ALONE if alone else ASK)
                yield session
                await session.commit()
        except sa.exc.DBAPIError as error:
            raise _in_words(error, scope) from error

    async def learn(self) -> None:
        """Tell the planner of many new rows at once: until it knows, it may plan for an empty table.

        A shared server's own autovacuum does it.
        """
        if self.server is not None:
            await asyncio.to_thread(schema.analyze, self.owner_url)

    async def recover(self) -> None:
        """Start the embedded server again if it has died. A shared one is somebody else's to start."""
        if self.server is not None:
            await asyncio.to_thread(self.server.start)

    async def close(self) -> None:
        """Close the pool and leave the server."""
        await self.engine.dispose()
        if self.server is not None:
            await asyncio.to_thread(self.server.release)

    async def _say_who_asks(self, session: AsyncSession, who: dict[str, str], asking: sa.TextClause) -> None:
        """Begin a transaction. Nothing is done yet, so whatever connection was lost, another is as good."""
        ends, pause = time.monotonic() + PATIENCE_S, 0.0
        while True:
            try:
                await session.execute(asking, who)
                return
            except (sa.exc.OperationalError, sa.exc.InterfaceError) as error:
                if not _is_lost(getattr(error.orig, "sqlstate", None)) or time.monotonic() > ends:
                    raise
            await session.rollback()  # a connection that died while it waited in the pool, or none that was free
            await asyncio.sleep(pause)
            await self.recover()
            pause = min(1.0, 2 * pause + 0.05)


def locate(url: str | None, home: Path) -> tuple[str, str, EmbeddedServer | None]:
    """The owner's URL, the app's URL, and the embedded server (started) if no URL was given."""
    if url is None:
        server = EmbeddedServer(home)
        server.start()
        _ensure_database(server)
        return server.url("postgres", DATABASE), server.url(APP_ROLE, DATABASE), server
    parsed = schema.with_driver(url).set(drivername="postgresql")
    app = parsed if parsed.username == APP_ROLE else parsed.set(username=APP_ROLE, password=schema.app_password(url))
    return parsed.render_as_string(False), app.render_as_string(False), None


def open_database(url: str | None, home: Path, connections: int = budget.CONNECTIONS) -> Database:
    """Open the database; the embedded one is created and upgraded on the way, a shared one by command.

    ``connections`` is how many this process may open at once.

    Raises ``Unavailable`` when it can't be reached or is of another version.
    """
    owner_url, app_url, server = locate(url, home)
    with schema.owner_connection(owner_url if server else app_url) as connection:
        found = schema.status(connection)
        if server is not None and not found.is_current:
            schema.upgrade(connection, owner_url)
        elif not found.is_current:
            raise Unavailable(str(found))
    return Database(owner_url, app_url, create_engine(app_url, connections), server, connections)


def create_engine(app_url: str, connections: int = budget.CONNECTIONS) -> AsyncEngine:
    """The pool of the app's role. The connection that was used last is used next: its statements are planned already."""
    most = budget.for_queries(connections)
    kept = min(budget.KEPT_OPEN, most)
    engine = create_async_engine(
        schema.with_driver(app_url), pool_size=kept, max_overflow=most - kept, pool_timeout=60, pool_use_lifo=True,
        hide_parameters=True,  # what somebody said is in no log
        connect_args={
            "connect_timeout": 10, "options": "-c lock_timeout=30s -c statement_timeout=60s", "prepare_threshold": PREPARED_AFTER,
        },
    )  # fmt: skip
    sa.event.listen(engine.sync_engine, "connect", _keep_prepared)
    return engine


def _keep_prepared(connection: Any, _record: Any) -> None:
    connection.driver_connection.prepared_max = MOST_PREPARED


def _ensure_database(server: EmbeddedServer) -> None:
    engine = sa.create_engine(
        schema.with_driver(server.url("postgres", "postgres")), poolclass=sa.NullPool, isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        if connection.scalar(sa.text("select 1 from pg_database where datname = :name"), {"name": DATABASE}) is None:
            try:
                connection.execute(sa.text(f"create database {DATABASE}"))
            except (sa.exc.ProgrammingError, sa.exc.IntegrityError):  # another process of the same home was quicker
                log.debug("database created by another process")
        if not provisioning.has_app_role(connection):
            provisioning.ensure_app_role(connection, server.passwords.of(APP_ROLE))
    engine.dispose()


def unavailable(sqlstate: str | None) -> Unavailable:
    """What the athlete needs to know when the database can't do its work."""
    if _is_lost(sqlstate):
        return Lost(STOPPED_ANSWERING)
    return Unavailable({"53100": DISK_FULL, "55P03": BUSY}.get(sqlstate or "", STOPPED_ANSWERING))


def _is_lost(sqlstate: str | None) -> bool:
    """Whether it was the connection that failed, or the server that stops, starts or is full, not the statement."""
    return sqlstate is None or sqlstate == "53300" or sqlstate.startswith(("08", "57P"))


def _in_words(error: sa.exc.DBAPIError, scope: Scope) -> Exception:
    """The same for what SQLAlchemy raises. A bug of ours stays a bug."""
    is_beyond = getattr(error.orig, "sqlstate", None) == READS_ONLY or PLANNERS in str(error.orig)
    if scope in TOO_FAR and is_beyond:
        return Refused(TOO_FAR[scope])
    if isinstance(error, sa.exc.IntegrityError) and WENT_AWAY.search(_constraint_of(error)):
        return NotFound(DELETED)
    if error.connection_invalidated or isinstance(error, sa.exc.OperationalError | sa.exc.InterfaceError):
        return unavailable(getattr(error.orig, "sqlstate", None))
    return error


def _constraint_of(error: sa.exc.IntegrityError) -> str:
    return str(getattr(getattr(error.orig, "diag", None), "constraint_name", None) or "")
