"""Who gets in over HTTP: whoever holds a token of ours, or one of the issuer that this server trusts."""

import logging
from dataclasses import dataclass

from mcp.server.auth.provider import AccessToken, TokenVerifier

from db import access, athletes
from db.engine import Database
from db.policies import SCOPES, Scope, reaches
from topset.assistants.callers import scope_name
from topset.assistants.issuer import Issuer
from training.errors import NotFound

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Doorkeeper(TokenVerifier):
    """Says whose a token is, or that it is nobody's: not why."""

    database: Database
    issuer: Issuer | None = None

    async def verify_token(self, token: str) -> AccessToken | None:
        """The athlete (``subject``) and scopes of a token that holds."""
        holder = await access.holder_of(self.database, token)
        if holder is not None:
            return AccessToken(
                token="", client_id=str(holder.token_id), scopes=_names(holder.scope), subject=str(holder.athlete_id),
                expires_at=int(holder.expires_at.timestamp()),
            )  # fmt: skip
        if self.issuer is None or token.startswith(access.PREFIX):
            return None
        return await self._of_issuer(self.issuer, token)

    async def _of_issuer(self, issuer: Issuer, token: str) -> AccessToken | None:
        claims = await issuer.claims(token)
        if claims is None:
            return None
        scope = _furthest(str(claims.get("scope", "")).split())
        name = claims.get(issuer.claim)
        if scope is None or not isinstance(name, str):
            log.warning("a token of the issuer has no scope of ours, or no claim '%s'", issuer.claim)
            return None
        try:
            athlete = await athletes.find(self.database, name)
        except NotFound:
            log.warning("a token of the issuer names nobody here")
            return None
        client = claims.get("client_id") or claims.get("azp") or claims["sub"]
        return AccessToken(
            token="", client_id=str(client), scopes=_names(scope), subject=str(athlete.id), expires_at=int(claims["exp"]),
            resource=issuer.audience, claims={"iss": claims["iss"]},
        )  # fmt: skip


def _names(scope: Scope) -> list[str]:
    """A scope with those that it reaches as well."""
    return [scope_name(each) for each in SCOPES if reaches(scope, each)]


def _furthest(given: list[str]) -> Scope | None:
    return next((each for each in reversed(SCOPES) if scope_name(each) in given), None)
