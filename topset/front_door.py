"""The page's front door: it answers to this machine's names only, and lets nothing be loaded from elsewhere."""

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
LOOPBACK = ("127.0.0.1", "localhost", "::1")
_FOREIGN = re.compile(
    rb"<(?:link|script)\b[^>]*(?:href|src)=\"https?://[^>]*>(?:\s*</script>)?|<meta property=\"og:[^>]*>"
)
POLICY = (
    b"default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; connect-src 'self' data: blob:; "
    b"base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)


class FrontDoor:
    """ASGI middleware: a private page answers to this machine's names only, and no page loads anything from elsewhere."""

    def __init__(self, app: Any, private: bool) -> None:
        self.app = app
        self.private = private

    async def __call__(self, scope: Scope, receive: Any, send: Send) -> None:
        """Check who is asked for; clean what is answered."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if self.private and not _is_local(headers):
            await _refuse(scope, send)
            return
        if scope["type"] == "websocket" or scope["path"].startswith("/assets"):
            await self.app(scope, receive, send)
            return
        plain = [(name, value) for name, value in scope["headers"] if name.lower() != b"accept-encoding"]
        await self.app({**scope, "headers": plain}, receive, _cleaning(send))


def _is_local(headers: dict[str, str]) -> bool:
    """A page on another site can make a browser ask us, by name or by script; its Host or Origin gives it away."""
    host = re.sub(r":\d+$", "", headers.get("host", "")).strip("[]")
    origin = headers.get("origin", "")
    place = re.sub(r":\d+$", "", re.sub(r"^https?://", "", origin)).strip("[]")
    return host in LOOPBACK and (not origin or place in LOOPBACK)


async def _refuse(scope: Scope, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    body = b"This page answers on this machine only. To open it to others, set TOPSET_HOST and a password: topset password."
    await send({"type": "http.response.start", "status": 421, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": body})


def _cleaning(send: Send) -> Send:
    """Take links to other hosts out of HTML, and forbid the browser to follow any that come later."""
    start: MutableMapping[str, Any] = {}
    body = bytearray()

    async def cleaned(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
            kind = next((value for name, value in message["headers"] if name.lower() == b"content-type"), b"")
            if not kind.startswith(b"text/html"):
                start["through"] = True
                await send(message)
            return
        if start.get("through"):
            await send(message)
            return
        body.extend(message.get("body", b""))
        if message.get("more_body"):
            return
        clean = _FOREIGN.sub(b"", bytes(body))
        headers = [(name, value) for name, value in start["headers"] if name.lower() != b"content-length"]
        headers += [(b"content-length", str(len(clean)).encode()), (b"content-security-policy", POLICY)]
        await send({"type": "http.response.start", "status": start["status"], "headers": headers})
        await send({"type": "http.response.body", "body": clean})

    return cleaned
