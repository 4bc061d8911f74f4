"""Talking in the terminal: one turn, a conversation, taking back."""

import asyncio
import json
import sys
from datetime import date
from typing import Annotated
from uuid import UUID, uuid4

import typer
from rich.console import Console
from rich.markdown import Markdown

from topset.cli.options import AsJson, AsName, Today, as_date, load_settings
from training.errors import Invalid

STEP_STYLE = "dim"
Proposal = Annotated[
    str | None,
    typer.Argument(
        metavar="ID", help="The proposal's id or its beginning (4 characters); without it, the only open one."
    ),
]
GOODBYE = ("exit", "quit", "/quit", "/exit", ":q")


def ask(
    message: Annotated[str, typer.Argument(help="What to say; '-' reads it from standard input.")],
    athlete: AsName = None,
    thread: Annotated[
        str | None, typer.Option("--thread", metavar="ID", help="Go on in this chat; without it a new one begins.")
    ] = None,
    today: Today = None,
    as_json: AsJson = False,
) -> None:
    """Say one thing to the coach and print the answer."""
    said = sys.stdin.read() if message == "-" else message
    ok = asyncio.run(_ask(said, athlete, _chat_id(thread), as_date(today), as_json))
    if not ok:
        raise typer.Exit(1)


def chat(
    athlete: AsName = None,
    thread: Annotated[str | None, typer.Option("--thread", metavar="ID", help="Go on in this chat.")] = None,
    today: Today = None,
) -> None:
    """Talk with the coach in the terminal."""
    asyncio.run(_chat(athlete, _chat_id(thread) or uuid4(), as_date(today)))


def undo(athlete: AsName = None, as_json: AsJson = False) -> None:
    """Take back the latest change, whichever chat or door made it."""
    asyncio.run(_undo(athlete, as_json))


def approve(
    proposal: Proposal = None,
    athlete: AsName = None,
    today: Today = None,
    as_json: AsJson = False,
) -> None:
    """Approve a proposal: its changes are made at once, if they still fit, and can be undone."""
    if not asyncio.run(_decide(proposal, athlete, as_date(today), as_json, None)):
        raise typer.Exit(1)


def reject(
    proposal: Proposal = None,
    because: Annotated[str, typer.Option("--because", help="Why; it is remembered and not offered again.")] = "",
    athlete: AsName = None,
    today: Today = None,
    as_json: AsJson = False,
) -> None:
    """Reject a proposal: nothing changes, and the reason is kept."""
    if not asyncio.run(_decide(proposal, athlete, as_date(today), as_json, because)):
        raise typer.Exit(1)


async def _decide(
    proposal: str | None, name: str | None, today: date | None, as_json: bool, because: str | None
) -> bool:
    from tools.calls import Call, called_by
    from tools.planning.desk import ProposalDesk
    from topset.database import athlete_called, open_db

    settings = load_settings()
    async with open_db(settings) as database:
        athlete = await athlete_called(database, settings, name, today)
        desk = ProposalDesk(athlete)
        key = await desk.find(proposal)
        with called_by(Call("cli", f"decide-{uuid4()}")):
            decided = await (desk.carry_out(key) if because is None else desk.reject(key, because))
    print(decided.model_dump_json() if as_json else str(decided))
    return decided.status != "stale"


async def _ask(said: str, name: str | None, thread: UUID | None, today: date | None, as_json: bool) -> bool:
    from agent.events import Reply, Step
    from topset.build import open_coach
    from topset.database import athlete_called

    settings = load_settings()
    async with open_coach(settings) as coach:
        athlete = await athlete_called(coach.database, settings, name, today)
        reply = None
        async for event in coach.turn(athlete, said, chat_id=thread, door="cli"):
            if isinstance(event, Step) and not as_json:
                _show_step(event.name, event.ok)
            if isinstance(event, Reply):
                reply = event
    assert reply is not None, "every turn ends with a reply"
    if as_json:
        print(
            json.dumps(
                {
                    "reply": reply.text,
                    "thread": str(reply.chat_id),
                    "tools": [step.record() for step in reply.steps],
                    "proposals": [str(each.id) for each in reply.offers],
                    "choices": list(reply.choices),
                },
                ensure_ascii=False,
            )
        )
    else:
        _say(reply.text)
    return not reply.failed


async def _chat(name: str | None, thread: UUID, today: date | None) -> None:
    import readline  # noqa: F401  (line editing and history for input)

    from agent.events import Reply, Step
    from topset.build import open_coach
    from topset.database import athlete_called

    settings = load_settings()
    console = Console()
    async with open_coach(settings) as coach:
        console.print(
            f"Chat {thread}. Tell me what you trained, or ask. 'help' for examples, Ctrl-D to leave.", style="dim"
        )
        while True:
            try:
                said = await asyncio.to_thread(input, "you> ")
            except (EOFError, KeyboardInterrupt):
                console.print()
                return
            if said.strip().lower() in GOODBYE:
                return
            if not said.strip():
                continue
            athlete = await athlete_called(coach.database, settings, name, today)
            async for event in coach.turn(athlete, said, chat_id=thread, door="chat"):
                if isinstance(event, Step):
                    _show_step(event.name, event.ok)
                if isinstance(event, Reply):
                    _say(event.text)


async def _undo(name: str | None, as_json: bool) -> None:
    from tools.calls import Call, called_by
    from tools.undo import UndoTools
    from topset.database import athlete_called, open_db

    settings = load_settings()
    async with open_db(settings) as database:
        athlete = await athlete_called(database, settings, name)
        with called_by(Call("cli", f"undo-{uuid4()}")):
            undone = await UndoTools(athlete).undo()
    print(undone.model_dump_json() if as_json else str(undone))


def _chat_id(thread: str | None) -> UUID | None:
    if thread is None:
        return None
    try:
        return UUID(thread)
    except ValueError as error:
        raise Invalid(f"'{thread}' is no thread: use the id that an earlier 'topset ask --json' printed.") from error


def _show_step(name: str, ok: bool) -> None:
    Console(stderr=True).print(f"{'✓' if ok else '✗'} {name.replace('_', ' ')}", style=STEP_STYLE)


def _say(text: str) -> None:
    console = Console()
    if console.is_terminal:
        console.print(Markdown(text.replace("\n", "  \n")))
    else:
        print(text)
