"""Red flags come first here as well: an assistant may hand a tool the words that its person should stop for."""

import asyncio
from typing import Any

from agent.listening import hear
from agent.middleware.triage import fields_of
from db import planning
from db.athletes import Athlete
from tools.calls import Call, called_by
from tools.held import refuse_writes
from tools.planning.injuries import InjuryTools
from training.errors import Refused
from training.red_flags.answering import phrase
from training.red_flags.clearance import digest

ASK_FIRST = (
    "(Nothing was written. Say the athlete's own words to `coach`: it asks them this, and goes on by their answer.)"
)


async def check(athlete: Athlete, arguments: dict[str, Any], *, writes: bool, door: str = "mcp") -> None:
    """Raise ``Refused`` with the advice for an emergency sign in any text, and for a write while one holds training.

    A new sign is kept, so that it holds in every chat and at every door. Where it is doubtful nothing is written before
    the athlete has been asked, which the coach does.
    """
    words = ". ".join(_texts(arguments))
    async with athlete.sessions() as session:
        row = await planning.profile(session, athlete.id)
    is_known = not words or (row is not None and digest(words) in row.misread)
    flag = None if is_known else await asyncio.to_thread(hear, words, athlete.timezone)
    if flag is not None and flag.is_doubtful and writes:
        raise Refused(f"{phrase('doubt', flag.language, athlete.timezone)} {ASK_FIRST}")
    if flag is not None and not flag.is_doubtful:
        if athlete.scope != "read":
            await _keep(athlete, fields_of(flag, words, athlete.today.isoformat()), door)
        raise Refused(f"{flag.advice} (Nothing was written. Tell the athlete this first, word for word.)")
    if writes:
        async with athlete.sessions() as session:
            await refuse_writes(session, athlete, words)


async def _keep(athlete: Athlete, flag: dict[str, Any], door: str) -> None:
    """Keep a new sign: an emergency holds all, one for a doctor the part of the body that is named, else plans."""
    if flag.get("part"):
        with called_by(Call(door)):
            await InjuryTools(athlete).report_injury(region=flag["part"], sharp=True, said=flag["said"])
        return
    async with athlete.sessions() as session:
        row = await planning.profile(session, athlete.id)
        is_held = row is not None and row.red_flag is not None
        if flag["holds"] or (flag.get("holds_plans") and not is_held):
            await planning.update_profile(session, athlete.id, {"red_flag": flag})


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    return [text for each in value for text in _texts(each)] if isinstance(value, list | tuple) else []
