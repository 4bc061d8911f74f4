"""One turn: what was said is kept, the graph runs, what was answered is kept."""

import asyncio
import logging
import re
from collections import OrderedDict
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, HumanMessage, ToolMessage
from langgraph.errors import GraphRecursionError

from agent.builtin.model import BuiltinCoach
from agent.events import Event, Reply, Step
from agent.graph import Graph, build_graph
from agent.history import text_of
from db import chats, ledger
from db.athletes import Athlete
from db.engine import Database
from memory.threads import AthleteSaver, Pool
from tools.toolbox import Toolbox, access
from training.errors import Invalid, TopsetError

log = logging.getLogger(__name__)

LONGEST_MESSAGE = 50_000
MOST_STEPS = 24
"""Of the graph in one turn: ten rounds of tools and a reply."""
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
    _turns: dict[UUID, asyncio.Lock] = field(default_factory=dict)

    async def turn(
        self, athlete: Athlete, said: str, *, chat_id: UUID | None = None, door: str = "cli", message_id: UUID | None = None
    ) -> AsyncIterator[Event]:
        """Answer what an athlete says. Ends with a ``Reply``, whatever happens on the way.

        The same ``message_id`` again is the same turn: nothing is written twice.
        """
        chat, message = chat_id or uuid4(), message_id or uuid4()
        lock = self._turns.setdefault(chat, asyncio.Lock())
        try:
            async with lock:  # one turn of a chat at a time: its thread is one line of history
                async for event in self._turn(athlete, said, chat, message, door):
                    yield event
        finally:
            if not lock.locked():
                self._turns.pop(chat, None)

    async def _turn(self, athlete: Athlete, said: str, chat: UUID, message: UUID, door: str) -> AsyncIterator[Event]:
        steps: list[Step] = []
        try:
            words = readable(said)
            async with athlete.sessions() as session:
                await chats.said(session, athlete.id, chat, words, door, message)
            reply = ""
            async for event in self._run(athlete, words, chat, message, door):
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
            yield await self._failed(athlete, chat, message, steps, "That took too many steps, so I stopped. Ask for less at once.")
            return
        except Exception:
            reference = uuid4().hex[:8]
            log.exception("turn failed, reference %s", reference)
            yield await self._failed(athlete, chat, message, steps, f"Something went wrong on my side (reference {reference}).")
            return
        yield Reply(reply, chat, tuple(steps), charts=tuple(_charts(steps)), writes=written)

    async def _run(self, athlete: Athlete, said: str, chat: UUID, message: UUID, door: str) -> AsyncIterator[Step | str]:
        """Run the graph: its tool calls as they are answered, at last its reply."""
        config: Any = {"configurable": {"thread_id": str(chat)}, "recursion_limit": MOST_STEPS}
        turn = {"messages": [HumanMessage(said, id=str(message))]}
        writes = {tool.__name__ for tool in Toolbox(athlete).tools if access(tool) == "write"}
        asked: dict[str, dict[str, Any]] = {}
        # A language model's calls have ids that a repeated turn would not find again: they must be kept before they run.
        durability = "async" if self.model is self.builtin or isinstance(self.model, BuiltinCoach) else "sync"
        async for update in self._graph(athlete, door).astream(turn, config, stream_mode="updates", durability=durability):
            for change in update.values():
                for each in (change or {}).get("messages", []):
                    if isinstance(each, AIMessage):
                        asked |= {call["id"]: call["args"] for call in each.tool_calls if call["id"]}
                        if not each.tool_calls:
                            yield text_of(each)
                    elif isinstance(each, ToolMessage):
                        name = each.name or "tool"
                        yield Step(
                            name, asked.get(each.tool_call_id, {}), each.status != "error", text_of(each), each.artifact,
                            name in writes,
                        )  # fmt: skip

    async def writes_of(self, athlete: Athlete, key: str) -> list[UUID]:
        """The write that a call with this key made, if it made one."""
        async with athlete.sessions() as session:
            entry = await ledger.done_before(session, athlete.id, key)
        return [] if entry is None else [entry.id]

    async def _answered(
        self, athlete: Athlete, chat: UUID, message: UUID, reply: str, steps: list[Step]
    ) -> tuple[UUID, ...]:
        """Keep the answer; returns the writes of this turn that can be undone."""
        async with athlete.sessions() as session:
            await chats.answered(session, athlete.id, chat, reply, [step.record() for step in steps])
            wrote = any(step.ok and step.wrote for step in steps)
            entries = await ledger.of_message(session, athlete.id, message) if wrote else []
        return tuple(entry.id for entry in entries if entry.undoes is None and entry.undone_at is None)

    def _graph(self, athlete: Athlete, door: str) -> Graph:
        """The athlete's graph; kept, because making one costs more than a turn's database work."""
        key = (athlete.id, athlete.name, athlete.units, athlete.timezone, athlete.today, door)
        if key not in self._graphs:
            saver = AthleteSaver(self.pool, athlete.id)
            self._graphs[key] = build_graph(athlete, self.model, self.builtin, saver, door)
            while len(self._graphs) > GRAPHS_KEPT:
                self._graphs.popitem(last=False)
        self._graphs.move_to_end(key)
        return self._graphs[key]

    async def _failed(self, athlete: Athlete, chat: UUID, message: UUID, steps: list[Step], why: str) -> Reply:
        """Say what went wrong and, from the ledger, what was saved all the same; keep the answer if that can be done."""
        text = why
        try:
            async with athlete.sessions() as session:
                saved = await ledger.of_message(session, athlete.id, message)
                text += " This was saved: " + " ".join(entry.said for entry in saved) if saved else " Nothing was saved."
                await chats.answered(session, athlete.id, chat, text, [step.record() for step in steps])
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


def _charts(steps: list[Step]) -> list[dict[str, Any]]:
    return [step.result["chart"] for step in steps if step.ok and step.result and step.result.get("chart")]

