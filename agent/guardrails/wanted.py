"""What the athlete's words ask for, as the built-in coach understands them: what a language model's calls are held to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, ToolMessage

from agent.builtin.conversation import Conversation
from agent.builtin.intents import Call, Say
from agent.builtin.understanding import understand
from agent.decisions import decision_in
from agent.guardrails.claims import sentences
from agent.history import text_of
from agent.understanding.dialogue import situation_of
from agent.understanding.frames import frames
from agent.understanding.reading import Reading, readings
from agent.understanding.situation import Situation
from agent.understanding.words import Words

REMINDER = "reminder"
"""What a message to a model carries that is not the athlete's: how to mend an answer."""
LOOKED_BACK = 8
"""Messages before this one in which 'it' may stand."""


@dataclass(frozen=True)
class Wanted:
    """One message of the athlete, where it was said."""

    conversation: Conversation

    @property
    def said(self) -> str:
        """The message itself."""
        return self.conversation.said

    @cached_property
    def situation(self) -> Situation:
        """Where it was said."""
        return situation_of(self.conversation)

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """What the built-in coach would do about it without a question."""
        return tuple(each for each in self._intents if isinstance(each, Call) and not each.is_extra)

    @cached_property
    def says(self) -> tuple[Say, ...]:
        """What it would say or ask beside that."""
        return tuple(each for each in self._intents if isinstance(each, Say))

    @cached_property
    def _intents(self) -> Sequence[Call | Say]:
        return understand(self.conversation)

    @cached_property
    def is_yes(self) -> bool:
        """Whether it says yes, and nothing else."""
        decision = decision_in(self.said)
        return decision is not None and decision.approve

    @cached_property
    def question(self) -> str:
        """The question of the coach that it answers; empty if none was asked just before."""
        last = self.conversation.before[-1] if self.conversation.before else None
        if not isinstance(last, AIMessage):
            return ""
        asked = [each for each in sentences(last.text) if each.endswith("?")]
        return asked[-1] if asked else ""

    @cached_property
    def heard(self) -> tuple[str, ...]:
        """The texts that may say what is wanted: the message, with what it answers, and what a yes says yes to."""
        found = [self.said]
        if self.question:
            before = next(
                (each.text for each in reversed(self.conversation.before) if isinstance(each, HumanMessage)), ""
            )
            found.append(f"{before}\n{self.said}")
            if self.is_yes:
                found.append(self.question)
        return tuple(found)

    @cached_property
    def words(self) -> tuple[Words, ...]:
        """The same with their typed spans, whole and by their parts."""
        wishes = list(dict.fromkeys(part.text for reading in self._readings for part in reading.parts))
        return tuple(Words(text, self.situation) for text in dict.fromkeys((*self.heard, *wishes)))

    @cached_property
    def chances(self) -> Mapping[str, float]:
        """How likely each tool is wanted, in the part that wants it most."""
        found: dict[str, float] = {}
        for reading in self._readings:
            for label, chance in (*reading.whole.items(), *((part.label, part.chance) for part in reading.parts)):
                found[label] = max(found.get(label, 0.0), chance)
        return found

    @cached_property
    def _readings(self) -> Sequence[Reading]:
        return [reading for text in self.heard for reading in readings(text, self.situation)]

    def certain(self, tool: str) -> list[dict[str, Any]]:
        """The arguments of the calls of a tool that are clearly wanted."""
        return [dict(each.args) for each in self.calls if each.tool == tool]

    def likely(self, tool: str) -> list[dict[str, Any]]:
        """The arguments that the message would give a tool, if that is wanted."""
        frame = frames().get(tool)
        return [] if frame is None else [args for words in self.words for args in frame.fill(words)]

    @cached_property
    def lately(self) -> str:
        """What was said and answered just before: where 'it' and 'that day' may stand."""
        latest = [
            each
            for each in self.conversation.before[-LOOKED_BACK:]
            if isinstance(each, HumanMessage | AIMessage | ToolMessage)
        ]
        return "\n".join(each.text for each in latest)


def wanted_by(messages: Sequence[AnyMessage]) -> Wanted:
    """What the newest message of a thread asks for."""
    return Wanted(Conversation([each for each in messages if each.type != "system"]))


def message_id(messages: Sequence[AnyMessage]) -> str:
    """By which a turn is known: its message."""
    said = (each for each in reversed(messages) if isinstance(each, HumanMessage))
    last = next((each for each in said if REMINDER not in each.additional_kwargs), None)
    return "" if last is None else last.id or text_of(last)
