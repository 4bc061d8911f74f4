"""Red flags come first here as well: an assistant may hand a tool the words that its person should stop for."""

import asyncio
from typing import Any

from agent.listening import hear
from agent.middleware.triage import fields_of
from db import planning
from db.athletes import Athlete
from tools.held import refuse_while_held
from training.errors import Refused
from training.red_flags.clearance import digest


async def check(athlete: Athlete, arguments: dict[str, Any], *, writes: bool) -> None:
    """Raise ``Refused`` with the advice for an emergency sign in any text, and for a write while one holds training.

    A new sign is kept, so that it holds in every chat and at every door.
    """
    words = ". ".join(_texts(arguments))
    async with athlete.sessions() as session:
        row = await planning.profile(session, athlete.id)
    is_known = row is not None and digest(words) in row.misread
    flag = None if is_known else await asyncio.to_thread(hear, words, athlete.timezone)
    if flag is not None:
        if flag.holds and athlete.scope != "read":
            async with athlete.sessions() as session:
                await planning.update_profile(
                    session, athlete.id, {"red_flag": fields_of(flag, words, athlete.today.isoformat())}
                )
        raise Refused(f"{flag.advice} (Nothing was written. Tell the athlete this first, word for word.)")
    if writes:
        async with athlete.sessions() as session:
            await refuse_while_held(session, athlete, words)


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    return [text for each in value for text in _texts(each)] if isinstance(value, list | tuple) else []
