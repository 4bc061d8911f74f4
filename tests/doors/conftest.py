"""The page as a real server, and a real browser to open it."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.doors.environment import environment_of
from tests.doors.ports import free_port, until_answering

ROOT = Path(__file__).parent.parent.parent
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

PATIENCE = 20_000
"""Milliseconds that a busy machine may take for what is done and for what is expected."""


@dataclass
class Server:
    """``topset ui`` in a process of its own, which can be stopped and started again."""

    home: Path
    port: int
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "topset", "ui", "--headless", "--port", str(self.port)], cwd=ROOT,
            stdout=(self.home.parent / "server.log").open("ab"), stderr=subprocess.STDOUT,
            env=environment_of(self.home, **self.environment),
        )  # fmt: skip
        until_answering(self.url, self.process, self.home.parent / "server.log")

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(30)

    def log(self) -> str:
        return (self.home.parent / "server.log").read_text("utf-8", "replace")


@pytest.fixture
def server() -> Iterator[Server]:
    """The page in a home of its own."""
    folder = Path(tempfile.mkdtemp(prefix="topset-page-"))
    made = Server(folder / "home", free_port())
    made.start()
    yield made
    made.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, with an empty profile."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window that writes down what it asks of other hosts."""
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    yield page
    context.close()
