"""Sync for devices that were offline: a batch in, an answer for each item out."""

import hashlib
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from tools.calls import Call, called_by
from tools.logbook.shapes import Shape
from tools.logbook.sync import MOST_ITEMS, Applied, Changes, Item, Sync
from topset.api.asking import DOOR, Logging, Reader, Writing
from topset.api.offered import SYNC
from training.errors import Refused, TopsetError, Unavailable

router = APIRouter(prefix="/sync", tags=[SYNC])


class Batch(Shape):
    """Changes in the order in which they were made."""

    items: Annotated[list[Item], Field(min_length=1, max_length=MOST_ITEMS)]


class Answers(BaseModel):
    """What became of each, in the same order."""

    items: list[Applied]


@router.post("")
async def sync_changes(write: Logging, batch: Batch) -> Answers:
    """Make the changes of a device, each on its own: what can't be made doesn't keep the others from it.

    A batch may be sent again whole, after an error as well: what was made is made once. In a conflict nothing is written.
    """
    return Answers(items=[await _applied(write, each) for each in batch.items])


@router.get("/changes")
async def show_changes(
    athlete: Reader,
    cursor: Annotated[
        int | None, Query(ge=0, le=2**62, description="Of the last answer; leave out to get one to begin from")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
) -> Changes:
    """What has changed since, at whichever door: the workouts as they are now, and those that are gone.

    Take a cursor first, then read ``/workouts`` in pages, then follow the changes from that cursor.
    """
    return await Sync(athlete).changes(cursor, limit)


async def _applied(write: Writing, item: Item) -> Applied:
    prefix = f"{DOOR}:{write.caller.client}:sync:"
    digest = hashlib.sha256(item.model_dump_json().encode()).hexdigest()[:32]
    try:
        await write.heed(item.workout)
        with called_by(Call(DOOR, f"{prefix}{item.op}", digest=digest)):
            return await Sync(write.athlete).apply(item, prefix)
    except Unavailable:
        raise
    except TopsetError as error:
        return Applied(
            op=item.op, id=item.id, status="refused" if isinstance(error, Refused) else "invalid", problem=str(error)
        )
