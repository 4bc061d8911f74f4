"""``topset athlete``: the person whose everything it is, and the end of all of it."""

import asyncio
import sys
from typing import Annotated

import typer

from topset.cli.options import load_settings

app = typer.Typer(help="Whose data it is.", no_args_is_help=True)


@app.command()
def delete(
    name: Annotated[str, typer.Argument(help="The athlete's name, as it is spelled.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask first.")] = False,
) -> None:
    """Delete an athlete with everything that is theirs: workouts, programs, chats, memory, logins. It can't be undone."""
    if not yes and sys.stdin.isatty():
        typer.confirm(f"Delete everything of “{name}” for good? 'topset export' keeps a copy.", abort=True)
    asyncio.run(_delete(name))
    print(f"{name} is deleted, with everything that was theirs.")


async def _delete(name: str) -> None:
    from db import athletes
    from topset.database import open_db

    async with open_db(load_settings()) as database:
        leaving = await athletes.find(database, name)
        async with leaving.sessions() as session:
            await athletes.delete(session, leaving.id)
