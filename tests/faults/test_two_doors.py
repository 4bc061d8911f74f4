"""One athlete talks through two doors at once, in one process and in two: no row is lost, none is doubled."""

import asyncio
import json
import os
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from agent.builtin.model import BuiltinCoach
from agent.coach import Coach
from db.athletes import Athlete
from db.engine import Database, create_engine
from memory import threads
from tests.faults.conftest import Start
from tests.talk import counts, logged, talk

TURNS = 15
UNDONE = sa.text("""
    select count(*) filter (where undone_at is not null), count(undoes), count(distinct undoes) from ledger where athlete_id = :me
""")


@pytest.fixture
async def doors(database: Database) -> AsyncIterator[list[Coach]]:
    """Two coaches with pools of their own, as two processes have them."""
    async with AsyncExitStack() as stack:
        coaches = []
        for _ in range(2):
            own = Database(database.owner_url, database.app_url, create_engine(database.app_url))
            stack.push_async_callback(own.close)
            coaches.append(Coach(own, await stack.enter_async_context(threads.open_pool(own.app_url)), BuiltinCoach()))
        yield coaches


def at_door(coach: Coach, athlete: Athlete) -> Athlete:
    """The athlete, as they came in by that door."""
    return Athlete(athlete.id, athlete.name, athlete.units, athlete.timezone, athlete.today, coach.database)


@pytest.mark.parametrize("chat", [None, uuid4()], ids=["chats of their own", "one chat"])
async def test_two_coaches_at_once(chat: UUID | None, doors: list[Coach], athlete: Athlete) -> None:
    """All on one day, so every turn changes the same workout."""
    async with asyncio.TaskGroup() as group:
        turns = [
            group.create_task(
                talk(coach, at_door(coach, athlete), f"bench 1x5 @ {60 + 2 * at + side} kg", chat_id=chat)
            )
            for at in range(TURNS)
            for side, coach in enumerate(doors)
        ]
    assert [turn.result().text for turn in turns if turn.result().failed] == []
    assert Counter(load for _, _, load, _ in await logged(athlete)) == Counter(60.0 + each for each in range(2 * TURNS))
    assert await counts(athlete) == {"workouts": 1, "workout_exercises": 1, "sets": 2 * TURNS, "ledger": 2 * TURNS}


async def test_one_message_through_two_doors(doors: list[Coach], athlete: Athlete) -> None:
    """A page that sends again while the first turn still runs elsewhere."""
    chat, message = uuid4(), uuid4()
    async with asyncio.TaskGroup() as group:
        for coach in doors * 3:
            group.create_task(
                talk(coach, at_door(coach, athlete), "bench 1x5 @ 100 kg", chat_id=chat, message_id=message)
            )
    assert await counts(athlete) == {"workouts": 1, "workout_exercises": 1, "sets": 1, "ledger": 1}


async def test_undo_through_two_doors(doors: list[Coach], athlete: Athlete) -> None:
    for at in range(6):
        await talk(doors[0], athlete, f"bench 1x5 @ {60 + at} kg")
    async with asyncio.TaskGroup() as group:
        turns = [group.create_task(talk(coach, at_door(coach, athlete), "undo")) for coach in doors * 2]
    assert all(turn.result().text.startswith("Undone: ") for turn in turns)
    assert [load for _, _, load, _ in await logged(athlete)] == [60.0, 61.0]
    async with athlete.sessions() as session:
        assert tuple((await session.execute(UNDONE, {"me": athlete.id})).one()) == (4, 4, 4)
    async with asyncio.TaskGroup() as group:
        turns = [group.create_task(talk(coach, at_door(coach, athlete), "undo")) for coach in doors * 2]
    assert sum(turn.result().text.startswith("Undone: ") for turn in turns) == 2
    assert await logged(athlete) == []


@pytest.mark.slow
async def test_two_processes_at_once(home: Path, start: Start, athlete: Athlete) -> None:
    """Both log on the same days; neither knows of the other."""
    processes = [await start("logger.py") for _ in range(2)]
    for process in processes:
        turns = [(number, str(uuid4()), str(uuid4())) for number in range(1, TURNS + 1)]
        order = {
            "home": str(home),
            "url": os.environ.get("TOPSET_TEST_DATABASE_URL"),
            "athlete": athlete.name,
            "turns": turns,
        }
        assert process.stdin is not None
        process.stdin.write(json.dumps(order).encode() + b"\n")
    for process in processes:
        assert await heard(process) == ["ready", *(f"ack {number}" for number in range(1, TURNS + 1))]
    assert set(Counter(day for day, *_ in await logged(athlete)).values()) == {2}
    assert await counts(athlete) == {
        "workouts": TURNS,
        "workout_exercises": TURNS,
        "sets": 2 * TURNS,
        "ledger": 2 * TURNS,
    }


async def heard(process: asyncio.subprocess.Process) -> list[str]:
    """What a logger says until its order is done."""
    assert process.stdout is not None
    lines = []
    async with asyncio.timeout(30):
        while (line := (await process.stdout.readline()).decode().strip()) not in ("gone", ""):
            lines.append(line)
    return lines
