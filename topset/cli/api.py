"""``topset api``: serve the HTTP API."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from topset.cli.options import load_settings

if TYPE_CHECKING:
    from topset.settings import Settings


def serve(
    host: Annotated[str | None, typer.Option("--host", help="The address to listen on.")] = None,
    port: Annotated[int | None, typer.Option("--port", help="The port.")] = None,
    describe: Annotated[bool, typer.Option("--describe", help="Print the OpenAPI description and end.")] = False,
) -> None:
    """Serve the HTTP API to other programs; each needs a token ('topset token create')."""
    changes = {name: value for name, value in {"api_host": host, "api_port": port}.items() if value is not None}
    settings = load_settings(**changes)
    if describe:
        _describe()
    else:
        asyncio.run(_serve(settings))


async def _serve(settings: "Settings") -> None:
    from topset.api.app import server_of
    from topset.api.serving import address, api_gate, api_rules
    from topset.assistants.listener import Listener
    from topset.build import open_coach
    from topset.cli.ui import check_port

    check_port(settings.api_host, settings.api_port, "TOPSET_API_PORT")
    async with open_coach(settings) as coach:
        app = server_of(api_gate(settings, lambda: coach), api_rules(settings))
        Console(stderr=True, soft_wrap=True).print(
            f"Topset serves its API at {address(settings)} (described at {address(settings)}/openapi.json) — "
            "Ctrl-C ends it. Tokens: topset token create",
            highlight=False, markup=False,
        )  # fmt: skip
        await Listener.listening(settings.api_host, settings.api_port, app).serve()


def _describe() -> None:
    import json

    from topset.api.app import api_of, described
    from topset.api.asking import Gate

    def nobody() -> None:
        raise RuntimeError("a description needs no coach")

    print(json.dumps(described(api_of(Gate(nobody))), indent=1))  # type: ignore[arg-type]
