"""Red flags stop the turn before any model sees it."""

import asyncio
from itertools import pairwise
from typing import Any

from langchain.agents.middleware import ModelRequest, ModelResponse
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage

from agent.history import text_of
from agent.listening import hear
from agent.middleware.layers import Handler, Layer
from training.red_flags import Flag, language_of, says_cleared, says_not_meant
from training.red_flags.answering import phrase
from training.red_flags.words import plain

HELD = "held_for"
"""What a message carries when an emergency sign of this athlete, in whichever chat, has not been cleared."""
FLAG = "red_flag"
"""What an answer to a red flag carries: its tier, kind and sign, and whether it holds training."""


def triage_first(timezone: str | None = None) -> Layer:
    """Answer a red flag in code; after an emergency, hold training talk until somebody says that they are cleared."""

    async def check(request: ModelRequest, handler: Handler) -> Any:
        last = request.messages[-1]
        if isinstance(last, HumanMessage):
            answer = await asyncio.to_thread(triage_answer, request.messages, timezone)
            if answer is not None:
                return ModelResponse(result=[answer])
        return await handler(request)

    return check


def triage_answer(messages: list[AnyMessage], timezone: str | None = None) -> AIMessage | None:
    """What has to be said instead of training talk, if anything."""
    said = text_of(messages[-1])
    held = messages[-1].additional_kwargs.get(HELD) or _emergency_before(messages[:-1])
    if says_not_meant(said) and (held or _flag_of(messages[:-1]) is not None):
        return _answer(phrase("cleared_away", language_of(said), timezone), {"tier": "misread", "holds": False})
    cleared = says_cleared(said)
    flag = None if plain(said) in _misread(messages[:-1]) else hear(said, timezone)
    if flag is not None and not (held and cleared):
        return _answer(flag.advice, fields_of(flag))
    if held is not None and not cleared:
        return _answer(reminder(held, said, timezone), {"tier": "held", "sign": held, "holds": True})
    return None


def fields_of(flag: Flag) -> dict[str, Any]:
    """What is kept of a flag."""
    return {"tier": flag.tier, "kind": flag.kind, "sign": flag.sign, "who": flag.who, "holds": flag.holds}


def reminder(sign: str, said: str, timezone: str | None = None) -> str:
    """What is said while a sign holds training, in the language of what was said."""
    return phrase("reminder", language_of(said), timezone, sign=sign)


def _answer(text: str, fields: dict[str, Any]) -> AIMessage:
    return AIMessage(text, additional_kwargs={FLAG: fields})


def _flag_of(messages: list[AnyMessage]) -> dict[str, Any] | None:
    """The flag of the newest answer, if it was one to a red flag."""
    newest = next((each for each in reversed(messages) if isinstance(each, AIMessage)), None)
    return None if newest is None else newest.additional_kwargs.get(FLAG)


def _misread(messages: list[AnyMessage]) -> set[str]:
    """The messages of this thread that were answered as a red flag, and of which the athlete said they weren't."""
    found: set[str] = set()
    flagged = ""
    for before, each in pairwise(messages):
        tier = (each.additional_kwargs.get(FLAG) or {}).get("tier")
        if tier == "misread" and flagged:
            found.add(flagged)
        elif tier is not None and tier != "held" and isinstance(before, HumanMessage):
            flagged = plain(text_of(before))
    return found


def _emergency_before(messages: list[AnyMessage]) -> str | None:
    """The sign of an emergency that nobody has cleared since."""
    sign: str | None = None
    for each in messages:
        flag = each.additional_kwargs.get(FLAG)
        if flag is not None and flag["tier"] == "misread":
            sign = None
        elif flag is not None and flag["tier"] in ("emergency", "held") and flag.get("holds", True):
            sign = flag["sign"]
        elif isinstance(each, HumanMessage) and says_cleared(text_of(each)):
            sign = None
    return sign
