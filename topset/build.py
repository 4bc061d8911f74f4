"""Turn settings into a coach. Only this room reads settings."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from agent.coach import Coach
from agent.learning import Learner
from agent.models import Asking, load_model
from db.budget import for_threads
from memory import threads
from topset.database import open_db, open_embedder
from topset.settings import Settings


@asynccontextmanager
async def open_coach(settings: Settings) -> AsyncIterator[Coach]:
    """The coach, ready to talk."""
    asking = Asking(settings.model_effort, settings.model_temperature, settings.model_max_tokens, settings.model_api)
    model = load_model(settings.model, settings.api_key, settings.openai_base_url, asking=asking)
    open_embedder(settings)
    learner = Learner(model)
    async with (
        open_db(settings) as database,
        threads.open_pool(database.app_url, for_threads(database.connections)) as pool,
    ):
        try:
            yield Coach(database, pool, model, learner=learner, deadline_s=settings.deadline_s)
        finally:
            await learner.finish()
