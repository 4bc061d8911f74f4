"""Alembic's entry: it runs on the connection that ``db.schema`` hands over."""

from alembic import context

from db.every_table import METADATA

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=METADATA, compare_server_default=False)
with context.begin_transaction():
    context.run_migrations()
