"""What was forgotten by mistake: kept sealed for a day with the key of this home, opened by "undo", then gone."""

import json
from dataclasses import asdict
from datetime import datetime

from connectors.outside import outside
from db import sealed
from db.athletes import Athlete
from db.engine import Session
from memory import forgetting, state
from memory.forgetting import Taken
from training.errors import Unreachable


async def seal(session: Session, athlete: Athlete, taken: Taken) -> bool:
    """Keep what was taken away so that only this home can open it; returns whether it is kept: without a key it is not."""
    await sealed.end_those_over(session)
    try:
        closed = outside().keyring.close(athlete.id, {"taken": json.dumps(asdict(taken), default=str)})
    except Unreachable:  # a process without a home has no key: what is forgotten is gone at once
        return False
    await sealed.add(session, athlete.id, closed)
    return True


async def sealed_since(session: Session, athlete: Athlete, moment: datetime | None) -> bool:
    """Whether something was forgotten after a moment that can still be taken back."""
    row = await sealed.newest(session, athlete.id)
    return row is not None and (moment is None or row.sealed_at > moment)


async def open_newest(session: Session, athlete: Athlete) -> None:
    """Make known again what was forgotten last. Raises ``Unreachable`` where it was sealed with another key."""
    row = await sealed.newest(session, athlete.id)
    assert row is not None, "sealed_since said that there is one"
    taken = json.loads(outside().keyring.open(athlete.id, row.closed)["taken"])
    await forgetting.put_back(session, athlete, Taken(taken["rows"], [tuple(each) for each in taken["fields"]]))
    await sealed.drop(session, athlete.id, row.id)
    await state.follow(session, athlete)
