"""Athletes: who is asking, and a way to open sessions as them."""

import shlex
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from db import logins, recollections
from db.engine import Database
from db.policies import Scope
from db.tables import AthleteRow, LoginRow
from training.errors import NotFound
from training.units import WeightUnit

BELONGINGS = {
    "workout": "workouts", "program": "programs", "measurement": "measurements", "chat": "chats", "remembered fact": "facts",
    "health record": "health_samples", "connection": "connections",
}  # fmt: skip
"""Tables of what a person would miss, by what they call one of it."""


@dataclass(frozen=True)
class Athlete:
    """Who is asking. Every tool is a method of something that holds one, so nobody can ask for somebody else."""

    id: UUID
    name: str
    units: WeightUnit
    timezone: str
    today: date
    database: Database
    scope: Scope = "plan"
    """How far whoever asks for them may go."""
    is_default: bool = True
    """Whether a command means this athlete when it names none."""

    @property
    def named(self) -> str:
        """What a command has to say so that it means this athlete."""
        return "" if self.is_default else f" --as {shlex.quote(self.name)}"

    def sessions(self) -> AbstractAsyncContextManager[AsyncSession]:
        """Open a transaction in which only this athlete's rows exist."""
        return self.database.session(self.id, scope=self.scope)

    def writing(self) -> AbstractAsyncContextManager[AsyncSession]:
        """The same for a write, which has the athlete's rows to itself."""
        return self.database.session(self.id, scope=self.scope, alone=True)

    def now(self) -> datetime:
        """This moment where the athlete is; on the pretended day, if a day was pretended."""
        clock = datetime.now(ZoneInfo(self.timezone))
        return clock if clock.date() == self.today else datetime.combine(self.today, clock.timetz())

    def day_of(self, moment: datetime) -> date:
        """The day that it was where the athlete is; late in the evening that is not the day in UTC."""
        return moment.astimezone(ZoneInfo(self.timezone)).date()


async def find(database: Database, name: str, today: date | None = None) -> Athlete:
    """The athlete of that name. Raises ``NotFound``."""
    async with database.session(name=name) as session:
        row = await session.scalar(sa.select(AthleteRow).where(AthleteRow.name == name))
    if row is None:
        raise NotFound(f"There is no athlete called '{name}'. Names are exact, capitals included.")
    return _athlete(row, database, today)


async def known(database: Database, athlete_id: UUID, scope: Scope, today: date | None = None) -> Athlete:
    """The athlete of that id, for an access that reaches so far. Raises ``NotFound`` once they are deleted."""
    async with database.session(athlete_id, scope="read") as session:
        row = await row_of(session, athlete_id)
    return replace(_athlete(row, database, today), scope=scope)


async def find_or_create(database: Database, name: str, today: date | None = None, **settings: Any) -> Athlete:
    """The athlete of that name, made if there is none yet; ``settings`` only matter to a new one."""
    async with database.session(name=name) as session:
        row = await session.scalar(sa.select(AthleteRow).where(AthleteRow.name == name))
    if row is None:
        await create(database, name, **settings)
        return await find(database, name, today)
    return _athlete(row, database, today)


async def create(database: Database, name: str, **settings: Any) -> None:
    """Make an athlete, unless there is one of that name."""
    new = uuid4()
    async with database.session(new, name=name) as session:
        await session.execute(
            insert(AthleteRow).values(id=new, name=name, **settings).on_conflict_do_nothing(index_elements=["name"])
        )


async def row_of(session: AsyncSession, athlete_id: UUID) -> AthleteRow:
    """The athlete's settings. Raises ``NotFound`` once the athlete is deleted."""
    row = await session.scalar(sa.select(AthleteRow).where(AthleteRow.id == athlete_id))
    if row is None:
        raise NotFound("This athlete was deleted.")
    return row


async def update(session: AsyncSession, athlete_id: UUID, settings: dict[str, Any]) -> None:
    """Change some settings."""
    if settings:
        await session.execute(sa.update(AthleteRow).where(AthleteRow.id == athlete_id).values(**settings))


async def delete(session: AsyncSession, athlete_id: UUID) -> None:
    """Delete the athlete and everything that is theirs, once nobody makes any of it findable: each would wait for the other."""
    await recollections.one_at_a_time(session, athlete_id)
    await session.execute(sa.delete(AthleteRow).where(AthleteRow.id == athlete_id))


async def belongings(session: AsyncSession, athlete_id: UUID) -> dict[str, int]:
    """How much is theirs, by what a person calls it; what there is none of is left out."""
    counts = [
        sa.select(sa.func.count())
        .select_from(sa.table(table))
        .where(sa.column("athlete_id") == athlete_id)
        .scalar_subquery()
        for table in BELONGINGS.values()
    ]
    found = zip(BELONGINGS, (await session.execute(sa.select(*counts))).one(), strict=True)
    return {name: count for name, count in found if count}


async def password_hash(session: AsyncSession, athlete_id: UUID) -> str | None:
    """The stored hash of the athlete's password, if one was set."""
    return await session.scalar(sa.select(LoginRow.password_hash).where(LoginRow.athlete_id == athlete_id))


async def set_password_hash(session: AsyncSession, athlete_id: UUID, hashed: str) -> None:
    """Store the hash of a password. Whoever is logged in by the old one is logged out."""
    statement = insert(LoginRow).values(athlete_id=athlete_id, password_hash=hashed)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["athlete_id"], set_={"password_hash": hashed, "changed_at": sa.func.now()}
        )
    )
    await logins.end_all(session, athlete_id)


def _athlete(row: AthleteRow, database: Database, today: date | None) -> Athlete:
    day = today or datetime.now(ZoneInfo(row.timezone)).date()
    return Athlete(row.id, row.name, "lb" if row.units == "lb" else "kg", row.timezone, day, database)
