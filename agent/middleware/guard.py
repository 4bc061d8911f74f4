"""Around every call of a language model: it follows from the athlete's words, or it is not made; and it is made once."""

import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

from langchain_core.messages import ToolMessage

from agent.guardrails.agreement import compared
from agent.guardrails.arguments import fault_of
from agent.guardrails.permission import LOG, Ask, Go, Refuse, Verdict, verdict
from agent.guardrails.sets_said import Told, sets_of
from agent.guardrails.turns import ASKED, REFUSED, Made, Turn, Turns, by_builtin, is_done
from db.athletes import Athlete
from tools.toolbox import WRITES

log = logging.getLogger(__name__)

UNFIT = "Nothing was done. {fault}. Use what the athlete said, and no arguments but the tool's own."
Handler = Callable[[Any], Awaitable[ToolMessage]]


class Guard:
    """Stands before the tools of an athlete where a language model leads."""

    def __init__(self, athlete: Athlete, turns: Turns) -> None:
        self._athlete, self._turns = athlete, turns

    async def __call__(self, request: Any, handler: Handler) -> ToolMessage:
        """Make the call with the arguments that were said, ask the athlete first, or refuse it."""
        call, messages = request.tool_call, request.state["messages"]
        fault = fault_of(request.tool, call["args"])
        if call["name"] not in WRITES:
            return await handler(request) if fault is None else _refused(call, UNFIT.format(fault=fault))
        turn = self._turns.of(messages)
        async with turn.lock:
            found = await self._verdict(request, turn, fault)
            if isinstance(found, Refuse):
                log.info("a call of %s was refused", call["name"])
                return _refused(call, found.words)
            if isinstance(found, Ask):
                asked = {"guard": "asked", ASKED: {"text": found.text, "choices": list(found.choices)}}
                return ToolMessage(found.text, tool_call_id=call["id"], name=call["name"], artifact=asked)
            return await self._once(turn, found.args, request, handler)

    async def _verdict(self, request: Any, turn: Turn, fault: str | None) -> Verdict:
        call = request.tool_call
        if by_builtin(request.state["messages"], call["id"]):
            return Go(dict(call["args"]))
        if fault is None:
            return await verdict(call["name"], dict(call["args"]), turn.wanted, self._athlete)
        certain = turn.wanted.certain(call["name"])
        return Go(certain[0]) if len(certain) == 1 else Refuse(UNFIT.format(fault=fault))

    async def _once(self, turn: Turn, args: dict[str, Any], request: Any, handler: Handler) -> ToolMessage:
        """Make a write, unless this turn has made it: then it is answered as it was."""
        call = request.tool_call
        left = await self._left(turn, call["name"], args)
        if isinstance(left, ToolMessage):
            return left.model_copy(update={"tool_call_id": call["id"], "id": None})
        answered = await handler(request.override(tool_call={**call, "args": left}))
        if is_done(answered):
            turn.made.append(Made(call["name"], left, answered))
        return answered

    async def _left(self, turn: Turn, tool: str, args: dict[str, Any]) -> ToolMessage | dict[str, Any]:
        """What of a write is still to be done, or the answer that it had."""
        before = [each for each in turn.made if each.tool == tool]
        if not before:
            return args
        if tool != LOG:
            same = [each for each in before if _is_same(tool, args, each.args, turn)]
            may = max(1, sum(_is_same(tool, args, each, turn) for each in turn.wanted.certain(tool)))
            return same[-1].answer if len(same) >= may else args
        wanted, done = await sets_of(self._athlete, [args]), await self._stored(before)
        if wanted.told and wanted.told <= done:
            return before[-1].answer
        if wanted.told & done:
            return {"said": wanted.without(done).said}
        return args

    async def _stored(self, made: list[Made]) -> Counter[Told]:
        found: Counter[Told] = Counter()
        for each in made:
            found += (await sets_of(self._athlete, [each.args])).told
        return found


def _is_same(tool: str, args: dict[str, Any], other: dict[str, Any], turn: Turn) -> bool:
    return args == other or (
        compared(tool, args, other, turn.wanted).agree and compared(tool, other, args, turn.wanted).agree
    )


def _refused(call: Any, words: str) -> ToolMessage:
    return ToolMessage(words, tool_call_id=call["id"], name=call["name"], status="error", artifact=REFUSED)
