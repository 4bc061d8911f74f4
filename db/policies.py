"""Row-level security: PostgreSQL itself keeps athletes apart.

Every transaction of the app says who is asking with ``set_config('topset.athlete_id', ..., true)``;
without it, or for anybody else's rows, the policies show nothing and let nothing in.
"""

APP_ROLE = "topset_app"
ASKING = "nullif(current_setting('topset.athlete_id', true), '')::uuid"
"""The athlete of this transaction, or null."""
NAMED = "nullif(current_setting('topset.athlete_name', true), '')"
"""Whoever knows a name may find its id: that is how a door opens. Names cannot be listed."""


def protect(table: str) -> list[str]:
    """The statements that close an athlete-owned table to everybody but its owner."""
    own = f"athlete_id = {ASKING}"
    return [
        f"alter table {table} enable row level security",
        f"alter table {table} force row level security",
        f"create policy own_rows on {table} using ({own}) with check ({own})",
        f"grant select, insert, update, delete on {table} to {APP_ROLE}",
    ]


def protect_athletes() -> list[str]:
    """The same for the table of athletes, where a name may also be looked up."""
    own = f"id = {ASKING}"
    return [
        "alter table athletes enable row level security",
        "alter table athletes force row level security",
        f"create policy own_rows on athletes using ({own}) with check ({own})",
        f"create policy by_name on athletes for select using (name = {NAMED})",
        f"grant select, insert, update, delete on athletes to {APP_ROLE}",
    ]
