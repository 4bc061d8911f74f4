"""Around a language model of somebody else: what counts as an answer, and who answers when there is none."""

import asyncio
import logging
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from langchain.agents.middleware import ModelRequest, ModelResponse
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AnyMessage, ToolCall, ToolMessage

from agent.guardrails.arguments import storable
from agent.guardrails.cleaning import Unfit, cleaned
from agent.guardrails.turns import TAKEN_OVER, Made, Turns, made_in, results_of
from agent.history import text_of, this_turn
from agent.middleware.layers import Handler, Layer
from agent.strict import as_given
from tools.toolbox import WRITES

log = logging.getLogger(__name__)

FALLBACK = "(The language model didn't answer: {why}. This is the built-in coach.)\n"
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


TOO_LATE = "it took too long"


class ModelFailed(Exception):
    """A language model gave no whole answer; why, in words with nothing of its own in them: those may hold secrets.

    Without words it answered something else than what was asked, and the athlete needs not be told.
    """


def whole_answers(builtin: BaseChatModel, turns: Turns, deadline_s: float, tools: frozenset[str]) -> Layer:
    """Let nothing but a whole answer pass, in time, and of its words only what is fit for a page.

    A tool call that was cut off may lack arguments, a text may mislead. Stands next to the model, so whatever
    is raised there is the provider's failure, not a bug of ours.
    """

    async def ask(request: ModelRequest, handler: Handler) -> Any:
        if request.model is builtin:
            return await handler(request)
        try:
            async with asyncio.timeout(max(turns.of(request.messages).left_of(deadline_s), 0)):
                response = await handler(request)
        except TimeoutError as error:
            raise ModelFailed(TOO_LATE) from error
        except Exception as error:
            raise ModelFailed(_why(error)) from error
        reply = response.result[-1]
        _check_whole(reply)
        return ModelResponse(result=[*response.result[:-1], _fit(_told_apart(reply), request, tools)])

    return ask


def fall_back(builtin: BaseChatModel, turns: Turns) -> Layer:
    """Let the built-in coach answer when a language model fails, and say so; for the rest of the turn it is his.

    He begins the turn afresh: what the language model has written is not written again, but answered as it was.
    Only if it read the words in another way than he, nothing more is done than to tell what was.
    """

    async def answer(request: ModelRequest, handler: Handler) -> Any:
        if request.model is builtin:
            return await handler(request)
        why = _fell_back(request.messages)
        if why is None:
            try:
                return await handler(request)
            except ModelFailed as error:
                log.warning("the built-in coach takes over: %s", error or "something else was asked for")
                why = str(error)
        wanted, others = turns.of(request.messages).wanted, _writes_of_others(request.messages)
        if any(not wanted.certain(each.tool) for each in others):
            reply = AIMessage(results_of(request.messages), id=str(uuid4()))
        else:
            messages = _without_calls_of_others(request.messages)
            reply = (await handler(request.override(model=builtin, messages=messages))).result[-1]
        return ModelResponse(result=[_marked(reply, why, others)])

    return answer


def _check_whole(reply: AIMessage) -> None:
    reason = reply.response_metadata.get("finish_reason")
    if reason is None:
        raise ModelFailed("the answer broke off")
    if reason == "length":
        raise ModelFailed("the answer was too long for it")
    if reason == "content_filter":
        raise ModelFailed("its answer was filtered")
    if reply.invalid_tool_calls:
        raise ModelFailed("it asked for a tool in a way that can't be read")
    if not reply.tool_calls and not text_of(reply).strip():
        raise ModelFailed("the answer was empty")


def _told_apart(reply: AIMessage) -> AIMessage:
    """The reply with an id for each of its calls, as some servers leave them out, and with arguments that can be kept."""
    seen: set[str | None] = {None, ""}
    calls: list[ToolCall] = []
    for made in reply.tool_calls:
        call: ToolCall = {**made, "args": storable(as_given(made["args"]))}
        calls.append({**call, "id": f"call-{uuid4()}"} if call["id"] in seen else call)
        seen.add(call["id"])
    return reply if calls == reply.tool_calls else reply.model_copy(update={"tool_calls": calls})


def _why(error: Exception) -> str:
    kinds = {kind.__name__ for kind in type(error).__mro__}
    return next((words for name, words in REASONS.items() if name in kinds), "it failed")


def _fit(reply: AIMessage, request: ModelRequest, tools: frozenset[str]) -> AIMessage:
    """A reply with what may be shown of its words; the words beside calls are shown to nobody."""
    if reply.tool_calls:
        return reply
    rules = "" if request.system_message is None else request.system_message.text
    try:
        text = cleaned(text_of(reply), rules, tools)
    except Unfit as error:
        log.warning("a reply was not fit to be shown: %s", error)
        raise ModelFailed("") from error
    if not text:
        raise ModelFailed("")
    return reply if text == text_of(reply) else reply.model_copy(update={"content": text})


def _marked(reply: AIMessage, why: str, others: Sequence[Made]) -> AIMessage:
    """The built-in coach's message in a turn that is not his: why, and what was done before that he does not tell."""
    changes: dict[str, Any] = {"additional_kwargs": {**reply.additional_kwargs, TAKEN_OVER: why}}
    if not reply.tool_calls:
        text = text_of(reply)
        told = [each.answer.text for each in others if each.answer.text not in text]
        changes["content"] = (FALLBACK.format(why=why) if why else "") + "\n\n".join([*told, text])
    return reply.model_copy(update=changes)


def _fell_back(messages: list[AnyMessage]) -> str | None:
    """Why this turn is already the built-in coach's, if it is."""
    reasons = (each.additional_kwargs.get(TAKEN_OVER) for each in this_turn(messages))
    return next((str(why) for why in reasons if why is not None), None)


def _calls_of_others(messages: list[AnyMessage]) -> dict[str | None, str]:
    """The calls of this turn that the language model made: their ids and tools."""
    replies = [each for each in this_turn(messages) if isinstance(each, AIMessage)]
    theirs = [each for each in replies if TAKEN_OVER not in each.additional_kwargs]
    return {call["id"]: call["name"] for each in theirs for call in each.tool_calls}


def _writes_of_others(messages: list[AnyMessage]) -> list[Made]:
    """What the language model has written in this turn."""
    calls = _calls_of_others(messages)
    return [each for each in made_in(messages) if each.tool in WRITES and each.answer.tool_call_id in calls]


def _without_calls_of_others(messages: list[AnyMessage]) -> list[AnyMessage]:
    others = _calls_of_others(messages)
    turn = [
        each
        for each in this_turn(messages)
        if not (isinstance(each, ToolMessage) and each.tool_call_id in others)
        and not (isinstance(each, AIMessage) and any(call["id"] in others for call in each.tool_calls))
    ]
    return [*messages[: len(messages) - len(this_turn(messages))], *turn]
