"""The passwords of the embedded server: random, in one private file of the home, which libpq reads by itself.

They are in no URL, so they reach no log and no traceback.
"""

import secrets
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from db import private
from db.policies import APP_ROLE

OWNER = "postgres"
OPEN = "local all all trust\n"
"""Rules for a moment of the first start, in a folder that nobody else can enter: there are no passwords yet."""
CLOSED = "local all all scram-sha-256\n"
ROUNDS = "1"
"""Stretching makes guessing slow; 256 random bits can't be guessed, and every connection would pay for it."""


@dataclass(frozen=True)
class Passwords:
    """The file of a home, and the rules in its data folder that ask for what is in it."""

    file: Path
    rules: Path

    @property
    def are_asked_for(self) -> bool:
        """Whether nobody gets in without one."""
        return self.file.exists() and self.rules.exists() and self.rules.read_text() == CLOSED

    def open(self) -> None:
        """Make the file, if there is none, and let the server's own folder be the lock until they are set."""
        private.keep_once(self.file, _lines)
        self.rules.write_text(OPEN)  # in its place: it stays the server's own file

    def close(self, connection: psycopg.Connection) -> None:
        """Set them, and ask for them from now on, once the server has read its rules again."""
        for role in (OWNER, APP_ROLE):
            if connection.execute("select 1 from pg_roles where rolname = %s", (role,)).fetchone():
                connection.execute(set_password(connection, role, self.of(role)))
        self.rules.write_text(CLOSED)

    def of(self, role: str) -> str:
        """A role's password."""
        lines = (line.split(":") for line in self.file.read_text().splitlines())
        return next(line[4] for line in lines if line[3] == role)


def set_password(connection: psycopg.Connection, role: str, password: str) -> sql.Composed:
    """The statement that sets a password. It holds what PostgreSQL keeps of one, which opens nothing."""
    connection.execute(sql.SQL("set scram_iterations = {}").format(sql.SQL(ROUNDS)))
    return sql.SQL("alter role {} password {}").format(sql.Identifier(role), verifier(connection, role, password))


def verifier(connection: psycopg.Connection, role: str, password: str) -> str:
    """What PostgreSQL keeps of a password."""
    return connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()


def _lines() -> str:
    return "".join(f"*:*:*:{role}:{secrets.token_hex(32)}\n" for role in (OWNER, APP_ROLE))
