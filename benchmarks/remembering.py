"""One turn with memory on against off: what recall and learning make somebody wait.

python -m benchmarks.remembering
"""

import asyncio
import statistics
import time
from datetime import timedelta
from typing import Any
from uuid import uuid4

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult

from agent.coach import Coach
from agent.events import Reply
from agent.learning import Learner
from benchmarks.figures import fresh_coach, line
from benchmarks.recall_set import FACTS
from db import athletes, facts
from db.athletes import Athlete
from db.memory_tables import FactRow
from memory.meaning import fill

TURNS = 40


class Instant(BaseChatModel):
    """Answers at once, as a language model would: what is left is our own time."""

    @property
    def _llm_type(self) -> str:
        return "instant"

    def bind_tools(self, tools: Any, **kwargs: Any) -> Any:
        return self

    def _generate(
        self, messages: list[BaseMessage], stop: Any = None, run_manager: Any = None, **kwargs: Any
    ) -> ChatResult:
        return ChatResult(
            generations=[ChatGeneration(message=AIMessage("[]", response_metadata={"finish_reason": "stop"}))]
        )


async def main() -> None:
    async with fresh_coach() as coach:
        athlete = await athletes.find_or_create(coach.database, "me")
        for text, _ in FACTS:
            async with athlete.sessions() as session:
                day = athlete.today
                row = FactRow(
                    kind="context", subject="context", text=text, valid_from=day, said_on=day, learnt_at=athlete.now()
                )
                await facts.add(session, athlete.id, row)
        await fill(athlete)
        for name, model, said in (
            ("built-in coach logs", coach.builtin, "bench 3x5 @ 100 on {day}, I work nights"),
            ("instant language model", Instant(), "should I train late after my shift on {day}?"),
        ):
            on = Coach(coach.database, coach.pool, model, learner=Learner(model))
            off = Coach(coach.database, coach.pool, model)
            await turns(on, athlete, said, 3)
            await turns(off, athlete, said, 3)
            with_it, without = [], []
            for _ in range(TURNS):  # in turn, so that both meet the same weather
                without += await turns(off, athlete, said, 1)
                with_it += await turns(on, athlete, said, 1)
            print(line(f"{name}, memory off", without))
            print(line(f"{name}, memory on", with_it))
            print(
                f"  waiting more at p50: {(statistics.median(with_it) - statistics.median(without)) * 1000:.1f} ms (goal: at most 10)"
            )


_days = iter(range(100_000))


async def turns(coach: Coach, athlete: Athlete, said: str, count: int) -> list[float]:
    """Seconds until the reply; what is learnt after it is waited for outside of them."""
    seconds = []
    for _ in range(count):
        words = said.format(day=athlete.today - timedelta(days=next(_days)))
        start = time.perf_counter()
        events = coach.turn(athlete, words, chat_id=uuid4(), door="bench")
        seconds += [time.perf_counter() - start async for event in events if isinstance(event, Reply)]
        if coach.learner is not None:
            await coach.learner.indexed()
    return seconds


if __name__ == "__main__":
    asyncio.run(main())
