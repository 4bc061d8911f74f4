"""The server's door on HTTP: tokens, the addresses it may be called by, limits, and who issues tokens."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from mcp.server.auth.routes import create_protected_resource_routes
from mcp.server.auth.settings import AuthSettings
from mcp.server.mcpserver import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from pydantic import AnyHttpUrl
from starlette.types import ASGIApp

from db.policies import SCOPES
from topset.assistants.callers import scope_name
from topset.assistants.limits import Limits

PATH = "/mcp"
LARGEST = 1024 * 1024
"""Bytes of a request."""
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Door:
    """Where a server listens, and as what it is known to others."""

    host: str
    port: int
    url: str | None = None
    """Its address for others, where a proxy with TLS stands in front."""
    issuer: str | None = None
    rate: str = "240/minute"

    @property
    def address(self) -> str:
        """The address that clients call."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.url or f"http://{host}:{self.port}{PATH}"

    @property
    def auth(self) -> AuthSettings:
        """What the SDK checks: a token of at least the smallest scope."""
        return AuthSettings(
            issuer_url=AnyHttpUrl(self.issuer or self.address), required_scopes=[scope_name("read")],
            resource_server_url=None if self.issuer is None else AnyHttpUrl(self.address),
            validate_token_resource=False,  # the issuer's audience is checked with its signature; ours have none
        )  # fmt: skip

    @property
    def security(self) -> TransportSecuritySettings:
        """The names that a request may be addressed to, and the pages that may send one."""
        parts = urlsplit(self.address)
        own = [f"http://{each}:{self.port}" for each in LOOPBACK]  # a page of another port is another page
        return TransportSecuritySettings(
            allowed_hosts=[*(f"{each}:*" for each in LOOPBACK), parts.netloc],
            allowed_origins=[*own, f"{parts.scheme}://{parts.netloc}"],
        )


def http_app(server: MCPServer[Any], door: Door) -> ASGIApp:
    """The server as an ASGI application."""
    app = server.streamable_http_app(
        streamable_http_path=PATH, host=door.host, max_request_body_size=LARGEST, transport_security=door.security
    )
    if door.issuer is not None:  # the SDK's own route lists only the smallest scope
        app.router.routes[:0] = create_protected_resource_routes(
            resource_url=AnyHttpUrl(door.address), authorization_servers=[AnyHttpUrl(door.issuer)],
            scopes_supported=[scope_name(each) for each in SCOPES], resource_name="Topset",
        )  # fmt: skip
    return Limits(app, (PATH, f"/.well-known/oauth-protected-resource{urlsplit(door.address).path}"), door.rate)
