"""Backups: the whole database in one file, and back into an empty one."""

import os
import subprocess
import tempfile
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import make_url

from db import private, provisioning, schema
from db.embedded import binaries
from db.every_table import METADATA
from db.policies import APP_ROLE
from training.errors import Conflict, Invalid, Unavailable

MAGIC = b"PGDMP"
STRANGERS = sa.text(
    "select tablename from pg_tables where schemaname = 'public' and tablename <> all(cast(:ours as text[]))"
)


def backup(owner_url: str, target: Path) -> None:
    """Write everything to ``target``, which only its owner can read and which appears when it is whole. Raises ``Unavailable``."""
    private.make_folder(target.parent)
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    try:
        _run("pg_dump", "--format=custom", "--no-owner", "--file", str(part), url=owner_url)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def check(source: Path) -> None:
    """Raise ``Invalid`` for what is no backup."""
    if not source.is_file():
        raise Invalid(f"There is no file {source}.")
    with source.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise Invalid(f"{source} is no backup of 'topset db backup'. An export (.json) is read by 'topset import'.")
    try:
        _run("pg_restore", "--file", os.devnull, str(source))  # reads all of it, before anything is touched
    except Unavailable as error:
        raise Invalid(f"{source} is damaged or not whole, so nothing was touched. {error}") from error


def restore(owner_url: str, source: Path) -> None:
    """Fill an empty database from a backup, wholly or not at all. Raises ``Conflict`` if somebody lives there."""
    check(source)
    with schema.owner_connection(owner_url) as connection:
        there = connection.scalar(sa.text("select to_regclass('public.athletes')")) is not None
        if there and connection.scalar(sa.text("select count(*) from athletes")):
            raise Conflict(
                "There are athletes in this database. Restore into an empty home, or use --force to replace them."
            )
        strangers = connection.scalars(STRANGERS, {"ours": [*METADATA.tables, "alembic_version"]}).all()
        if strangers:
            raise Conflict(
                f"This database has tables of something else ({', '.join(strangers)}). Restore into one of its own."
            )
        provisioning.ensure_app_role(connection, schema.app_password(owner_url))
        connection.execute(sa.text("drop schema if exists threads cascade"))
        connection.execute(sa.text("drop schema public cascade"))
        connection.execute(sa.text("create schema public"))
        connection.execute(sa.text(f"grant usage on schema public to {APP_ROLE}"))
        connection.commit()
    _run("pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", str(source), url=owner_url)


def wipe(owner_url: str) -> None:
    """Delete every athlete, for a restore that replaces them."""
    with schema.owner_connection(owner_url) as connection:
        connection.execute(sa.text("truncate athletes cascade"))
        connection.commit()


def _run(program: str, *arguments: str, url: str | None = None) -> None:
    """Run one of PostgreSQL's programs; a password goes by the environment, where other users can't see it."""
    environment = {"PGPASSWORD": ""}
    if url is not None:
        parsed = make_url(url)
        environment = {"PGPASSWORD": parsed.password or ""}
        arguments = ("--dbname", parsed.set(password=None).render_as_string(False), *arguments)
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(
            [str(binaries() / program), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            check=False,
            env=environment,
        )
        if done.returncode != 0:
            output.seek(0)
            said = output.read().strip()[-2000:]
            if "row-level security" in said:
                raise Unavailable(
                    "The owner's role sees nobody's rows, so it can't back them up: use a role with BYPASSRLS in "
                    "TOPSET_DATABASE_OWNER_URL, or the backups of your database platform."
                )
            raise Unavailable(f"{program} failed: {said}")
