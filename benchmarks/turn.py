"""One built-in turn that logs a workout, against a bare agent with an instant model, one tool and the same checkpointer."""

import asyncio
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from langchain.agents import create_agent
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.tools import tool
from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver
from psycopg.rows import dict_row
from psycopg_pool import AsyncConnectionPool

from agent.coach import Coach
from agent.events import Reply
from benchmarks.figures import fresh_coach, line
from db import athletes
from db.athletes import Athlete

TURNS = 60
CROWDS = (1, 50, 200)
GOAL = 1.5


@dataclass(frozen=True)
class Measured:
    """What the turns of a crowd took."""

    seconds: list[float]
    """Of each turn, with what it waited for."""
    turns_per_s: float
    cpu_s: float
    """Of this process for a turn; PostgreSQL's own is not in it."""
    errors: int

    def __str__(self) -> str:
        return f"  CPU {self.cpu_s * 1000:5.1f} ms  {self.turns_per_s:6.1f} turns/s  errors {self.errors}"


class InstantModel(BaseChatModel):
    """Calls the one tool, then answers."""

    @property
    def _llm_type(self) -> str:
        return "instant"

    def bind_tools(self, tools: Any, **kwargs: Any) -> Any:
        return self

    def _generate(
        self, messages: list[BaseMessage], stop: Any = None, run_manager: Any = None, **kwargs: Any
    ) -> ChatResult:
        if isinstance(messages[-1], ToolMessage):
            message = AIMessage("done")
        else:
            message = AIMessage("", tool_calls=[{"name": "note", "args": {"text": "x"}, "id": str(uuid4())}])
        return ChatResult(generations=[ChatGeneration(message=message)])


@tool
async def note(text: str) -> str:
    """Note something."""
    return text


async def main() -> None:
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else TURNS
    async with fresh_coach() as coach:
        pool: Any = AsyncConnectionPool(
            coach.database.owner_url, min_size=1, max_size=10, open=False,
            kwargs={"autocommit": True, "prepare_threshold": 0, "row_factory": dict_row},
        )  # fmt: skip
        async with pool:
            saver = AsyncPostgresSaver(pool)
            await saver.setup()
            bare = create_agent(InstantModel(), [note], checkpointer=saver)

            async def bare_turn(thread: str) -> None:
                await bare.ainvoke(
                    {"messages": [HumanMessage("bench 3x5 @ 100")]},
                    {"configurable": {"thread_id": thread}},
                    durability="async",
                )

            for crowd in CROWDS:
                people = [await athletes.find_or_create(coach.database, f"b{crowd}-{n}") for n in range(crowd)]
                each = max(2, turns // crowd) if crowd > 1 else turns
                ours = await measure(lambda n, people=people: _log(coach, people[n]), crowd, each)
                theirs = await measure(lambda n: _repeat(bare_turn, str(uuid4())), crowd, each)
                print(line(f"Topset logs a workout, {crowd} at once", ours.seconds), ours)
                print(line(f"bare agent, {crowd} at once", theirs.seconds), theirs)
                ratio = statistics.median(ours.seconds) / statistics.median(theirs.seconds)
                print(f"  ratio of p50: {ratio:.2f}, of CPU: {ours.cpu_s / theirs.cpu_s:.2f} (goal: at most {GOAL})")


async def measure(person: Callable[[int], Callable[[], Awaitable[None]]], crowd: int, turns: int) -> Measured:
    """Let a crowd take turns at once."""
    seconds: list[float] = []
    errors = 0

    async def run(act: Callable[[], Awaitable[None]]) -> None:
        nonlocal errors
        for _ in range(turns):
            start = time.perf_counter()
            try:
                await act()
            except Exception as error:  # counted and shown, whatever it is
                errors += 1
                print("error:", type(error).__name__, error, file=sys.stderr)
            seconds.append(time.perf_counter() - start)

    acts = [person(n) for n in range(crowd)]
    await asyncio.gather(*(act() for act in acts))  # warm up
    start, used = time.perf_counter(), time.process_time()
    await asyncio.gather(*(run(act) for act in acts))
    number = crowd * turns
    return Measured(seconds, number / (time.perf_counter() - start), (time.process_time() - used) / number, errors)


def _log(coach: Coach, athlete: Athlete) -> Callable[[], Awaitable[None]]:
    days = iter(athlete.today - timedelta(days=n) for n in range(10_000))

    async def act() -> None:
        reply = None
        said = f"bench 3x5 @ 100 on {next(days)}"  # a day of its own, so that a turn does not grow with those before it
        async for event in coach.turn(athlete, said, chat_id=uuid4(), door="bench"):
            reply = event
        if not isinstance(reply, Reply) or reply.failed:
            raise RuntimeError(f"turn failed: {reply}")

    return act


def _repeat(turn: Callable[[str], Awaitable[None]], _thread: str) -> Callable[[], Awaitable[None]]:
    async def act() -> None:
        await turn(str(uuid4()))

    return act


if __name__ == "__main__":
    asyncio.run(main())
