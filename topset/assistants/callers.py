"""Who is asking: found anew for every request, so that a day ends and a revoked token ends with it."""

import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from mcp.server.context import ServerRequestContext

from db import access, athletes
from db.athletes import Athlete
from db.engine import Database
from db.policies import SCOPES, Scope, reaches
from training.errors import Refused

Request = ServerRequestContext[Any, Any]
START = "Whoever configured this client gives it more: topset mcp --scope {scope}"
MAKE = "A person makes another access with: topset token create --scope {scope}"


@dataclass(frozen=True, slots=True)
class Caller:
    """An athlete, through one client of theirs."""

    athlete: Athlete
    client: str
    """Whose idempotency keys these are: two clients of one athlete don't know of each other's."""
    wider: str
    """How a person gives a client more scope."""
    holds: Callable[[], Awaitable[bool]]
    """Whether this access still holds, for what goes on after the request."""

    def check(self, needed: Scope) -> None:
        """Say in words what PostgreSQL would refuse. Raises ``Refused``."""
        if not reaches(self.athlete.scope, needed):
            may = " and ".join(SCOPES[: SCOPES.index(self.athlete.scope) + 1])
            raise Refused(f"This access may only {may}; that needs '{needed}'. {self.wider.format(scope=needed)}")


class Callers(Protocol):
    """However a server knows who asks."""

    async def of(self, request: Request) -> Caller:
        """Whoever made a request."""
        ...


@dataclass(frozen=True)
class OnePerson:
    """The person whose process this is: over stdio nobody else can ask."""

    database: Database
    athlete_id: UUID
    scope: Scope = "plan"
    today: date | None = None
    is_default: bool = True

    async def of(self, request: Request) -> Caller:
        """Always the same athlete, on the day that it is now."""
        athlete = await athletes.known(self.database, self.athlete_id, self.scope, self.today)
        client = request.session.client_params
        name = "stdio" if client is None else f"stdio:{client.client_info.name[:60]}"
        return Caller(replace(athlete, is_default=self.is_default), name, START, _always)


@dataclass(frozen=True)
class TokenHolders:
    """Whoever a token was made for, as the door has checked it."""

    database: Database
    default: str = ""
    """The athlete whom commands mean without ``--as``."""

    async def of(self, request: Request) -> Caller:
        """The athlete of the token that came with this request. Raises ``Refused`` without one."""
        user = None if request.request is None else request.request.scope.get("user")
        if not isinstance(user, AuthenticatedUser) or user.access_token.subject is None:
            raise Refused("Nobody can be served without a token.")
        scope = max((each for each in SCOPES if scope_name(each) in user.scopes), key=SCOPES.index)
        athlete = await athletes.known(self.database, UUID(user.access_token.subject), scope)
        athlete = replace(athlete, is_default=athlete.name == self.default)
        shown = user.access_token

        async def holds() -> bool:
            if shown.expires_at is not None and shown.expires_at <= time.time():
                return False
            return shown.resource is not None or await access.holds(self.database, athlete.id, UUID(shown.client_id))

        return Caller(athlete, shown.client_id, MAKE, holds)


async def _always() -> bool:
    """A process of one's own is not taken back."""
    return True


_caller: ContextVar[Caller] = ContextVar("topset_mcp_caller")


@contextmanager
def asked_by(caller: Caller) -> Iterator[None]:
    """Say for what happens inside who asks."""
    token = _caller.set(caller)
    try:
        yield
    finally:
        _caller.reset(token)


def asking() -> Caller:
    """Who asks."""
    return _caller.get()


def scope_name(scope: Scope) -> str:
    """A scope as OAuth names it: others have scopes of that name, too."""
    return f"topset:{scope}"
