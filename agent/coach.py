"""One turn: what was said is kept, the graph runs, what was answered is kept."""

import asyncio
import logging
import re
from collections import OrderedDict
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID, uuid4, uuid5
from weakref import WeakValueDictionary

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AnyMessage, HumanMessage
from langgraph.errors import GraphRecursionError
from langgraph.types import Durability

from agent.builtin.model import BuiltinCoach
from agent.events import Event, Reply, Step, Written
from agent.graph import Graph, build_graph
from agent.progress import Progress
from agent.upkeep import EVERY, tidy
from db import chats, ledger
from db.athletes import Athlete
from db.engine import Database
from memory.threads import AthleteSaver, Pool
from tools.toolbox import Toolbox, access
from training.errors import Conflict, Invalid, TopsetError

log = logging.getLogger(__name__)

LONGEST_MESSAGE = 50_000
MOST_STEPS = 24
"""Of the graph in one turn: ten rounds of tools and a reply."""
TOO_MANY_STEPS = "That took too many steps, so I stopped. Ask for less at once."
BUG = "Something went wrong on my side (reference {reference})."
NOT_KNOWN = "I can't see yet whether anything was saved: look at the day before you say it again."
GRAPHS_KEPT = 256
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass
class Coach:
    """The coach of every athlete of this process."""

    database: Database
    pool: Pool
    model: BaseChatModel
    builtin: BaseChatModel = field(default_factory=BuiltinCoach)
    _graphs: OrderedDict[tuple[Any, ...], Graph] = field(default_factory=OrderedDict)
    _turns: WeakValueDictionary[UUID, asyncio.Lock] = field(default_factory=WeakValueDictionary)

    def __post_init__(self) -> None:
        if isinstance(self.model, BuiltinCoach):
            self.builtin = self.model

    async def turn(
        self,
        athlete: Athlete,
        said: str,
        *,
        chat_id: UUID | None = None,
        door: str = "cli",
        message_id: UUID | None = None,
    ) -> AsyncIterator[Event]:
        """Answer what an athlete says. Ends with a ``Reply``, whatever happens on the way.

        The same ``message_id`` again is the same turn: nothing is written twice.
        """
        chat, message = chat_id or uuid4(), message_id or uuid4()
        lock = self._turns.setdefault(chat, asyncio.Lock())
        async with lock:  # one turn of a chat at a time: its thread is one line of history
            async for event in self._turn(athlete, said, chat, message, door):
                yield event

    async def _turn(self, athlete: Athlete, said: str, chat: UUID, message: UUID, door: str) -> AsyncIterator[Event]:
        steps: list[Step] = []
        try:
            words = readable(said)
            async with athlete.sessions() as session:
                is_new = await chats.said(session, athlete.id, chat, words, door, message)
            reply = ""
            async for event in self._run(athlete, words, chat, message, door, is_new):
                if isinstance(event, Step):
                    steps.append(event)
                    yield event
                else:
                    reply = event
            written = await self._answered(athlete, chat, message, reply, steps)
        except TopsetError as error:
            yield await self._failed(athlete, chat, message, steps, str(error))
            return
        except GraphRecursionError:
            yield await self._failed(athlete, chat, message, steps, TOO_MANY_STEPS)
            return
        except Exception:
            reference = uuid4().hex[:8]
            log.exception("turn failed, reference %s", reference)
            yield await self._failed(athlete, chat, message, steps, BUG.format(reference=reference))
            return
        yield Reply(reply, chat, tuple(steps), charts=tuple(_charts(steps)), writes=written)
        if message.int % EVERY == 0:
            await self._tidy(athlete, chat, door)

    async def _run(
        self, athlete: Athlete, said: str, chat: UUID, message: UUID, door: str, is_new: bool
    ) -> AsyncIterator[Step | str]:
        """Run the graph: its tool calls as they are answered, at last its reply.

        A turn that was said before goes on where it broke off: its calls keep their ids, so no write is made twice.
        """
        graph = self._graph(athlete, door)
        config: Any = {"configurable": {"thread_id": str(chat)}, "recursion_limit": MOST_STEPS}
        turn: dict[str, Any] | None = {"messages": [HumanMessage(said, id=str(message))]}
        progress = Progress({tool.__name__ for tool in Toolbox(athlete).tools if access(tool) == "write"})
        if not is_new:
            newest = await graph.aget_state(config)
            state = await graph.aget_state(newest.config)  # without what was under way: going on will tell of that
            if (done := _since(state.values.get("messages", []), message)) is not None:
                for event in progress.of(done):
                    yield event
                if not state.next:
                    return
                turn = None
        # A language model's calls have ids that a repeated turn would not find again: keep them before they run.
        durability: Durability = "async" if self.model is self.builtin else "sync"
        async for update in graph.astream(turn, config, stream_mode="updates", durability=durability):
            for change in update.values():
                for event in progress.of((change or {}).get("messages", [])):
                    yield event

    async def writes_of(self, athlete: Athlete, key: str) -> list[UUID]:
        """The write that a call with this key made, if it made one."""
        async with athlete.sessions() as session:
            entry = await ledger.done_before(session, athlete.id, key)
        return [] if entry is None else [entry.id]

    async def _answered(
        self, athlete: Athlete, chat: UUID, message: UUID, reply: str, steps: list[Step]
    ) -> tuple[Written, ...]:
        """Keep the answer; returns the writes of this turn that can be undone."""
        async with athlete.sessions() as session:
            records = [step.record() for step in steps]
            await chats.answered(session, athlete.id, chat, reply, records, _answer_id(message))
            wrote = any(step.ok and step.wrote for step in steps)
            entries = await ledger.of_message(session, athlete.id, message) if wrote else []
        return tuple(Written(each.id, each.tool) for each in entries if each.undoes is None and each.undone_at is None)

    async def _tidy(self, athlete: Athlete, chat: UUID, door: str) -> None:
        """Keep the thread small, after the answer was given: that it failed is no news for the athlete."""
        try:
            await tidy(self._graph(athlete, door), chat)
        except Exception:
            log.exception("the thread %s was not tidied", chat)

    def _graph(self, athlete: Athlete, door: str) -> Graph:
        """The athlete's graph; kept, because making one costs more than a turn's database work."""
        key = (athlete.id, athlete.name, athlete.units, athlete.timezone, athlete.today, door)
        if key not in self._graphs:
            saver = AthleteSaver(self.pool, athlete.id, self.database.recover)
            self._graphs[key] = build_graph(athlete, self.model, self.builtin, saver, door)
            while len(self._graphs) > GRAPHS_KEPT:
                self._graphs.popitem(last=False)
        self._graphs.move_to_end(key)
        return self._graphs[key]

    async def _failed(self, athlete: Athlete, chat: UUID, message: UUID, steps: list[Step], why: str) -> Reply:
        """Say what went wrong and, from the ledger, what was saved all the same; keep that answer if possible."""
        text = f"{why} {NOT_KNOWN}"
        try:
            async with athlete.sessions() as session:
                saved = await ledger.of_message(session, athlete.id, message)
                what = f"This was saved: {' '.join(each.said for each in saved)}" if saved else "Nothing was saved."
                text = f"{why} {what}"
                records = [step.record() for step in steps]
                await chats.answered(session, athlete.id, chat, text, records, _answer_id(message, "failure"))
        except Exception as error:  # the database that failed may still be gone, or the chat was never begun
            log.warning("the failure could not be recorded: %s", type(error).__name__)
        return Reply(text, chat, tuple(steps), failed=True)


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


def _since(messages: list[AnyMessage], message: UUID) -> list[AnyMessage] | None:
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


def _answer_id(message: UUID, kind: Literal["answer", "failure"] = "answer") -> UUID:
    """The id of the answer to a message: a repeated turn has one answer, and one failure that came before it."""
    return uuid5(message, kind)


def _charts(steps: list[Step]) -> list[dict[str, Any]]:
    return [step.result["chart"] for step in steps if step.ok and step.result and step.result.get("chart")]
