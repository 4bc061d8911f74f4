"""What was told in passing in one chat shapes the program that is made in another, by another process."""

from uuid import uuid4

from agent.builtin.model import BuiltinCoach
from agent.coach import Coach
from agent.learning import Learner
from db import programs
from db.athletes import Athlete
from db.engine import Database
from memory import threads
from tests.talk import talk

WISH = "make me a 4 week strength program, 60 minutes, full gym, I've been lifting for two years"


async def say(database: Database, athlete: Athlete, *said: str) -> str:
    """A chat of its own with a coach that has just been started; returns the last answer."""
    model, chat = BuiltinCoach(), uuid4()
    async with threads.open_pool(database.app_url) as pool:
        coach = Coach(database, pool, model, learner=Learner(model))
        assert coach.learner is not None
        for words in said:
            reply = await talk(coach, athlete, words, chat_id=chat, door="chat")
            await coach.learner.indexed()
    return reply.text


async def planned(database: Database, athlete: Athlete) -> tuple[set[str], set[str]]:
    """The exercises and the weekdays of the program that is asked for now and approved."""
    assert "Approved" in await say(database, athlete, WISH, "no to all", "yes")
    async with athlete.sessions() as session:
        current = await programs.current(session, athlete.id)
        assert current is not None
        rows = await programs.sessions_of(session, athlete.id, current.id)
    names = {item["exercise"] for row in rows for item in row.content["items"]}
    return names, {f"{row.date:%A}" for row in rows}


async def test_a_plan_respects_what_was_told_in_passing(
    database: Database, athlete: Athlete, other_athlete: Athlete
) -> None:
    await say(database, athlete, "bench 3x5 @ 100 and I hate pull ups")
    await say(database, athlete, "squat 3x5 @ 120. I can only train on Mondays and Thursdays")
    for said in ("bench 3x5 @ 100", "squat 3x5 @ 120. I can only train on Tuesdays and Fridays"):
        await say(database, other_athlete, said)
    names, days = await planned(database, athlete)
    others, other_days = await planned(database, other_athlete)
    assert "Pull Up" in others, "or its absence would prove nothing"
    assert "Pull Up" not in names
    assert (days, other_days) == ({"Monday", "Thursday"}, {"Tuesday", "Friday"})
    told = await say(database, athlete, "what do you know about me?")
    assert "You don't want Pull Up in your plans" in told and "You train on Monday and Thursday" in told
