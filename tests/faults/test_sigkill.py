"""A process that logs is killed at a hundred random moments: what was acknowledged is there once, the rest whole or not at all."""

import asyncio
import json
import os
import random
import signal
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa

from db import chats
from db.athletes import Athlete
from db.engine import Database
from tests.faults.conftest import Start
from tests.faults.logger import TODAY

KILLS = 100
LANES = 2
FIRST_TURN_S = 0.2
NEXT_TURN_S = 0.05
"""About, and rather too long: the moment of a kill is anywhere in a turn, or between two."""
KINDS = sa.text("""
    select :today - d.date as number, count(distinct w.id) as workouts, count(distinct (x.workout_id, x.position)) as exercises,
           count(distinct (s.workout_id, s.exercise_position, s.position)) as sets
    from (select distinct date from workouts where athlete_id = :me) d
    join workouts w on w.athlete_id = :me and w.date = d.date
    left join workout_exercises x on x.athlete_id = :me and x.workout_id = w.id
    left join sets s on s.athlete_id = :me and s.workout_id = w.id
    group by 1
""")
WRITES = sa.text("select message_id::text, count(*) from ledger where athlete_id = :me group by 1")
LIVES = sa.text("select count(*) from pg_stat_activity where application_name = :name")


@dataclass
class Lane:
    """One athlete whose logger is killed again and again."""

    athlete: Athlete
    process: asyncio.subprocess.Process
    where: dict[str, Any]
    chance: random.Random
    said: dict[int, tuple[str, str]] = field(default_factory=dict)
    acknowledged: set[int] = field(default_factory=set)

    async def line(self) -> str:
        """What the logger says next."""
        async with asyncio.timeout(20):
            said = (await self._stdout.readline()).decode().strip()
        assert said, "the logger ended by itself"
        kind, _, rest = said.partition(" ")
        assert kind != "failed", rest
        if kind == "ack":
            assert int(rest) not in self.acknowledged
            self.acknowledged.add(int(rest))
        return said

    @property
    def _stdout(self) -> asyncio.StreamReader:
        assert self.process.stdout is not None
        return self.process.stdout

    def order(self, turns: int) -> None:
        """Have the first turn without an answer said again, with the same id, and new ones after it."""
        first = len(self.acknowledged) + 1
        chat = str(uuid4())
        for number in range(first, first + turns):
            self.said.setdefault(number, (chat, str(uuid4())))
        order = [(number, *self.said[number]) for number in range(first, first + turns)]
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(self.where | {"turns": order}).encode() + b"\n")

    async def kill_one(self) -> None:
        """Have turns logged, kill the logger at a random moment, look at what is stored."""
        self.order(turns=12)
        pid = int((await self.line()).removeprefix("pid "))
        heard = self.chance.choices(range(4), weights=(1, 6, 4, 2))[0]  # nothing, "ready", one reply, two replies
        for _ in range(heard):
            await self.line()
        await asyncio.sleep(self.chance.uniform(0, FIRST_TURN_S if heard <= 1 else NEXT_TURN_S))
        os.kill(pid, signal.SIGKILL)
        await self.hear()
        await self.until_forgotten(pid)
        await self.check()

    async def hear(self) -> None:
        """Listen until the logger is gone."""
        while await self.line() != "gone":
            pass

    async def until_forgotten(self, pid: int) -> None:
        """Until the server has noticed, too, and has undone or finished what was under way."""
        async with asyncio.timeout(10):
            while await self.lives(pid):
                await asyncio.sleep(0.003)

    async def lives(self, pid: int) -> bool:
        """Whether the server has a connection to this logger: a transaction would see no change of that."""
        async with self.athlete.sessions() as session:
            return bool(await session.scalar(LIVES, {"name": f"logger {pid}"}))

    async def check(self) -> None:
        """Every acknowledged turn is stored exactly once; the next one wholly or not at all; nothing else is."""
        async with self.athlete.sessions() as session:
            rows = (await session.execute(KINDS, {"me": self.athlete.id, "today": TODAY})).all()
            writes = {message: count for message, count in await session.execute(WRITES, {"me": self.athlete.id})}
        assert all(tuple(row)[1:] == (1, 1, 1) for row in rows), rows
        stored = {row.number for row in rows}
        assert writes == {self.said[number][1]: 1 for number in stored}
        assert self.acknowledged <= stored <= self.acknowledged | {len(self.acknowledged) + 1}


@pytest.mark.slow
async def test_killed_at_a_hundred_random_moments(database: Database, home: Path, start: Start) -> None:
    from db import athletes

    lanes: list[Lane] = []
    for seed in range(LANES):
        athlete = await athletes.find_or_create(database, f"killed {uuid4()}", TODAY, timezone="Europe/Berlin")
        where = {"home": str(home), "url": os.environ.get("TOPSET_TEST_DATABASE_URL"), "athlete": athlete.name}
        lanes.append(Lane(athlete, await start("logger.py"), where, random.Random(seed)))
    async with asyncio.TaskGroup() as group:
        for lane in lanes:
            group.create_task(survive(lane, KILLS // LANES))
    assert sum(len(lane.acknowledged) for lane in lanes) > KILLS // 2


async def survive(lane: Lane, kills: int) -> None:
    lane.order(turns=1)
    await lane.hear()
    for _ in range(kills):
        await lane.kill_one()
    lane.order(turns=1)
    await lane.hear()
    await lane.check()
    async with lane.athlete.sessions() as session:
        everything = await chats.every(session, lane.athlete.id)
        said = [message.role for _, messages in everything for message in messages]
        assert said.count("user") == said.count("assistant") == len(lane.acknowledged)
        assert all(
            message.content.startswith("Logged for")
            for _, each in everything
            for message in each
            if message.role == "assistant"
        )
