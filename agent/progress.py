"""From a thread's new messages to what a door is told of a turn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from langchain_core.messages import AIMessage, AnyMessage, ToolMessage

from agent.events import Step
from agent.history import text_of


@dataclass
class Progress:
    """A turn under way: the calls that were asked for, so that an answer can be told with its arguments."""

    writes: set[str]
    red_flag: dict[str, Any] | None = None
    """The sign that the turn was stopped for."""
    choices: tuple[str, ...] = ()
    """What the reply offers to be said."""
    passed: str = ""
    """The words that were doubtful, and are no red flag."""
    _asked: dict[str, dict[str, Any]] = field(default_factory=dict)

    def of(self, messages: Sequence[AnyMessage]) -> Iterator[Step | str]:
        """The tool calls that were answered by these messages, and the reply if it is among them."""
        for each in messages:
            if isinstance(each, AIMessage):
                self._asked |= {call["id"]: call["args"] for call in each.tool_calls if call["id"]}
                self.red_flag = each.additional_kwargs.get("red_flag") or self.red_flag
                self.passed = each.additional_kwargs.get("passed") or self.passed
                self.choices = tuple(choice["label"] for choice in each.additional_kwargs.get("choices") or ())
                if not each.tool_calls:
                    yield text_of(each)
            elif isinstance(each, ToolMessage):
                name = each.name or "tool"
                args = self._asked.get(each.tool_call_id, {})
                yield Step(name, args, each.status != "error", text_of(each), each.artifact, name in self.writes)
