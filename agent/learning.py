"""Learning from a turn after it was answered: nobody waits for it."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from langchain_core.language_models import BaseChatModel

from agent.builtin.model import BuiltinCoach
from agent.builtin.shown import asks_which
from agent.events import Step
from agent.extraction import extracted, heard
from agent.turn import Turn, answer_id
from db import sealed
from db.athletes import Athlete
from memory import episodes, forgetting, meaning
from memory.findings import Finding, content_words, quotes
from tools.calls import Call, called_by
from tools.remembering.learning import LearningTools
from training.errors import TopsetError

log = logging.getLogger(__name__)

REST_S = 1.0
"""After a turn, before its words are made findable by what they mean: those of several turns are then read together."""
SUM_UP_EVERY = 16
"""Messages between two looks for chats that are long past, about."""
KEPT_BY_TOOLS = {
    "set_movement_rule": {"aversion", "preference"}, "report_injury": {"injury", "medical"}, "resolve_injury": {"injury", "medical"},
    "set_goal": {"goal", "life_event"}, "update_planning": {"schedule", "equipment", "preference", "coaching_style", "medical", "context"},
    "adapt_to_equipment": {"life_event", "equipment"}, "update_profile": {"context"}, "log_measurement": {"context", "medical"},
}  # fmt: skip
"""Kinds of facts that a tool may have kept already in the turn, where its arguments are in the words of the fact."""
OF_MEMORY = frozenset(("correct_memory", "forget", "what_do_you_know", "why_do_you_think", "search_chats"))
"""Turns that are about memory tell nothing new."""
REMEMBER = "remember"


@dataclass
class Learner:
    """Learns in the background; ``finish`` waits until what was said is learnt, not until it is all indexed."""

    model: BaseChatModel
    _learning: set[asyncio.Task[None]] = field(default_factory=set)
    _indexing: dict[UUID, asyncio.Task[None]] = field(default_factory=dict)
    """By athlete, so that one has a single task at a time: two would lock each other out in the database."""
    _resting: dict[UUID, tuple[asyncio.TimerHandle, Athlete]] = field(default_factory=dict)
    """Athletes with messages that were said since a task last looked, and when the next begins."""
    _summing: set[UUID] = field(default_factory=set)
    """Those of whom chats that are long past are then looked for."""

    def after(self, athlete: Athlete, turn: Turn, steps: Sequence[Step], reply: str) -> None:
        """Learn from a turn that was answered, without being waited for; not if the answer to a question decides."""
        if not asks_which(reply):
            task = asyncio.create_task(self._learn(athlete, turn, list(steps)))
            self._learning.add(task)  # held until it is done: asyncio itself would let go of it
            task.add_done_callback(self._learning.discard)

    async def finish(self) -> None:
        """Wait until everything that was said is learnt. What it means is worked out next time, where it is not yet."""
        await self.learnt()
        for timer, _ in self._resting.values():
            timer.cancel()
        self._resting.clear()
        for task in self._indexing.values():
            task.cancel()
        await asyncio.gather(*self._indexing.values(), return_exceptions=True)

    async def learnt(self) -> None:
        """Wait until everything that was said is learnt."""
        await asyncio.gather(*self._learning, return_exceptions=True)

    async def indexed(self) -> None:
        """Wait until everything that was said can be found by what it means."""
        await self.learnt()
        while self._resting or self._indexing:
            for timer, athlete in list(self._resting.values()):
                timer.cancel()
                self._begin(athlete)
            await asyncio.gather(*self._indexing.values(), return_exceptions=True)

    async def _learn(self, athlete: Athlete, turn: Turn, steps: list[Step]) -> None:
        try:
            findings = await self._findings(athlete, turn, steps)
            if findings:
                with called_by(Call(turn.door, f"{turn.message}:learn", turn.message, turn.chat)):
                    await LearningTools(athlete).learn(findings)
        except Exception as error:  # the answer was given; what could not be learnt is found when it is said again
            log.warning("nothing was learnt from message %s", turn.message, exc_info=error)
        if turn.message.int % SUM_UP_EVERY == 0:
            self._summing.add(athlete.id)
        self._rest(athlete)

    def _rest(self, athlete: Athlete) -> None:
        """Have an athlete's words made findable in a moment."""
        if athlete.id not in self._resting:
            timer = asyncio.get_running_loop().call_later(REST_S, self._begin, athlete)
            self._resting[athlete.id] = (timer, athlete)

    def _begin(self, athlete: Athlete) -> None:
        """Begin, or rest again while the last time still goes on."""
        self._resting.pop(athlete.id, None)
        if athlete.id in self._indexing:
            self._rest(athlete)
            return
        task = self._indexing[athlete.id] = asyncio.create_task(self._index(athlete))
        task.add_done_callback(lambda _: self._indexing.pop(athlete.id))

    async def _index(self, athlete: Athlete) -> None:
        try:
            if athlete.id in self._summing:
                self._summing.remove(athlete.id)
                await episodes.sum_up(athlete)
            await meaning.fill(athlete)
            async with athlete.sessions() as session:
                await sealed.end_those_over(session)
        except Exception as error:  # it is gone through again after the next turn
            log.warning("not all that was said can be found yet", exc_info=error)

    async def _findings(self, athlete: Athlete, turn: Turn, steps: list[Step]) -> list[Finding]:
        if (
            not turn.said
            or turn.red_flag is not None
            or turn.changes(steps).keys() - {"misread"}
            or any(step.name in OF_MEMORY for step in steps)
        ):
            return []
        done = [step for step in steps if step.ok]
        return [each for each in await self._heard(athlete, turn) if not any(_is_kept(each, step) for step in done)]

    async def _heard(self, athlete: Athlete, turn: Turn) -> list[Finding]:
        if not isinstance(self.model, BuiltinCoach):
            try:
                return await extracted(self.model, turn.passed or turn.said, athlete.today)
            except Exception as error:  # whatever a provider's client raises
                log.warning("the language model found no facts: %s", type(error).__name__)
        return await asyncio.to_thread(heard, turn.passed or turn.said, athlete.today)


def _is_kept(finding: Finding, step: Step) -> bool:
    """Whether a tool has kept already what a finding says."""
    if step.name == REMEMBER:
        said = str(step.args.get("said", ""))
        return quotes(finding.said, said) or quotes(said, finding.said)
    values = content_words(" ".join(str(value) for value in step.args.values()).replace("_", " "))
    return finding.kind in KEPT_BY_TOOLS.get(step.name, ()) and bool(values & content_words(finding.said))


async def forget_turn(athlete: Athlete, turn: Turn, steps: Sequence[Step]) -> None:
    """Leave nothing of a turn in which something was forgotten: it names what is to be gone."""
    if any(step.name == "forget" and not (step.result or {}).get("question") for step in steps):
        try:
            async with athlete.sessions() as session:
                await forgetting.erase_turn(session, athlete, turn.chat, turn.message, answer_id(turn.message))
        except TopsetError:
            log.exception("the words of message %s were not forgotten", turn.message)
