"""Row-level security: PostgreSQL itself keeps athletes apart.

Every transaction of the app says who is asking with ``set_config('topset.athlete_id', ..., true)``;
without it, or for anybody else's rows, the policies show nothing and let nothing in. How far the
one who asks may go is said in the same breath: an access that only reads gets a transaction that
cannot write; one that only logs can't propose or decide, begin or remove a program, or make an access.
"""

from typing import Literal, get_args

from training.errors import Invalid

Scope = Literal["read", "log", "plan"]
"""How far an access reaches, each further than the one before: looking, logging, changing plans."""
SCOPES: tuple[Scope, ...] = get_args(Scope)

APP_ROLE = "topset_app"
ASKING = "nullif(current_setting('topset.athlete_id', true), '')::uuid"
"""The athlete of this transaction, or null."""
NAMED = "nullif(current_setting('topset.athlete_name', true), '')"
"""Whoever knows a name may find its id: that is how a door opens. Names cannot be listed."""
HOLDER = "nullif(current_setting('topset.token_hash', true), '')"
"""Whoever holds a token may find whose it is. Tokens cannot be listed that way."""
FAILURES_OVER = "last_at < now() - interval '1 day'"
"""After this nobody waits for wrong passwords any more."""
PLANNERS = "planners_"
"""How the policies are named that turn away who may not plan."""
MAY_PLAN = "coalesce(current_setting('topset.scope', true), '') = 'plan'"


def scope_in(words: str) -> Scope:
    """The scope that somebody typed. Raises ``Invalid``."""
    for each in SCOPES:
        if each == words:
            return each
    raise Invalid(f"'{words}' is no scope: {', '.join(SCOPES)}.")


def reaches(scope: Scope, needed: Scope) -> bool:
    """Whether an access of one scope may do what needs another.

    >>> reaches("plan", "log"), reaches("read", "log")
    (True, False)
    """
    return SCOPES.index(scope) >= SCOPES.index(needed)


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


def protect_plan(table: str, *, but_for_progress: bool = False) -> list[str]:
    """Beside what keeps athletes apart: only an access that may plan writes here. So with plans, and with accesses.

    ``but_for_progress`` lets any access that may write change rows that are there: following a program moves its
    lifts on by its own rules. What changes a plan otherwise is a proposal first, so those are closed wholly.
    """
    update = "true" if but_for_progress else MAY_PLAN
    return [
        f"create policy {PLANNERS}add on {table} as restrictive for insert with check ({MAY_PLAN})",
        f"create policy {PLANNERS}change on {table} as restrictive for update using (true) with check ({update})",
        f"create policy {PLANNERS}remove on {table} as restrictive for delete using ({MAY_PLAN})",
    ]


def protect_tokens() -> list[str]:
    """Tokens: closed like everything else, where whoever presents one may also be told whose it is."""
    return [
        *protect("access_tokens"),
        f"create policy by_hash on access_tokens for select using (hash = {HOLDER})",
    ]


def protect_login_sessions() -> list[str]:
    """Browsers that are logged in: the same, and only an access that may plan lets one in or ends one."""
    return [
        *protect("login_sessions"),
        *protect_plan("login_sessions"),
        f"create policy by_hash on login_sessions for select using (hash = {HOLDER})",
    ]


def protect_failures() -> list[str]:
    """Wrong passwords: whoever tries a name or an address finds its row and no other, but for what is long over."""
    return [
        "alter table login_failures enable row level security",
        "alter table login_failures force row level security",
        f"create policy own_row on login_failures using (key = {HOLDER}) with check (key = {HOLDER})",
        f"create policy over on login_failures using ({FAILURES_OVER})",
        f"grant select, insert, update, delete on login_failures to {APP_ROLE}",
    ]
