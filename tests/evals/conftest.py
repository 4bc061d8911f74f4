"""A bench for the suites: the whole coach over the tests' own database."""

from collections.abc import AsyncIterator

import pytest

from agent.builtin.model import BuiltinCoach
from agent.coach import Coach
from agent.learning import Learner
from db.engine import Database
from evals.athletes import Stable
from evals.bench import Bench
from memory import threads


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
