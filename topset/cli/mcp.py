"""``topset mcp``: serve other assistants, over standard input and output or over HTTP; and how to tell them."""

import asyncio
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from topset.cli.options import AsName, Today, as_date
from topset.settings import ROOT, Settings, load_settings
from training.errors import Invalid

if TYPE_CHECKING:  # loading MCP takes half a second, which 'topset --help' need not wait for
    from db.policies import Scope
    from topset.assistants.http import Door

app = typer.Typer(help="Serve the tools to other assistants over MCP: Claude, ChatGPT, editors, agents.")
ScopeName = Annotated[
    str,
    typer.Option("--scope", metavar="read|log|plan", help="How far they may go: look, log, or change plans as well."),
]


@app.callback(invoke_without_command=True)
def serve(
    context: typer.Context,
    http: Annotated[
        bool, typer.Option("--http", help="Listen on HTTP; every client needs a token ('topset token create').")
    ] = False,
    host: Annotated[str | None, typer.Option("--host", help="With --http: the address to listen on.")] = None,
    port: Annotated[int | None, typer.Option("--port", help="With --http: the port.")] = None,
    athlete: AsName = None,
    scope: ScopeName = "plan",
    today: Today = None,
) -> None:
    """Serve MCP over standard input and output, for a client that starts this command; or over HTTP."""
    if context.invoked_subcommand is not None:
        return
    changes = {name: value for name, value in {"mcp_host": host, "mcp_port": port}.items() if value is not None}
    settings = load_settings(**changes)
    if http:
        asyncio.run(_serve_http(settings))
    else:
        asyncio.run(_serve_stdio(settings, athlete, _scope(scope), as_date(today)))


@app.command()
def config(
    client: Annotated[str, typer.Argument(metavar="claude|vscode|cursor|chatgpt", help="Which assistant.")],
    http: Annotated[
        bool, typer.Option("--http", help="For a server that runs already, instead of one that the client starts.")
    ] = False,
    athlete: AsName = None,
    scope: ScopeName = "plan",
) -> None:
    """Print what to paste into an assistant's configuration."""
    from topset.assistants.snippets import CHATGPT, FILES, Installed, http_snippet, stdio_snippet

    settings = load_settings()
    address = _door(settings).address
    if client == "chatgpt":
        _hint(CHATGPT)
        if settings.mcp_url is None:
            _hint("TOPSET_MCP_URL is not set; ChatGPT can't reach the address below.")
        print(address)
        return
    if client not in FILES:
        raise Invalid(f"'{client}' is not known here: claude, vscode, cursor or chatgpt.")
    _hint(f"{FILES[client]}:")
    here = Installed(_command(), str(settings.home_folder), athlete, _scope(scope))
    print(http_snippet(client, address) if http else stdio_snippet(client, here))  # type: ignore[arg-type]  # checked above


async def _serve_stdio(settings: Settings, name: str | None, scope: "Scope", today: date | None) -> None:
    from topset.assistants.callers import OnePerson
    from topset.build import athlete_called, open_coach
    from topset.mcp_server import assistants

    async with open_coach(settings) as coach:
        athlete = await athlete_called(coach.database, settings, name)
        callers = OnePerson(coach.database, athlete.id, scope, today)
        async with assistants(coach, callers).open() as server:
            await server.run_stdio_async()


async def _serve_http(settings: Settings) -> None:
    from topset.assistants.callers import TokenHolders
    from topset.assistants.doorkeeper import Doorkeeper
    from topset.assistants.http import http_app
    from topset.assistants.issuer import Issuer
    from topset.assistants.listener import Listener
    from topset.build import open_coach
    from topset.cli.ui import check_port
    from topset.mcp_server import assistants

    check_port(settings.mcp_host, settings.mcp_port, "TOPSET_MCP_PORT")
    door = _door(settings)
    issuer = None if door.issuer is None else Issuer(door.issuer, door.address, settings.mcp_claim)
    async with open_coach(settings) as coach:
        keeper = Doorkeeper(coach.database, issuer)
        made = assistants(coach, TokenHolders(coach.database), auth=door.auth, verifier=keeper)
        async with made.open() as server:
            _hint(f"Topset serves MCP at {door.address} — Ctrl-C ends it. Tokens: topset token create")
            await Listener.at(door, http_app(server, door)).serve()


def _door(settings: Settings) -> "Door":
    from topset.assistants.http import Door

    return Door(settings.mcp_host, settings.mcp_port, settings.mcp_url, settings.mcp_issuer, settings.mcp_rate)


def _scope(words: str) -> "Scope":
    from db.policies import scope_in

    return scope_in(words)


def _command() -> str:
    """This installation's own ``topset``."""
    own = Path(sys.executable).with_name("topset")
    return str(own if own.exists() else ROOT / ".venv" / "bin" / "topset")


def _hint(words: str) -> None:
    """For the person, not for what reads standard output."""
    Console(stderr=True, soft_wrap=True).print(words, highlight=False, markup=False)
