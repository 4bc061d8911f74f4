"""Red flags come first here as well: an assistant may hand a tool the words that its person should stop for."""

from typing import Any

from agent.middleware.triage import REMINDER
from db import planning
from db.athletes import Athlete
from training.errors import Refused
from training.red_flags import triage

KEPT = "emergency"
"""The tier that holds training until somebody says that they are cleared."""


async def check(athlete: Athlete, arguments: dict[str, Any], *, writes: bool) -> None:
    """Raise ``Refused`` with the advice for an emergency sign in any text, and for a write while one holds training.

    A new sign is kept, so that it holds in every chat and at every door.
    """
    flag = triage(" ".join(_texts(arguments)))
    if flag is not None:
        if flag.tier == KEPT and athlete.scope != "read":
            async with athlete.sessions() as session:
                await planning.update_profile(session, athlete.id, {"red_flag": {"tier": flag.tier, "sign": flag.sign}})
        raise Refused(f"{flag.advice} (Nothing was written. Tell the athlete this first, word for word.)")
    if writes:
        async with athlete.sessions() as session:
            row = await planning.profile(session, athlete.id)
        if row is not None and row.red_flag is not None:
            raise Refused(REMINDER.format(sign=row.red_flag["sign"]))


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    return [text for each in value for text in _texts(each)] if isinstance(value, list | tuple) else []
