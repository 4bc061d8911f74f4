"""Talking with the coach that is judged: ours in this process as the terminal opens it, or any other behind the same face."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Protocol
from uuid import UUID, uuid4

from agent.coach import Coach
from agent.decisions import Decision
from agent.events import Reply
from db import athletes
from db.athletes import Athlete


@dataclass(frozen=True)
class Called:
    """A tool that was called for a message, and what it answered."""

    tool: str
    args: dict[str, Any]
    ok: bool
    text: str
    result: dict[str, Any] | None = None
    wrote: bool = False


@dataclass(frozen=True)
class Answer:
    """What came back for one message."""

    text: str
    calls: tuple[Called, ...] = ()
    proposals: tuple[str, ...] = ()
    question: str = ""
    """The one question that was asked, if one was."""
    choices: tuple[str, ...] = ()
    """What may be said to it."""
    held: str = ""
    """The tier of the red flag that was heard, if one was."""
    failed: bool = False


class Coached(Protocol):
    """A coach under test, in a conversation with one athlete."""

    async def say(self, text: str) -> Answer:
        """Say something and wait for the whole answer."""
        ...

    async def approve(self, proposal: str) -> Answer:
        """Approve what waits, as the athlete does outside of any model."""
        ...


@dataclass
class InProcess:
    """Our whole coach. Whatever is learnt from a message is learnt before the next one is said."""

    coach: Coach
    athlete: Athlete
    door: str = "chat"
    chat: UUID = field(default_factory=uuid4)

    async def say(self, text: str) -> Answer:
        """One turn, as the terminal makes it."""
        self.athlete = await self._now()
        return await self._answer(self.coach.turn(self.athlete, text, chat_id=self.chat, door=self.door))

    async def approve(self, proposal: str) -> Answer:
        """Approve a proposal, as the page's button does."""
        deciding = self.coach.decide(self.athlete, UUID(proposal), Decision(True), chat_id=self.chat, door=self.door)
        return await self._answer(deciding)

    def on(self, today: date) -> None:
        """The next message is said on this day, in a chat of its own if it is a later one."""
        if today != self.athlete.today:
            self.athlete = replace(self.athlete, today=today)
            self.chat = uuid4()

    async def _now(self) -> Athlete:
        """The athlete with the settings of now: units and time zone change by what is said."""
        return await athletes.find(self.coach.database, self.athlete.name, self.athlete.today)

    async def _answer(self, events: Any) -> Answer:
        reply = None
        async for event in events:
            if isinstance(event, Reply):
                reply = event
        assert reply is not None, "every turn ends with a reply"
        if self.coach.learner is not None:
            await self.coach.learner.finish()
        calls = tuple(Called(each.name, each.args, each.ok, each.text, each.result, each.wrote) for each in reply.steps)
        question, choices = asked_in(reply.text, calls)
        choices = reply.choices or choices
        return Answer(
            reply.text, calls, tuple(str(each.id) for each in reply.offers), question, choices,
            reply.red_flag or "", reply.failed,
        )  # fmt: skip


def asked_in(reply: str, calls: tuple[Called, ...]) -> tuple[str, tuple[str, ...]]:
    """The question of an answer and what can be said to it, however the coach words them."""
    for each in reversed(calls):
        found = each.result or {}
        if found.get("question"):
            return str(found["question"]), tuple(_choice(one) for one in found.get("choices") or ())
    last = reply.strip().splitlines()[-1] if reply.strip() else ""
    return (last, ()) if last.rstrip(' *_”"').endswith("?") else ("", ())


def _choice(choice: Any) -> str:
    """What picking a choice says: a number in the list works everywhere, its own words are clearer."""
    if isinstance(choice, dict):
        return str(choice.get("said") or choice.get("text") or choice.get("label") or "")
    return str(choice)


Opened = Callable[[Athlete], InProcess]
"""How a conversation with an athlete is begun."""
