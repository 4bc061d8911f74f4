"""Who is asking: found anew for every request, so that a day ends and a revoked token ends with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from mcp.server.context import ServerRequestContext

from db import athletes
from db.athletes import Athlete
from db.engine import Database
from db.policies import SCOPES, Scope, reaches
from training.errors import Refused

Request = ServerRequestContext[Any, Any]


@dataclass(frozen=True, slots=True)
class Caller:
    """An athlete, through one client of theirs."""

    athlete: Athlete
    client: str
    """Whose idempotency keys these are: two clients of one athlete don't know of each other's."""

    def check(self, needed: Scope) -> None:
        """Say in words what PostgreSQL would refuse. Raises ``Refused``."""
        if not reaches(self.athlete.scope, needed):
            raise Refused(
                f"This access may only {' and '.join(SCOPES[: SCOPES.index(self.athlete.scope) + 1])}; that needs '{needed}'. "
                f"A person makes another one with: topset token create --scope {needed}"
            )


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

    async def of(self, request: Request) -> Caller:
        """Always the same athlete, on the day that it is now."""
        return Caller(await athletes.known(self.database, self.athlete_id, self.scope, self.today), "stdio")


@dataclass(frozen=True)
class TokenHolders:
    """Whoever a token was made for, as the door has checked it."""

    database: Database

    async def of(self, request: Request) -> Caller:
        """The athlete of the token that came with this request. Raises ``Refused`` without one."""
        user = None if request.request is None else request.request.scope.get("user")
        if not isinstance(user, AuthenticatedUser) or user.access_token.subject is None:
            raise Refused("Nobody can be served without a token.")
        scope = max((each for each in SCOPES if scope_name(each) in user.scopes), key=SCOPES.index)
        athlete = await athletes.known(self.database, UUID(user.access_token.subject), scope)
        return Caller(athlete, user.access_token.client_id)


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
