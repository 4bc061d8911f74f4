"""The agent's threads in PostgreSQL: LangGraph's own tables, in a schema of their own, per athlete.

LangGraph's migrations make the tables. Ours gives each the athlete whose turn it is, forced row-level
security, and a trigger that makes a thread go when its chat or its athlete goes.
"""

import asyncio
import select
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from uuid import UUID

import psycopg
from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from psycopg import AsyncConnection, AsyncCursor
from psycopg.rows import DictRow, dict_row
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from db.engine import DELETED, STOPPED_ANSWERING, unavailable
from db.policies import APP_ROLE, ASKING
from training.errors import NotFound, Unavailable

SCHEMA = "threads"
TABLES = ("checkpoints", "checkpoint_blobs", "checkpoint_writes")
POOL_SIZE = 10
PATIENCE_S = 60
"""How long a turn waits for a connection."""
ASK = "select set_config('topset.athlete_id', %s, false)"
GO_WITH_CHAT = f"""
    create or replace function {SCHEMA}.go_with_chat() returns trigger language plpgsql as $$
    begin
        delete from {SCHEMA}.checkpoints where thread_id = old.id::text;
        delete from {SCHEMA}.checkpoint_blobs where thread_id = old.id::text;
        delete from {SCHEMA}.checkpoint_writes where thread_id = old.id::text;
        return old;
    end $$;
    grant execute on function {SCHEMA}.go_with_chat() to {APP_ROLE};
    create or replace trigger go_with_chat after delete on public.chats
        for each row execute function {SCHEMA}.go_with_chat();
"""
"""A trigger instead of a foreign key: a row of a chat that is deleted while its turn runs is left out, not refused."""
OF_A_CHAT = f"""
    create or replace function {SCHEMA}.of_a_chat() returns trigger language plpgsql as $$
    begin
        if new.athlete_id is distinct from {ASKING} then
            return new;
        end if;
        perform from public.athletes where id = new.athlete_id for key share;
        perform from public.chats where athlete_id = new.athlete_id and id = new.thread_id::uuid for key share;
        return case when found then new end;
    end $$;
    grant execute on function {SCHEMA}.of_a_chat() to {APP_ROLE};
"""
"""Of a chat that is not there nothing is written, and one that is there can't go before what is written of it has come: then
that goes with it. The athlete is held first, as whoever deletes one does: neither waits for the other. Somebody else's rows
are left to the policies, which refuse them."""
Pool = AsyncConnectionPool[AsyncConnection[DictRow]]


class AthleteSaver(AsyncPostgresSaver):
    """The checkpoints of one athlete. It holds no lock beside other athletes' turns, and can see only its own."""

    def __init__(self, pool: Pool, athlete_id: UUID, recover: Callable[[], Awaitable[None]]) -> None:
        super().__init__(conn=pool, serde=JsonPlusSerializer())
        self._pool = pool
        self._recover = recover
        self._athlete_id = str(athlete_id)

    @asynccontextmanager
    async def _cursor(self, *, pipeline: bool = False) -> AsyncIterator[AsyncCursor[DictRow]]:
        """Open a cursor as the athlete; whoever takes the connection next says again who asks."""
        connection = await self._connection()
        try:
            async with connection.cursor(binary=True, row_factory=dict_row) as cursor:
                if pipeline:
                    async with connection.pipeline():  # the question travels with the rest, nobody waits for its answer
                        await cursor.execute(ASK, (self._athlete_id,))
                        yield cursor
                else:
                    await cursor.execute(ASK, (self._athlete_id,))
                    yield cursor
        except psycopg.OperationalError as error:
            raise unavailable(error.sqlstate) from error
        except psycopg.errors.ForeignKeyViolation as error:
            raise NotFound(DELETED) from error
        finally:
            await self._pool.putconn(connection)

    async def _connection(self) -> AsyncConnection[DictRow]:
        """A connection that lives: those that died while they waited are given back to be replaced.

        The server is made to run before that: the pool would wait ever longer between its attempts.
        """
        for _ in range(POOL_SIZE + 1):
            try:
                connection = await self._pool.getconn()
            except PoolTimeout as error:
                raise Unavailable(STOPPED_ANSWERING) from error
            if not _is_dead(connection):
                return connection
            await self._recover()
            await connection.close()
            await self._pool.putconn(connection)
        raise Unavailable(STOPPED_ANSWERING)


def _is_dead(connection: AsyncConnection[DictRow]) -> bool:
    """Whether the server has hung up: an idle connection has nothing to read but that news."""
    if connection.closed:
        return True
    news = select.poll()  # unlike select.select it can also look at file 1024 and above
    news.register(connection.fileno(), select.POLLIN)
    return bool(news.poll(0))


@asynccontextmanager
async def open_pool(app_url: str, size: int = POOL_SIZE) -> AsyncIterator[Pool]:
    """The savers' pool."""
    pool: Pool = AsyncConnectionPool(
        app_url, min_size=1, max_size=size, open=False, timeout=PATIENCE_S,
        kwargs={
            "autocommit": True, "prepare_threshold": 0, "row_factory": dict_row, "connect_timeout": 10,
            "options": f"-c search_path={SCHEMA}",
        },
    )  # fmt: skip
    await pool.open()
    try:
        yield pool
    finally:
        await pool.close()


def is_ready(owner_url: str) -> bool:
    """Whether the threads' tables are there, as this LangGraph wants them."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        row = connection.execute("select to_regclass(%s)", (f"{SCHEMA}.checkpoint_migrations",)).fetchone()
        if row is None or row[0] is None:
            return False
        guarded = connection.execute("select to_regprocedure(%s)", (f"{SCHEMA}.of_a_chat()",)).fetchone()
        if guarded is None or guarded[0] is None:
            return False
        newest = connection.execute(f"select max(v) from {SCHEMA}.checkpoint_migrations").fetchone()
        return newest is not None and newest[0] == len(AsyncPostgresSaver.MIGRATIONS) - 1


async def upgrade(owner_url: str) -> None:
    """Make or update the tables. For the owner; safe to repeat, also by several processes at once."""
    async with await AsyncConnection.connect(owner_url, autocommit=True, row_factory=dict_row) as connection:
        await _alone(connection)
        await connection.execute(f"create schema if not exists {SCHEMA}")
        await connection.execute(f"set search_path to {SCHEMA}, public")
        await AsyncPostgresSaver(connection).setup()
        for table in TABLES:
            await _protect(connection, table)
        await connection.execute(GO_WITH_CHAT + OF_A_CHAT)
        for table in TABLES:
            await _of_chats(connection, f"{SCHEMA}.{table}")
        await connection.execute(f"grant usage on schema {SCHEMA} to {APP_ROLE}")
        await connection.execute(f"grant select on {SCHEMA}.checkpoint_migrations to {APP_ROLE}")


async def _alone(connection: AsyncConnection[DictRow]) -> None:
    """Wait until no other process upgrades; by asking again: LangGraph's concurrent index waits for whoever waits in a query."""
    while True:
        row = await (await connection.execute("select pg_try_advisory_lock(7470539) as is_mine")).fetchone()
        if row is not None and row["is_mine"]:
            return
        await asyncio.sleep(0.05)


async def downgrade(owner_url: str) -> None:
    """Take the threads away."""
    async with await AsyncConnection.connect(owner_url, autocommit=True) as connection:
        await connection.execute("drop trigger if exists go_with_chat on public.chats")
        await connection.execute(f"drop schema if exists {SCHEMA} cascade")


async def _protect(connection: AsyncConnection[DictRow], table: str) -> None:
    found = await (
        await connection.execute(
            "select 1 from information_schema.columns where table_schema = %s and table_name = %s and column_name = 'athlete_id'",
            (SCHEMA, table),
        )
    ).fetchone()
    name = f"{SCHEMA}.{table}"
    if found is not None:
        await _go_with_athlete(connection, name)
        return
    async with connection.transaction():
        for statement in (
            f"alter table {name} add column athlete_id uuid not null default {ASKING}",
            f"alter table {name} enable row level security",
            f"alter table {name} force row level security",
            f"create policy own_rows on {name} using (athlete_id = {ASKING}) with check (athlete_id = {ASKING})",
            f"grant select, insert, update, delete on {name} to {APP_ROLE}",
        ):
            await connection.execute(statement)
    await _go_with_athlete(connection, name)


async def _go_with_athlete(connection: AsyncConnection[DictRow], name: str) -> None:
    """Let a thread go with its athlete, and none be written for one who is deleted while a turn runs."""
    there = await (
        await connection.execute(
            "select 1 from pg_constraint where conname = 'of_athlete' and conrelid = %s::regclass", (name,)
        )
    ).fetchone()
    if there is not None:
        return
    async with connection.transaction():
        await connection.execute(
            f"delete from {name} t where not exists (select from public.athletes a where a.id = t.athlete_id)"
        )
        await connection.execute(
            f"alter table {name} add constraint of_athlete foreign key (athlete_id) references public.athletes (id) on delete cascade"
        )


async def _of_chats(connection: AsyncConnection[DictRow], name: str) -> None:
    """Let nothing be written of a chat that was deleted while a turn runs, and take away what was."""
    there = await (
        await connection.execute(
            "select 1 from pg_trigger where tgname = 'of_a_chat' and tgrelid = %s::regclass", (name,)
        )
    ).fetchone()
    if there is not None:
        return
    async with connection.transaction():
        await connection.execute(
            f"create trigger of_a_chat before insert on {name} for each row execute function {SCHEMA}.of_a_chat()"
        )
        await connection.execute(
            f"delete from {name} t where not exists (select from public.chats c "
            "where c.athlete_id = t.athlete_id and c.id::text = t.thread_id)"
        )
