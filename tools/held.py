"""While an emergency sign of the athlete has not been cleared, nothing is prescribed, planned or logged, at any door."""

from db import planning
from db.athletes import Athlete
from db.engine import Session
from training.errors import Refused
from training.red_flags.answering import reminder


async def refuse_while_held(session: Session, athlete: Athlete, said: str = "") -> None:
    """Raise ``Refused`` with the sentence that is said everywhere, in the language of what was said, if anything was."""
    row = await planning.profile(session, athlete.id)
    if row is not None and row.red_flag is not None:
        raise Refused(reminder(row.red_flag, said, athlete.timezone))
