"""``topset ui``: the chat page; ``topset password``: who may see it from elsewhere."""

import asyncio
import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from topset.checkout import ROOT
from topset.cli.options import AsName, load_settings
from training.errors import Refused, Unavailable

if TYPE_CHECKING:
    from topset.settings import Settings


def open_page(
    host: Annotated[
        str | None, typer.Option("--host", help="The address to listen on; anything but loopback needs a password.")
    ] = None,
    port: Annotated[int | None, typer.Option("--port", help="The port to listen on.")] = None,
    headless: Annotated[bool, typer.Option("--headless", help="Don't open a browser.")] = False,
) -> None:
    """Open the chat page."""
    if host is not None:
        os.environ["TOPSET_HOST"] = host
    if port is not None:
        os.environ["TOPSET_PORT"] = str(port)
    settings = load_settings()
    asyncio.run(_check_door(settings))
    check_port(settings.host, settings.port, "TOPSET_PORT")
    _run(settings, headless or not sys.stdout.isatty())


def password(athlete: AsName = None) -> None:
    """Set the password of an athlete for a page that others can reach; makes the athlete if there is none."""
    secret = (
        typer.prompt("New password", hide_input=True, confirmation_prompt=True)
        if sys.stdin.isatty()
        else sys.stdin.readline().rstrip("\n")
    )
    asyncio.run(_set_password(athlete, secret))
    Console().print("The password is set.")


async def _check_door(settings: "Settings") -> None:
    """Refuse to open an unlocked page to others."""
    from db import schema
    from topset.database import open_db

    async with open_db(settings) as database:
        if settings.is_private:
            return
        if database.server is None:  # nobody gets in without a password, and only the owner could count them
            return
        with schema.owner_connection(database.owner_url) as connection:
            locked = schema.has_logins(connection)
    if not locked:
        raise Refused(
            f"{settings.url or settings.host} can be reached by others, and nobody here has a password, so the page stays closed. "
            "Set one with 'topset password', or listen on 127.0.0.1."
        )


async def _set_password(name: str | None, secret: str) -> None:
    from db import athletes
    from topset.database import local_timezone, open_db
    from topset.login import hashed

    settings = load_settings()
    value = hashed(secret)
    async with open_db(settings) as database:
        zone = settings.timezone or local_timezone()
        athlete = await athletes.find_or_create(database, name or settings.athlete, timezone=zone)
        async with athlete.sessions() as session:
            await athletes.set_password_hash(session, athlete.id, value)


def check_port(host: str, port: int, variable: str) -> None:
    """Raise ``Unavailable`` if nothing can listen there."""
    import socket

    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Unavailable(
                f"Port {port} at {host} can't be used ({error.strerror}). Is Topset open already? {variable} sets another."
            ) from error


def _run(settings: "Settings", headless: bool) -> None:
    """Become the page's server: the same process, so that whoever started us can stop it."""
    from topset.page import signing_key

    environment = os.environ | {
        "CHAINLIT_APP_ROOT": str(ROOT), "CHAINLIT_AUTH_SECRET": signing_key(settings), "PYTHONPATH": str(ROOT),
        "TOPSET_HOME": str(settings.home_folder),
    }  # fmt: skip
    Console().print(f"Topset is open at http://{settings.host}:{settings.port} — Ctrl-C closes it.", highlight=False)
    sys.stdout.flush()
    os.chdir(ROOT)
    command = [sys.executable, "-m", "chainlit", "run", "app.py", "--host", settings.host, "--port", str(settings.port)]
    os.execve(sys.executable, [*command, *(["--headless"] if headless else [])], environment)
