"""Devices that were offline: their changes one by one, each made once, on the version that the device saw, or told as a conflict.

A device names every change (``op``) and the version of the workout that it was made on. What another device has changed
meanwhile is not overwritten: the answer shows that version, the device still has its own, and decides with a new change.
"""

from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from db import ledger, workouts
from db.athletes import Athlete
from db.engine import Session
from tools.calls import Change, Result, read, write
from tools.logbook.shapes import LoggedWorkout, Shape, WorkoutShape, logged, with_typed
from tools.logbook.workouts import Logbook
from training.errors import Invalid

MOST_ITEMS = 500
NO_SUCH_OP = "The change that this one follows is not known here. Send that one first."
TWO_BASES = "A change has a base or follows another change, not both."
Status = Literal["stored", "same", "deleted", "conflict", "invalid", "refused"]


class Item(Shape):
    """One change of a workout on a device."""

    op: Annotated[UUID, Field(description="Of this change: sent again with it, it is made once")]
    id: Annotated[UUID, Field(description="Of the workout; the device makes one for a workout that it begins")]
    base: Annotated[
        str | None, Field(max_length=64, description="The version that was changed; null where the device began it")
    ] = None
    follows: Annotated[
        UUID | None,
        Field(description="The earlier change of this device that was changed, in the place of its version"),
    ] = None
    workout: Annotated[WorkoutShape | None, Field(description="How it should be; null: deleted")]
    at: Annotated[AwareDatetime | None, Field(description="When it was changed, by the device's clock")] = None


class Applied(Result):
    """What became of a change."""

    op: UUID
    id: UUID
    status: Status
    version: str | None = None
    """The version that the workout has now."""
    theirs: LoggedWorkout | None = None
    """In a conflict: what it is here; null if it was deleted here."""
    mine: WorkoutShape | None = None
    """In a conflict: what was sent; null if it was to be deleted."""
    problem: str = ""

    def __str__(self) -> str:
        return self.problem or self.status


class Changes(Result):
    """What has changed since a cursor, whoever changed it."""

    workouts: list[LoggedWorkout]
    gone: list[UUID]
    cursor: int
    more: bool

    def __str__(self) -> str:
        return f"{len(self.workouts)} changed, {len(self.gone)} gone"


@dataclass(frozen=True)
class Sync:
    """What devices tell and ask."""

    athlete: Athlete

    @write
    async def apply(self, change: Change, item: Item, prefix: str) -> Applied:
        """Make one change, if the workout is still the version that it was made on. ``prefix`` is of the device's keys."""
        found = await workouts.by_ids(change.session, self.athlete.id, [item.id])
        now = logged(found[0], self.athlete.units, self.athlete.today) if found else None
        base = await self._base(change.session, item, prefix)
        book = Logbook(self.athlete)
        change.said = "a change from a device"
        if item.workout is None and now is None:
            change.nothing()
            return Applied(op=item.op, id=item.id, status="deleted")
        if (None if now is None else now.version) != base:
            return await self._differs(change, item, now, book)
        if item.workout is None:
            await book.remove(change, found[0])
            return Applied(op=item.op, id=item.id, status="deleted")
        whole = await book.whole(change, item.workout)
        if found:
            kept = await book.store(change, found[0], with_typed(whole, found[0].workout))
        else:
            kept = await book.begin(change, item.id, whole)
        return Applied(op=item.op, id=item.id, status="stored", version=kept.workout.version)

    @read
    async def changes(self, session: Session, cursor: int | None = None, limit: int = 200) -> Changes:
        """What has changed after a cursor; without one only the cursor of now, to begin from."""
        if cursor is None:
            return Changes(workouts=[], gone=[], cursor=await ledger.newest(session, self.athlete.id), more=False)
        keys, last, more = await ledger.changed_after(session, self.athlete.id, "workouts", cursor, limit)
        there = await workouts.by_ids(session, self.athlete.id, [UUID(key) for key in keys])
        shown = [logged(each, self.athlete.units, self.athlete.today) for each in there]
        known = {each.id for each in shown}
        return Changes(
            workouts=shown, gone=[UUID(key) for key in keys if UUID(key) not in known], cursor=last, more=more
        )

    async def _base(self, session: Session, item: Item, prefix: str) -> str | None:
        if item.follows is None:
            return item.base
        if item.base is not None:
            raise Invalid(TWO_BASES)
        before = await ledger.done_before(session, self.athlete.id, f"{prefix}{item.follows}")
        if before is None:
            raise Invalid(NO_SUCH_OP)
        version: str | None = before.result.get("version")
        return version

    async def _differs(self, change: Change, item: Item, now: LoggedWorkout | None, book: Logbook) -> Applied:
        """It is another version: the same content is no conflict."""
        if now is not None and item.workout is not None:
            [there] = await workouts.by_ids(change.session, self.athlete.id, [item.id])
            if with_typed(await book.whole(change, item.workout), there.workout) == there.workout:
                change.nothing()
                return Applied(op=item.op, id=item.id, status="same", version=now.version)
        change.nothing()
        version = None if now is None else now.version
        return Applied(op=item.op, id=item.id, status="conflict", version=version, theirs=now, mine=item.workout)
