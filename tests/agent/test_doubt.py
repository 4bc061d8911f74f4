"""A doubtful red flag is asked about: the words go on as training talk, or are answered as the sign that they are."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage

from agent.builtin.model import BuiltinCoach
from agent.coach import Coach
from agent.middleware.doubt import answered, question
from db import planning
from db.athletes import Athlete
from db.engine import Database
from memory import threads
from tests.talk import doubtful_words, logged, talk
from training.red_flags.clearance import digest
from training.red_flags.language import LANGUAGES, Language, language_of

WORDS = "bench 3x5 100, felt odd"


@pytest.fixture(scope="module")
async def coach(database: Database) -> AsyncIterator[Coach]:
    async with threads.open_pool(database.app_url) as pool:
        yield Coach(database, pool, BuiltinCoach())


@pytest.fixture(scope="module")
def doubtful() -> str:
    return doubtful_words()


def conversation(reply: str) -> list[AnyMessage]:
    before = [HumanMessage("hello"), AIMessage("Hello.")]
    return [*before, HumanMessage(WORDS), question(WORDS, {"kind": "other"}, "en", None), HumanMessage(reply)]


@pytest.mark.parametrize(
    "reply, is_meant",
    [
        ("Yes, something is wrong", True), ("yes", True), ("1", True), ("No, it's about training", False), ("no", False),
        ("2", False), ("that's not what I meant", False),
    ],
)  # fmt: skip
def test_the_words_stand_where_the_answer_was(reply: str, is_meant: bool) -> None:
    doubt = answered(conversation(reply))
    assert doubt is not None and doubt.is_meant is is_meant
    assert [each.text for each in doubt.messages] == ["hello", "Hello.", WORDS]


@pytest.mark.parametrize("reply", ["my left arm is numb as well", "bench 3x5 100"])
def test_whatever_else_is_said_is_listened_to_as_ever(reply: str) -> None:
    assert answered(conversation(reply)) is None


def test_nothing_is_settled_where_nothing_was_asked() -> None:
    assert answered([HumanMessage("hello"), AIMessage("Hello."), HumanMessage("yes")]) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_question_is_in_every_language(language: Language) -> None:
    asked = question(WORDS, {"kind": "other"}, language, "Europe/Vienna")
    assert language_of(asked.text) == language and "112" in asked.text
    yes, no = (each["label"] for each in asked.additional_kwargs["choices"])
    messages = [HumanMessage(WORDS), asked]
    meant, not_meant = answered([*messages, HumanMessage(yes)]), answered([*messages, HumanMessage(no)])
    assert meant is not None and meant.is_meant and not_meant is not None and not not_meant.is_meant


async def test_what_is_about_training_goes_on_and_is_not_asked_about_again(
    coach: Coach, athlete: Athlete, doubtful: str
) -> None:
    chat = uuid4()
    asked = await talk(coach, athlete, doubtful, chat_id=chat)
    assert asked.red_flag == "doubt" and await logged(athlete) == []
    passed = await talk(coach, athlete, asked.choices[1], chat_id=chat)
    assert passed.red_flag is None and {each[1] for each in await logged(athlete)} == {"Bench Press (Barbell)"}
    async with athlete.sessions() as session:
        row = await planning.profile(session, athlete.id)
    assert row is not None and digest(doubtful) in row.misread
    assert (await talk(coach, athlete, doubtful)).red_flag is None


async def test_what_is_meant_is_answered_as_the_sign_that_it_is(coach: Coach, athlete: Athlete, doubtful: str) -> None:
    chat = uuid4()
    asked = await talk(coach, athlete, doubtful, chat_id=chat)
    told = await talk(coach, athlete, asked.choices[0], chat_id=chat)
    assert told.red_flag in ("emergency", "see_doctor") and await logged(athlete) == []


async def test_nothing_is_held_while_it_is_doubtful(coach: Coach, athlete: Athlete, doubtful: str) -> None:
    assert (await talk(coach, athlete, doubtful)).red_flag == "doubt"
    assert (await talk(coach, athlete, "squat 5x5 140")).red_flag is None
    assert {each[1] for each in await logged(athlete)} == {"Squat (Barbell)"}
