"""How much one client may ask over HTTP: so many requests a minute, and few guesses at tokens."""

import hashlib
import json
import time
from dataclasses import dataclass, field
from typing import Any

from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

UNAUTHORIZED = 401


@dataclass
class Limits:
    """In front of the server: counts by token, and refused tokens by address."""

    app: ASGIApp
    rate: str = "240/minute"
    guesses: str = "20/minute"
    _limiter: MovingWindowRateLimiter = field(default_factory=lambda: MovingWindowRateLimiter(MemoryStorage()))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or say when to come back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        guesses, rate = parse(self.guesses), parse(self.rate)
        address = (scope.get("client") or ("unknown",))[0]
        if not await self._limiter.test(guesses, "guesses", address):
            await self._refuse(send, guesses, "guesses", address)
            return
        who = _who(scope, address)
        if not await self._limiter.hit(rate, "requests", who):
            await self._refuse(send, rate, "requests", who)
            return

        async def watching(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == UNAUTHORIZED:
                await self._limiter.hit(guesses, "guesses", address)
            await send(message)

        await self.app(scope, receive, watching)

    async def _refuse(self, send: Send, limit: RateLimitItem, *of: str) -> None:
        reset, _ = await self._limiter.get_window_stats(limit, *of)
        wait = max(1, round(reset - time.time()))
        body = json.dumps({"error": "too_many_requests", "error_description": f"Try again in {wait} seconds."}).encode()
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode()),
            (b"retry-after", str(wait).encode()),
        ]
        await send({"type": "http.response.start", "status": 429, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def _who(scope: Any, address: str) -> str:
    """Whose requests these are: a token's, as a hash, or an address's."""
    shown: bytes | None = next((value for name, value in scope["headers"] if name == b"authorization"), None)
    return address if shown is None else hashlib.sha256(shown).hexdigest()
