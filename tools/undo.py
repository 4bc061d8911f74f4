"""Taking back: the latest write that still stands, whichever chat or door made it."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from pydantic import Field

from db import chats, exercises, health, ledger, measurements, remote, snapshots, transfer, workouts
from db.athletes import Athlete
from tools.calls import Change, Result, about, write
from tools.planning.commit import SENT
from tools.remembering.sealing import open_newest, sealed_since
from tools.views import WorkoutView, view_of_record
from training.errors import Conflict, NotFound
from training.library import load_library

BULK = "imported"
KNOWN_AGAIN = "what was forgotten last is known again"
STAYS = (
    "That was sent to {names}, and what is there can't be taken back from here: change or delete it there. "
    "What it replaced is kept. Undo again takes back what was before it."
)


class Undone(Result):
    """What was taken back, and how things are now."""

    tool: str
    said: str
    """What the write had said that it did."""
    workouts: list[WorkoutView] = []
    gone: int = 0
    stays: str = ""
    """Why nothing of it could be taken back."""

    def __str__(self) -> str:
        if self.stays:
            return self.stays
        what = self.said.splitlines()[0].rstrip(".:")[:300] if self.said else self.tool.replace("_", " ")
        now = "\n".join(str(each) for each in self.workouts)
        return f"Undone: {what}." + (f"\nNow it is:\n{now}" if now else "")


@dataclass(frozen=True)
class UndoTools:
    """Take back what was written."""

    athlete: Athlete

    @about(takes_away=True)
    @write
    async def undo(
        self,
        change: Change,
        write_id: Annotated[UUID | None, Field(description="A certain write; leave out for the latest one")] = None,
    ) -> Undone:
        """Take back the latest change that still stands, also one from another chat. Again for the one before it."""
        if write_id is None:
            entry = await ledger.last_to_undo(change.session, self.athlete.id)
            if await sealed_since(change.session, self.athlete, None if entry is None else entry.at):
                change.nothing()
                await open_newest(change.session, self.athlete)
                return Undone(tool="forget", said=KNOWN_AGAIN)
        else:
            entry = await ledger.by_id(change.session, self.athlete.id, write_id)
        if entry is None:
            raise NotFound("There is nothing to undo.")
        if entry.undone_at is not None:
            raise Conflict("That was already undone.")
        if sent := entry.after.get(SENT):
            await ledger.close(change.session, self.athlete.id, "proposals", list(entry.before.get("proposals", {})))
            names = ", ".join(sorted(set(map(str, sent.values()))))
            change.undoes = entry.id
            return Undone(tool=entry.tool, said=entry.said, stays=STAYS.format(names=names))
        await self._check_unchanged(change, entry.after)
        gone = await self._take_away(change, entry.number, entry.after.get(BULK, {}))
        for kind, states in entry.before.items():
            if kind != BULK:
                await change.touch(kind, *states)
        own = await exercises.own(change.session, self.athlete.id)
        restorable = {kind: states for kind, states in entry.before.items() if kind != BULK}
        await snapshots.put_back(change.session, self.athlete.id, restorable, [*load_library().movements, *own])
        await ledger.mark_undone(change.session, self.athlete.id, entry.id)
        change.undoes = entry.id
        now = [
            view_of_record(key, record, self.athlete.units, self.athlete.today)
            for key in entry.before.get("workouts", {})
            if (record := await change.now("workouts", key)) is not None
        ]
        return Undone(tool=entry.tool, said=entry.said, workouts=now, gone=gone)

    async def _check_unchanged(self, change: Change, after: ledger.Snapshot) -> None:
        """Refuse to overwrite what a later write (which was not undone) has changed since."""
        kept = {kind: list(states) for kind, states in after.items() if kind != BULK}
        if await snapshots.take(change.session, self.athlete.id, kept) != {kind: after[kind] for kind in kept}:
            raise Conflict("That has been changed again since. Undo the later change first.")

    async def _take_away(self, change: Change, number: int, imported: dict[str, list[str]]) -> int:
        """Take away what a bulk write added; an exercise that is in use by now stays."""
        session, athlete_id = change.session, self.athlete.id
        added = [key for kind in ("workouts", "measurements") for key in imported.get(kind, [])]
        if added and await transfer.were_edited(session, athlete_id, number, added):
            raise Conflict("Some of what was imported has been changed since. Undo the later change first.")
        for brought in imported.get("health", []):
            days = await health.forget_batch(session, athlete_id, int(brought))
            if days is not None:
                await health.roll_up(session, athlete_id, self.athlete.timezone, *days)
        for key in imported.get("chats", []):
            await chats.delete(session, athlete_id, UUID(key))
        for batch in _batches(imported.get("workouts", [])):
            await remote.forget_applied(session, athlete_id, [UUID(key) for key in batch])
            await workouts.delete(session, athlete_id, [UUID(key) for key in batch])
        for batch in _batches(imported.get("measurements", [])):
            await measurements.delete(session, athlete_id, [UUID(key) for key in batch])
        await transfer.forget_unused(session, athlete_id, imported.get("exercises", []))
        return len(added) + len(imported.get("chats", [])) + len(imported.get("health", []))


def _batches(keys: list[str]) -> list[list[str]]:
    """As many keys at a time as one statement may name."""
    return [keys[at : at + 10_000] for at in range(0, len(keys), 10_000)]
