"""One embedded server for all processes of a home; a home each; and homes that were left in disorder."""

import asyncio
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from db.embedded import EmbeddedServer
from tests.faults.conftest import Start, kill_server, stop_server


@pytest.fixture(scope="module")
def template(own_home: Path) -> Path:
    """A home that was used and left: making one takes longest."""
    server = EmbeddedServer(own_home)
    server.start()
    with connection(server) as postgres:
        postgres.execute("create table notes as select 'kept' as words")
    server.release()
    assert not server.is_running()
    return own_home


@pytest.fixture
def folder() -> Iterator[Path]:
    """Not pytest's own: another run of pytest closes that to the server's user."""
    made = Path(tempfile.mkdtemp(prefix="topset-f-"))
    yield made
    shutil.rmtree(made)


@pytest.fixture
def a_home(template: Path, folder: Path) -> Iterator[Path]:
    yield from copy_of(template, folder / "a")


@pytest.fixture
def another_home(template: Path, folder: Path) -> Iterator[Path]:
    yield from copy_of(template, folder / "b")


def copy_of(template: Path, home: Path) -> Iterator[Path]:
    home.mkdir()
    shutil.copytree(template / "pg", home / "pg")
    shutil.chown(home / "pg", (template / "pg").owner())
    for path in (home / "pg").rglob("*"):
        shutil.chown(path, (template / "pg").owner())
    yield home
    stop_server(home)


def connection(server: EmbeddedServer) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(server.url("postgres", "postgres"), autocommit=True)


def words(home: Path) -> list[object]:
    with connection(EmbeddedServer(home)) as postgres:
        return [row[0] for row in postgres.execute("select words from notes")]


def postmaster(home: Path) -> int:
    return int((home / "pg" / "postmaster.pid").read_text().split()[0])


async def hold(start: Start, home: Path) -> asyncio.subprocess.Process:
    process = await start("holder.py", str(home))
    assert process.stdout is not None
    assert await process.stdout.readline() == b"held\n"
    return process


async def leave(process: asyncio.subprocess.Process) -> None:
    await process.communicate(b"\n")
    assert process.returncode == 0


async def test_the_last_to_leave_stops_the_server(a_home: Path, start: Start) -> None:
    first, second, third = [await hold(start, a_home) for _ in range(3)]
    pid = postmaster(a_home)
    await leave(first)
    await leave(third)
    assert (postmaster(a_home), words(a_home)) == (pid, ["kept"])
    await leave(second)
    assert not EmbeddedServer(a_home).is_running()
    assert not (a_home / "pg" / "postmaster.pid").exists()


async def test_all_come_at_once(a_home: Path, start: Start) -> None:
    processes = await asyncio.gather(*(hold(start, a_home) for _ in range(4)))
    assert words(a_home) == ["kept"]
    await asyncio.gather(*map(leave, processes))
    assert not EmbeddedServer(a_home).is_running()


async def test_a_holder_that_was_killed_holds_nothing(a_home: Path, start: Start) -> None:
    killed = await hold(start, a_home)
    killed.kill()
    await killed.wait()
    next_one = await hold(start, a_home)
    assert words(a_home) == ["kept"]
    await leave(next_one)
    assert not EmbeddedServer(a_home).is_running()


async def test_everything_of_a_home_was_killed(a_home: Path, start: Start) -> None:
    killed = await hold(start, a_home)
    kill_server(a_home)
    killed.kill()
    await killed.wait()
    await leave(await hold(start, a_home))
    assert not EmbeddedServer(a_home).is_running()


def test_a_stale_id_that_is_another_homes(a_home: Path, another_home: Path) -> None:
    """After a restart of the machine, or in a new container, a process id says nothing."""
    other = EmbeddedServer(another_home)
    other.start()
    (a_home / "pg" / "postmaster.pid").write_text((another_home / "pg" / "postmaster.pid").read_text())
    server = EmbeddedServer(a_home)
    assert not server.is_running()
    server.start()
    assert words(a_home) == words(another_home) == ["kept"]
    server.release()
    assert other.is_running()
    other.release()


def test_two_homes_at_once(a_home: Path, another_home: Path) -> None:
    one, two = EmbeddedServer(a_home), EmbeddedServer(another_home)
    one.start()
    two.start()
    with connection(one) as postgres:
        postgres.execute("insert into notes values ('mine')")
    assert (words(a_home), words(another_home)) == (["kept", "mine"], ["kept"])
    one.release()
    assert not one.is_running() and two.is_running()
    two.release()


def test_a_home_behind_a_link(a_home: Path, folder: Path) -> None:
    link = folder / "link"
    link.symlink_to(a_home)
    direct, linked = EmbeddedServer(a_home), EmbeddedServer(link)
    direct.start()
    linked.start()
    assert direct.is_running() and linked.is_running()
    direct.release()
    assert linked.is_running()
    linked.release()
    assert not direct.is_running()


def test_a_path_too_long_for_a_socket(template: Path, folder: Path) -> None:
    home = folder / ("x" * 120) / ("y" * 120) / "home with spaces and 'quotes'"
    home.parent.mkdir(parents=True)
    for _ in copy_of(template, home):
        server = EmbeddedServer(home)
        server.start()
        assert words(home) == ["kept"]
        server.release()
        assert not server.is_running()


def test_making_a_home_was_cut_off(folder: Path) -> None:
    (folder / "c" / "pg" / "base").mkdir(parents=True)
    (folder / "c" / "pg" / "base" / "half").write_text("half")
    server = EmbeddedServer(folder / "c")
    server.start()
    with connection(server) as postgres:
        assert postgres.execute("select 1").fetchone() == (1,)
    server.release()
