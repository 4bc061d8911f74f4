"""The question how hard it was, asked and answered in a conversation: an answer is kept, everything else is heard as ever."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from agent.builtin.model import BuiltinCoach
from agent.coach import Coach
from agent.events import Reply
from agent.understanding.situation import Situation
from agent.understanding.slots.reserve import reps_left
from agent.understanding.words import Words
from db.athletes import Athlete
from db.engine import Database
from memory import threads
from tests.talk import talk
from tests.tools.planning.conftest import Lifter

RATED = sa.text("select rpe from sets where athlete_id = :athlete and rpe is not null")


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("3", 3), ("2 or 3", 2.5), ("4-5", 4.5), ("about 4", 4), ("maybe two or three", 2.5), ("6 or more", 6), ("5+", 5),
        ("RPE 7", 3), ("rpe 8.5", 1.5), ("7 out of 10", 3), ("easy", 4), ("it was really easy", 6), ("a couple", 2),
        ("a few more", 3), ("none", 0), ("nothing left", 0), ("hard", 1), ("2 reps in the tank", 2), ("could have done 4 more", 4),
        ("squat was 3 left", 3), ("easy, at least 5", 5), ("3 left I think", 3), ("plenty", 6),
    ],
)  # fmt: skip
def test_answers_are_numbers_ratings_and_words(said: str, left: float) -> None:
    assert reps_left(Words(said, Situation()), "Squat (Barbell)") == left


@pytest.mark.parametrize(
    "said",
    [
        "bench 3x5 80", "4 weeks", "60 kg", "my knee hurts 4/10", "what's tomorrow?", "undo", "not easy", "3 sets",
        "thanks", "the last set was 102.5", "-5", "delete the last set", "2, 4 and 6",
    ],
)  # fmt: skip
def test_what_is_about_something_else_is_no_answer(said: str) -> None:
    assert reps_left(Words(said, Situation()), "Squat (Barbell)") is None


@pytest.fixture
async def coach(database: Database) -> AsyncIterator[Coach]:
    async with threads.open_pool(database.app_url) as pool:
        yield Coach(database, pool, BuiltinCoach())


@pytest.fixture
async def athlete_with_program(athlete: Athlete) -> Athlete:
    lifter = Lifter(replace(athlete, today=date(2026, 11, 23)))
    await lifter.cleared()
    await lifter.do("log_workout", said="yesterday squat 3x5 @ 100 @8, bench 3x5 @ 80 @8, deadlift 3x5 @ 140 @8")
    await lifter.accept("propose_program", weeks=4, starts="today")
    return lifter.athlete


async def asked(coach: Coach, athlete: Athlete, chat: UUID) -> Reply:
    reply = await talk(coach, athlete, "did it as planned", chat_id=chat, door="chat")
    assert reply.choices == ("0 or 1", "2 or 3", "4 or 5", "6 or more") and "How many reps were left" in reply.text
    return reply


async def ratings(athlete: Athlete) -> list[float]:
    async with athlete.sessions() as session:
        found = list((await session.scalars(RATED, {"athlete": athlete.id})).all())
    return [each for each in found if each != 8]


async def test_a_tapped_answer_becomes_the_effort_of_that_set(coach: Coach, athlete_with_program: Athlete) -> None:
    chat = uuid4()
    await asked(coach, athlete_with_program, chat)
    reply = await talk(coach, athlete_with_program, "4 or 5", chat_id=chat, door="chat")
    assert await ratings(athlete_with_program) == [5.5], reply.text
    assert "Noted: 4.5 reps left" in reply.text and not reply.choices
    await talk(coach, athlete_with_program, "undo", chat_id=chat, door="chat")
    assert await ratings(athlete_with_program) == []


async def test_who_says_something_else_is_heard_and_rates_nothing(coach: Coach, athlete_with_program: Athlete) -> None:
    chat = uuid4()
    await asked(coach, athlete_with_program, chat)
    reply = await talk(coach, athlete_with_program, "I weigh 82.5 kg", chat_id=chat, door="chat")
    assert "82.5" in reply.text and await ratings(athlete_with_program) == []
    late = await talk(coach, athlete_with_program, "3", chat_id=chat, door="chat")
    assert await ratings(athlete_with_program) == [], late.text


async def test_who_tells_the_effort_with_it_is_not_asked(coach: Coach, athlete_with_program: Athlete) -> None:
    reply = await talk(coach, athlete_with_program, "did it as planned, felt too easy", chat_id=uuid4(), door="chat")
    assert "How many reps were left" not in reply.text
