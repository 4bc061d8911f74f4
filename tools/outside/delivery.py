"""Making the writes that were approved: each written down before it is sent, looked for before it is sent again."""

import asyncio
from dataclasses import dataclass
from typing import Any

from connectors.hevy.client import HevyClient, Unsure, open_client
from connectors.hevy.routines import is_as, replacing_body
from connectors.hevy.shapes import Routine
from connectors.outside import outside
from db import connections, remote
from db.athletes import Athlete
from db.outside_tables import ConnectionRow, DeliveryRow
from tools.outside.hevy_push import CREATE
from tools.outside.servers import session_of
from training.errors import Invalid, NotFound, Refused, TopsetError, Unreachable

CHANGED_THERE = "it was changed in Hevy since this was proposed. Nothing is replaced; sync, then ask again."
NOT_YET = "{problem} I looked, and it is not there. It stays approved: the next sync looks again and sends it then."
NOT_KNOWN = "Whether it was done over there is not known; look there before you ask again."
MOST_TOLD = 500
"""Characters of what a server answers to a write."""
BUSY = "Something else is talking to {name} for you just now. Try again when it is done."


async def deliver(athlete: Athlete, connection: str) -> list[str]:
    """Make what was approved for a connection; returns what came of each, in words. What fails holds up nothing else."""
    async with athlete.sessions() as lock:
        if not await remote.alone(lock, athlete.id, connection):
            raise Unreachable(BUSY.format(name=connection))
        async with athlete.sessions() as session:
            row = await connections.named(session, athlete.id, connection)
            waiting = await remote.waiting(session, athlete.id, connection)
        if row is None or not waiting:
            return []
        if row.kind == "mcp":
            return [await _call(athlete, row, each) for each in waiting]
        here = outside()
        key = here.keyring.open(athlete.id, row.secret or "")["key"]
        async with open_client(key, here.hevy_url, here.pace_s) as client:
            return [await _Delivery(athlete, client, each).make() for each in waiting]


async def _call(athlete: Athlete, row: ConnectionRow, delivery: DeliveryRow) -> str:
    """Call a tool that writes, once: where it is not known whether it was called, it is not called again."""
    tool = f"{row.name}.{delivery.thing}"

    async def note(**columns: Any) -> None:
        async with athlete.sessions() as session:
            await remote.note(session, athlete.id, delivery.id, **columns)

    if delivery.state == "sending":
        await note(state="failed", problem=NOT_KNOWN)
        return f"{tool}: {NOT_KNOWN}"
    await note(state="sending")
    try:
        async with session_of(athlete, row) as server:
            answered = await server.call(delivery.thing, delivery.request["arguments"])
    except TopsetError as error:
        await note(state="failed", problem=str(error))
        return f"{tool}: {error} {NOT_KNOWN}"
    text = answered.text[:MOST_TOLD]
    await note(
        state="failed" if answered.failed else "done", answer={"text": text}, problem=text if answered.failed else ""
    )
    return f"{tool} {'refused' if answered.failed else 'answered'}: {text}"


@dataclass(frozen=True)
class _Delivery:
    """One write to Hevy."""

    athlete: Athlete
    client: HevyClient
    row: DeliveryRow

    async def make(self) -> str:
        """Make it, once, and say what came of it."""
        title = str(self.row.request.get("title", ""))
        try:
            routine = await (self._create() if self.row.action == CREATE else self._replace())
        except (Invalid, Refused, NotFound) as error:
            await self._note(state="failed", problem=str(error))
            return f"{title} was not sent: {error}"
        except Unreachable as error:
            await self._note(problem=str(error))
            return f"{title}: {error}"
        is_same = is_as(routine, self.row.request)
        problem = "" if is_same else "Hevy keeps it differently from what was sent."
        await self._note(state="done", external_id=routine.id, answer=routine.model_dump(mode="json"), problem=problem)
        async with self.athlete.sessions() as session:
            content = {routine.id: routine.model_dump(mode="json")}
            await remote.keep(session, self.athlete.id, self.row.connection, "routine", content)
        return f"{title} is in Hevy now, read back{'' if is_same else f': {problem}'}."

    async def _create(self) -> Routine:
        """A new routine. Which ones there were is written down first: what is new and the same afterwards is this one."""
        if self.row.state == "sending" and (made := await self._made(self.row.before or {})) is not None:
            return made
        if self.row.state == "approved":
            self.row.before = {"ids": [each.id for each in await self._routines()]}
            await self._note(state="sending", before=self.row.before)
        try:
            answered = await self.client.create_routine({"routine": self.row.request})
        except Unsure as error:
            await asyncio.sleep(self.client.pause_s)
            made = await self._made(self.row.before or {})
            if made is None:
                raise Unreachable(NOT_YET.format(problem=error)) from error
            return made
        key = _key_in(answered)
        made = await self.client.routine(key) if key else await self._made(self.row.before or {})
        if made is None:
            raise Unreachable("Hevy says that it made it, but does not show it yet. The next sync looks again.")
        return made

    async def _made(self, before: dict[str, Any]) -> Routine | None:
        """The routine that an earlier try made, if it did: one that was not there before, and is the same."""
        there, title = set(before.get("ids", [])), self.row.request["title"]
        new = [each for each in await self._routines() if each.id not in there and each.title == title]
        return next((each for each in new if is_as(each, self.row.request)), None)

    async def _replace(self) -> Routine:
        """What stands there is kept first; it must be what the proposal was made on."""
        key = self.row.external_id or ""
        there = await self.client.routine(key)
        if is_as(there, self.row.request):
            return there
        if self.row.state == "approved":
            if remote.digest(replacing_body(there)) != self.row.basis:
                raise Invalid(CHANGED_THERE)
            await self._note(state="sending", before=there.model_dump(mode="json"))
        try:
            await self.client.replace_routine(key, {"routine": self.row.request})
        except Unsure as error:
            await asyncio.sleep(self.client.pause_s)
            now = await self.client.routine(key)
            if not is_as(now, self.row.request):
                raise Unreachable(NOT_YET.format(problem=error)) from error
            return now
        return await self.client.routine(key)

    async def _routines(self) -> list[Routine]:
        return [Routine.model_validate(each) async for page in self.client.pages("routines") for each in page]

    async def _note(self, **columns: Any) -> None:
        async with self.athlete.sessions() as session:
            await remote.note(session, self.athlete.id, self.row.id, **columns)


def _key_in(answered: dict[str, Any]) -> str:
    """The id in an answer: bare, wrapped, wrapped in a list, or none."""
    found: Any = answered.get("routine", answered)
    found = found[0] if isinstance(found, list) and found else found
    return str(found.get("id") or "") if isinstance(found, dict) else ""


async def deliver_all(athlete: Athlete) -> list[str]:
    """Make everything that was approved, for every connection."""
    async with athlete.sessions() as session:
        names = dict.fromkeys(each.connection for each in await remote.waiting(session, athlete.id))
    told: list[str] = []
    for name in names:
        try:
            told += await deliver(athlete, name)
        except TopsetError as error:
            told.append(f"{name}: {error}")
    return told
