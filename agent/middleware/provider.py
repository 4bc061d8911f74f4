"""Around a language model of somebody else: what counts as an answer, and who answers when there is none."""

import logging
from typing import Any
from uuid import uuid4

from langchain.agents.middleware import ModelRequest, ModelResponse
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AnyMessage, ToolCall, ToolMessage
from langchain_core.tools import BaseTool

from agent.history import text_of, this_turn
from agent.middleware.checks import results_of
from agent.middleware.layers import Handler, Layer
from agent.toolbelt import as_told

log = logging.getLogger(__name__)

FALLBACK = "(The language model didn't answer: {why}. This is the built-in coach.)\n"
BROKE_OFF = (
    "(The language model didn't finish: {why}. This was done until then; if something is missing, say that again.)\n"
)
REASONS = {
    "AuthenticationError": "the key was refused",
    "PermissionDeniedError": "the key was refused",
    "RateLimitError": "too many requests, or no credit left",
    "APITimeoutError": "it took too long",
    "TimeoutError": "it took too long",
    "APIConnectionError": "it can't be reached",
    "NotFoundError": "there is no such model there",
    "BadRequestError": "it refused the request",
}
"""By the names of the client's errors: loading the client takes half a second, which nobody needs without a key."""


class ModelFailed(Exception):
    """A language model gave no whole answer; why, in words with nothing of its own in them: those may hold secrets."""


def whole_answers(builtin: BaseChatModel) -> Layer:
    """Let nothing but a whole answer pass: a tool call that was cut off may lack arguments, a text may mislead.

    Stands next to the model, so whatever is raised there is the provider's failure, not a bug of ours.
    """

    async def ask(request: ModelRequest, handler: Handler) -> Any:
        if request.model is builtin:
            return await handler(request)
        try:
            response = await handler(request.override(tools=[as_told(each) for each in request.tools]))
        except Exception as error:
            raise ModelFailed(_why(error)) from error
        reply = response.result[-1]
        _check_whole(reply)
        return ModelResponse(result=[*response.result[:-1], _told_apart(reply)])

    return ask


def fall_back(builtin: BaseChatModel) -> Layer:
    """Let the built-in coach answer when a language model fails, and say so; for the rest of the turn it is his.

    He begins the turn afresh. Only if the language model has written something already, nothing more is done
    than to tell what: he might read the same words into another call, and write it twice.
    """

    async def answer(request: ModelRequest, handler: Handler) -> Any:
        if request.model is builtin:
            return await handler(request)
        why = _fell_back(request.messages)
        if why is None:
            try:
                return await handler(request)
            except ModelFailed as error:
                log.warning("the language model failed: %s", error)
                why = str(error)
        if _has_written(request.messages, request.tools):
            return ModelResponse(result=[_marked(AIMessage(results_of(request.messages)), BROKE_OFF, why)])
        response = await handler(request.override(model=builtin, messages=_without_calls_of_others(request.messages)))
        return ModelResponse(result=[*response.result[:-1], _marked(response.result[-1], FALLBACK, why)])

    return answer


def _check_whole(reply: AIMessage) -> None:
    reason = reply.response_metadata.get("finish_reason")
    if reason is None:
        raise ModelFailed("the answer broke off")
    if reason == "length":
        raise ModelFailed("the answer was too long for it")
    if reply.invalid_tool_calls:
        raise ModelFailed("it asked for a tool in a way that can't be read")
    if not reply.tool_calls and not text_of(reply).strip():
        raise ModelFailed("the answer was empty")


def _told_apart(reply: AIMessage) -> AIMessage:
    """The reply with an id for each of its calls: some servers leave them out, or number carelessly."""
    seen: set[str | None] = {None, ""}
    calls: list[ToolCall] = []
    for call in reply.tool_calls:
        calls.append({**call, "id": f"call-{uuid4()}"} if call["id"] in seen else call)
        seen.add(call["id"])
    return reply if calls == reply.tool_calls else reply.model_copy(update={"tool_calls": calls})


def _why(error: Exception) -> str:
    kinds = {kind.__name__ for kind in type(error).__mro__}
    return next((words for name, words in REASONS.items() if name in kinds), "it failed")


def _marked(reply: AIMessage, sentence: str, why: str) -> AIMessage:
    changes: dict[str, Any] = {"additional_kwargs": {**reply.additional_kwargs, "fallback": why}}
    if not reply.tool_calls:
        changes["content"] = sentence.format(why=why) + text_of(reply)
    return reply.model_copy(update=changes)


def _fell_back(messages: list[AnyMessage]) -> str | None:
    """Why this turn is already the built-in coach's, if it is."""
    reasons = (each.additional_kwargs.get("fallback") for each in this_turn(messages))
    return next((str(why) for why in reasons if why is not None), None)


def _calls_of_others(messages: list[AnyMessage]) -> dict[str | None, str]:
    """The calls of this turn that the language model made: their ids and tools."""
    replies = [each for each in this_turn(messages) if isinstance(each, AIMessage)]
    theirs = [each for each in replies if "fallback" not in each.additional_kwargs]
    return {call["id"]: call["name"] for each in theirs for call in each.tool_calls}


def _has_written(messages: list[AnyMessage], tools: list[BaseTool | dict[str, Any]]) -> bool:
    ours = [each for each in tools if isinstance(each, BaseTool)]
    writes = {each.name for each in ours if (each.metadata or {}).get("access") == "write"}
    calls = _calls_of_others(messages)
    return any(
        isinstance(each, ToolMessage) and each.status != "error" and calls.get(each.tool_call_id) in writes
        for each in this_turn(messages)
    )


def _without_calls_of_others(messages: list[AnyMessage]) -> list[AnyMessage]:
    others = _calls_of_others(messages)
    turn = [
        each
        for each in this_turn(messages)
        if not (isinstance(each, ToolMessage) and each.tool_call_id in others)
        and not (isinstance(each, AIMessage) and any(call["id"] in others for call in each.tool_calls))
    ]
    return [*messages[: len(messages) - len(this_turn(messages))], *turn]
