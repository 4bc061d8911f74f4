"""The API as the settings want it."""

from collections.abc import Callable

from agent.coach import Coach
from topset.api.app import PREFIX, Rules
from topset.api.asking import Gate
from topset.assistants.issuer import Issuer
from topset.settings import Settings


def api_gate(settings: Settings, coach: Callable[[], Coach]) -> Gate:
    """Who gets in: holders of our tokens, and of the issuer's that were made for this address."""
    issuer = None
    if settings.mcp_issuer is not None:
        issuer = Issuer(settings.mcp_issuer, address(settings), settings.mcp_claim)
    return Gate(coach, issuer, settings.athlete, settings.api_decides)


def api_rules(settings: Settings) -> Rules:
    """What whoever runs it has decided."""
    return Rules(settings.api_rate, tuple(settings.api_origins.split()))


def address(settings: Settings) -> str:
    """Where others call it."""
    host = f"[{settings.api_host}]" if ":" in settings.api_host else settings.api_host
    return settings.api_url or f"http://{host}:{settings.api_port}{PREFIX}"
