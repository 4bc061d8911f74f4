"""Processes and servers of a test's own, which it may kill."""

import asyncio
import contextlib
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from db.embedded import EmbeddedServer

ROOT = Path(__file__).parent.parent.parent
Start = Callable[..., Awaitable[asyncio.subprocess.Process]]


@pytest.fixture
async def start() -> AsyncIterator[Start]:
    """Start a script of this folder; whatever still runs of it at the end is killed."""
    async with AsyncExitStack() as stack:

        async def started(script: str, *arguments: str) -> asyncio.subprocess.Process:
            process = await asyncio.create_subprocess_exec(
                sys.executable, str(Path(__file__).parent / script), *arguments,
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT)}, start_new_session=True,
            )  # fmt: skip
            stack.push_async_callback(_end, process)
            return process

        yield started


async def _end(process: asyncio.subprocess.Process) -> None:
    assert process.stdin is not None
    process.stdin.close()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)  # with what it has forked
    await process.wait()


@pytest.fixture(scope="module")
def own_home() -> Iterator[Path]:
    """A home that no other test uses; its server is stopped at the end, whoever holds it."""
    folder = Path(tempfile.mkdtemp(prefix="topset-f-"))
    yield folder / "home"
    stop_server(folder / "home")
    shutil.rmtree(folder, ignore_errors=True)


def stop_server(home: Path) -> None:
    """Stop a home's server if it runs."""
    if home.exists():
        EmbeddedServer(home).stop()


def kill_server(home: Path) -> None:
    """Kill a home's postmaster as the kernel does when memory runs out."""
    os.kill(int((home / "pg" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
