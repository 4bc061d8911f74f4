"""One turn: what was said is kept, the graph runs, what was answered is kept."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4
from weakref import WeakValueDictionary

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import HumanMessage
from langgraph.errors import GraphRecursionError
from langgraph.types import Durability

from agent.approval import let_go, offers_in, resumption, waiting_step
from agent.builtin.model import BuiltinCoach
from agent.decisions import Decision, decision_in
from agent.events import Event, Reply, Step, Written
from agent.graph import DEADLINE_S, Graph, build_graph
from agent.learning import Learner, forget_turn
from agent.leaving import take_leave
from agent.left_out import leave_out
from agent.middleware.calls import ASKING
from agent.middleware.recall import Recollection
from agent.middleware.triage import HELD, MISREAD
from agent.progress import Progress
from agent.standing import likeness, situation_of
from agent.turn import Turn, answer_id, charts_in, config_of, messages_in, readable, since
from agent.understanding.situation import SITUATION
from agent.upkeep import EVERY, tidy
from db import chats, ledger, planning, proposals
from db.athletes import Athlete
from db.engine import Database
from memory.threads import AthleteSaver, Pool
from tools.calls import Call, called_by
from tools.planning.desk import ProposalDesk
from tools.toolbox import Toolbox, access
from training.errors import TopsetError

log = logging.getLogger(__name__)

TOO_MANY_STEPS = "That took too many steps, so I stopped. Ask for less at once."
BUG = "Something went wrong on my side (reference {reference})."
NOT_KNOWN = "I can't see yet whether anything was saved: look at the day before you say it again."
GRAPHS_KEPT = 256


@dataclass
class Coach:
    """The coach of every athlete of this process."""

    database: Database
    pool: Pool
    model: BaseChatModel
    builtin: BaseChatModel = field(default_factory=BuiltinCoach)
    learner: Learner | None = None
    """Who learns from what is said; without one nothing is learnt in passing, and nothing recalled unasked."""
    deadline_s: float = DEADLINE_S
    """Of a turn that a language model leads: then the built-in coach takes over."""
    _graphs: OrderedDict[tuple[Any, ...], Graph] = field(default_factory=OrderedDict)
    _recollection: Recollection = field(default_factory=Recollection)
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
        async with self.between_turns(chat):  # its thread is one line of history
            async for event in self._turn(athlete, said, chat, message, door):
                yield event

    def between_turns(self, chat: UUID) -> asyncio.Lock:
        """Held by whatever happens in a chat, so that one thing happens at a time."""
        return self._turns.setdefault(chat, asyncio.Lock())

    async def _turn(self, athlete: Athlete, said: str, chat: UUID, message: UUID, door: str) -> AsyncIterator[Event]:
        steps: list[Step] = []
        try:
            words = readable(said)
            if self.learner is not None and self.model is not self.builtin:
                self._recollection.begin(athlete, str(message), words)
            async with athlete.sessions() as session:
                is_new = await chats.said(session, athlete.id, chat, words, door, message)
                stands = await proposals.standing(session, athlete.id, chat, athlete.today)
            if (leave := await take_leave(athlete, words, chat, message, door)) is not None:
                yield leave
                return
            decision = decision_in(words) if stands.offered and door in ASKING else None
            if decision is not None and stands.offered is not None and (stands.was_last or decision.which):
                several = stands.shown > 1 or decision.which
                meant = await ProposalDesk(athlete).find(decision.which or None) if several else stands.offered
                async for decided in self._decide(athlete, meant, decision, chat, message, door):
                    yield decided
                return
            if stands.offered is not None and is_new:
                await let_go(self._graph(athlete, door), config_of(chat))
            reply = ""
            told = (
                await likeness(athlete, words, message) if self.model is self.builtin else 0.0
            )  # others get the words
            situation = situation_of(athlete, stands, told)
            turn = Turn(words, chat, message, door, is_new, stands.held, stands.misread, situation)
            async for event in self._run(athlete, turn):
                if isinstance(event, Step):
                    steps.append(event)
                    yield event
                else:
                    reply = event
            if (left_out := await leave_out(athlete, turn)) is not None:
                steps.append(left_out)
                yield left_out
                reply = f"{reply}\n\n{left_out.text}"
            written = await self._answered(athlete, turn, reply, steps)
            await forget_turn(athlete, turn, steps)
        except TopsetError as error:
            yield await self._failed(athlete, chat, message, steps, str(error))
            return
        except GraphRecursionError:
            yield await self._failed(athlete, chat, message, steps, TOO_MANY_STEPS)
            return
        except Exception:
            yield await self._failed(athlete, chat, message, steps, _bug())
            return
        offers, charts = offers_in(steps, listed=door in ASKING), tuple(charts_in(steps))
        tier = None if turn.red_flag is None else str(turn.red_flag["tier"])
        choices = () if turn.progress is None else turn.progress.choices
        yield Reply(
            reply, chat, tuple(steps), charts=charts, writes=written, offers=offers, choices=choices, red_flag=tier
        )
        if self.learner is not None:
            self.learner.after(athlete, turn, steps, reply)
        if message.int % EVERY == 0:
            await self._tidy(athlete, chat, door)

    async def decide(
        self, athlete: Athlete, proposal: UUID, decision: Decision, *, chat_id: UUID | None = None, door: str = "page"
    ) -> AsyncIterator[Event]:
        """Do what a person decided about a proposal: a button, a command. Ends with a ``Reply``."""
        chat, message = chat_id or uuid4(), uuid4()
        async with self.between_turns(chat):
            try:
                said = "Approve" if decision.approve else f"Reject{f': {decision.because}' if decision.because else ''}"
                async with athlete.sessions() as session:
                    await chats.said(session, athlete.id, chat, said, door, message)
                async for event in self._decide(athlete, proposal, decision, chat, message, door):
                    yield event
            except TopsetError as error:
                yield await self._failed(athlete, chat, message, [], str(error))
            except Exception:
                yield await self._failed(athlete, chat, message, [], _bug())

    async def _decide(
        self, athlete: Athlete, proposal: UUID, decision: Decision, chat: UUID, message: UUID, door: str
    ) -> AsyncIterator[Event]:
        """Commit or reject, outside of any model; then let the thread that waits for it go on."""
        desk = ProposalDesk(athlete)
        with called_by(Call(door, f"{message}:decide", message, chat)):
            decided = await (desk.carry_out(proposal) if decision.approve else desk.reject(proposal, decision.because))
        steps = [Step("decide", {"proposal": str(proposal)}, True, str(decided), decided.model_dump(mode="json"), True)]
        yield steps[0]
        reply = str(decided)
        graph = self._graph(athlete, door)
        going_on = await resumption(graph, config_of(chat), proposal, str(decided), decided.status)
        if going_on is not None:
            progress, told = Progress(set()), []
            async for update in graph.astream(going_on, config_of(chat), stream_mode="updates", durability="sync"):
                for event in progress.of(messages_in(update)):
                    if isinstance(event, Step):
                        told.append(event.text)
                    elif event:
                        reply = event
            if self.model is self.builtin:  # which would say again what it said before it waited
                reply = "\n\n".join(told)
        written = await self._answered(athlete, Turn("", chat, message, door, True), reply, steps)
        yield Reply(reply, chat, tuple(steps), writes=written)

    async def _run(self, athlete: Athlete, turn: Turn) -> AsyncIterator[Step | str]:
        """Run the graph: its tool calls as they are answered, at last its reply.

        A turn that was said before goes on where it broke off: its calls keep their ids, so no write is made twice.
        """
        graph, config = self._graph(athlete, turn.door), config_of(turn.chat)
        more = {SITUATION: turn.situation.record(), HELD: turn.held, MISREAD: list(turn.misread)}
        said = HumanMessage(turn.said, id=str(turn.message), additional_kwargs=more)
        begin: dict[str, Any] | None = {"messages": [said]}
        progress = turn.progress = Progress(
            {tool.__name__ for tool in Toolbox(athlete).tools if access(tool) == "write"}
        )
        if not turn.is_new:
            newest = await graph.aget_state(config)
            state = await graph.aget_state(newest.config)  # without what was under way: going on will tell of that
            if (done := since(state.values.get("messages", []), turn.message)) is not None:
                for event in progress.of(done):
                    yield event
                if not state.next:
                    return
                begin = None
        # A language model's calls have ids that a repeated turn would not find again: they are kept before they run.
        # The built-in coach's follow from the message, so the ledger knows what is done: one checkpoint is enough.
        durability: Durability = "exit" if self.model is self.builtin else "sync"
        told: list[str] = []
        async for update in graph.astream(begin, config, stream_mode="updates", durability=durability):
            for event in progress.of(messages_in(update)):
                if isinstance(event, Step) and self.model is self.builtin:
                    told.append(event.text)
                yield event
            for each in update.get("__interrupt__", ()):  # it waits for a person: what it asks is the reply
                step = waiting_step(each)
                yield step
                yield "\n\n".join([*told, step.text])

    async def writes_of(self, athlete: Athlete, key: str) -> list[UUID]:
        """The write that a call with this key made, if it made one."""
        async with athlete.sessions() as session:
            entry = await ledger.done_before(session, athlete.id, key)
        return [] if entry is None else [entry.id]

    async def _answered(self, athlete: Athlete, turn: Turn, reply: str, steps: list[Step]) -> tuple[Written, ...]:
        """Keep the answer; returns the writes of this turn that can be undone."""
        async with athlete.sessions() as session:
            records = [step.record() for step in steps]
            await chats.answered(session, athlete.id, turn.chat, reply, records, answer_id(turn.message))
            if changes := turn.changes(steps):
                await planning.update_profile(session, athlete.id, changes)
            wrote = any(step.ok and step.wrote for step in steps)
            entries = await ledger.of_message(session, athlete.id, turn.message) if wrote else []
        standing = [each for each in entries if each.undoes is None and each.undone_at is None]
        return tuple(Written(each.id, each.tool) for each in standing if not set(each.after) <= {"proposals"})

    async def _tidy(self, athlete: Athlete, chat: UUID, door: str) -> None:
        """Keep the thread small, after the answer was given: that it failed is no news for the athlete."""
        try:
            await tidy(self._graph(athlete, door), chat)
        except Exception:
            log.exception("the thread %s was not tidied", chat)

    def _graph(self, athlete: Athlete, door: str) -> Graph:
        """The athlete's graph; kept, because making one costs more than a turn's database work."""
        key = (athlete.id, athlete.name, athlete.units, athlete.timezone, athlete.today, athlete.scope, door)
        if key not in self._graphs:
            saver = AthleteSaver(self.pool, athlete.id, self.database.recover)
            self._graphs[key] = build_graph(
                athlete,
                self.model,
                self.builtin,
                saver,
                door,
                recollection=self._recollection if self.learner is not None else None,
                deadline_s=self.deadline_s,
            )
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
                await chats.answered(session, athlete.id, chat, text, records, answer_id(message, "failure"))
        except Exception as error:  # the database that failed may still be gone, or the chat was never begun
            log.warning("the failure could not be recorded: %s", type(error).__name__)
        return Reply(text, chat, tuple(steps), failed=True)


def _bug() -> str:
    """Log what is being handled, and tell the athlete where it can be found."""
    reference = uuid4().hex[:8]
    log.exception("turn failed, reference %s", reference)
    return BUG.format(reference=reference)
