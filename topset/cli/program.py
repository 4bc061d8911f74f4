"""``topset program``: the program that is followed, to read and to print."""

import asyncio
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4

import typer

from topset.cli.options import AsJson, AsName, Today, as_date, load_settings

app = typer.Typer(help="The program that you follow: read it, print it.", no_args_is_help=True)


@app.callback()
def program() -> None:
    """The program that you follow."""


@app.command("show")
def show(
    week: Annotated[int | None, typer.Option(min=1, max=52, help="Only this week; without it, all.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write a page to print into this file.")] = None,
    athlete: AsName = None,
    today: Today = None,
    as_json: AsJson = False,
) -> None:
    """Show the whole program as Markdown, or write it as a page to print."""
    found = asyncio.run(_shown(athlete, today, week))
    if html is not None:
        html.write_text(found.html, encoding="utf-8")
        typer.echo(f"Written to {html}: open it in a browser and print it.")
        return
    print(found.model_dump_json() if as_json else str(found))


async def _shown(name: str | None, today: Any, week: int | None) -> Any:
    from tools.calls import Call, called_by
    from tools.toolbox import Toolbox
    from topset.database import athlete_called, open_db

    settings = load_settings()
    async with open_db(settings) as database:
        athlete = await athlete_called(database, settings, name, as_date(today))
        with called_by(Call("cli", f"show_program-{uuid4()}")):
            return await Toolbox(athlete).named("show_program")(week=week)
