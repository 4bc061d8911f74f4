"""Training that shared a message with a red flag: kept aside, and offered for logging once the flag is cleared."""

from typing import Any

from langchain_core.messages import AIMessage, AnyMessage

from agent.understanding.cutting import LOG, logs_in
from agent.understanding.dialogue import CHOICES
from agent.understanding.frames import frames
from agent.understanding.situation import SITUATION, Situation
from training.red_flags import language_of
from training.red_flags.answering import phrase


def sets_in(said: str, asked: AnyMessage, day: str | None = None) -> list[dict[str, Any]]:
    """What of some words can be logged, as choices; of an earlier day if one is named."""
    record = asked.additional_kwargs.get(SITUATION) or {}
    on = {"day": day} if day is not None and day != record.get("today") else {}
    told = [{"said": text, **on} for text in logs_in(said, Situation.of(record))]
    return [{"label": frames()[LOG].sentence(args), "calls": [{"tool": LOG, "args": args}]} for args in told]


def offered_aside(reply: AIMessage, flag: dict[str, Any], asked: AnyMessage) -> AIMessage:
    """The reply with an offer of what was trained before the flag, if anything was."""
    said = str(flag.get("said") or "")
    choices = sets_in(said, asked, flag.get("day")) if said else []
    if not choices:
        return reply
    lines = [f"{number}. {each['label']}" for number, each in enumerate(choices, 1)]
    text = "\n".join([f"{reply.text} {phrase('aside', language_of(said))}", *lines])
    return AIMessage(text, id=reply.id, additional_kwargs={**reply.additional_kwargs, CHOICES: choices})
