"""One message on its way: what it is read from, and what is read from its thread."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID, uuid5

from langchain_core.messages import AnyMessage, HumanMessage

from agent.events import Step
from agent.middleware.triage import REPORTS
from agent.progress import Progress
from agent.understanding.situation import Situation
from training.errors import Conflict, Invalid
from training.red_flags import says_cleared
from training.red_flags.clearance import digest

LONGEST_MESSAGE = 50_000
MOST_STEPS = 24
"""Of the graph in one turn: ten rounds of tools and a reply."""
MOST_MISREAD = 200
"""Messages that are remembered as no red flag, the newest."""
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass
class Turn:
    """One message on its way."""

    said: str
    chat: UUID
    message: UUID
    door: str
    is_new: bool
    held: dict[str, Any] | None = None
    """The record of the sign that holds training, or plans of it, if one does."""
    misread: tuple[str, ...] = ()
    """Digests of what was taken for a red flag and was none."""
    situation: Situation = field(default_factory=Situation)
    """Where the athlete stands: what the reading of the message may lean on."""
    progress: Progress | None = None

    @property
    def red_flag(self) -> dict[str, Any] | None:
        """The red flag that the turn was stopped for, if it was."""
        return None if self.progress is None else self.progress.red_flag

    def changes(self, steps: Sequence[Step]) -> dict[str, Any]:
        """What of red flags is to be kept otherwise after this turn: a new sign that holds, or that one is over.

        A sign for a doctor is over as well once its part of the body is known: plans leave that out.
        """
        flag = self.red_flag
        if flag is None:
            has_part = self.holds_plans and any(step.ok and step.name == REPORTS for step in steps)
            is_over = has_part or (self.held and says_cleared(self.said))
            return ({"red_flag": None} if is_over else {}) | (self._misread(self.passed) if self.passed else {})
        if flag["tier"] == "misread":
            return {"red_flag": None} | self._misread(flag["said"])
        if flag.get("holds_plans"):
            return {"red_flag": flag} if self.held is None or self.holds_plans else {}
        return {"red_flag": flag} if flag["tier"] == "emergency" and flag.get("holds", True) else {}

    def _misread(self, said: str) -> dict[str, Any]:
        digests = [*self.misread, digest(said)] if said else list(self.misread)
        return {"misread": list(dict.fromkeys(digests))[-MOST_MISREAD:]}

    @property
    def passed(self) -> str:
        """The words that this turn goes on with, once it was asked whether they are a red flag."""
        return "" if self.progress is None else self.progress.passed

    @property
    def holds_plans(self) -> bool:
        """Whether what is held is no more than plans, for a sign that a doctor should look at."""
        return self.held is not None and self.held["tier"] == "see_doctor"


def config_of(chat: UUID) -> Any:
    """How LangGraph is told which thread it is, and how far a turn may go."""
    return {"configurable": {"thread_id": str(chat)}, "recursion_limit": MOST_STEPS}


def messages_in(update: dict[str, Any]) -> list[AnyMessage]:
    """The messages that a step of the graph added."""
    changes = [change or {} for name, change in update.items() if name != "__interrupt__"]
    return [message for change in changes for message in change.get("messages", [])]


def readable(said: str) -> str:
    """What can be kept of a message: PostgreSQL's text holds neither NUL nor half characters.

    Raises ``Invalid`` for an empty or a far too long one.
    """
    words = _UNKEEPABLE.sub("", said).strip()
    if not words:
        raise Invalid("There was nothing in that message. Tell me what you did, or ask me something.")
    if len(words) > LONGEST_MESSAGE:
        raise Invalid(
            f"That message has {len(words):,} characters; I read up to {LONGEST_MESSAGE:,} at once. "
            "Send it in parts, or import it as a file."
        )
    return words


def since(messages: list[AnyMessage], message: UUID) -> list[AnyMessage] | None:
    """What came after a message of the athlete; ``None`` if the thread does not have it.

    Raises ``Conflict`` if the athlete has said something else since.
    """
    at = next((at for at, each in enumerate(messages) if each.id == str(message)), None)
    if at is None:
        return None
    later = messages[at + 1 :]
    if any(isinstance(each, HumanMessage) for each in later):
        raise Conflict("This chat has gone on since that message. If it is still meant, say it again as a new one.")
    return later


def answer_id(message: UUID, kind: Literal["answer", "failure"] = "answer") -> UUID:
    """The id of the answer to a message: a repeated turn has one answer, and one failure that came before it."""
    return uuid5(message, kind)


def charts_in(steps: list[Step]) -> list[dict[str, Any]]:
    """The charts of a turn."""
    return [step.result["chart"] for step in steps if step.ok and step.result and step.result.get("chart")]
