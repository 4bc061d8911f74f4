"""``topset connect``, ``topset sync``: other services, their keys, and what they bring."""

import asyncio
import sys
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from topset.cli.options import AsJson, AsName, Today, as_date, load_settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from db.athletes import Athlete

app = typer.Typer(help="Other services: Hevy, health data, any MCP server.", no_args_is_help=True)


@app.command("hevy")
def connect_hevy(athlete: AsName = None) -> None:
    """Connect with Hevy: asks for your API key (hevy.com/settings?developer), tries it, keeps it encrypted."""
    key = typer.prompt("API key", hide_input=True) if sys.stdin.isatty() else sys.stdin.readline()
    print(_with(athlete, lambda someone: _desk(someone).connect_hevy(key)))


@app.command("mcp")
def connect_mcp(
    name: Annotated[str, typer.Argument(help="What you call it: a-z, digits and _.")],
    command: Annotated[list[str] | None, typer.Argument(help="After '--': the command that starts it.")] = None,
    url: Annotated[str | None, typer.Option("--url", help="Its address instead of a command.")] = None,
    secret: Annotated[
        list[str] | None,
        typer.Option("--secret", help="'Name: value' of a header, or NAME=value for the command's environment."),
    ] = None,
    allow: Annotated[
        list[str] | None,
        typer.Option("--allow", help="A tool that may be used although it does not say that it only reads."),
    ] = None,
    mapping: Annotated[
        str | None, typer.Option("--mapping", help="How its answers become health data: a name, or a TOML file.")
    ] = None,
    account: Annotated[str | None, typer.Option("--account", help="Whose data, where it has several people's.")] = None,
    athlete: AsName = None,
) -> None:
    """Connect any MCP server: topset connect mcp garmin -- uvx garmin-mcp. Reads only, unless you allow more."""
    from pathlib import Path

    from connectors.servers.launch import launch_of

    launch = launch_of(command or [], url, secret or [])
    text = Path(mapping).read_text(encoding="utf-8") if mapping and Path(mapping).is_file() else mapping
    print(_with(athlete, lambda someone: _desk(someone).connect_mcp(name, launch, allow or [], text, account)))


@app.command("list")
def show(athlete: AsName = None, as_json: AsJson = False) -> None:
    """Show the connections: what they may do, when they were synced, what went wrong."""

    async def asked(someone: "Athlete") -> Any:
        from tools.outside.tools import ConnectionTools

        return await ConnectionTools(someone).show_connections()

    found = _with(athlete, asked)
    print(found.model_dump_json() if as_json else str(found))


@app.command("remove")
def disconnect(
    name: Annotated[str, typer.Argument(help="As 'topset connect list' shows it.")], athlete: AsName = None
) -> None:
    """End a connection: its keys go, what it brought into the log stays."""
    print(_with(athlete, lambda someone: _desk(someone).disconnect(name)))


def sync(
    name: Annotated[str | None, typer.Argument(help="Which connection; without it, all.")] = None,
    athlete: AsName = None,
    today: Today = None,
    as_json: AsJson = False,
) -> None:
    """Bring over what is new from connected services. Broken off anywhere, it goes on from there next time."""

    async def synced(someone: "Athlete") -> Any:
        from uuid import uuid4

        from tools.calls import Call, called_by
        from tools.outside.tools import sync_all

        columns = (SpinnerColumn(), TextColumn("{task.description}"))
        with Progress(*columns, console=Console(stderr=True), disable=as_json, transient=True) as shown:
            task = shown.add_task("Asking what is new", total=None)

            async def told(what: str, count: int) -> None:
                shown.update(task, description=f"Read {count:,} {what}")

            with called_by(Call("cli", f"sync-{uuid4()}")):
                return await sync_all(someone, name, told)

    found = _with(athlete, synced, as_date(today))
    print(found.model_dump_json() if as_json else str(found))
    if found.problems:
        raise typer.Exit(1)


def _desk(athlete: "Athlete") -> Any:
    from tools.outside.desk import ConnectionDesk

    return ConnectionDesk(athlete)


def _with(name: str | None, do: "Callable[[Athlete], Coroutine[Any, Any, Any]]", today: "date | None" = None) -> Any:
    """Do something as an athlete, with the database open."""
    from topset.database import athlete_called, open_db

    settings = load_settings()

    async def run() -> Any:
        async with open_db(settings) as database:
            return await do(await athlete_called(database, settings, name, today))

    return asyncio.run(run())
