"""``topset memory``: what the coach knows of an athlete, where it comes from, and the hand on it."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import Annotated, Any
from uuid import uuid4

import typer

from topset.cli.options import AsJson, AsName, Today, as_date, load_settings

app = typer.Typer(help="What the coach knows of you: see it, ask why, correct it, forget it.", no_args_is_help=True)
Words = Annotated[list[str], typer.Argument(help="In your words, or the id that 'topset memory list --json' prints.")]


@app.command("list")
def show(
    about: Annotated[list[str] | None, typer.Argument(help="What about; without it, everything.")] = None,
    time: Annotated[str | None, typer.Option(help="What was true then: 'in March', '2026-03-15'.")] = None,
    known: Annotated[bool, typer.Option("--known", help="With --time: what was known then.")] = False,
    athlete: AsName = None,
    today: Today = None,
    as_json: AsJson = False,
) -> None:
    """Show what is known now, or what was true or known at a time."""
    words = " ".join(about or []) or None
    _call("what_do_you_know", athlete, today, as_json, about=words, time=time, known=known)


@app.command()
def why(fact: Words, athlete: AsName = None, today: Today = None, as_json: AsJson = False) -> None:
    """Say where a fact comes from, and what it replaced."""
    _call("why_do_you_think", athlete, today, as_json, fact=" ".join(fact))


@app.command()
def correct(
    fact: Words,
    to: Annotated[
        str | None, typer.Option("--to", help="What is true instead; without it, the fact is just wrong.")
    ] = None,
    athlete: AsName = None,
    today: Today = None,
    as_json: AsJson = False,
) -> None:
    """Put a fact right that never was true: topset memory correct pizza "I like sushi"."""
    if (
        to is None and len(fact) == 2 and " " in fact[1]
    ):  # it was quoted: a sentence beside the words that name the fact
        fact, to = fact[:1], fact[1]
    from agent.telling.voice import to_you

    text = None if to is None else to_you(to)
    _call("correct_memory", athlete, today, as_json, fact=" ".join(fact), text=text, said=to or "")


@app.command()
def forget(
    what: Words,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask first.")] = False,
    athlete: AsName = None,
    today: Today = None,
    as_json: AsJson = False,
) -> None:
    """Forget something: its words go from everywhere. Within a day `topset undo` brings it back; a person at a terminal is asked first."""
    if not yes and sys.stdin.isatty():
        typer.confirm(f"Forget “{' '.join(what)}”, with every sentence that holds it?", abort=True)
    _call("forget", athlete, today, as_json, what=" ".join(what), anyway=True)


@app.command()
def search(question: Words, athlete: AsName = None, today: Today = None, as_json: AsJson = False) -> None:
    """Search everything that was said, by meaning, words and time."""
    _call("search_chats", athlete, today, as_json, question=" ".join(question))


def _call(tool: str, name: str | None, today: Any, as_json: bool, **arguments: Any) -> None:
    from topset.database import open_embedder

    settings = load_settings()
    open_embedder(settings)

    async def run() -> Any:
        from tools.calls import Call, called_by
        from tools.toolbox import Toolbox
        from topset.database import athlete_called, open_db

        async with open_db(settings) as database:
            athlete = await athlete_called(database, settings, name, as_date(today))
            method: Callable[..., Awaitable[Any]] = Toolbox(athlete).named(tool)
            with called_by(Call("cli", f"{tool}-{uuid4()}")):
                return await method(**arguments)

    found = asyncio.run(run())
    print(found.model_dump_json() if as_json else str(found))
