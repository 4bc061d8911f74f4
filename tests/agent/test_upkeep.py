"""A chat that lasts for years stays small, and goes on as before."""

from uuid import UUID, uuid4

import psycopg

from agent.builtin.model import BuiltinCoach
from agent.coach import Coach
from agent.events import Reply
from agent.history import MOST_MESSAGES
from agent.upkeep import EVERY, KEPT
from db.athletes import Athlete
from db.engine import Database
from memory import threads


async def test_a_long_chat_is_kept_small(database: Database, athlete: Athlete) -> None:
    chat = uuid4()
    async with threads.open_pool(database.app_url) as pool:
        coach = Coach(database, pool, BuiltinCoach())

        async def say(words: str, number: int) -> str:
            text = ""
            message = UUID(int=(uuid4().int // EVERY) * EVERY + (0 if number % 10 == 9 else 1))
            async for event in coach.turn(athlete, words, chat_id=chat, message_id=message):
                if isinstance(event, Reply):
                    text = event.text
            return text

        await say("my chest hurts and feels tight", 0)
        assert "been checked" in await say("bench 3x5 @ 100", 1)
        for number in range(2, 60):
            assert "been checked" in await say("thanks", number)
        await say("the doctor cleared me", 1)
        for number in range(60, 80):
            await say("bench 3x5 @ 100", number)
        await say("squat 5x5 140", 1)
        assert "5, 5, 5, 5, 4 @ 140 kg" in await say("the last set was 4", 1)
        await say("thanks", 9)
    with psycopg.connect(database.owner_url) as connection:
        steps, size = connection.execute(
            "select count(*), (select sum(length(blob)) from threads.checkpoint_blobs where thread_id = %(chat)s)"
            " from threads.checkpoints where thread_id = %(chat)s",
            {"chat": str(chat)},
        ).fetchone() or (0, 0)
    assert steps == 1
    assert size < 400_000, "one version of at most the latest messages"
    assert KEPT > MOST_MESSAGES
