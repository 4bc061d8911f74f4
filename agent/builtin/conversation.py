"""What the built-in coach takes from the conversation: what is open, what was asked last."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from langchain_core.messages import AIMessage, AnyMessage, BaseMessage, HumanMessage, ToolMessage

from agent.builtin.intents import Call


@dataclass(frozen=True)
class Conversation:
    """The messages as far as they matter to the next answer."""

    messages: Sequence[BaseMessage]

    @property
    def said(self) -> str:
        """What the athlete said last."""
        return next((each.text for each in reversed(self.messages) if isinstance(each, HumanMessage)), "")

    @property
    def message_id(self) -> str:
        """The id of what the athlete said last."""
        return next((each.id or "" for each in reversed(self.messages) if isinstance(each, HumanMessage)), "")

    @property
    def turn(self) -> Sequence[BaseMessage]:
        """What came after it."""
        last = max((at for at, each in enumerate(self.messages) if isinstance(each, HumanMessage)), default=-1)
        return self.messages[last + 1 :]

    @property
    def before(self) -> Sequence[BaseMessage]:
        """What came before it."""
        last = max((at for at, each in enumerate(self.messages) if isinstance(each, HumanMessage)), default=0)
        return self.messages[:last]

    @property
    def answers(self) -> list[ToolMessage]:
        """What the tools answered in this turn."""
        return [each for each in self.turn if isinstance(each, ToolMessage)]

    @property
    def open_question(self) -> dict[str, Any] | None:
        """The question that a tool asked in the turn before this one, with its choices."""
        for each in reversed(self.before):
            if isinstance(each, HumanMessage):
                return None
            artifact = each.artifact if isinstance(each, ToolMessage) else None
            if isinstance(artifact, dict) and artifact.get("question"):
                return artifact
        return None

    def last_call(self, *having: str) -> Call | None:
        """The latest call with one of these arguments or of these tools: what 'and deadlift?' goes on from."""
        for each in reversed(self.before):
            if isinstance(each, AIMessage):
                for call in reversed(each.tool_calls):
                    if call["name"] in having:
                        return Call(call["name"], dict(call["args"]))
        return None

    @property
    def exercise(self) -> str | None:
        """The exercise that was talked about last."""
        for each in reversed(self.before):
            if isinstance(each, ToolMessage) and isinstance(each.artifact, dict):
                name = each.artifact.get("exercise")
                workouts = each.artifact.get("workouts") or [each.artifact.get("workout") or {}]
                done = workouts[-1].get("exercises") if isinstance(workouts[-1], dict) else None
                if isinstance(name, str):
                    return name
                if done:
                    return str(done[-1]["exercise"])
        return None


def of(messages: Sequence[AnyMessage] | Sequence[BaseMessage]) -> Conversation:
    """The conversation that a model was handed."""
    return Conversation(list(messages))
