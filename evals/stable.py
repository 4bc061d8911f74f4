"""Copies of prepared athletes, made and restored in SQL: what a case did is gone before the next one begins."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from db import athletes, schema
from db.athletes import Athlete
from db.engine import Database
from db.tables import AthleteRow
from evals.athletes import PREPARATIONS, ZONE, known_setup
from training.errors import NotFound

NOT_COPIED = ("logins", "access_tokens")
COLUMNS = sa.text("""
    select c.table_name, array_agg(c.column_name::text order by c.ordinal_position), (
        select array_agg(k.column_name::text) from information_schema.key_column_usage k
        join information_schema.table_constraints p using (constraint_schema, constraint_name)
        where k.table_schema = 'public' and k.table_name = c.table_name and p.constraint_type = 'PRIMARY KEY')
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER' and c.is_identity = 'NO'
    group by c.table_name having bool_or(c.column_name = 'athlete_id')
""")
HURRIED = "alter database topset set synchronous_commit = off"
"""The database is made for the purpose: a crash may cost its last rows."""
IN_ANY_ORDER = sa.text("set local session_replication_role = replica")
"""No trigger and no foreign key looks: rows come and go in any order."""
MANY = 500
"""Rows of a copy from which on the planner is told of them."""
MOMENTS = (
    ("messages", "at", "chat_id = any(:chats)"),
    ("turn_index", "at", "message_id in (select id from messages where athlete_id = :me and chat_id = any(:chats))"),
    ("chats", "created_at", "id = any(:chats)"),
    ("chats", "updated_at", "id = any(:chats)"),
)
"""When something was said, by the real clock, and the rows of some chats: what the coach dates itself follows the day."""
THERE = f"(now() at time zone '{ZONE}')::date"
"""The day that it is where the athletes live."""
THREADS = ("checkpoints", "checkpoint_blobs", "checkpoint_writes")


@dataclass(frozen=True)
class Table:
    """A table of rows that belong to an athlete: the columns that are copied, and those that tell rows apart."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]

    @property
    def copied(self) -> str:
        """The statement that gives an athlete the rows of another that it has not."""
        columns = ", ".join(f'"{each}"' for each in self.columns)
        same = "".join(f' and c."{each}" = t."{each}"' for each in self.key)
        order = " order by number" if self.name == "ledger" else ""
        return (
            f"insert into {self.name} (athlete_id, {columns}) select :new, {columns} from {self.name} t where athlete_id = :old "
            f"and not exists (select 1 from {self.name} c where c.athlete_id = :new{same}){order}"
        )


@dataclass
class Copy:
    """An athlete like a prepared one, and the transaction after which everything of theirs is new."""

    athlete: Athlete
    old: UUID
    rows: list[int]
    """How many of each table, in their order."""
    made: int


@dataclass
class Stable:
    """Prepared athletes of one database, and copies of them that are used again and again."""

    database: Database
    owner: AsyncEngine
    tables: tuple[Table, ...]
    prepared: dict[tuple[str, date, str], UUID] = field(default_factory=dict)
    free: dict[UUID, list[Copy]] = field(default_factory=dict)
    used: dict[UUID, Copy] = field(default_factory=dict)

    @classmethod
    async def open(cls, database: Database) -> "Stable":
        """Read the schema once: whatever table is the athlete's is copied. One process after the other sets up the database."""
        owner = create_async_engine(schema.with_driver(database.owner_url), pool_size=2)
        async with owner.connect() as connection:
            found = [row for row in await connection.execute(COLUMNS) if row[0] not in NOT_COPIED]
        tables = tuple(Table(name, _but_athlete(columns), _but_athlete(key)) for name, columns, key in found)
        stable = cls(database, owner, tables)
        async with owner.begin() as connection:
            await connection.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtext("eval_restore"))))
            await connection.exec_driver_sql(HURRIED)
            await connection.exec_driver_sql(stable._restoring())
        return stable

    async def copy(self, setup: str, today: date, units: str = "kg") -> Athlete:
        """An athlete who stands where ``setup`` says. Raises ``KeyError`` for a setup that nobody prepares."""
        setup = known_setup(setup)
        key = (setup, today, units)
        if key not in self.prepared:
            self.prepared[key] = (await self._prepare(setup, today, units)).id
        old = self.prepared[key]
        if not self.free.get(old):
            self.free.setdefault(old, []).append(await self._copied(old, today))
        found = self.free[old].pop()
        self.used[found.athlete.id] = found
        return found.athlete

    async def give_back(self, athlete: Athlete) -> None:
        """Take away whatever came, and bring back whatever went, so that the next case finds the athlete as this one did."""
        copy = self.used.pop(athlete.id)
        if await self._restored(copy):
            self.free[copy.old].append(copy)
        else:
            async with athlete.sessions() as session:
                await athletes.delete(session, athlete.id)

    async def backdate(self, athlete: Athlete, chats: Sequence[UUID]) -> None:
        """Let what was just said in some chats have been said on the athlete's day."""
        async with self.owner.begin() as connection:
            for table, column, rows in MOMENTS:
                moved = sa.text(
                    f"update {table} set {column} = {column} + (cast(:day as date) - {THERE}) * interval '1 day' "
                    f"where athlete_id = :me and {rows}"
                )
                await connection.execute(moved, {"me": athlete.id, "day": athlete.today, "chats": list(chats)})

    async def close(self) -> None:
        """Close the owner's connection."""
        await self.owner.dispose()

    async def _copied(self, old: UUID, today: date) -> Copy:
        new, name = uuid4(), f"eval {uuid4()}"
        async with self.owner.begin() as connection:
            await connection.execute(IN_ANY_ORDER)
            found = await connection.execute(sa.text("select * from athletes where id = :old"), {"old": old})
            settings = {**found.mappings().one(), "id": new, "name": name}
            names, values = ", ".join(settings), ", ".join(f":{each}" for each in settings)
            await connection.execute(sa.text(f"insert into athletes ({names}) values ({values})"), settings)
            rows = [
                (await connection.execute(sa.text(table.copied), {"new": new, "old": old})).rowcount
                for table in self.tables
            ]
            made = int(await connection.scalar(sa.text("select pg_current_xact_id()::text::bigint")) or 0)
        if sum(rows) > MANY:
            await self.database.learn()
        return Copy(await athletes.find(self.database, name, today), old, rows, made)

    async def _restored(self, copy: Copy) -> bool:
        """Whether the copy is as it was made; ``False`` where the order of its ledger can't be had again."""
        who = {"new": copy.athlete.id, "old": copy.old, "rows": copy.rows, "made": copy.made}
        async with self.owner.begin() as connection:
            made = await connection.scalar(sa.text("select eval_restore(:new, :old, :rows, :made)"), who)
        copy.made = int(made or 0)
        return made is not None

    def _restoring(self) -> str:
        """A function in the database that does it in one call: only tables whose rows changed are gone through."""
        steps = [
            f"delete from {table.name} where athlete_id = new_id and age(xmin) < newer; "
            f"if (select count(*) from {table.name} where athlete_id = new_id) < rows[{number}] then "
            + (
                "return null; "
                if table.name == "ledger"
                else f"{table.copied.replace(':new', 'new_id').replace(':old', 'old_id')}; "
            )
            + "end if;"
            for number, table in enumerate(self.tables, 1)
        ]
        threads = [f"delete from threads.{name} where thread_id = any(begun);" for name in THREADS]
        settings = self._settings().replace(":new", "new_id").replace(":old", "old_id")
        return f"""
            create or replace function eval_restore(new_id uuid, old_id uuid, rows bigint[], made bigint) returns bigint language plpgsql as $$
            declare
                newer bigint := pg_current_xact_id()::text::bigint - made;
                begun text[] := array(select id::text from chats where athlete_id = new_id and age(xmin) < newer);
            begin
                set local session_replication_role = replica;
                {" ".join([*threads, *steps])}
                {settings};
                return pg_current_xact_id()::text::bigint;
            end $$"""

    def _settings(self) -> str:
        names = [each.key for each in sa.inspect(AthleteRow).columns if each.key not in ("id", "name")]
        return (
            f"update athletes c set {', '.join(f'{each} = t.{each}' for each in names)} from athletes t "
            "where c.id = :new and t.id = :old"
        )

    async def _prepare(self, setup: str, today: date, units: str) -> Athlete:
        """Made by whichever process needs it first; the others wait for it and find it."""
        name = f"prepared {setup} {today} {units}"
        async with self.owner.connect() as connection:
            await connection.execute(sa.select(sa.func.pg_advisory_lock(sa.func.hashtext(name))))
            try:
                return await athletes.find(self.database, name, today)
            except NotFound:
                made = await athletes.find_or_create(self.database, f"{name}, begun", today, timezone=ZONE, units=units)
                await PREPARATIONS[setup](made)
                rename = sa.text("update athletes set name = :name where id = :id")
                await connection.execute(rename, {"name": name, "id": made.id})
                await connection.commit()
                return replace(made, name=name)
            finally:
                await connection.execute(sa.select(sa.func.pg_advisory_unlock(sa.func.hashtext(name))))


def _but_athlete(names: list[str]) -> tuple[str, ...]:
    return tuple(each for each in names if each != "athlete_id")
