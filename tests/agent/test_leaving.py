"""An account ends by words: what would go is shown, only a sure yes to that deletes it, and only where a person talks."""

from collections.abc import AsyncIterator
from dataclasses import replace
from uuid import uuid4

import pytest

from agent.builtin.model import BuiltinCoach
from agent.coach import Coach
from agent.leaving import YES
from db import athletes
from db.athletes import Athlete
from db.engine import Database
from memory import threads
from tests.talk import talk
from training.errors import NotFound


@pytest.fixture
async def coach(database: Database) -> AsyncIterator[Coach]:
    async with threads.open_pool(database.app_url) as pool:
        yield Coach(database, pool, BuiltinCoach())


@pytest.fixture
async def leaving(database: Database) -> AsyncIterator[Athlete]:
    """Somebody with a workout who may go."""
    yield await athletes.find_or_create(database, f"leaving {uuid4()}")


async def is_there(athlete: Athlete) -> bool:
    try:
        await athletes.find(athlete.database, athlete.name)
    except NotFound:
        return False
    return True


async def test_what_would_go_is_shown_and_a_sure_yes_deletes_it(coach: Coach, leaving: Athlete) -> None:
    chat = uuid4()
    await talk(coach, leaving, "bench 3x5 @ 60 kg", chat_id=chat, door="chat")
    asked = await talk(coach, leaving, "please delete my account", chat_id=chat, door="chat")
    assert "1 workout, 1 chat" in asked.text
    assert YES in asked.choices
    assert await is_there(leaving)
    gone = await talk(coach, leaving, "Yes, delete my account!", chat_id=chat, door="chat")
    assert not gone.failed
    assert not await is_there(leaving)


@pytest.mark.parametrize(
    "said", ["lösch bitte mein Konto", "supprime mon compte", "borra mi cuenta", "wipe all my data"]
)
async def test_it_is_asked_in_other_words(coach: Coach, leaving: Athlete, said: str) -> None:
    asked = await talk(coach, leaving, said, door="chat")
    assert YES in asked.choices


async def test_a_yes_that_nothing_asked_for_is_asked_first(coach: Coach, leaving: Athlete) -> None:
    chat = uuid4()
    asked = await talk(coach, leaving, YES, chat_id=chat, door="chat")
    assert YES in asked.choices
    await talk(coach, leaving, "squat 3x5 @ 80 kg", chat_id=chat, door="chat")
    again = await talk(coach, leaving, YES, chat_id=chat, door="chat")
    assert YES in again.choices, "something else was talked about since"
    assert await is_there(leaving)


@pytest.mark.parametrize("door", ["mcp", "cli"])
async def test_only_where_a_person_talks(coach: Coach, leaving: Athlete, door: str) -> None:
    chat = uuid4()
    for said in ("delete my account", YES):
        answer = await talk(coach, leaving, said, chat_id=chat, door=door)
        assert "topset athlete delete" in answer.text
    assert await is_there(leaving)


async def test_an_access_that_only_logs_deletes_nobody(coach: Coach, leaving: Athlete) -> None:
    chat, logger = uuid4(), replace(leaving, scope="log")
    for said in ("delete my account", YES):
        await talk(coach, logger, said, chat_id=chat, door="chat")
    assert await is_there(leaving)


@pytest.mark.parametrize("said", ["how do I delete my account?", "don't delete my account", "delete my last set"])
async def test_other_words_delete_nothing(coach: Coach, leaving: Athlete, said: str) -> None:
    answer = await talk(coach, leaving, said, door="chat")
    assert YES not in answer.choices


async def test_a_red_flag_in_the_same_words_comes_first(coach: Coach, leaving: Athlete) -> None:
    answer = await talk(coach, leaving, "delete my account, i want to kill myself tonight", door="chat")
    assert answer.red_flag == "emergency"
