"""What can be done with connections in a conversation: see how they are, and sync."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from db import connections, remote
from db.athletes import Athlete
from db.engine import Session as DbSession
from db.outside_tables import ConnectionRow
from tools.calls import Result, outside, read
from tools.outside.report import SyncReport, counted
from tools.outside.syncing import sync_connection
from tools.wording import date_words
from training.errors import NotFound, TopsetError

NONE = "Nothing is connected. In a terminal: topset connect hevy, or topset connect mcp NAME -- COMMAND."
WORDS = {"workout": "workout", "routine": "routine", "template": "exercise", "measurement": "day with measurements"}


class ConnectionView(BaseModel):
    """One connection, without its keys."""

    name: str
    kind: str
    reached: str
    """The command or address of a server."""
    tools: list[str]
    """What of it the coach may use."""
    synced_at: datetime | None
    synced: str
    holds: dict[str, int]
    waiting: int
    """Approved writes that have not been made."""
    problem: str

    def __str__(self) -> str:
        holds = ", ".join(counted(number, WORDS[kind]) for kind, number in self.holds.items() if kind in WORDS)
        parts = [
            f"{self.name}: synced {self.synced}" if self.synced else f"{self.name}: not synced yet",
            f"{holds} over there" if holds else "",
            f"uses {', '.join(self.tools)}" if self.tools else "",
            f"{counted(self.waiting, 'approved write')} not sent yet" if self.waiting else "",
            f"last time it failed: {self.problem}" if self.problem else "",
        ]
        return "; ".join(each for each in parts if each).rstrip(".") + "."


class Connections(Result):
    """All connections."""

    connections: list[ConnectionView]

    def __str__(self) -> str:
        return "\n".join(map(str, self.connections)) or NONE


class Synced(Result):
    """What every sync brought, and which could not be made."""

    reports: list[SyncReport] = []
    problems: list[str] = []

    def __str__(self) -> str:
        return "\n".join([*map(str, self.reports), *self.problems])


@dataclass(frozen=True)
class ConnectionTools:
    """Connections to other services."""

    athlete: Athlete

    @read
    async def show_connections(self, session: DbSession) -> Connections:
        """Show which services are connected (Hevy, health data over MCP), when they were synced, what went wrong."""
        rows = await connections.listed(session, self.athlete.id)
        return Connections(connections=[await self._view(session, row) for row in rows])

    @outside("write")
    async def sync(
        self, name: Annotated[str | None, Field(description="Which connection, e.g. 'hevy'; leave out for all")] = None
    ) -> Synced:
        """Bring over what is new from connected services: workouts and measurements of Hevy, health data of MCP servers."""
        return await sync_all(self.athlete, name, lambda _what, _count: told_nothing())

    async def _view(self, session: DbSession, row: ConnectionRow) -> ConnectionView:
        at = row.synced_at
        return ConnectionView(
            name=row.name, kind=row.kind, reached=str(row.config.get("url") or row.config.get("command") or ""),
            tools=sorted(row.config.get("allowed", [])), synced_at=at,
            synced="" if at is None else date_words(self.athlete.day_of(at), self.athlete.today),
            holds=await remote.counts(session, self.athlete.id, row.name),
            waiting=len(await remote.waiting(session, self.athlete.id, row.name)), problem=row.problem,
        )  # fmt: skip


async def told_nothing() -> None:
    """Nobody hears how far it is."""


async def sync_all(athlete: Athlete, name: str | None, told: Callable[[str, int], Awaitable[None]]) -> Synced:
    """Sync one connection, or all that can be synced; one that fails holds up no other. Raises ``NotFound``."""
    async with athlete.sessions() as session:
        rows = [each for each in await connections.listed(session, athlete.id) if name in (None, each.name)]
    if not rows:
        raise NotFound(NONE if name is None else f"Nothing called '{name}' is connected. {NONE}")
    found = Synced()
    for row in rows:
        try:
            report = await sync_connection(athlete, row, told)
        except TopsetError as error:
            if name is not None:
                raise
            found.problems.append(f"{row.name}: {error}")
            continue
        if report is not None:
            found.reports.append(report)
        elif name is not None:
            raise NotFound(f"{name} has nothing to sync: it has no mapping into health data. Its tools can be asked.")
    return found
