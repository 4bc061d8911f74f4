"""``topset doctor``: what is wrong, in words, and what to do."""

import asyncio
import json
import shutil
import socket
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import typer
from rich.console import Console

from topset.cli.options import AsJson, load_settings
from training.errors import TopsetError, Unavailable

if TYPE_CHECKING:
    from topset.settings import Settings

LEAST_FREE_MB = 500


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    what: str
    ok: bool
    words: str


def doctor(as_json: AsJson = False) -> None:
    """Look at the installation and say what is wrong and what to do."""
    settings = load_settings()
    looks: list[tuple[str, Callable[[Settings], str]]] = [
        ("Python", _python), ("home", _home), ("database", _database), ("isolation", _isolation), ("threads", _threads),
        ("model", _model), ("page", _page),
    ]  # fmt: skip
    findings = [_look(what, look, settings) for what, look in looks]
    if as_json:
        print(json.dumps([asdict(each) for each in findings], ensure_ascii=False))
    else:
        for each in findings:
            Console(soft_wrap=True).print(
                f"{'✓' if each.ok else '✗'} {each.what}: {each.words}",
                style="" if each.ok else "red",
                markup=False,
                highlight=False,
            )
    if not all(each.ok for each in findings):
        raise typer.Exit(1)


def _look(what: str, look: Callable[["Settings"], str], settings: "Settings") -> Finding:
    try:
        return Finding(what, True, look(settings))
    except (TopsetError, OSError) as error:
        return Finding(what, False, str(error))


def _python(_: "Settings") -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro}"


def _home(settings: "Settings") -> str:
    home = settings.home_folder
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    probe = home / ".doctor"
    probe.write_text("x")
    probe.unlink()
    free = shutil.disk_usage(home).free // 1_000_000
    if free < LEAST_FREE_MB:
        raise Unavailable(f"only {free} MB are free where {home} is; make room, at least {LEAST_FREE_MB} MB.")
    return f"{home} can be written, {free} MB free"


def _database(settings: "Settings") -> str:
    from db import schema
    from db.engine import open_database

    opened = open_database(settings.database_url, settings.home_folder)
    with schema.owner_connection(opened.owner_url if opened.server else opened.app_url) as connection:
        found = schema.status(connection)
    kind = "embedded" if settings.database_url is None else "shared"
    return f"{kind}, PostgreSQL {found.server_version}, schema {found.current}"


def _isolation(settings: "Settings") -> str:
    from db import schema
    from db.engine import locate
    from db.policies import APP_ROLE

    _, app_url, _ = locate(settings.database_url, settings.home_folder)
    with schema.owner_connection(app_url) as connection:
        schema.check_isolation(connection)
    return f"the app connects as {APP_ROLE}; every athlete's rows are closed to the others"


def _threads(settings: "Settings") -> str:
    from topset.database import open_db

    async def look() -> None:
        async with open_db(settings):
            pass

    asyncio.run(look())
    return "the agent's threads can be kept"


def _model(settings: "Settings") -> str:
    from agent.context_size import context_size, told
    from agent.models import load_model

    load_model(settings.model, settings.api_key, settings.openai_base_url)
    if settings.model == "builtin":
        return "the built-in coach, which needs no key"
    where = settings.openai_base_url or "the provider's own address"
    size = (
        ""
        if settings.openai_base_url is None
        else told(context_size(settings.openai_base_url, settings.model.partition(":")[2]))
    )
    return f"{settings.model} at {where}; {f'{size}; ' if size else ''}if it fails, the built-in coach answers"


def _page(settings: "Settings") -> str:
    with socket.socket() as probe:
        probe.settimeout(1)
        taken = probe.connect_ex((settings.host if settings.host != "0.0.0.0" else "127.0.0.1", settings.port)) == 0
    if taken:
        return f"something (perhaps Topset itself) answers at {settings.host}:{settings.port}; TOPSET_PORT sets another port"
    return f"http://{settings.host}:{settings.port} is free"
