"""What the built-in coach takes from the conversation: what is open, what was asked last."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from langchain_core.messages import AIMessage, AnyMessage, BaseMessage, HumanMessage, ToolMessage


@dataclass(frozen=True)
class Asking:
    """A question of planning that is still open."""

    asks: str
    question: str
    is_fresh: bool
    """Whether nothing else was done since: then a bare number is an answer."""
    request: dict[str, Any] | None
    """The arguments of the program that is waiting for the answer, if one is."""
    of: tuple[str, ...] = ()
    """The exercises that it is about."""


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

    @property
    def asks_else(self) -> bool:
        """Whether that question is about something else than planning."""
        question = self.open_question
        return question is not None and not question.get("asks")

    @property
    def said_before(self) -> str:
        """All that the athlete said before."""
        return "\n".join(each.text for each in self.before if isinstance(each, HumanMessage))

    @property
    def asks_if_right(self) -> bool:
        """Whether the turn before this one asked if a set that is far above the athlete's best is right."""
        for each in reversed(self.before):
            if isinstance(each, HumanMessage):
                return False
            if isinstance(each, ToolMessage) and isinstance(each.artifact, dict) and each.artifact.get("far_above"):
                return True
        return False

    @property
    def open_proposal(self) -> bool:
        """Whether the last thing that tools did was to propose something that nobody has decided on yet."""
        for each in reversed(self.before):
            if isinstance(each, ToolMessage):
                artifact = each.artifact
                return isinstance(artifact, dict) and bool(artifact.get("proposal")) and not artifact.get("decided")
        return False

    @property
    def is_held(self) -> bool:
        """Whether an emergency sign holds training, in this chat or another."""
        last = next((each for each in reversed(self.messages) if isinstance(each, HumanMessage)), None)
        flags = [each.additional_kwargs.get("red_flag") for each in self.before]
        newest = next((flag for flag in reversed(flags) if flag), {"tier": ""})
        holds = newest["tier"] in ("emergency", "held") and bool(newest.get("holds", True))
        return holds or bool(last is not None and last.additional_kwargs.get("held_for"))

    @property
    def asking(self) -> Asking | None:
        """The question that a program, or an injury, still waits for."""
        names = {
            call["id"]: call["name"] for each in self.before if isinstance(each, AIMessage) for call in each.tool_calls
        }
        request = self.waiting_program
        later = 0
        for each in reversed(self.before):
            if not isinstance(each, ToolMessage):
                continue
            artifact = each.artifact if isinstance(each.artifact, dict) else {}
            if artifact.get("asks"):
                of = tuple(artifact.get("of") or ())
                return Asking(artifact["asks"], artifact.get("question") or "", later == 0, request, of)
            if names.get(each.tool_call_id) == "propose_program":
                return None
            later += 1
        return None

    @property
    def waiting_program(self) -> dict[str, Any] | None:
        """The arguments of the last call for a program, if it was answered with a question."""
        for at in range(len(self.before) - 1, -1, -1):
            each = self.before[at]
            if isinstance(each, AIMessage):
                for call in each.tool_calls:
                    if call["name"] == "propose_program":
                        return dict(call["args"]) if self._asked(call["id"]) else None
        return None

    def _asked(self, call_id: str | None) -> bool:
        return any(
            isinstance(each, ToolMessage) and each.tool_call_id == call_id and isinstance(each.artifact, dict) and bool(each.artifact.get("asks"))
            for each in self.before
        )  # fmt: skip

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
