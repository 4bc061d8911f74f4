"""Before a language model answers, it is told what is remembered that matters to the message."""

import asyncio
import logging
from collections import OrderedDict
from typing import Any
from uuid import UUID

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


class Recollection:
    """What is remembered that matters to each of the latest turns: looked for while the turn begins."""

    def __init__(self) -> None:
        self._looking: OrderedDict[tuple[UUID, str], asyncio.Task[str]] = OrderedDict()

    def begin(self, athlete: Athlete, message: str, said: str) -> asyncio.Task[str]:
        """Look for it, unless that was begun; who asks for it later waits for what is left of that."""
        key = (athlete.id, message)
        task = self._looking.get(key)
        if task is None or (task.done() and (task.cancelled() or task.exception() is not None)):
            task = self._looking[key] = asyncio.create_task(_look(athlete, said))
            task.add_done_callback(_noticed)
        while len(self._looking) > KEPT:
            self._looking.popitem(last=False)
        return task


def recall_first(athlete: Athlete, builtin: BaseChatModel, recollection: Recollection) -> Layer:
    """Put what is remembered beside the rules, once a turn. The built-in coach asks for it by tools instead."""

    async def brief(request: ModelRequest, handler: Handler) -> Any:
        turn = this_turn(request.messages)
        if request.model is builtin or not turn or not isinstance(turn[0], HumanMessage):
            return await handler(request)
        said = text_of(turn[0])
        found = await recollection.begin(athlete, turn[0].id or said, said)
        if not found:
            return await handler(request)
        rules = "" if request.system_message is None else request.system_message.text
        told = render("memory", name=athlete.name, facts=found)
        return await handler(request.override(system_message=SystemMessage(f"{rules}\n\n{told}")))

    return brief


async def _look(athlete: Athlete, said: str) -> str:
    found = await briefing(athlete, said)
    log.info("recalled %d things in %d tokens", len(found.used), found.tokens)
    return found.text


def _noticed(task: "asyncio.Task[str]") -> None:
    """Whoever waits is told of an error; where nobody does, the turn ended before it asked."""
    if not task.cancelled() and task.exception() is not None:
        log.debug("nothing was recalled", exc_info=task.exception())
