"""``topset db``: the schema, backups."""

import asyncio
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from topset.cli.options import AsJson, load_settings

if TYPE_CHECKING:
    from topset.settings import Settings

app = typer.Typer(help="The database: upgrade, status, backup, restore.", no_args_is_help=True)


@app.command()
def upgrade() -> None:
    """Bring the database to this version. The embedded one does it by itself."""
    from db import schema
    from memory import threads

    settings = load_settings()
    owner_url = _owner(settings)
    own = settings.database_url if settings.owner_url is not None else None
    with schema.owner_connection(owner_url) as connection:
        schema.status(connection)
        schema.upgrade(connection, owner_url, None if own is None else schema.with_driver(own).password)
        print(schema.status(connection))
    asyncio.run(threads.upgrade(owner_url))


@app.command()
def status(as_json: AsJson = False) -> None:
    """Say where the database stands; exit code 1 if it has to be upgraded."""
    import json
    from dataclasses import asdict

    from db import schema

    with schema.owner_connection(_owner(load_settings())) as connection:
        found = schema.status(connection)
    print(json.dumps(asdict(found) | {"is_current": found.is_current}) if as_json else found)
    if not found.is_current:
        raise typer.Exit(1)


@app.command()
def backup(
    target: Annotated[
        Path | None, typer.Argument(help="The file to write; without it, one in $TOPSET_HOME/backups.")
    ] = None,
) -> None:
    """Write the whole database to one file."""
    from db import backup as backups

    settings = load_settings()
    file = target or settings.home_folder / "backups" / f"topset-{datetime.now():%Y%m%d-%H%M%S}.backup"
    backups.backup(_owner(settings), file)
    print(f"Backed up to {file} ({file.stat().st_size / 1e6:.1f} MB).")


@app.command()
def restore(
    source: Annotated[Path, typer.Argument(help="A file of 'topset db backup'.")],
    force: Annotated[
        bool, typer.Option("--force", help="Replace the athletes that are there; they are backed up first.")
    ] = False,
) -> None:
    """Fill an empty database from a backup."""
    from db import backup as backups
    from memory import threads

    settings = load_settings()
    owner_url = _owner(settings)
    backups.check(source)
    if force:
        backup(None)
        backups.wipe(owner_url)
    backups.restore(owner_url, source)
    upgrade()
    asyncio.run(threads.upgrade(owner_url))
    print(f"Restored from {source}.")


def _owner(settings: "Settings") -> str:
    """The URL of the role that owns the schema; starts the embedded server."""
    from db.engine import locate

    if settings.owner_url is not None:
        return settings.owner_url
    owner_url, _, _ = locate(settings.database_url, settings.home_folder)
    return owner_url
