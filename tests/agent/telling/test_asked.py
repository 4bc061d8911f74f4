"""Which questions are answered from what was told: by how they sound, and by whether anything told is about them."""

from dataclasses import replace
from datetime import date

import pytest

from agent.builtin.model import BuiltinCoach
from agent.coach import Coach
from agent.learning import Learner
from agent.telling.asked import asks_what_was_told, may_ask, question_in
from agent.telling.times import span_of
from agent.understanding.situation import Situation
from db.athletes import Athlete
from db.engine import Database
from memory import threads
from tests.talk import talk

SITUATION = Situation(today=date(2026, 3, 10))


@pytest.mark.parametrize("said", ["where do I live?", "am I allergic to anything?", "what's my wife's name?"])
def test_a_question_about_oneself_needs_nothing_told(said: str) -> None:
    assert asks_what_was_told(said, SITUATION)


@pytest.mark.parametrize("said", ["what's my best bench?", "how much did I squat last week?", "what's today?"])
def test_the_log_is_asked_what_it_has(said: str) -> None:
    assert not asks_what_was_told(said, Situation(today=date(2026, 3, 10), told=0.3))


def test_questions_about_memory_have_tools_of_their_own() -> None:
    assert not may_ask("why do you think I'm vegan?")
    assert not may_ask("bench 3x5 80")


async def test_it_is_answered_and_no_question_is_found_again(database: Database, athlete: Athlete) -> None:
    model = BuiltinCoach()
    async with threads.open_pool(database.app_url) as pool:
        coach = Coach(database, pool, model, learner=Learner(model))
        await talk(coach, athlete, "remember that my cousin Piotr borrowed my tent")
        reply = await talk(coach, athlete, "who has my tent?")
        assert "Piotr" in reply.text
        found = await talk(coach, athlete, "what did we say about the tent?")
    assert "who has my tent" not in found.text, "a question is no find"


def test_a_remark_behind_a_question_leaves_it_one() -> None:
    assert question_in("whose hip was it? my sister says you think it's mine") == "whose hip was it?"
    assert question_in("what's my wife's name? and where do I live?") is None


@pytest.mark.parametrize(
    ("said", "until"),
    [
        ("nothing til august", date(2026, 7, 31)),
        ("away through august", date(2026, 8, 31)),
        ("off until 12 august", date(2026, 8, 12)),
    ],
)
def test_up_to_a_month_is_up_to_its_beginning(said: str, until: date) -> None:
    assert span_of(said, date(2026, 7, 12)).until == until


async def test_the_whole_message_answers_with_what_goes_on_from_it(database: Database, athlete: Athlete) -> None:
    model = BuiltinCoach()
    async with threads.open_pool(database.app_url) as pool:
        coach = Coach(database, pool, model, learner=Learner(model))
        await talk(coach, athlete, "I teach spin on Tuesdays. Room 12, always cold")
        await talk(coach, athlete, "they moved it to Thursdays, same room")
        reply = await talk(coach, athlete, "when do I teach spin?")
    assert "Room 12" in reply.text and "Thursdays" in reply.text


async def test_what_is_over_is_said_to_be(database: Database, athlete: Athlete) -> None:
    model = BuiltinCoach()
    async with threads.open_pool(database.app_url) as pool:
        coach = Coach(database, pool, model, learner=Learner(model))
        await talk(coach, replace(athlete, today=date(2026, 2, 18)), "remember that I eat no meat until 5 April")
        assert (
            "no longer" not in (await talk(coach, replace(athlete, today=date(2026, 3, 1)), "am I eating meat?")).text
        )
        reply = await talk(coach, replace(athlete, today=date(2026, 4, 10)), "am I eating meat?")
    assert "no longer holds" in reply.text and "over: until 5 April 2026" in reply.text
