"""The page's front door: it answers its own pages only, a private one this machine only, and loads nothing from elsewhere."""

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from topset.settings import LOOPBACK

Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
_FOREIGN = re.compile(
    rb"<(?:link|script)\b[^>]*(?:href|src)=\"https?://[^>]*>(?:\s*</script>)?|<meta property=\"og:[^>]*>"
)
POLICY = (
    b"default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; connect-src 'self' data: blob:; "
    b"base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)


CLOSED = ("/docs", "/redoc", "/openapi.json")
"""What the framework would tell anybody of how the page is made."""
FOR_THIS_MACHINE = (
    "This page answers on this machine only. To open it to others, set TOPSET_HOST and a password: topset password."
)
FROM_ELSEWHERE = "This was asked by another page ({asked}), which may not. Behind a proxy, set TOPSET_URL to the address that people open."


class FrontDoor:
    """ASGI middleware: only the page's own scripts are answered, and no page loads anything from elsewhere."""

    def __init__(self, app: Any, private: bool, url: str | None = None) -> None:
        self.app = app
        self.private = private
        self.url = None if url is None else _origin_of(url)

    async def __call__(self, scope: Scope, receive: Any, send: Send) -> None:
        """Check who is asked for and who asks; clean what is answered."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if self.private and not _is_local(headers):
            await _refuse(scope, send, 421, FOR_THIS_MACHINE)
        elif not self._is_own(scope, headers):
            asked = headers.get("origin") or "another site"
            await _refuse(scope, send, 403, FROM_ELSEWHERE.format(asked=asked[:100]))
        elif scope["path"].startswith(CLOSED):
            await _refuse(scope, send, 404, "There is nothing here.")
        elif scope["type"] == "websocket" or scope["path"].startswith("/assets"):
            await self.app(scope, receive, send)
        else:
            plain = [(name, value) for name, value in scope["headers"] if name.lower() != b"accept-encoding"]
            await self.app({**scope, "headers": plain}, receive, _cleaning(self._sealing(scope, send)))

    def _is_own(self, scope: Scope, headers: dict[str, str]) -> bool:
        """Whether it is the page itself that asks. A script of another page, also of another port, gives itself away."""
        origin = headers.get("origin")
        if origin is not None:
            return origin in (self.url, _origin_at(scope, headers))
        is_other = headers.get("sec-fetch-site", "none") not in ("none", "same-origin")
        return not is_other or headers.get("sec-fetch-mode") == "navigate"

    def _sealing(self, scope: Scope, send: Send) -> Send:
        """Let no cookie travel without TLS that was set with it."""
        if scope["scheme"] != "https" and not (self.url or "").startswith("https:"):
            return send

        async def sealed(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [_secure(*each) for each in message["headers"]]}
            await send(message)

        return sealed


def _is_local(headers: dict[str, str]) -> bool:
    """A page on another site can make a browser ask us by a borrowed name; its Host gives it away."""
    return re.sub(r":\d+$", "", headers.get("host", "")).strip("[]") in LOOPBACK


def _origin_at(scope: Scope, headers: dict[str, str]) -> str:
    """The origin of the page that is served at the address that was asked for."""
    scheme = {"ws": "http", "wss": "https"}.get(scope["scheme"], scope["scheme"])
    return f"{scheme}://{headers.get('host', '')}"


def _origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _secure(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    is_open = name.lower() == b"set-cookie" and b"; secure" not in value.lower()
    return (name, value + b"; Secure") if is_open else (name, value)


async def _refuse(scope: Scope, send: Send, status: int, words: str) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words.encode()})


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
