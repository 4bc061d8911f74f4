"""Where cases are run: a coach, open, over a database with prepared athletes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from agent.coach import Coach
from db.athletes import Athlete
from evals.conversation import Answer, InProcess
from evals.corpus import Item, Move
from evals.oracle import gold_of
from evals.over_mcp import Lines, OverMCP
from evals.scripted import Following, Oracle, led_by
from evals.stable import Stable
from evals.state import Difference, State, difference, state_of
from topset.build import open_coach
from topset.settings import Settings

LOOKED_BACK = timedelta(days=45)
"""How far back a message may change workouts and be seen; older ones are compared by the ledger alone."""
PLAN_TODAY = date(2026, 11, 23)
LEAVE_TO = "question:pain 0-10", "question:which exercise"


@dataclass
class Bench:
    """A coach and the athletes it talks to."""

    coach: Coach
    stable: Stable
    lines: Lines | None = None
    """Processes to talk to over MCP, instead of the coach in this one."""
    led: Coach | None = None
    """The same coach led by a scripted model; kept, because its graphs are."""

    async def open(self, setup: str, today: date, units: str = "kg") -> InProcess:
        """A conversation with a fresh copy of a prepared athlete."""
        athlete = await self.stable.copy(setup, today, units)
        return InProcess(self.coach, athlete) if self.lines is None else OverMCP(self.coach, athlete, lines=self.lines)

    def led_by_script(self, moves: list[Move], learns: str) -> Coach:
        """The coach with a language model that follows this script."""
        if self.led is None:
            self.led = led_by(Following(), self.coach)
        assert isinstance(self.led.model, Following)
        self.led.model.begin(moves, learns)
        return self.led

    def about(self, item: Item) -> None:
        """Tell the oracle, if it is the one that talks, what is right for the case that comes."""
        if isinstance(self.coach.model, Oracle):
            self.coach.model.about(gold_of(item))

    async def close(self, talk: InProcess) -> None:
        """Put the athlete back: nothing of one case is there in the next."""
        await self.stable.give_back(talk.athlete)


@dataclass
class Watch:
    """The state before something is said, to tell afterwards what changed."""

    athlete: Athlete
    since: date
    before: State

    @classmethod
    async def begin(cls, athlete: Athlete) -> "Watch":
        """Look now."""
        since = athlete.today - LOOKED_BACK
        return cls(athlete, since, await state_of(athlete, since))

    async def changed(self) -> Difference:
        """What is different now."""
        return difference(self.before, await state_of(self.athlete, self.since))


@asynccontextmanager
async def open_bench(settings: Settings, door: str = "chat") -> AsyncIterator[Bench]:
    """Open the coach of these settings, its database made for the purpose.

    ``door`` is ``chat`` for the coach in this process, ``mcp`` for one in processes of their own.
    """
    async with open_coach(settings) as coach:
        stable = await Stable.open(coach.database)
        lines = Lines(settings.home_folder, settings.model) if door == "mcp" else None
        try:
            yield Bench(coach, stable, lines)
        finally:
            if lines is not None:
                await lines.close()
            await stable.close()


def told(said: str, answer: Answer) -> list[str]:
    """An exchange as lines of a transcript."""
    calls = [f"  [{'ok' if each.ok else 'no'} {each.tool} {each.args}]" for each in answer.calls]
    return [f"> {said}", *calls, answer.text]
