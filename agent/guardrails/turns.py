"""What is known of a turn while a language model leads it: what was asked for, when it began, which calls were made."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from langchain_core.messages import AIMessage, AnyMessage, ToolMessage

from agent.guardrails.wanted import Wanted, message_id, wanted_by
from agent.history import this_turn

KEPT = 64
"""Turns that are kept at once; one that is gone is read from its messages again."""
REFUSED = {"guard": "refused"}
"""The artifact of a call that was not made."""
IN_WORDS = {"guard": "in words"}
"""The artifact of a call that could not be done, for a reason that a person can be told."""
ASKED = "ask"
"""In the artifact of a call that the athlete is asked about: the question and its choices."""
TAKEN_OVER = "fallback"
"""What a message of the built-in coach carries in a turn that a language model has led: why, or nothing that is said."""


@dataclass(frozen=True, slots=True)
class Made:
    """A call that was answered."""

    tool: str
    args: dict[str, Any]
    answer: ToolMessage


@dataclass
class Turn:
    """One message on its way through a language model."""

    wanted: Wanted
    began: float = field(default_factory=time.monotonic)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Writes of a turn are made one by one, so that each knows of the one before."""
    made: list[Made] = field(default_factory=list)
    """What was done, with the arguments that were used in the end."""

    def left_of(self, deadline_s: float) -> float:
        """Seconds until a turn must be over."""
        return deadline_s - (time.monotonic() - self.began)


class Turns:
    """The turns that are under way."""

    def __init__(self) -> None:
        self._turns: OrderedDict[str, Turn] = OrderedDict()

    def of(self, messages: Sequence[AnyMessage]) -> Turn:
        """The turn that the newest message of a thread began."""
        key = message_id(messages)
        if key not in self._turns:
            self._turns[key] = Turn(wanted_by(messages), made=made_in(messages))
        while len(self._turns) > KEPT:
            self._turns.popitem(last=False)
        return self._turns[key]


def made_in(messages: Sequence[AnyMessage]) -> list[Made]:
    """The calls of this turn that were answered well, by its messages."""
    turn = this_turn(messages)
    calls = {call["id"]: call for each in turn if isinstance(each, AIMessage) for call in each.tool_calls}
    return [
        Made(call["name"], dict(call["args"]), each)
        for each in turn
        if isinstance(each, ToolMessage) and is_done(each) and (call := calls.get(each.tool_call_id)) is not None
    ]


def is_done(answer: ToolMessage) -> bool:
    """Whether a call was made, and answered well."""
    return answer.status != "error" and not _artifact(answer).get("guard")


def was_refused(messages: Sequence[AnyMessage]) -> bool:
    """Whether a call of this turn was not allowed."""
    return any(isinstance(each, ToolMessage) and _artifact(each) == REFUSED for each in this_turn(messages))


def asked_in(messages: Sequence[AnyMessage]) -> dict[str, Any] | None:
    """What the athlete is to be asked before a call of this turn is made."""
    found = (_artifact(each).get(ASKED) for each in this_turn(messages) if isinstance(each, ToolMessage))
    return next((each for each in found if each), None)


def by_builtin(messages: Sequence[AnyMessage], call_id: str | None) -> bool:
    """Whether a call of this turn is the built-in coach's, who took over."""
    return any(
        isinstance(each, AIMessage)
        and TAKEN_OVER in each.additional_kwargs
        and any(call["id"] == call_id for call in each.tool_calls)
        for each in this_turn(messages)
    )


def _artifact(message: ToolMessage) -> dict[str, Any]:
    return message.artifact if isinstance(message.artifact, dict) else {}


def results_of(messages: Sequence[AnyMessage]) -> str:
    """What the tools of this turn said, each thing once, for a model that can't repeat it faithfully."""
    told = [
        each.text
        for each in this_turn(messages)
        if isinstance(each, ToolMessage) and (is_done(each) or _artifact(each) == IN_WORDS)
    ]
    return "\n\n".join(dict.fromkeys(filter(None, told)))
