"""In front of the API: how much one token may ask, few guesses at tokens, and how large a request may be."""

import json
from dataclasses import dataclass
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from topset.api.problems import MEDIA, Problem
from topset.assistants.limits import Limits, send_whole

LARGEST = 2 * 1024 * 1024
"""Bytes of a request."""
TOO_LARGE = f"A request may have up to {LARGEST // 1024 // 1024} MB. Send it in several."
NO_TOKEN = ("/openapi.json",)


@dataclass
class ApiLimits(Limits):
    """The limits of the other door on HTTP, said as problems; every path but the description takes a token."""

    setting: str = "TOPSET_API_RATE"

    def is_known(self, path: str) -> bool:
        """The application itself says what it does not have."""
        return True

    def takes_token(self, path: str) -> bool:
        """Whether a token is looked at there."""
        return not path.endswith(NO_TOKEN)

    async def say(
        self, send: Send, status: HTTPStatus, error: str, words: str, *, retry_after: int | None = None
    ) -> None:
        """Answer in the place of the application."""
        body = json.dumps(Problem(title=status.phrase, status=status, detail=words).model_dump(mode="json")).encode()
        await send_whole(send, status, body, MEDIA, retry_after)


@dataclass
class Sizes:
    """Refuses a request that is too large, whether it says so or not."""

    app: ASGIApp
    largest: int = LARGEST

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, counting."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        size = 0

        async def counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > self.largest:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, TOO_LARGE)
            return message

        await self.app(scope, counted, send)
