"""Tokens of an OAuth 2.1 issuer of somebody's own: signed JSON Web Tokens, checked against the issuer's published keys."""

import asyncio
import logging
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import httpx
import jwt

log = logging.getLogger(__name__)

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA")
"""Signatures by a private key. A secret that the server shared could be used to sign as well."""
NEEDED = ("exp", "iat", "iss", "aud", "sub")
WAIT_S = 5.0
LEEWAY_S = 30
KEYS_LAST_S = 300


@dataclass
class Issuer:
    """An issuer that this server trusts, for tokens that were made for this server."""

    url: str
    audience: str
    """This server's own address, as the issuer's clients name it (RFC 8707)."""
    claim: str = "sub"
    """Which claim is the athlete's name here."""
    _keys: jwt.PyJWKClient | None = field(default=None, repr=False)

    async def claims(self, token: str) -> dict[str, Any] | None:
        """What a token says, if it is this issuer's, for this server, and holds; ``None`` otherwise."""
        try:
            keys = await self._published()
            key = await asyncio.to_thread(keys.get_signing_key_from_jwt, token)
            found: dict[str, Any] = jwt.decode(
                token, key, algorithms=list(ALGORITHMS), audience=self.audience, issuer=self.url, leeway=LEEWAY_S,
                options={"require": list(NEEDED)},
            )  # fmt: skip
        except (httpx.HTTPError, ValueError, jwt.PyJWKClientConnectionError) as error:
            log.warning("the issuer %s can't be asked: %s", self.url, type(error).__name__)
            return None
        except jwt.PyJWTError as error:
            log.info("a token was refused: %s", type(error).__name__)
            return None
        return found

    async def _published(self) -> jwt.PyJWKClient:
        """Where the issuer's keys are, by its own metadata (RFC 8414, or OpenID Connect)."""
        if self._keys is None:
            async with httpx.AsyncClient(timeout=WAIT_S) as client:
                for address in metadata_addresses(self.url):
                    answer = await client.get(address)
                    if answer.status_code == httpx.codes.OK:
                        break
                answer.raise_for_status()
            metadata = answer.json()
            if metadata.get("issuer") != self.url or "jwks_uri" not in metadata:
                raise ValueError("the metadata is of another issuer, or says nothing of keys")
            self._keys = jwt.PyJWKClient(metadata["jwks_uri"], lifespan=KEYS_LAST_S, timeout=WAIT_S)
        return self._keys


def metadata_addresses(url: str) -> list[str]:
    """Where an issuer's metadata may be.

    >>> metadata_addresses("https://id.example/realm")[0]
    'https://id.example/.well-known/oauth-authorization-server/realm'
    """
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    inserted = [f"/.well-known/{name}{path}" for name in ("oauth-authorization-server", "openid-configuration")]
    return [urlunsplit(parts._replace(path=each)) for each in (*inserted, f"{path}/.well-known/openid-configuration")]
