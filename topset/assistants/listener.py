"""A server that ends when it is told to, and lets what is around it end in order."""

import asyncio
import signal
from collections.abc import Generator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from topset.assistants.http import Door

WAIT_S = 3
"""How long open streams may take to end."""


class Listener(uvicorn.Server):
    """Uvicorn, but for what it does after Ctrl-C: it would end the process, with the database still open."""

    @classmethod
    def at(cls, door: Door, app: ASGIApp) -> "Listener":
        """A server of an application at a door."""
        return cls.listening(door.host, door.port, app)

    @classmethod
    def listening(cls, host: str, port: int, app: ASGIApp) -> "Listener":
        """A server of an application at an address."""
        config = uvicorn.Config(app, host=host, port=port, log_level="warning", timeout_graceful_shutdown=WAIT_S)
        return cls(config)

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Stop serving on the first signal, at once on the second."""
        loop = asyncio.get_running_loop()
        for each in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(each, self.handle_exit, each, None)
        try:
            yield
        finally:
            for each in (signal.SIGINT, signal.SIGTERM):
                loop.remove_signal_handler(each)
