"""The gate of a page with logins: a cookie opens only while its session lasts, is renewed while it is used, and ends with it.

Chainlit signs a cookie and believes it until it ends. Here every request that carries one is held to the database,
and so is everything that comes in by an open socket.
"""

import json
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.cookies import CookieError, SimpleCookie
from typing import Any

import jwt

from db import logins
from db.engine import Database
from topset.front_door import FrontDoor
from topset.login import Visitor, visitor
from topset.page import Page, signing_key
from training.errors import Unavailable

log = logging.getLogger(__name__)

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Receive = Callable[[], Awaitable[Message]]
COOKIE = "access_token"
ALGORITHM = "HS256"
LASTING = timedelta(hours=24)
"""Of a cookie, where nobody comes back."""
RENEWED_AFTER = timedelta(hours=1)
SESSION = "session"
"""What the cookie names the secret of its session, among what is known of the user."""
LONGEST_DEVICE = 200
OPEN_TO_ALL = ("/assets/", "/public/", "/avatars/", "/favicon")
"""Files that are the same for everybody: no cookie is looked at for them."""


@dataclass(frozen=True)
class Pass:
    """A cookie that opens: what is signed in it, and the session that it belongs to."""

    token: str
    claims: dict[str, Any]
    login: logins.Login

    def renewed(self, key: str) -> str | None:
        """The cookie anew, if it is time."""
        now = datetime.now(UTC)
        if now - datetime.fromtimestamp(self.claims["iat"], UTC) < RENEWED_AFTER:
            return None
        ends = min(now + LASTING, self.login.expires_at)
        return jwt.encode({**self.claims, "iat": now, "exp": ends}, key, ALGORITHM)


def guard(server: Any, page: Page) -> None:
    """Put in front of a page what its settings ask for; who is added last is asked first."""
    settings = page.settings
    if not settings.is_private:
        server.add_middleware(Gate, key=signing_key(settings), database=lambda: page.coach.database)
    server.add_middleware(FrontDoor, private=settings.is_private, url=settings.url)


class Gate:
    """ASGI middleware; ``database`` is asked for when it is needed: the page opens it after this is made."""

    def __init__(self, app: Any, key: str, database: Callable[[], Database]) -> None:
        self.app, self.key, self.database = app, key, database

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through with its cookie, or without one that does not hold."""
        if scope["type"] not in ("http", "websocket") or scope["path"].startswith(OPEN_TO_ALL):
            await self.app(scope, receive, send)
            return
        visitor.set(_visitor_of(scope))
        try:
            shown = await self._shown(scope)
        except Unavailable as error:
            await _say(scope, send, 503, str(error), 5)
            return
        scope = {**scope, "headers": _with_only(scope["headers"], None if shown is None else shown.token)}
        if shown is None:
            await self._knocked(scope, receive, send)
        elif scope["type"] == "websocket":
            await self.app(scope, self._while_it_holds(shown, receive, send), send)
        else:
            await self._answered(shown, scope, receive, send)

    async def _knocked(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Somebody without a cookie: perhaps a password is shown, perhaps too often."""
        knocking = visitor.get()

        async def saying(message: Message) -> None:
            if knocking.turned_away is None:
                await send(message)
            elif message["type"] == "http.response.start":
                await _say(scope, send, 429, str(knocking.turned_away), knocking.turned_away.wait_s)

        await self.app(scope, receive, saying)

    async def _answered(self, shown: Pass, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"].rstrip("/") == "/logout" and scope["method"] == "POST":
            async with self.database().session(shown.login.athlete_id) as session:
                await logins.end(session, shown.login.athlete_id, shown.login.id)
            await self.app(scope, receive, send)
            return
        anew = shown.renewed(self.key)

        async def renewing(message: Message) -> None:
            if message["type"] == "http.response.start" and anew is not None and scope["path"] != "/login":
                life = f"Max-Age={round(LASTING.total_seconds())}; Path=/; HttpOnly; SameSite=lax"
                message = {
                    **message,
                    "headers": [*message["headers"], (b"set-cookie", f"{COOKIE}={anew}; {life}".encode())],
                }
            await send(message)

        await self.app(scope, receive, renewing)

    async def _shown(self, scope: Scope) -> Pass | None:
        """The cookie of a request, if it was signed here and its session has not ended."""
        token = _cookies(scope["headers"]).get(COOKIE)
        if token is None:
            return None
        try:
            claims = jwt.decode(token, self.key, [ALGORITHM], options={"require": ["exp", "iat"]})
            secret = claims["metadata"][SESSION]
        except (jwt.InvalidTokenError, KeyError, TypeError):
            return None
        login = await logins.of_secret(self.database(), str(secret))
        return None if login is None else Pass(token, claims, login)

    def _while_it_holds(self, shown: Pass, receive: Receive, send: Send) -> Receive:
        """What comes in by a socket, until its session has ended: then the socket does."""

        async def holding() -> Message:
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            try:
                if await logins.of_secret(self.database(), str(shown.claims["metadata"][SESSION])) is not None:
                    return message
            except Unavailable as error:  # nothing can be done without the database; the turn says so itself
                log.warning("a session could not be looked at: %s", error)
                return message
            await send({"type": "websocket.close", "code": 1008, "reason": "this session has ended"})
            return {"type": "websocket.disconnect", "code": 1008}

        return holding


async def _say(scope: Scope, send: Send, status: int, words: str, wait_s: int) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1013})
        return
    headers = [(b"content-type", b"application/json"), (b"retry-after", str(wait_s).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps({"detail": words}).encode()})


def _visitor_of(scope: Scope) -> Visitor:
    agents = [value.decode("latin-1") for name, value in scope["headers"] if name == b"user-agent"]
    return Visitor((scope.get("client") or ("",))[0], (agents or [""])[0][:LONGEST_DEVICE])


def _cookies(headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in headers:
        if name == b"cookie":
            with suppress(CookieError):
                found |= {key: each.value for key, each in SimpleCookie(value.decode("latin-1")).items()}
    return found


def _with_only(headers: list[tuple[bytes, bytes]], token: str | None) -> list[tuple[bytes, bytes]]:
    """Headers without any proof of who asks but this one: Chainlit would also take pieces of a cookie, or a bearer."""
    kept = {name: value for name, value in _cookies(headers).items() if not name.startswith(COOKIE)}
    if token is not None:
        kept[COOKIE] = token
    rest = [(name, value) for name, value in headers if name not in (b"cookie", b"authorization")]
    joined = "; ".join(f"{name}={value}" for name, value in kept.items())
    return [*rest, (b"cookie", joined.encode("latin-1"))] if kept else rest
