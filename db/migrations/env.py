"""Alembic's entry: it runs on the connection that ``db.schema`` hands over."""

from alembic import context

from db import access_tables, memory_tables, program_tables  # noqa: F401  (each brings its tables)

connection = context.config.attributes["connection"]
context.configure(
    connection=connection, target_metadata=program_tables.PlanningRow.metadata, compare_server_default=False
)
with context.begin_transaction():
    context.run_migrations()
