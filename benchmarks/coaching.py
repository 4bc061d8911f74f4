"""Planning as an athlete meets it: propose, today's session, adapt, a year's check-in; then fifty at once through the agent."""

import asyncio
import sys
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from agent.coach import Coach
from agent.decisions import Decision
from agent.events import Reply
from benchmarks.figures import fresh_coach, line
from db import athletes
from db.athletes import Athlete
from tools.planning.desk import ProposalDesk
from tools.toolbox import Toolbox
from training.errors import TopsetError

TODAY = date(2026, 11, 23)
GYM = ["barbell", "rack", "bench", "incline_bench", "dumbbell", "cable", "machine", "pullup_bar", "bike"]
TIMES = 20
CROWD = 50
GOALS = {"propose a 12-week, 4-day program": 300.0, "plan": 500.0, "adapt": 2000.0}
"""p95 in ms: the issue's goal for a program, and an earlier system's bars at fifty at once."""
LIFTS = ("squat 5x5 {kg}", "bench 5x5 {kg}", "deadlift 3x5 {kg}", "row 4x8 {kg}", "press 4x6 {kg}")


async def profiled(coach: Coach, name: str, weeks: int) -> Athlete:
    """An athlete with a full profile and so many weeks of training behind them."""
    athlete = await athletes.find_or_create(coach.database, name, TODAY)
    tools = Toolbox(athlete)
    for week in range(weeks, 0, -1):
        for day, lifts in ((0, LIFTS[:3]), (3, LIFTS[2:])):
            on = TODAY - timedelta(weeks=week) + timedelta(days=day)
            said = "\n".join(each.format(kg=60 + (weeks - week) // 4 * 2.5) + " rpe 8" for each in lifts)
            await tools.named("log_workout")(said, day=on)
    await tools.named("log_measurement")(metric="body weight", value=82.0)
    await tools.named("update_profile")(age=31, sex="M")
    await tools.named("answer_screening")(yes=[])
    await tools.named("update_planning")(
        goals={"strength": 7, "hypertrophy": 3}, place="gym", equipment=GYM, days=4, minutes=75, training_months=30
    )
    await tools.named("set_movement_rule")(kind="exclude", exercise="burpee")
    await tools.named("report_injury")(region="knee", severity=2)
    return athlete


async def timed(call: Callable[[], Awaitable[Any]], times: int = TIMES) -> list[float]:
    """How long a call takes, in s, so many times."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        await call()
        taken.append(time.perf_counter() - start)
    return taken


async def alone(coach: Coach) -> None:
    """One athlete with a year of training."""
    athlete = await profiled(coach, "alone", 52)
    tools = Toolbox(athlete)

    async def propose() -> UUID:
        proposed = await tools.named("propose_program")(weeks=12)
        return UUID(str(proposed.proposal))

    name = "propose a 12-week, 4-day program"
    print(line(name, await timed(propose)) + f"   goal p95 {GOALS[name]:.0f} ms")
    await ProposalDesk(athlete).approve(await propose())
    for name, arguments in (
        ("todays_session", {}), ("program_progress", {}), ("show_week", {}), ("explain_plan", {}),
        ("muscle_fatigue", {}), ("check_in", {"period": "last year"}),
        ("shorten_session", {"minutes": 30}), ("adapt_to_equipment", {"without": ["barbell"]}),
        ("adapt_to_pain", {"region": "shoulder", "severity": 5.0}),
    ):  # fmt: skip
        print(line(name.replace("_", " "), await timed(lambda name=name, args=arguments: tools.named(name)(**args))))


async def crowd(coach: Coach, count: int) -> None:
    """So many athletes at once, each planning, adapting and logging through the agent."""
    people = [await profiled(coach, f"crowd-{number}", 2) for number in range(count)]
    taken: dict[str, list[float]] = defaultdict(list)
    failed: list[str] = []

    async def say(athlete: Athlete, kind: str, said: str, chat: UUID) -> Reply:
        start = time.perf_counter()
        reply = [each async for each in coach.turn(athlete, said, chat_id=chat, door="page")][-1]
        taken[kind].append(time.perf_counter() - start)
        if not isinstance(reply, Reply):
            raise TypeError(f"a turn ended with {reply!r}, not with a reply")
        if reply.failed:
            failed.append(f"{kind}: {reply}")
        return reply

    async def evening(athlete: Athlete) -> None:
        chat = uuid4()
        planned = await say(athlete, "plan", "make me a 12 week program", chat)
        for offer in planned.offers:
            start = time.perf_counter()
            async for _ in coach.decide(athlete, offer.id, Decision(True), chat_id=chat):
                pass
            taken["approve"].append(time.perf_counter() - start)
        await say(athlete, "today", "what's today?", chat)
        await say(athlete, "adapt", "I have 30 minutes", chat)
        await say(athlete, "log", "squat 3x5 60", chat)
        await say(athlete, "today", "what's today?", chat)

    start = time.perf_counter()
    await asyncio.gather(*(evening(replace(each)) for each in people), return_exceptions=False)
    whole = time.perf_counter() - start
    print(f"\n{count} at once, {sum(map(len, taken.values()))} turns in {whole:.1f} s, {len(failed)} failed")
    for kind, seconds in taken.items():
        bar = f"   bar p95 {GOALS[kind]:.0f} ms" if kind in GOALS else ""
        print(line(kind, seconds) + bar)
    for each in failed[:3]:
        print("  ", each[:300])


async def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else CROWD
    async with fresh_coach() as coach:
        try:
            await alone(coach)
        except TopsetError as error:
            print(f"alone: {error}")
        await crowd(coach, count)


if __name__ == "__main__":
    asyncio.run(main())
