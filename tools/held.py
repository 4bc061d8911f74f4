"""What a sign that has not been cleared holds, at any door: an emergency all training, one for a doctor what is planned."""

from typing import Any

from db import planning
from db.athletes import Athlete
from db.engine import Session
from training.errors import Refused
from training.red_flags.answering import reminder


async def refuse_plans(session: Session, athlete: Athlete) -> None:
    """Raise ``Refused`` for what says what to train, while a sign has not been cleared."""
    held = await _sign(session, athlete)
    if held is not None:
        raise Refused(reminder(held, "", athlete.timezone))


async def refuse_writes(session: Session, athlete: Athlete, said: str) -> None:
    """Raise ``Refused`` for what would be logged, while an emergency has not been cleared; in the language of the words."""
    held = await _sign(session, athlete)
    if held is not None and held["tier"] != "see_doctor":
        raise Refused(reminder(held, said, athlete.timezone))


async def _sign(session: Session, athlete: Athlete) -> dict[str, Any] | None:
    row = await planning.profile(session, athlete.id)
    return None if row is None else row.red_flag
