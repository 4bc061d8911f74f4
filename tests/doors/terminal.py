"""A terminal: ``topset`` as a real process in a real home."""

import json
import os
import pty
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from db.embedded import EmbeddedServer
from tests.doors.environment import environment_of

ROOT = Path(__file__).parent.parent.parent
Topset = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def topset() -> Iterator[Topset]:
    """Run ``topset`` in a home of this module; not below pytest's own folder, which another run closes to the server's user."""
    folder = Path(tempfile.mkdtemp(prefix="topset-"))
    home = folder / "home"
    server = EmbeddedServer(home)
    server.start()  # held while the tests run: a person's second command finds it running, too

    def run(*arguments: str, said: str = "", typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        """With something said on its input, or typed on a terminal that is its input."""
        ours, theirs = pty.openpty()
        os.write(ours, typed.encode())
        into: dict[str, Any] = {"stdin": theirs} if typed else {"input": said}
        try:
            return subprocess.run(
                [sys.executable, "-m", "topset", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=100,
                env=environment_of(home, **environment), check=False, **into,
            )  # fmt: skip
        finally:
            os.close(ours)
            os.close(theirs)

    yield run
    server.release()
    shutil.rmtree(folder, ignore_errors=True)


def asked(topset: Topset, *arguments: str, **environment: str) -> dict[str, Any]:
    done = topset("ask", *arguments, "--json", "--today", "2026-11-21", **environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]
