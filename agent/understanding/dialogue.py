"""The conversation around a message: what was called last, what is asked, what was offered."""

from typing import Any

from langchain_core.messages import AIMessage, HumanMessage

from agent.builtin.conversation import Conversation
from agent.understanding.situation import SITUATION, Situation

ABOUT_SETS = frozenset(("loads", "open_sets", "ranges", "effort"))
"""Questions about sets that are logged where something was left open."""
CHOICES = "choices"
"""What a reply carries its ready answers as."""
WAITING = "waiting"
"""What a reply carries the words as that still lack something."""


def situation_of(conversation: Conversation) -> Situation:
    """Where the athlete stands, from what the door sent along and from the messages before."""
    last = next((each for each in reversed(conversation.messages) if isinstance(each, HumanMessage)), None)
    record = {} if last is None else last.additional_kwargs.get(SITUATION) or {}
    asking = conversation.asking
    question, called = conversation.open_question, last_call(conversation)
    waits = question is not None or (asking is not None and asking.is_fresh)
    is_asked = waits and not (asking is not None and asking.asks in ABOUT_SETS)  # what may be left open is no question
    return Situation.of(
        record, open_proposal=conversation.open_proposal, is_asked=is_asked,
        asks=asking.asks if asking is not None and asking.is_fresh else "", follows=bool(conversation.before),
        last_tool=None if called is None else str(called["name"]), last_args={} if called is None else dict(called["args"]),
        exercise=conversation.exercise,
    )  # fmt: skip


def last_call(conversation: Conversation) -> dict[str, Any] | None:
    """The call that was made last for the message before this one."""
    for each in reversed(conversation.before):
        if isinstance(each, AIMessage) and each.tool_calls:
            return dict(each.tool_calls[-1])
    return None


def offered(conversation: Conversation) -> list[dict[str, Any]]:
    """The choices of the reply just before this message that are calls; others are just words to say."""
    return [each for each in _last_reply(conversation).get(CHOICES) or [] if "calls" in each]


def tapped(conversation: Conversation) -> dict[str, Any] | None:
    """The choice of the reply just before whose words the message has, if it is a single call."""
    said = conversation.said.strip()
    choices = _last_reply(conversation).get(CHOICES) or []
    return next((each for each in choices if "tool" in each and each["label"] == said), None)


def waiting(conversation: Conversation) -> str:
    """The words of the message before, where something of it was asked for."""
    return str(_last_reply(conversation).get(WAITING) or "")


def _last_reply(conversation: Conversation) -> dict[str, Any]:
    last = conversation.before[-1] if conversation.before else None
    return dict(last.additional_kwargs) if isinstance(last, AIMessage) else {}
