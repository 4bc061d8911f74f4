"""Red flags stop the turn before any model sees it."""

import asyncio
import re
from dataclasses import replace
from typing import Any

from langchain.agents.middleware import ModelRequest, ModelResponse
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage

from agent.history import text_of
from agent.listening import hear
from agent.middleware.aside import offered_aside, sets_in
from agent.middleware.doubt import DOUBT, FLAG, PASSED, answered, question
from agent.middleware.layers import Handler, Layer
from agent.telling.asked import asks_what_was_told
from agent.understanding.dialogue import CHOICES
from agent.understanding.situation import SITUATION, Situation
from training.red_flags import (
    Flag,
    Language,
    flag_of,
    language_of,
    part_of,
    parts_named,
    read,
    says_cleared,
    says_not_meant,
)
from training.red_flags.answering import OF_A_PART, UNLIMITED, kinds_answered, limits_of, phrase, reminder
from training.red_flags.clearance import digest

HELD = "held_for"
"""What a message carries when an emergency sign of this athlete, in whichever chat, has not been cleared: its record."""
MISREAD = "misread"
"""What a message carries of the athlete's words that were taken for a red flag and were none: their digests."""
REPORTS = "report_injury"
_SUSPECTED = re.compile(r"\s*RED FLAG:? *(\w*)")
"""How a language model begins that hears an emergency where the listeners heard none: prompts/coach.md."""


def triage_first(timezone: str | None = None) -> Layer:
    """Answer a red flag in code; after an emergency, hold training talk until somebody says that they are cleared."""

    async def check(request: ModelRequest, handler: Handler) -> Any:
        doubt = answered(request.messages)
        if doubt is None:
            return await checked(request, handler, is_sure=None)
        response = await checked(request.override(messages=doubt.messages), handler, is_sure=doubt.is_meant)
        reply = response.result[-1]
        if not doubt.is_meant and isinstance(reply, AIMessage) and not reply.tool_calls:
            reply.additional_kwargs[PASSED] = doubt.said
        return response

    async def checked(request: ModelRequest, handler: Handler, is_sure: bool | None) -> Any:
        if isinstance(request.messages[-1], HumanMessage):
            answer = await asyncio.to_thread(triage_answer, request.messages, timezone, is_sure)
            if answer is not None and not _is_of_memory(answer, request.messages[-1]):
                return ModelResponse(result=[answer])
        said = next(each for each in reversed(request.messages) if isinstance(each, HumanMessage))
        try:
            response = await handler(request)
        except Suspected as suspected:
            return ModelResponse(result=[_suspicion(suspected.kind, said, timezone)])
        reply = response.result[-1]
        if not isinstance(reply, AIMessage) or reply.tool_calls:
            return response
        held = said.additional_kwargs.get(HELD)
        if held is not None and says_cleared(text_of(said)):
            return ModelResponse(result=[offered_aside(reply, held, said)])
        if held is not None and held["tier"] != "see_doctor":
            reminded = f"{reply.text}\n\n{reminder(held, text_of(said), timezone)}"
            return ModelResponse(result=[reply.model_copy(update={"content": reminded})])
        return response

    return check


def _is_of_memory(answer: AIMessage, asked: HumanMessage) -> bool:
    """Whether nothing but a hold, or a doubt, stands against a message that asks what was told: that is no training talk."""
    situation = Situation.of(asked.additional_kwargs.get(SITUATION) or {})
    return answer.additional_kwargs[FLAG]["tier"] in ("held", DOUBT) and asks_what_was_told(text_of(asked), situation)


class Suspected(Exception):
    """A language model suspects an emergency: whatever else its answer would have to keep to, it is heard."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def hear_suspicion() -> Layer:
    """Hear a language model that raises a red flag, before anything else is asked of its answer."""

    async def ask(request: ModelRequest, handler: Handler) -> Any:
        response = await handler(request)
        if (suspected := _SUSPECTED.match(response.result[-1].text)) is not None:
            raise Suspected(suspected[1].lower())
        return response

    return ask


def triage_answer(
    messages: list[AnyMessage], timezone: str | None = None, is_sure: bool | None = None
) -> AIMessage | None:
    """What has to be said instead of training talk, if anything; ``is_sure`` if it was asked whether it is a red flag."""
    asked = messages[-1]
    said = text_of(asked)
    kept = asked.additional_kwargs.get(HELD)
    held = kept if kept is not None and kept["tier"] != "see_doctor" else _emergency_before(messages[:-1])
    flagged = _flagged(messages[:-1]) or held or kept
    if says_not_meant(said) and flagged is not None:
        fields = {"tier": "misread", "holds": False, "said": flagged.get("said", "")}
        return offered_aside(_answer(phrase("cleared_away", language_of(said), timezone), fields), fields, asked)
    cleared = says_cleared(said)
    is_known = _is_offered(said, messages[:-1]) or digest(said) in asked.additional_kwargs.get(MISREAD, ())
    flag = None if is_known or is_sure is False else hear(said, timezone)
    if flag is not None and flag.is_doubtful and is_sure:
        flag = replace(flag, is_doubtful=False)
    if flag is not None and not (held and (cleared or flag.is_doubtful)):
        return _flag_answer(flag, asked, timezone)
    if held is not None and not cleared:
        fields = {**held, "tier": "held", "holds": True}
        return _answer(reminder(held, said, timezone), fields, [_denial(said)])
    return None


def fields_of(flag: Flag, said: str = "", day: str | None = None) -> dict[str, Any]:
    """What is kept of a flag; of one for a doctor also the part of the body that plans leave out, or that none was named."""
    fields = {
        "tier": flag.tier, "kind": flag.kind, "who": flag.who, "language": flag.language, "holds": flag.holds,
        "said": said, "day": day,
    }  # fmt: skip
    if flag.tier != "see_doctor" or flag.who != "me":
        return fields
    part = part_of(said)
    return fields | ({"part": part} if part else {"holds_plans": flag.kind not in UNLIMITED})


def _flag_answer(flag: Flag, asked: AnyMessage, timezone: str | None = None) -> AIMessage:
    """The advice; what was trained is not logged over it: it can be afterwards, at once where nothing is held."""
    said = text_of(asked)
    if flag.is_doubtful:
        return question(said, {"kind": flag.kind}, flag.language, timezone)
    fields = fields_of(flag, said, (asked.additional_kwargs.get("situation") or {}).get("today"))
    if flag.tier == "redirect":
        return _answer(flag.advice, fields)
    aside = [] if flag.holds else sets_in(said, asked)
    if not fields.get("holds_plans"):
        return _answer(flag.advice, fields, [*aside, _denial(said)])
    parts = _parts(said, flag.language) if flag.kind in OF_A_PART else []
    return _answer(f"{flag.advice} {limits_of(flag.kind, flag.language)}", fields, [*aside, *parts, _denial(said)])


def _parts(said: str, language: Language) -> list[dict[str, Any]]:
    """The parts of the body that a sign may be about, as choices that keep an injury which stops."""
    return [
        {"label": name, "tool": REPORTS, "args": {"region": region, "sharp": True, "said": said}}
        for region, name in parts_named(language).items()
    ]


def _suspicion(kind: str, said: HumanMessage, timezone: str | None) -> AIMessage:
    """A red flag that a language model raised; it can lower none: those that are heard never reach it."""
    language = language_of(text_of(said))
    known = kind if kind in kinds_answered(language) else "other"
    return _flag_answer(flag_of(known, "emergency", read(text_of(said)), "me", language, timezone), said)


def _answer(text: str, fields: dict[str, Any], choices: list[dict[str, Any]] | None = None) -> AIMessage:
    return AIMessage(text, additional_kwargs={FLAG: fields, **({CHOICES: choices} if choices else {})})


def _denial(said: str) -> dict[str, Any]:
    return {"label": phrase("denial", language_of(said))}


def _is_offered(said: str, messages: list[AnyMessage]) -> bool:
    """Whether a message is a choice of the newest answer, word for word: what it quotes has been heard before."""
    newest = next((each for each in reversed(messages) if isinstance(each, AIMessage)), None)
    choices = [] if newest is None else newest.additional_kwargs.get(CHOICES) or []
    return any("tool" in each and each["label"] == said for each in choices)


def _flagged(messages: list[AnyMessage]) -> dict[str, Any] | None:
    """The flag of the newest answer, if it was one to a red flag, with the words it was about."""
    newest = next((each for each in reversed(messages) if isinstance(each, AIMessage)), None)
    return None if newest is None else newest.additional_kwargs.get(FLAG)


def _emergency_before(messages: list[AnyMessage]) -> dict[str, Any] | None:
    """The emergency of this chat that nobody has cleared since."""
    held: dict[str, Any] | None = None
    for each in messages:
        flag = each.additional_kwargs.get(FLAG)
        if flag is not None and flag["tier"] in ("emergency", "held") and flag.get("holds", True):
            held = flag
        elif (flag is not None and flag["tier"] == "misread") or (
            isinstance(each, HumanMessage) and says_cleared(text_of(each))
        ):
            held = None
    return held
