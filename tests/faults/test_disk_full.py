"""The disk is really full: a small one of the test's own, filled to the last byte."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest

from agent.coach import Coach
from db import athletes
from db.athletes import Athlete
from tests.faults.conftest import stop_server
from tests.talk import TODAY, counts, execute_as_owner, logged, talk
from topset.build import open_coach
from topset.settings import Settings

BENCHED = ("2026-11-21", "Bench Press (Barbell)", 100.0, 5)
FULL = "The disk is full: make some room, then say it again. Nothing was saved."


@contextmanager
def small_disk(size: str) -> Iterator[Path]:
    """A disk of that size; the test is skipped where nobody may mount one."""
    folder = Path(tempfile.mkdtemp(prefix="topset-d-"))
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        folder.rmdir()
        pytest.skip(f"only root may mount a small disk: {mounted.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)
        folder.rmdir()


def fill(folder: Path) -> Path:
    """Fill a disk with one file; deleting it makes room."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1_000_000, 4096, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue
    return ballast


def for_server(folder: Path, coach: Coach) -> Path:
    """A folder that the server may use."""
    assert coach.database.server is not None
    folder.mkdir(mode=0o700)
    shutil.chown(folder, coach.database.server.data.owner())
    folder.parent.chmod(0o711)
    return folder


@pytest.fixture
async def coach(own_home: Path) -> AsyncIterator[Coach]:
    async with open_coach(Settings(home=own_home, model="builtin")) as opened:
        yield opened


async def newcomer(coach: Coach) -> Athlete:
    return await athletes.find_or_create(coach.database, f"test {uuid4()}", TODAY, timezone="Europe/Berlin")


async def test_no_room_for_a_set(coach: Coach) -> None:
    """The table of sets is on a disk that is full: SQLSTATE 53100, in the middle of a write."""
    me = await newcomer(coach)
    with small_disk("1m") as disk:
        place = for_server(disk / "tables", coach)
        execute_as_owner(coach.database, f"create tablespace small location '{place}'", autocommit=True)
        execute_as_owner(coach.database, "alter table sets set tablespace small")
        ballast = fill(disk)
        chat = uuid4()
        reply = await talk(coach, me, "bench 1x5 @ 100 kg", chat_id=chat)
        assert (reply.text, reply.failed) == (FULL, True)
        assert sum((await counts(me)).values()) == 0
        ballast.unlink()
        assert (await talk(coach, me, "bench 1x5 @ 100 kg", chat_id=chat)).text.startswith("Logged for")
        assert await logged(me) == [BENCHED]
        execute_as_owner(coach.database, "alter table sets set tablespace pg_default")
        execute_as_owner(coach.database, "drop tablespace small", autocommit=True)


async def test_no_room_for_the_thread(coach: Coach) -> None:
    """LangGraph's tables are asked by another way; there, too, the sentence names the disk."""
    me = await newcomer(coach)
    raising = """create or replace function threads.full() returns trigger language plpgsql as
                 $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$"""
    execute_as_owner(
        coach.database,
        raising,
        "create trigger full_disk before insert on threads.checkpoint_blobs execute function threads.full()",
    )
    assert (await talk(coach, me, "bench 1x5 @ 100 kg")).text.startswith("The disk is full")
    execute_as_owner(coach.database, "drop trigger full_disk on threads.checkpoint_blobs")
    assert (await talk(coach, me, "bench 1x5 @ 101 kg")).text.startswith(("Logged for", "Added to"))


async def test_no_room_for_anything() -> None:
    """The whole home is on a full disk: PostgreSQL itself goes down, and comes back when there is room."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    with small_disk("160m") as disk:
        home = disk / "home"
        try:
            async with open_coach(Settings(home=home, model="builtin")) as coach:
                me = await newcomer(coach)
                chat = uuid4()
                assert (await talk(coach, me, "bench 1x5 @ 100 kg", chat_id=chat)).text.startswith("Logged for")
                ballast = fill(disk)
                replies = []
                for at in range(200):
                    execute_as_owner(coach.database, "select pg_switch_wal()")
                    replies.append(await talk(coach, me, f"squat 1x3 @ {100 + at % 50} kg", chat_id=chat))
                    if replies[-1].failed:
                        break
                assert replies[-1].text.startswith("The disk is full: make some room, then say it again. ")
                ending = await talk(coach, me, "what did i do today?", chat_id=chat)
                assert not ending.failed or ending.text.startswith("The disk is full: ")
                ballast.unlink()
                assert (await talk(coach, me, "squat 1x3 @ 200 kg", chat_id=chat)).text.startswith(
                    ("Logged for", "Added to")
                )
                assert len(await logged(me)) == 2 + sum(not each.failed for each in replies)
        finally:
            stop_server(home)
