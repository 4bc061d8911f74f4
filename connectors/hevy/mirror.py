"""Everything that Hevy holds of an athlete, copied page by page: broken off anywhere, it goes on from there."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from connectors.hevy.client import HevyClient
from db import connections, remote
from db.athletes import Athlete
from training.errors import Unreachable

EVER = "1970-01-01T00:00:00Z"
LISTS = {
    "template": "exercise_templates",
    "routine": "routines",
    "folder": "routine_folders",
    "measurement": "body_measurements",
}
"""What is read whole each time, because Hevy tells no changes of it."""
Told = Callable[[str, int], Awaitable[None]]


@dataclass(frozen=True)
class HevyMirror:
    """One connection and the copy of what is behind it."""

    athlete: Athlete
    connection: str
    client: HevyClient
    told: Told
    """Who hears how far it is: what is read, and how many so far."""

    async def bring_up_to_date(self) -> None:
        """Read what is new. Raises ``Unreachable`` where Hevy stops answering; what has come stays."""
        await self._list("template")
        cursor = await self._cursor()
        if not cursor.get("is_whole"):
            cursor = await self._all_workouts(cursor)
        await self._changes(cursor)
        for kind in ("routine", "folder", "measurement"):
            await self._list(kind)

    async def _all_workouts(self, cursor: dict[str, Any]) -> dict[str, Any]:
        """Every workout, from the page where an earlier reading broke off.

        Where the changes begin is asked first: what is changed while this runs is in neither page nor past.
        """
        if "since" not in cursor:
            cursor = {"since": await self._newest(), "page": 1}
        page = max(1, int(cursor.get("page", 1)) - 1)  # something may have been deleted since, and all moved up
        count = 0
        async for rows in self.client.pages("workouts", page):
            page += 1
            count += len(rows)
            cursor = cursor | {"page": page}
            await self._keep("workout", rows, cursor)
            await self.told("workouts", count)
        if (await self._count()) < await self.client.workout_count() and not cursor.get("again"):
            return await self._all_workouts({"since": cursor["since"], "page": 1, "again": True})
        return {"since": cursor["since"], "is_whole": True}

    async def _changes(self, cursor: dict[str, Any]) -> None:
        """What was edited and deleted since the cursor, which moves on only when all of it has been read."""
        seen: set[str] = set()
        edited: list[dict[str, Any]] = []
        deleted: dict[str, str] = {}
        newest = ""
        async for events in self.client.events(cursor["since"]):  # the newest first
            for each in events:
                key = str((each.workout or {}).get("id") or each.id or "")
                newest = newest or str((each.workout or {}).get("updated_at") or each.deleted_at or "")
                if not key or key in seen:
                    continue
                seen.add(key)
                if each.type == "deleted":
                    deleted[key] = str(each.deleted_at or newest)
                elif each.workout is not None:
                    edited.append(each.workout)
            await self.told("changes", len(seen))
        async with self.athlete.sessions() as session:
            await remote.mark_deleted(session, self.athlete.id, self.connection, "workout", deleted)
        await self._keep("workout", edited, cursor | {"since": newest or cursor["since"]})

    async def _newest(self) -> str:
        """When the latest change was, by Hevy's clock and in its words."""
        async for events in self.client.events(EVER):
            for each in events:
                return str((each.workout or {}).get("updated_at") or each.deleted_at or EVER)
            break
        return EVER

    async def _list(self, kind: str) -> None:
        """Read a list whole; what is no longer in it goes, once every page has come."""
        rows: list[dict[str, Any]] = []
        async for page in self.client.pages(LISTS[kind]):
            rows += page
            await self.told(LISTS[kind].replace("_", " "), len(rows))
        contents = {_key(each): each for each in rows if _key(each)}
        async with self.athlete.sessions() as session:
            await remote.keep(session, self.athlete.id, self.connection, kind, contents)
            await remote.keep_only(session, self.athlete.id, self.connection, kind, list(contents))

    async def _keep(self, kind: str, rows: list[dict[str, Any]], cursor: dict[str, Any]) -> None:
        contents = {_key(each): each for each in rows if _key(each)}
        async with self.athlete.sessions() as session:
            await remote.keep(session, self.athlete.id, self.connection, kind, contents)
            await connections.change(session, self.athlete.id, self.connection, cursor=cursor)

    async def _cursor(self) -> dict[str, Any]:
        async with self.athlete.sessions() as session:
            row = await connections.named(session, self.athlete.id, self.connection)
        if row is None:
            raise Unreachable("This connection was taken away while it was read.")
        return dict(row.cursor)

    async def _count(self) -> int:
        async with self.athlete.sessions() as session:
            return (await remote.counts(session, self.athlete.id, self.connection)).get("workout", 0)


def _key(content: dict[str, Any]) -> str:
    return str(content.get("id") or content.get("date") or "")
