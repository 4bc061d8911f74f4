"""What tests of whole turns share: say something, and look at what is stored."""

import asyncio
from datetime import date
from typing import Any

import sqlalchemy as sa

from agent.coach import Coach
from agent.events import Reply
from agent.listening import hear
from db.athletes import Athlete
from db.engine import Database
from db.schema import owner_connection

TODAY = date(2026, 11, 21)
LOUD_AND_QUIET = [f"bench 3x5 100, {sign}" for sign in (
    "head felt weird after", "felt a bit off in the chest after", "bit woozy after", "my neck went funny", "hands went tingly",
    "something twinged in my back", "eyes went blurry for a sec", "felt faint for a sec", "heart was pounding a while after",
)]  # fmt: skip
"""From harmless to a sign: between what is let pass and what is told some are doubtful, whatever was learnt last."""
WAITING = sa.text("select count(*) from pg_locks where not granted")
LOGGED = sa.text("""
    select s.date::text as day, e.name as exercise, s.load_kg, s.reps
    from sets s join exercises e on e.id = s.exercise_id and e.athlete_id = s.athlete_id
    where s.athlete_id = :athlete order by s.date, s.exercise_position, s.position
""")


async def talk(coach: Coach, athlete: Athlete, said: str, **where: Any) -> Reply:
    """One turn, to its reply, which is its last event."""
    events = [event async for event in coach.turn(athlete, said, **where)]
    assert isinstance(events[-1], Reply)
    return events[-1]


async def logged(athlete: Athlete) -> list[tuple[Any, ...]]:
    """Every set of the athlete: day, exercise, kg, reps."""
    async with athlete.sessions() as session:
        return [tuple(row) for row in await session.execute(LOGGED, {"athlete": athlete.id})]


async def counts(athlete: Athlete) -> dict[str, int]:
    """How many rows the athlete has in the tables that a logged set touches."""
    async with athlete.sessions() as session:
        return {
            table: await session.scalar(
                sa.text(f"select count(*) from {table} where athlete_id = :id"), {"id": athlete.id}
            )
            or 0
            for table in ("workouts", "workout_exercises", "sets", "ledger")
        }


def doubtful_words() -> str:
    """A set, with something that may be a red flag and may as well be none."""
    return next(each for each in LOUD_AND_QUIET if (flag := hear(each)) is not None and flag.is_doubtful)


async def until_waiting(athlete: Athlete) -> None:
    """Until a write of the athlete waits for its turn."""
    async with asyncio.timeout(5):
        while True:
            async with athlete.sessions() as session:
                if await session.scalar(WAITING):
                    return
            await asyncio.sleep(0.01)


def execute_as_owner(database: Database, *statements: str, autocommit: bool = False) -> None:
    """Do something to the database that no athlete can."""
    with owner_connection(database.owner_url) as connection:
        asking = connection.execution_options(isolation_level="AUTOCOMMIT") if autocommit else connection
        for each in statements:
            asking.execute(sa.text(each))
        asking.commit()
