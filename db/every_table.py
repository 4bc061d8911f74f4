"""Every table, for whatever looks at all of them: migrations, backups, forgetting."""

from db import access_tables, health_tables, memory_tables, outside_tables, program_tables, tables
from db.columns import Table

MODULES = (tables, program_tables, memory_tables, access_tables, outside_tables, health_tables)
METADATA = Table.metadata
