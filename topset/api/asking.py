"""Who asks, how far they may go, and what a write of theirs is bound to: a key, a version."""

import hashlib
import json
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args, get_origin
from uuid import UUID, uuid4

from fastapi import Depends, Header, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel

from agent.coach import Coach
from db import athletes
from db.athletes import Athlete
from db.policies import SCOPES, Scope
from tools.calls import Call, Change, called_by
from topset.api.problems import Unauthorized
from topset.assistants import safety
from topset.assistants.arguments import check_storable
from topset.assistants.callers import MAKE, Caller, scope_name
from topset.assistants.doorkeeper import Doorkeeper
from topset.assistants.issuer import Issuer
from training.errors import Outdated, Refused

DOOR = "api"
TOKEN_NEEDED = "A token is needed: 'Authorization: Bearer topset_...'. A person makes one with: topset token create"
DECIDED_ELSEWHERE = (
    "A person approves a proposal: on the page, in a chat, or with 'topset approve'. Where no assistant holds a token of the "
    "scope plan, whoever runs the server may let tokens approve (TOPSET_API_DECIDES=1)."
)
OUTDATED = (
    "This is no longer the version that you saw. Get it again, look at what has changed, and repeat your edit on that."
)
bearer = HTTPBearer(
    auto_error=False, description="A token of 'topset token create', or of the issuer that is trusted here."
)


@dataclass(frozen=True)
class Gate:
    """What the API needs of the process that it runs in."""

    coach: Callable[[], Coach]
    issuer: Issuer | None = None
    athlete: str = ""
    """The athlete whom commands mean without ``--as``."""
    decides: bool = False
    """Whether a token that may plan also approves proposals."""


def gate_of(request: Request) -> Gate:
    """The gate of the application that a request came to."""
    gate: Gate = request.app.state.gate
    return gate


async def asking(
    request: Request, shown: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)] = None
) -> Caller:
    """The athlete of the token, found anew for each request. Raises ``Unauthorized``: it doesn't say why."""
    check_storable({**request.path_params, **dict(request.query_params)})
    gate = gate_of(request)
    database = gate.coach().database
    token = None if shown is None else await Doorkeeper(database, gate.issuer).verify_token(shown.credentials)
    if token is None or token.subject is None:
        raise Unauthorized(TOKEN_NEEDED)
    scope = max((each for each in SCOPES if scope_name(each) in token.scopes), key=SCOPES.index)
    athlete = await athletes.known(database, UUID(token.subject), scope)
    return Caller(athlete, token.client_id, MAKE, _for_this_request)


async def _for_this_request() -> bool:
    """Nothing goes on here after a request has been answered."""
    return True


def may(scope: Scope) -> Any:
    """A dependency: the athlete who asks, if they may go so far. Raises ``Refused``."""

    async def check(caller: Annotated[Caller, Depends(asking)]) -> Athlete:
        caller.check(scope)
        return caller.athlete

    return Depends(check)


Reader = Annotated[Athlete, may("read")]


@dataclass(frozen=True)
class Writing:
    """A write that is about to be made: by whom, under which key, on which version."""

    caller: Caller
    key: str
    digest: str | None
    versions: tuple[str, ...]
    """What the thing has to be for it (``If-Match``); empty: whatever it is."""

    @property
    def athlete(self) -> Athlete:
        """Whose data it is."""
        return self.caller.athlete

    @contextmanager
    def call(self, of: str = "", version: Callable[[Change], Awaitable[str | None]] | None = None) -> Iterator[None]:
        """The tool calls inside are this write. ``version`` reads what the thing is before it."""

        async def check(change: Change) -> None:
            now = None if version is None else await version(change)
            if now is None or not {"*", now}.intersection(self.versions):
                raise Outdated(OUTDATED)

        bound = check if self.versions and version is not None else None
        key = f"{self.key}:{of}" if of else self.key
        with called_by(Call(DOOR, key, digest=self.digest, only_if=bound)):
            yield

    async def heed(self, said: BaseModel | None) -> None:
        """Red flags come first: raises ``Refused`` for one in any text, and while one holds training."""
        await safety.check(self.athlete, {"words": list(texts_of(said))}, writes=True, door=DOOR)


def writes(scope: Scope) -> Any:
    """A dependency: a write of somebody who may go so far. Raises ``Refused``."""

    async def prepare(
        request: Request,
        caller: Annotated[Caller, Depends(asking)],
        idempotency_key: Annotated[
            str | None,
            Header(
                min_length=1,
                max_length=100,
                pattern="^[ -~]+$",
                description="Any text, new for each write: repeated, it is done once",
            ),
        ] = None,
        if_match: Annotated[
            str | None,
            Header(
                max_length=500, pattern="^[ -~]+$", description="The ETag that was seen: else 412, nothing is written"
            ),
        ] = None,
    ) -> Writing:
        caller.check(scope)
        body = await request.body()
        check_storable(_json(body))
        chosen = idempotency_key or uuid4().hex
        digest = hashlib.sha256(body).hexdigest()[:32] if idempotency_key else None
        key = f"{DOOR}:{caller.client}:{request.method}:{request.url.path}:{chosen}"
        return Writing(caller, key[:600], digest, tags_in(if_match))

    return Depends(prepare)


Logging = Annotated[Writing, writes("log")]
Planning = Annotated[Writing, writes("plan")]


async def _decided_here(request: Request, write: Planning) -> Writing:
    if not gate_of(request).decides:
        raise Refused(DECIDED_ELSEWHERE)
    return write


Deciding = Annotated[Writing, Depends(_decided_here)]
"""A write that only a person may make: a token can be an assistant's, so whoever runs the server has to have allowed it."""


def _json(body: bytes) -> Any:
    """What a body holds; the application itself says where it is no JSON."""
    try:
        return json.loads(body) if body else {}
    except (ValueError, RecursionError):
        return {}


def tags_in(header: str | None) -> tuple[str, ...]:
    """The versions that a header names.

    >>> tags_in('"a1", W/"b2"')
    ('a1', 'b2')
    """
    parts = [each.strip().removeprefix("W/").strip('"') for each in (header or "").split(",")]
    return tuple(each for each in parts if each)


def texts_of(said: Any) -> Iterator[str]:
    """What was written in somebody's own words, in whatever was sent: all text but the words that a field offers."""
    if isinstance(said, BaseModel):
        for name, field in type(said).model_fields.items():
            if not _offers(field.annotation):
                yield from texts_of(getattr(said, name))
    elif isinstance(said, str):
        yield said
    elif isinstance(said, dict):
        yield from (text for each in said.values() for text in texts_of(each))
    elif isinstance(said, list | tuple):
        yield from (text for each in said for text in texts_of(each))


def _offers(annotation: Any) -> bool:
    """Whether a field takes only words that it names itself."""
    parts = [each for each in get_args(annotation) if each is not type(None)]
    if get_origin(annotation) is Literal:
        return True
    return bool(parts) and all(_offers(each) for each in parts)
