"""``topset mcp``: serve other assistants, over standard input and output or over HTTP; and how to tell them."""

import asyncio
import os
import signal
import sys
from collections.abc import Coroutine
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from topset.checkout import ROOT
from topset.cli.options import AsName, Today, as_date, load_settings
from training.errors import Invalid

if TYPE_CHECKING:
    from topset.settings import Settings

if TYPE_CHECKING:  # loading MCP takes half a second, which 'topset --help' need not wait for
    from db.engine import Database
    from db.policies import Scope
    from topset.assistants.http import Door

PASSED = ("TOPSET_MODEL", "TOPSET_EMBEDDING", "TOPSET_TIMEZONE", "OPENAI_BASE_URL")
"""Settings that a client's own process needs as well: it starts without this shell."""
SECRETS = ("TOPSET_DATABASE_URL", "TOPSET_DATABASE_OWNER_URL", "OPENAI_API_KEY")
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
    if http and (athlete is not None or scope != "plan" or today is not None):
        raise Invalid(
            "--as, --scope and --today are for standard input and output; over HTTP a token says who asks and how far they may go."
        )
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
    if http and scope != "plan":
        raise Invalid("Over HTTP the token says how far a client may go: topset token create --scope read")
    passed = {name: os.environ[name] for name in PASSED if name in os.environ}
    passed |= {name: f"<{name} as it is here>" for name in SECRETS if name in os.environ}
    if any(name in os.environ for name in SECRETS):
        _hint("Some settings hold secrets and are left for you to fill in.")
    name = athlete or (settings.athlete if "TOPSET_ATHLETE" in os.environ else None)
    here = Installed(_command(), {"TOPSET_HOME": str(settings.home_folder)} | passed, name, _scope(scope))
    print(http_snippet(client, address) if http else stdio_snippet(client, here))  # type: ignore[arg-type]  # checked above


async def _serve_stdio(settings: "Settings", name: str | None, scope: "Scope", today: date | None) -> None:
    from topset.assistants.callers import OnePerson
    from topset.build import open_coach
    from topset.database import athlete_called
    from topset.mcp_server import assistants

    was_stopped = False
    async with open_coach(settings) as coach:
        athlete = await athlete_called(coach.database, settings, name)
        callers = OnePerson(coach.database, athlete.id, scope, today, athlete.is_default)
        async with assistants(coach, callers, secret=_secret(settings, coach.database)).open() as server:
            was_stopped = await _until_stopped(server.run_stdio_async())
    if was_stopped:  # a thread still waits for input, and nothing can wake it
        os._exit(0)


async def _serve_http(settings: "Settings") -> None:
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
        callers = TokenHolders(coach.database, settings.athlete)
        made = assistants(coach, callers, auth=door.auth, verifier=keeper, secret=_secret(settings, coach.database))
        async with made.open() as server:
            _hint(f"Topset serves MCP at {door.address} — Ctrl-C ends it. Tokens: topset token create")
            await Listener.at(door, http_app(server, door)).serve()


async def _until_stopped(serving: Coroutine[Any, Any, None]) -> bool:
    """Serve until the client leaves, or a signal comes: then all that is open ends in order, and true is returned."""
    stopped = asyncio.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(each, stopped.set)
    task, told = asyncio.create_task(serving), asyncio.create_task(stopped.wait())
    await asyncio.wait((task, told), return_when=asyncio.FIRST_COMPLETED)
    told.cancel()
    if task.done():
        task.result()
    return not task.done()


def _secret(settings: "Settings", database: "Database") -> str | None:
    """What all servers of one database know: the app's password there, or a key of this home."""
    from urllib.parse import urlsplit

    from topset.page import secret

    if database.server is not None:
        return secret(settings.home_folder, "mcp")
    password = urlsplit(database.app_url).password
    return None if password is None else f"topset mcp {password}".ljust(32, ".")


def _door(settings: "Settings") -> "Door":
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
