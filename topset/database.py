"""The database that the settings name, the athletes in it, the model of meanings: all that a command about data loads."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from connectors.outside import Outside
from connectors.outside import use as use_outside
from db import athletes
from db.athletes import Athlete
from db.engine import Database, open_database
from memory import threads
from memory.embedding.embedder import use
from memory.embedding.openai import load_embedder
from topset.settings import Settings


@asynccontextmanager
async def open_db(settings: Settings) -> AsyncIterator[Database]:
    """The database, open and up to date; connections know where they are."""
    use_outside(Outside(settings.home_folder, settings.hevy_url, settings.hevy_pace_s))
    database = await asyncio.to_thread(open_database, settings.database_url, settings.home_folder, settings.connections)
    try:
        if database.server is not None and not await asyncio.to_thread(threads.is_ready, database.owner_url):
            await threads.upgrade(database.owner_url)
        yield database
    finally:
        await database.close()


async def athlete_called(
    database: Database, settings: Settings, name: str | None = None, today: date | None = None
) -> Athlete:
    """The athlete of that name. On the embedded database, which is one person's, an unknown name is created."""
    wanted = name or settings.athlete
    if database.server is None:
        found = await athletes.find(database, wanted, today)
    else:
        zone = settings.timezone or local_timezone()
        found = await athletes.find_or_create(database, wanted, today, timezone=zone)
    return replace(found, is_default=wanted == settings.athlete)


def local_timezone() -> str:
    """The machine's time zone by its IANA name; UTC when it does not say."""
    link = Path("/etc/localtime")
    parts = link.resolve().parts if link.is_symlink() else ()
    if "zoneinfo" in parts:
        name = "/".join(parts[parts.index("zoneinfo") + 1 :])
        return name.removeprefix("posix/").removeprefix("right/") or "UTC"
    named = Path("/etc/timezone")
    text = named.read_text().strip() if named.exists() else ""
    return text if "/" in text else "UTC"


def open_embedder(settings: Settings) -> None:
    """Use the model of meanings that a setting names. Raises ``Invalid``."""
    use(load_embedder(settings.embedding, settings.api_key, settings.openai_base_url))
