"""``topset session``: browsers that are logged in to a page for others, and the end of their being so."""

import asyncio
import re
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer

from topset.cli.options import AsJson, AsName, load_settings
from training.errors import Invalid

if TYPE_CHECKING:
    from db.access_tables import LoginSessionRow

app = typer.Typer(help="Browsers that are logged in: list, revoke.", no_args_is_help=True)
ALL = "all"
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)  # fmt: skip


@app.command("list")
def show(athlete: AsName = None, as_json: AsJson = False) -> None:
    """List the browsers that are logged in as an athlete: what they are, and when they were used last."""
    rows = asyncio.run(_list(athlete))
    if as_json:
        import json

        print(json.dumps(rows))
        return
    if not rows:
        print("No browser is logged in.")
        return
    for row in rows:
        print(
            f"{row['id']}  {device(row['device'])}  since {row['created_at'][:10]}, last used {_moment(row['last_used_at'])}"
        )


@app.command()
def revoke(
    session: Annotated[str, typer.Argument(metavar="ID|all", help="Its id, as 'topset session list' shows it.")],
    athlete: AsName = None,
) -> None:
    """Log a browser out at once, or all of them."""
    key = None
    if session != ALL:
        try:
            key = UUID(session)
        except ValueError as error:
            raise Invalid(
                f"'{session}' is no id of a session: 'topset session list' shows them; or say 'all'."
            ) from error
    ended = asyncio.run(_revoke(athlete, key))
    print("No browser was logged in." if ended == 0 else f"Logged out: {ended} browser{'s' if ended > 1 else ''}.")


def device(agent: str) -> str:
    """What a browser says that it is, in two words."""
    system = next((name for mark, name in SYSTEMS if mark in agent), None)
    browser = next((name for mark, name in BROWSERS if mark in agent), None)
    if browser is None:
        shown = re.sub(r"[^\x20-\x7e]", "", agent)[:40].strip()
        return shown or "unknown"
    return browser if system is None else f"{browser} on {system}"


async def _list(name: str | None) -> list[dict[str, Any]]:
    from db import logins
    from topset.database import athlete_called, open_db

    settings = load_settings()
    async with open_db(settings) as database:
        athlete = await athlete_called(database, settings, name)
        async with athlete.sessions() as session:
            return [_record(row) for row in await logins.listed(session, athlete.id)]


async def _revoke(name: str | None, key: UUID | None) -> int:
    from db import logins
    from topset.database import athlete_called, open_db

    settings = load_settings()
    async with open_db(settings) as database:
        athlete = await athlete_called(database, settings, name)
        async with athlete.sessions() as session:
            if key is None:
                return await logins.end_all(session, athlete.id)
            await logins.end(session, athlete.id, key)
            return 1


def _record(row: "LoginSessionRow") -> dict[str, Any]:
    moments = {name: getattr(row, name).isoformat() for name in ("created_at", "last_used_at", "expires_at")}
    return {"id": str(row.id), "device": row.device, **moments}


def _moment(stamp: str) -> str:
    return f"{stamp[:10]} {stamp[11:16]} UTC"
