"""What only a server's administrator may give: the app's role, pgvector, room for a schema; asked for in words that can be typed."""

import psycopg
import sqlalchemy as sa
from psycopg import sql
from sqlalchemy.engine import Connection

from db.passwords import verifier
from db.policies import APP_ROLE
from training.errors import Unavailable

ATTRIBUTES = "login nosuperuser nocreatedb nocreaterole nobypassrls noinherit"
VECTOR = "vector"
NO_ROLE = (
    "The role '{me}' may not make the role that the app connects as. Let an administrator of the server type once: "
    "create role {app} {attributes} password '...'; then use "
    "TOPSET_DATABASE_URL=postgresql://{app}:...@HOST/{database} and this role's URL in TOPSET_DATABASE_OWNER_URL."
)
NO_VECTOR = (
    "The role '{me}' may not add pgvector to this database. Let an administrator of the server type once, in the "
    "database {database}: create extension vector;"
)
NOT_INSTALLED = (
    "pgvector is not installed on this PostgreSQL server. Debian and Ubuntu: apt install postgresql-{major}-pgvector; "
    "hosted databases list it among their extensions."
)
NO_ROOM = (
    "The role '{me}' may not make tables in the database {database}. Let an administrator type once: "
    "alter database {database} owner to {me};"
)


def check(connection: Connection) -> None:
    """Raise ``Unavailable`` with what an administrator has to type, for whatever this role may not do itself."""
    asked = sa.text("""
        select current_user as me, current_database() as database, current_setting('server_version_num')::int / 10000 as major,
            (select rolsuper from pg_roles where rolname = current_user) as is_super,
            has_database_privilege(current_database(), 'create') as may_make_schemas,
            coalesce(has_schema_privilege(to_regnamespace('public'), 'create'), true) as may_make_tables,
            exists (select 1 from pg_extension where extname = :vector) as has_vector,
            exists (select 1 from pg_available_extensions where name = :vector) as is_installed,
            exists (select 1 from pg_available_extension_versions where name = :vector and trusted) as is_trusted
    """)
    found = connection.execute(asked, {"vector": VECTOR}).one()
    words = {"me": found.me, "database": found.database, "major": found.major}
    if not (found.may_make_schemas and found.may_make_tables):
        raise Unavailable(NO_ROOM.format(**words))
    if not found.has_vector and not found.is_installed:
        raise Unavailable(NOT_INSTALLED.format(**words))
    if not (found.has_vector or found.is_super or found.is_trusted):
        raise Unavailable(NO_VECTOR.format(**words))


def has_app_role(connection: Connection) -> bool:
    """Whether the app's role is there."""
    return connection.scalar(sa.text("select 1 from pg_roles where rolname = :role"), {"role": APP_ROLE}) is not None


def ensure_app_role(connection: Connection, password: str | None) -> None:
    """Make the role that the app connects as: it owns nothing and can't pass the policies by.

    What is sent is what PostgreSQL keeps of the password, not the password. One that this role may not change
    stays as the administrator made it. Raises ``Unavailable`` where it is missing and can't be made.
    """
    exists = has_app_role(connection)
    if exists and (password is None or not _may_change(connection)):
        return
    if not exists and not _may_make(connection):
        me, database = connection.execute(sa.text("select current_user, current_database()")).one()
        raise Unavailable(NO_ROLE.format(me=me, database=database, app=APP_ROLE, attributes=ATTRIBUTES))
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    making = sql.SQL("alter role {}") if exists else sql.SQL(f"create role {{}} {ATTRIBUTES}")
    statement = making.format(sql.Identifier(APP_ROLE))
    if password is not None:
        statement += sql.SQL(" password {}").format(verifier(driver, APP_ROLE, password))
    driver.execute(statement)


def _may_make(connection: Connection) -> bool:
    asked = "select rolsuper or rolcreaterole from pg_roles where rolname = current_user"
    return bool(connection.scalar(sa.text(asked)))


def _may_change(connection: Connection) -> bool:
    asked = """select rolsuper or rolcreaterole and pg_has_role(current_user, :role, 'member with admin option')
        from pg_roles where rolname = current_user"""
    return bool(connection.scalar(sa.text(asked), {"role": APP_ROLE}))
