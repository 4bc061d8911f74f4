"""Rows: tables, the engine, queries, migrations. Queries take a session and never commit."""
