"""``topset program``: the program that is followed, to read, to print and to share; one's own from a file."""

import asyncio
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4

import typer

from topset.cli.failure import shown
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


@app.command("write")
def write_down(
    to: Annotated[Path | None, typer.Option(help="Into this file; without it, to the screen.")] = None,
    text: Annotated[bool, typer.Option("--text", help="As Liftosaur-like text instead of TOML.")] = False,
    athlete: AsName = None,
    today: Today = None,
) -> None:
    """Write the program that is followed as a file to keep or share; of a generated one its first week."""
    with shown():
        found = asyncio.run(_written(athlete, today, text))
    if to is None:
        print(found, end="")
        return
    to.write_text(found, encoding="utf-8")
    typer.echo(f"Written to {to}.")


@app.command("read")
def read_back(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="A program: TOML, Liftosaur-like text, or words.")
    ],
    weeks: Annotated[int | None, typer.Option(min=2, max=52, help="For so many weeks.")] = None,
    athlete: AsName = None,
    today: Today = None,
) -> None:
    """Read a program from a file and propose it: `topset approve` starts it."""
    with shown():
        print(
            asyncio.run(
                _called(athlete, today, "propose_program", written=file.read_text(encoding="utf-8"), weeks=weeks)
            )
        )


async def _written(name: str | None, today: Any, as_text: bool) -> str:
    found = await _called(name, today, "show_program")
    written = found.as_liftosaur if as_text else found.as_toml
    if not written:
        from training.errors import Invalid

        raise Invalid(
            "Nothing of this program has sets that a file could say: print it with `topset program show`."
            if not as_text
            else "This program has progressions that such text cannot say: write it as TOML, without --text."
        )
    return str(written)


async def _shown(name: str | None, today: Any, week: int | None) -> Any:
    return await _called(name, today, "show_program", week=week)


async def _called(name: str | None, today: Any, tool: str, **arguments: Any) -> Any:
    from tools.calls import Call, called_by
    from tools.toolbox import Toolbox
    from topset.database import athlete_called, open_db

    settings = load_settings()
    async with open_db(settings) as database:
        athlete = await athlete_called(database, settings, name, as_date(today))
        with called_by(Call("cli", f"{tool}-{uuid4()}")):
            return await Toolbox(athlete).named(tool)(**arguments)
