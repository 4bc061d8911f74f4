"""Around every model call: what the model sees, and whether the numbers of the built-in coach are true."""

import logging
from collections.abc import Sequence
from typing import Any

from langchain.agents.middleware import ModelRequest, ModelResponse
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, ToolMessage

from agent.guardrails.turns import results_of
from agent.history import text_of, visible
from agent.middleware.layers import Handler, Layer
from agent.numbers import Evidence, numbers_in, unsupported
from agent.understanding.dialogue import CHOICES

log = logging.getLogger(__name__)


def latest_turns() -> Layer:
    """Show the model the latest turns only, mended."""

    async def trim(request: ModelRequest, handler: Handler) -> Any:
        return await handler(request.override(messages=visible(request.messages)))

    return trim


def check_numbers(builtin: BaseChatModel) -> Layer:
    """Compare every reply of the built-in coach with the tool results; a number that is in none leaves just those results."""

    async def check(request: ModelRequest, handler: Handler) -> Any:
        response = await handler(request)
        if request.model is not builtin or not results_of(request.messages):
            return response  # its own sentences: an example, a scale, what it offers; no number of the log
        if not _wrong(response, request.messages):
            return response
        log.error("the built-in coach said a number that no tool did")
        return ModelResponse(result=[AIMessage(results_of(request.messages))])

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
