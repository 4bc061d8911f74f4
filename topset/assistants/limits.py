"""In front of the server on HTTP: what there is to call, how much one token may ask, and few guesses at tokens."""

import asyncio
import hashlib
import json
import logging
import time
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from training.errors import Invalid, Unavailable

log = logging.getLogger(__name__)

GUESSES = "20/minute"
MOST_KNOWN = 1_000
"""Tokens that were taken lately, as hashes: who holds one need not wait for somebody else's guesses."""
LATER_S = 5
BODY_S = 20.0
"""How long the body of a request may take to arrive, from one piece to the next."""
MOST_SESSIONS = 200
"""Of one token at once: most clients have one, some open one for every call and end none."""
SESSION_IDLE_S = 1800.0
"""After this the server forgets a session that nobody used."""
SESSION = b"mcp-session-id"


class TooSlow(Exception):
    """The rest of a request did not arrive."""


@dataclass
class Limits:
    """Counts requests by token, and refused tokens by address; a database that is gone is said to be gone."""

    app: ASGIApp
    paths: Sequence[str]
    """What there is to call, the first with a token, the others without."""
    rate: str = "240/minute"
    guesses: str = GUESSES
    setting: str = "TOPSET_MCP_RATE"
    """Where the rate stands."""
    _limiter: MovingWindowRateLimiter = field(default_factory=lambda: MovingWindowRateLimiter(MemoryStorage()))
    _sessions: dict[str, dict[bytes, float]] = field(default_factory=dict)
    """By token, when each session of it was used last."""
    _known: OrderedDict[str, None] = field(default_factory=OrderedDict)

    def __post_init__(self) -> None:
        try:
            self._rate, self._guesses = parse(self.rate), parse(self.guesses)
        except ValueError as error:
            raise Invalid(f"'{self.rate}' is no rate ({self.setting}): say for example 240/minute.") from error

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or say why not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if not self.is_known(scope["path"]):
            await self.say(send, HTTPStatus.NOT_FOUND, "not_found", f"There is only {self.paths[0]} here.")
            return
        address = (scope.get("client") or ("unknown",))[0]
        token = _token_of(scope) if self.takes_token(scope["path"]) else None
        if token is None:
            scope = {**scope, "headers": [each for each in scope["headers"] if each[0] != b"authorization"]}
        if token not in self._known and not await self._limiter.test(self._guesses, "guesses", address):
            await self._refuse(send, self._guesses, "guesses", address)
            return
        who = token or address
        if not await self._limiter.hit(self._rate, "requests", who):
            await self._refuse(send, self._rate, "requests", who)
            return
        if token is not None and not self._has_room(token, scope):
            words = f"This token has {MOST_SESSIONS} sessions open. End one (DELETE), or wait {round(SESSION_IDLE_S / 60)} minutes."
            await self.say(send, HTTPStatus.TOO_MANY_REQUESTS, "too_many_sessions", words)
            return
        await self._watched(scope, _in_time(receive), send, token, address)

    def _has_room(self, token: str, scope: Scope) -> bool:
        """Whether a request goes on with a session, or there may be one more."""
        now = time.monotonic()
        own = {key: at for key, at in self._sessions.get(token, {}).items() if now - at < SESSION_IDLE_S}
        shown = _session_of(scope["headers"])
        if shown in own:
            own[shown] = now
            if scope["method"] == "DELETE":
                del own[shown]
        self._sessions[token] = own
        if not own:
            del self._sessions[token]
        return shown is not None or len(own) < MOST_SESSIONS

    def is_known(self, path: str) -> bool:
        """Whether there is anything to call."""
        return path in self.paths

    def takes_token(self, path: str) -> bool:
        """Whether a token is looked at there."""
        return path == self.paths[0]

    async def say(
        self, send: Send, status: HTTPStatus, error: str, words: str, *, retry_after: int | None = None
    ) -> None:
        """Answer in the place of the application."""
        body = json.dumps({"error": error, "error_description": words}).encode()
        await send_whole(send, status, body, "application/json", retry_after)

    async def _watched(self, scope: Scope, receive: Receive, send: Send, token: str | None, address: str) -> None:
        """Let the server answer; a failure is held back until it is known what failed."""
        held: list[Message] = []
        has_begun = False

        async def watching(message: Message) -> None:
            nonlocal has_begun
            if message["type"] == "http.response.start":
                if message["status"] == HTTPStatus.UNAUTHORIZED:
                    await self._limiter.hit(self._guesses, "guesses", address)
                elif token is not None:
                    self._know(token)
                    begun = _session_of(message.get("headers", ()))
                    if begun is not None and scope["method"] == "POST":
                        self._sessions.setdefault(token, {})[begun] = time.monotonic()
            if held or message.get("status") == HTTPStatus.INTERNAL_SERVER_ERROR:
                held.append(message)
            else:
                has_begun = True
                await send(message)

        try:
            await self.app(scope, receive, watching)
        except TooSlow:
            if not has_begun:
                words = f"The rest of this request did not arrive within {BODY_S:.0f} seconds. Send it again."
                await self.say(send, HTTPStatus.REQUEST_TIMEOUT, "too_slow", words)
            return
        except Unavailable as error:
            log.warning("a request found no database: %s", error)
            words = f"Topset can't reach its database. Try again in {LATER_S} seconds."
            await self.say(send, HTTPStatus.SERVICE_UNAVAILABLE, "unavailable", words, retry_after=LATER_S)
            return
        except Exception:
            await _send_all(send, held)
            raise
        await _send_all(send, held)

    def _know(self, token: str) -> None:
        self._known[token] = None
        self._known.move_to_end(token)
        while len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)

    async def _refuse(self, send: Send, limit: RateLimitItem, *of: str) -> None:
        reset, _ = await self._limiter.get_window_stats(limit, *of)
        wait = max(1, round(reset - time.time()))
        await self.say(
            send, HTTPStatus.TOO_MANY_REQUESTS, "too_many_requests", f"Try again in {wait} seconds.", retry_after=wait
        )


async def _send_all(send: Send, messages: Sequence[Message]) -> None:
    for message in messages:
        await send(message)


async def send_whole(send: Send, status: HTTPStatus, body: bytes, media: str, retry_after: int | None) -> None:
    """Send a whole answer."""
    headers = [(b"content-type", media.encode()), (b"content-length", str(len(body)).encode())]
    if retry_after is not None:
        headers.append((b"retry-after", str(retry_after).encode()))
    await send({"type": "http.response.start", "status": int(status), "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _in_time(receive: Receive) -> Receive:
    """What comes in, piece by piece; a piece that never comes is ``TooSlow``."""
    is_whole = False

    async def receiving() -> Message:
        nonlocal is_whole
        if is_whole:  # only the end of the connection can come now, and that may take as long as it likes
            return await receive()
        try:
            async with asyncio.timeout(BODY_S):
                message = await receive()
        except TimeoutError as error:
            raise TooSlow from error
        is_whole = message["type"] != "http.request" or not message.get("more_body", False)
        return message

    return receiving


def _session_of(headers: Iterable[tuple[bytes, bytes]]) -> bytes | None:
    return next((value for name, value in headers if name.lower() == SESSION), None)


def _token_of(scope: Scope) -> str | None:
    """The token that is shown, as a hash: however its scheme is spelled, it is the same one."""
    shown: bytes | None = next((value for name, value in scope["headers"] if name == b"authorization"), None)
    if shown is None:
        return None
    return hashlib.sha256(shown.partition(b" ")[2].strip()).hexdigest()
