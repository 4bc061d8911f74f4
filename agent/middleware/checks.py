"""Around every model call: what it sees, what its answer must be, who answers when it fails."""

import json
import logging
from collections.abc import Sequence
from typing import Any

import openai
from langchain.agents.middleware import ModelRequest, ModelResponse, wrap_model_call
from langchain.agents.middleware.types import AgentMiddleware
from langchain_core.exceptions import LangChainException
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, ToolMessage

from agent.history import text_of, this_turn, visible
from agent.numbers import Evidence, numbers_in, unsupported

log = logging.getLogger(__name__)

CORRECT = (
    "These numbers are in no tool result: {numbers}. Every number must come from a tool. "
    "Answer again with numbers from tool results only, or call a tool first."
)
NO_EVIDENCE = "I don't have that number from your log, so I won't guess it. Ask me for a record, a trend, a volume or a day and I'll look it up."
FALLBACK = "(The language model didn't answer: {why}. This is the built-in coach.)\n"
PROVIDER_ERRORS = (openai.OpenAIError, LangChainException, TimeoutError, ConnectionError, json.JSONDecodeError)


class Incomplete(Exception):
    """A model stopped in the middle of its answer."""


def latest_turns() -> AgentMiddleware:
    """Show the model the latest turns only, mended."""

    @wrap_model_call(name="latest_turns")
    async def trim(request: ModelRequest, handler):  # type: ignore[no-untyped-def, type-arg]
        return await handler(request.override(messages=visible(request.messages)))

    return trim


def fall_back(builtin: BaseChatModel) -> AgentMiddleware:
    """Let the built-in coach answer when a provider fails, and say so. A half answer is a failure too."""

    @wrap_model_call(name="fall_back")
    async def call(request: ModelRequest, handler):  # type: ignore[no-untyped-def, type-arg]
        if request.model is builtin:
            return await handler(request)
        if (why := _fell_back(request.messages)) is not None:
            return _marked(await handler(request.override(model=builtin)), why)
        try:
            response = await handler(request)
            _check_complete(response)
            return response
        except (*PROVIDER_ERRORS, Incomplete) as error:
            log.warning("language model failed: %s", _why(error))
            response = await handler(request.override(model=builtin))
            return _marked(response, _why(error))

    return call


def check_numbers() -> AgentMiddleware:
    """Compare every reply with the tool results before the athlete sees it; one more try, then the results themselves."""

    @wrap_model_call(name="check_numbers")
    async def check(request: ModelRequest, handler):  # type: ignore[no-untyped-def, type-arg]
        response = await handler(request)
        wrong = _wrong(response, request.messages)
        if not wrong:
            return response
        log.warning("numbers without a tool result: %s", wrong)
        reminder = HumanMessage(CORRECT.format(numbers=", ".join(wrong)))
        response = await handler(request.override(messages=[*request.messages, response.result[-1], reminder]))
        return response if not _wrong(response, request.messages) else ModelResponse(result=[AIMessage(_facts(request.messages))])

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
    return unsupported(text_of(reply), evidence_in(messages))


def _facts(messages: Sequence[AnyMessage]) -> str:
    """What the tools of this turn said, for a model that can't repeat it faithfully."""
    results = [text_of(each) for each in this_turn(messages) if isinstance(each, ToolMessage)]
    return "\n\n".join(results) or NO_EVIDENCE


def _check_complete(response: Any) -> None:
    """Refuse an answer that was cut off: its tool calls may lack arguments, its text may mislead."""
    reply = response.result[-1]
    reason = reply.response_metadata.get("finish_reason")
    if reason is None:
        raise Incomplete("the answer broke off")
    if reason == "length":
        raise Incomplete("the answer was too long for the model")
    if reply.invalid_tool_calls:
        raise Incomplete("it asked for a tool in a way that can't be read")
    if not reply.tool_calls and not text_of(reply).strip():
        raise Incomplete("the answer was empty")


def _why(error: BaseException) -> str:
    """Why a provider failed, in words, with nothing of its own in them: those may hold secrets."""
    if isinstance(error, Incomplete):
        return str(error)
    names = {
        openai.AuthenticationError: "the key was refused",
        openai.RateLimitError: "too many requests, or no credit left",
        openai.APITimeoutError: "it took too long",
        openai.APIConnectionError: "it can't be reached",
        openai.NotFoundError: "there is no such model there",
        openai.BadRequestError: "it refused the request",
    }
    for kind, words in names.items():
        if isinstance(error, kind):
            return words
    return "it took too long" if isinstance(error, TimeoutError) else "it failed"


def _marked(response: Any, why: str) -> Any:
    reply = response.result[-1]
    changes: dict[str, Any] = {"additional_kwargs": {**reply.additional_kwargs, "fallback": why}}
    if not reply.tool_calls:
        changes["content"] = FALLBACK.format(why=why) + text_of(reply)
    return ModelResponse(result=[*response.result[:-1], reply.model_copy(update=changes)])


def _fell_back(messages: Sequence[AnyMessage]) -> str | None:
    """Why this turn is already the built-in coach's, if it is."""
    reasons = (each.additional_kwargs.get("fallback") for each in this_turn(messages))
    return next((str(why) for why in reasons if why is not None), None)
