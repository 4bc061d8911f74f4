"""The schema: bring a database to this version, say where it stands, take it all away."""

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, make_url

from db import provisioning
from db.policies import APP_ROLE
from training.errors import Unavailable

MIGRATIONS = Path(__file__).parent / "migrations"
OLDEST_SERVER = 160000
UPGRADE_LOCK = 7_470_538
"""One upgrade at a time, whoever starts it."""


@dataclass(frozen=True)
class SchemaStatus:
    """Where a database stands beside this version of Topset."""

    current: str | None
    newest: str
    server_version: str

    @property
    def is_current(self) -> bool:
        """Whether there is nothing to upgrade."""
        return self.current == self.newest

    def __str__(self) -> str:
        if self.is_current:
            return f"The database is up to date (schema {self.current}, PostgreSQL {self.server_version})."
        have = f"schema {self.current}" if self.current else "empty"
        return f"The database is {have}, this Topset needs schema {self.newest}: run 'topset db upgrade'."


def newest_revision() -> str:
    """The schema this version of Topset needs. File names lead with it, so Alembic need not be loaded to ask."""
    return max(path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


def with_driver(url: str) -> URL:
    """The one ``postgresql://`` URL, for SQLAlchemy's psycopg driver."""
    return make_url(url).set(drivername="postgresql+psycopg")


def app_password(owner_url: str) -> str | None:
    """The app role's password on a shared server, which every replica can work out from the owner's URL."""
    password = make_url(owner_url).password  # unquoted, however it was written
    return None if password is None else hmac.new(password.encode(), APP_ROLE.encode(), hashlib.sha256).hexdigest()


@contextmanager
def owner_connection(owner_url: str) -> Iterator[Connection]:
    """A connection of the role that owns the schema. Raises ``Unavailable`` when it can't be had."""
    engine = sa.create_engine(with_driver(owner_url), poolclass=sa.NullPool)
    try:
        with engine.connect() as connection:
            yield connection
    except sa.exc.OperationalError as error:
        raise Unavailable(f"The database can't be reached: {first_line(error)}") from error
    finally:
        engine.dispose()


def first_line(error: sa.exc.DBAPIError) -> str:
    """PostgreSQL's own words, without the statement and without secrets."""
    return str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else type(error.orig).__name__


def status(connection: Connection) -> SchemaStatus:
    """Where the database stands. Raises ``Unavailable`` for a server that is too old."""
    number = int(connection.scalar(sa.text("show server_version_num")) or 0)
    version = str(connection.scalar(sa.text("show server_version"))).split()[0]
    if number < OLDEST_SERVER:
        raise Unavailable(f"This is PostgreSQL {version}; Topset needs 16 or newer.")
    known = connection.scalar(sa.text("select to_regclass('public.alembic_version')"))
    current = connection.scalar(sa.text("select version_num from alembic_version")) if known else None
    return SchemaStatus(current, newest_revision(), version)


def upgrade(connection: Connection, owner_url: str, secret: str | None = None) -> None:
    """Bring the database to this version, roles included, in one transaction.

    ``secret`` is the app role's password where it has one of its own, not the one that follows from the owner's.
    """
    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(UPGRADE_LOCK)))
    provisioning.check(connection)
    provisioning.ensure_app_role(connection, secret or app_password(owner_url))
    _alembic(connection, "upgrade", "head")
    connection.execute(sa.text(f"grant select on alembic_version to {APP_ROLE}"))  # the app asks before it starts
    connection.commit()


def downgrade(connection: Connection, revision: str = "base") -> None:
    """Take the schema back to a revision, or to nothing."""
    _alembic(connection, "downgrade", revision)
    if revision == "base":
        connection.execute(sa.text("drop table if exists alembic_version"))
        connection.execute(sa.text(f"revoke all on schema public from {APP_ROLE}"))
    connection.commit()


def differences(connection: Connection) -> list[str]:
    """How the database differs from the models; nothing when migrations and models agree."""
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    from db.every_table import METADATA

    return [str(change) for change in compare_metadata(MigrationContext.configure(connection), METADATA)]


def analyze(owner_url: str) -> None:
    """Count what is in the tables, for the planner."""
    with owner_connection(owner_url) as connection:
        connection.execute(sa.text("analyze"))
        connection.commit()


def has_logins(connection: Connection) -> bool:
    """Whether anybody has a password, as the owner of an embedded database sees it."""
    return bool(connection.scalar(sa.text("select exists (select 1 from logins)")))


def check_isolation(connection: Connection) -> None:
    """Raise ``Unavailable`` if this connection, the app's, could read what is somebody else's."""
    name, above = connection.execute(
        sa.text("select current_user, rolsuper or rolbypassrls from pg_roles where rolname = current_user")
    ).one()
    if name != APP_ROLE or above:
        raise Unavailable(
            f"the app connects as '{name}', which can read everybody's rows. Run 'topset db upgrade' and connect as {APP_ROLE}."
        )
    open_tables = connection.scalars(
        sa.text("""select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'athlete_id'
                   where c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)""")
    ).all()
    if open_tables:
        raise Unavailable(
            f"these tables have no row-level security: {', '.join(open_tables)}. Run 'topset db upgrade'."
        )


def _alembic(connection: Connection, direction: str, revision: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    getattr(command, direction)(config, revision)
