"""``topset token``: what other programs show to act for an athlete over HTTP."""

import asyncio
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer
from rich.console import Console

from topset.cli.options import AsJson, AsName, load_settings
from training.errors import Invalid

if TYPE_CHECKING:
    from db.policies import Scope

app = typer.Typer(help="Tokens for other programs: make, list, revoke.", no_args_is_help=True)
LONGEST_DAYS = 730


@app.command()
def create(
    scope: Annotated[
        str, typer.Option(metavar="read|log|plan", help="How far it reaches: look, log, or change plans as well.")
    ],
    athlete: AsName = None,
    label: Annotated[str, typer.Option(help="What will use it: 'Claude on my phone'.")] = "",
    days: Annotated[int, typer.Option(help="After how many days it ends.")] = 90,
    as_json: AsJson = False,
) -> None:
    """Make a token. It is shown this once, and kept as a hash only."""
    from db.policies import scope_in

    reach = scope_in(scope)
    if not 1 <= days <= LONGEST_DAYS:
        raise Invalid(f"A token lasts 1 to {LONGEST_DAYS} days.")
    if len(label) > 80:
        raise Invalid("A label has up to 80 characters.")
    token, row = asyncio.run(_create(athlete, reach, " ".join(label.split()), timedelta(days=days)))
    if as_json:
        import json

        print(
            json.dumps(
                {"token": token, "id": str(row["id"]), "scope": scope, "expires_at": row["expires_at"].isoformat()}
            )
        )
        return
    print(token)
    Console(stderr=True, soft_wrap=True).print(
        f"This is the only time that it is shown. It may {scope} until {row['expires_at']:%d %b %Y}; "
        f"to end it: topset token revoke {row['id']}{row['named']}", highlight=False,
    )  # fmt: skip


@app.command("list")
def show(athlete: AsName = None, as_json: AsJson = False) -> None:
    """List an athlete's tokens: what uses them, how far they reach, when they were used last."""
    rows = asyncio.run(_list(athlete))
    if as_json:
        import json

        print(
            json.dumps([{name: None if value is None else str(value) for name, value in row.items()} for row in rows])
        )
        return
    if not rows:
        print("There are no tokens. Make one with: topset token create --scope read")
        return
    for row in rows:
        times = f"until {row['expires_at']:%d %b %Y}, last used {_day(row['last_used_at'])}"
        print(f"{row['id']}  {row['scope']:<4}  {row['state']:<7}  {times}  {row['label']}".rstrip())


@app.command()
def revoke(
    token: Annotated[str, typer.Argument(metavar="ID", help="Its id, as 'topset token list' shows it.")],
    athlete: AsName = None,
) -> None:
    """End a token at once."""
    try:
        key = UUID(token)
    except ValueError as error:
        raise Invalid(f"'{token}' is no id of a token: 'topset token list' shows them.") from error
    row = asyncio.run(_revoke(athlete, key))
    print(f"Revoked{': ' + row['label'] if row['label'] else ''}. Nobody gets in with it any more.")


async def _create(name: str | None, scope: "Scope", label: str, lasting: timedelta) -> tuple[str, dict[str, Any]]:
    from db import access
    from topset.database import athlete_called, open_db

    settings = load_settings()
    async with open_db(settings) as database:
        athlete = await athlete_called(database, settings, name)
        async with athlete.sessions() as session:
            token, row = await access.make(session, athlete.id, scope, label, lasting)
            return token, _record(row) | {"named": athlete.named}


async def _list(name: str | None) -> list[dict[str, Any]]:
    from db import access
    from topset.database import athlete_called, open_db

    settings = load_settings()
    async with open_db(settings) as database:
        athlete = await athlete_called(database, settings, name)
        async with athlete.sessions() as session:
            return [_record(row) for row in await access.listed(session, athlete.id)]


async def _revoke(name: str | None, key: UUID) -> dict[str, Any]:
    from db import access
    from topset.database import athlete_called, open_db

    settings = load_settings()
    async with open_db(settings) as database:
        athlete = await athlete_called(database, settings, name)
        async with athlete.sessions() as session:
            return _record(await access.revoke(session, athlete.id, key))


def _record(row: Any) -> dict[str, Any]:
    names = ("id", "label", "scope", "created_at", "expires_at", "last_used_at", "revoked_at")
    now = datetime.now(row.expires_at.tzinfo)
    state = "revoked" if row.revoked_at is not None else "expired" if row.expires_at <= now else "valid"
    return {name: getattr(row, name) for name in names} | {"state": state}


def _day(moment: datetime | None) -> str:
    return "never" if moment is None else f"{moment:%d %b %Y}"
