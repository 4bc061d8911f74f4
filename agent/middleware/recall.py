"""Before a language model answers, it is told what is remembered that matters to the message."""

import logging
from collections import OrderedDict
from typing import Any

from langchain.agents.middleware import ModelRequest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import HumanMessage, SystemMessage

from agent.history import text_of, this_turn
from agent.middleware.layers import Handler, Layer
from db.athletes import Athlete
from memory.recalling import briefing
from prompts import render

log = logging.getLogger(__name__)

KEPT = 64
"""Turns whose briefing is kept: a turn asks the model several times."""


def recall_first(athlete: Athlete, builtin: BaseChatModel) -> Layer:
    """Put what is remembered beside the rules, once a turn. The built-in coach asks for it by tools instead."""
    kept: OrderedDict[str, str] = OrderedDict()

    async def brief(request: ModelRequest, handler: Handler) -> Any:
        turn = this_turn(request.messages)
        if request.model is builtin or not turn or not isinstance(turn[0], HumanMessage):
            return await handler(request)
        key = turn[0].id or text_of(turn[0])
        if key not in kept:
            found = await briefing(athlete, text_of(turn[0]))
            log.info("recalled %d facts in %d tokens", len(found.facts), found.tokens)
            kept[key] = found.text
            while len(kept) > KEPT:
                kept.popitem(last=False)
        if not kept[key]:
            return await handler(request)
        rules = "" if request.system_message is None else request.system_message.text
        told = render("memory", name=athlete.name, facts=kept[key])
        return await handler(request.override(system_message=SystemMessage(f"{rules}\n\n{told}")))

    return brief
