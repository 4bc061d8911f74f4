"""A server that ends when it is told to, lets what is around it end in order, and waits for no request that never comes."""

import asyncio
import signal
from collections.abc import Generator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from topset.assistants.http import Door

WAIT_S = 3
"""How long open streams may take to end."""


HEAD_S = 10
"""How long the head of a request may take to arrive: no client types it."""
TOO_SLOW = b"This request did not arrive within %d seconds. Send it again, at once." % HEAD_S


class Impatient(H11Protocol):
    """A connection that is closed, in words, if what begins on it does not become a request soon."""

    _giving_up: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Somebody knocks, and should say what they want."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Wait for the rest of a head; while a request is answered there is nothing to wait for."""
        super().data_received(data)
        if not self._is_between_requests:
            self._stop_waiting()
        elif self._giving_up is None:
            self._wait()

    def on_response_complete(self) -> None:
        """The next head may have begun already."""
        super().on_response_complete()
        if self._is_between_requests and self._giving_up is None and self.conn.trailing_data[0]:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is there any more."""
        self._stop_waiting()
        super().connection_lost(exc)

    @property
    def _is_between_requests(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _wait(self) -> None:
        self._giving_up = self.loop.call_later(HEAD_S, self._give_up)

    def _stop_waiting(self) -> None:
        if self._giving_up is not None:
            self._giving_up.cancel()
            self._giving_up = None

    def _give_up(self) -> None:
        self._giving_up = None
        if self._is_between_requests and not self.transport.is_closing():
            head = b"HTTP/1.1 408 Request Timeout\r\ncontent-type: text/plain\r\nconnection: close\r\ncontent-length: %d\r\n\r\n"
            self.transport.write(head % len(TOO_SLOW) + TOO_SLOW)
            self.transport.close()


class Listener(uvicorn.Server):
    """Uvicorn, but for what it does after Ctrl-C: it would end the process, with the database still open."""

    @classmethod
    def at(cls, door: Door, app: ASGIApp) -> "Listener":
        """A server of an application at a door."""
        return cls.listening(door.host, door.port, app)

    @classmethod
    def listening(cls, host: str, port: int, app: ASGIApp) -> "Listener":
        """A server of an application at an address."""
        config = uvicorn.Config(
            app, host=host, port=port, log_level="warning", timeout_graceful_shutdown=WAIT_S, http=Impatient
        )
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
