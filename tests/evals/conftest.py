"""A bench for the suites, and small programs and seasons made by hand."""

from collections.abc import AsyncIterator, Callable
from datetime import date, timedelta

import pytest

from agent.builtin.model import BuiltinCoach
from agent.coach import Coach
from agent.learning import Learner
from db.engine import Database
from evals.bench import Bench
from evals.lifter import Lifter
from evals.season import Prescribed, Said, Season
from evals.stable import Stable
from memory import threads
from training.program.plan import Item, Phase, Session, Target

MONDAY = date(2026, 11, 23)
Planner = Callable[..., Session]


def item(exercise: str, load_kg: float | None = 100.0, reps: int = 5, sets: int = 3, rir: float | None = 2.0) -> Item:
    return Item(exercise, "main", (Target(reps=reps, load_kg=load_kg, rir=rir),) * sets)


def session(week: int, weekday: int, *items: Item, minutes: float = 50.0, phase: Phase = "build") -> Session:
    day = MONDAY + timedelta(weeks=week - 1, days=weekday - 1)
    return Session(day, week, weekday, "A", "lifting", items, minutes, phase)


def season_of(*given: Session, planned: list[Session] | None = None, says: str = "did it as planned") -> Season:
    """A season in which the sessions were prescribed like that and met with the same words each."""
    plans = list(given) if planned is None else planned
    found = Season(MONDAY, max(each.week for each in given), Lifter({"Squat (Barbell)": 150.0}))
    for each, plan in zip(given, plans, strict=True):
        found.prescribed.append(Prescribed(each.week, each, plan))
        found.said.append(Said(each.date, each.week, each.date.isoweekday(), says, "Logged."))
        found.states.append((each.date, "done"))
    found.true_kg = {week: {"Squat (Barbell)": 150.0 + week} for week in range(1, found.weeks + 1)}
    found.estimates = {found.weeks: {"Squat (Barbell)": 150.0}}
    return found


@pytest.fixture
def three_days() -> list[Session]:
    """Four weeks of squat and bench on Monday, Wednesday and Friday, 2.5 kg more every week."""
    return [
        session(week, day, item("Squat (Barbell)", 97.5 + 2.5 * week), item("Bench Press (Barbell)", 70))
        for week in range(1, 5)
        for day in (1, 3, 5)
    ]


@pytest.fixture(scope="session")
async def bench(database: Database) -> AsyncIterator[Bench]:
    """The built-in coach with prepared athletes, as a process of the evals holds it."""
    model = BuiltinCoach()
    learner = Learner(model)
    async with threads.open_pool(database.app_url) as pool:
        stable = await Stable.open(database)
        yield Bench(Coach(database, pool, model, learner=learner), stable)
        await learner.finish()
        await stable.close()
