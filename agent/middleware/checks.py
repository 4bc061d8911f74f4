"""Around every model call: what the model sees, and whether its numbers are true."""

import logging
from collections.abc import Sequence
from typing import Any

from langchain.agents.middleware import ModelRequest, ModelResponse
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, ToolMessage

from agent.history import text_of, this_turn, visible
from agent.middleware.layers import Handler, Layer
from agent.numbers import Evidence, numbers_in, unsupported
from agent.understanding.dialogue import CHOICES

log = logging.getLogger(__name__)

CORRECT = (
    "These numbers are in no tool result: {numbers}. Every number must come from a tool. "
    "Answer again with numbers from tool results only, or call a tool first."
)
NO_EVIDENCE = (
    "I don't have that number from your log, so I won't guess it. "
    "Ask me for a record, a trend, a volume or a day and I'll look it up."
)


def latest_turns() -> Layer:
    """Show the model the latest turns only, mended."""

    async def trim(request: ModelRequest, handler: Handler) -> Any:
        return await handler(request.override(messages=visible(request.messages)))

    return trim


def check_numbers(builtin: BaseChatModel) -> Layer:
    """Compare every reply with the tool results before the athlete sees it; one more try, then just those results."""

    async def check(request: ModelRequest, handler: Handler) -> Any:
        response = await handler(request)
        if request.model is builtin and not results_of(request.messages):
            return response  # its own sentences: an example, a scale, what it offers; no number of the log
        wrong = _wrong(response, request.messages)
        if wrong and request.model is not builtin:  # which would only say the same again
            log.warning("numbers without a tool result: %s", wrong)
            reminder = HumanMessage(CORRECT.format(numbers=", ".join(wrong)))
            response = await handler(request.override(messages=[*request.messages, response.result[-1], reminder]))
            wrong = _wrong(response, request.messages)
        if not wrong:
            return response
        return ModelResponse(result=[AIMessage(results_of(request.messages) or NO_EVIDENCE)])

    return check


def evidence_in(messages: Sequence[AnyMessage]) -> Evidence:
    """All numbers that tools answered, and those the athlete said, in this conversation as far as it is visible."""
    evidence = Evidence()
    for each in messages:
        if isinstance(each, ToolMessage):
            evidence.add_text(text_of(each))
            evidence.add_fields(each.artifact)
        elif isinstance(each, HumanMessage):
            evidence.add_said(text_of(each))
    return evidence


def _wrong(response: Any, messages: Sequence[AnyMessage]) -> list[str]:
    reply = response.result[-1]
    if not isinstance(reply, AIMessage) or reply.tool_calls or not numbers_in(text_of(reply)):
        return []
    evidence = evidence_in(messages)
    if choices := reply.additional_kwargs.get(CHOICES):  # what was meant is asked in the athlete's own words
        evidence.add_fields(choices)
        evidence.numbers |= evidence.said
    return unsupported(text_of(reply), evidence)


def results_of(messages: Sequence[AnyMessage]) -> str:
    """What the tools of this turn said, for a model that can't repeat it faithfully."""
    return "\n\n".join(text_of(each) for each in this_turn(messages) if isinstance(each, ToolMessage))
