"""Which tools a language model gets to see for a message: the few that it likely wants, and one that shows more."""

from typing import Any

from langchain.agents.middleware import ModelRequest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AnyMessage
from langchain_core.tools import BaseTool

from agent.guardrails.turns import Turn, Turns
from agent.history import this_turn
from agent.middleware.layers import Handler, Layer
from agent.toolbelt import MORE, as_told
from agent.understanding.router import router
from agent.understanding.situation import Situation
from db.athletes import Athlete
from memory.findings import content_words

MOST = 12
"""Tools of a request, with the one that shows more."""
ALWAYS = ("log_workout", MORE)


def offer_tools(athlete: Athlete, builtin: BaseChatModel, turns: Turns) -> Layer:
    """Show a model the tools that matter to the message, in one order: what stays the same is cached by providers."""

    async def offer(request: ModelRequest, handler: Handler) -> Any:
        if request.model is builtin:
            return await handler(request)
        names = chosen(turns.of(request.messages), asked_for(request.messages))
        told: list[BaseTool | dict[str, Any]] = [
            as_told(each) for each in request.tools if isinstance(each, BaseTool) and each.name in names
        ]
        return await handler(request.override(tools=told))

    return offer


def chosen(turn: Turn, more: tuple[str, ...] = ()) -> set[str]:
    """The tools for a message: those that are certainly wanted, those that were asked for, then the likeliest."""
    wanted = turn.wanted
    likely = sorted(wanted.chances, key=lambda tool: -wanted.chances[tool])
    names = dict.fromkeys((*ALWAYS, *(call.tool for call in wanted.calls)))
    extra = dict.fromkeys(tool for words in more for tool in nearest(words, wanted.situation))
    for tool in likely:
        if len(names) >= MOST:
            break
        names[tool] = None
    return {*names, *extra}


def nearest(words: str, situation: Situation, most: int = MOST) -> list[str]:
    """The tools that some words likely want: those that they name, then the likeliest."""
    likely = router().chances(words, situation)
    asked = content_words(words)
    named = [tool for tool in likely if asked & content_words(tool.replace("_", " "))]
    return [*named, *(tool for tool in likely if tool not in named)][:most]


def asked_for(messages: list[AnyMessage]) -> tuple[str, ...]:
    """What a model asked to see more tools for, in this turn."""
    return tuple(
        str(call["args"].get("what", ""))
        for each in this_turn(messages)
        if isinstance(each, AIMessage)
        for call in each.tool_calls
        if call["name"] == MORE
    )
