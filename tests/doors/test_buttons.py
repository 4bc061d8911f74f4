"""What can be decided and taken back under an answer, now and when the chat is opened again."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from agent.builtin.model import BuiltinCoach
from agent.coach import Coach
from agent.turn import answer_id
from db.athletes import Athlete
from db.engine import Database
from memory import threads
from tests.talk import talk
from tools.toolbox import Toolbox
from topset import buttons


@pytest.fixture
async def coach(database: Database) -> AsyncIterator[Coach]:
    async with threads.open_pool(database.app_url) as pool:
        yield Coach(database, pool, BuiltinCoach())


async def test_what_was_written_can_be_taken_back_after_a_restart(coach: Coach, athlete: Athlete) -> None:
    chat, message = uuid4(), uuid4()
    reply = await talk(coach, athlete, "bench 3x5 @ 100 kg", chat_id=chat, message_id=message)
    live = buttons.under(reply)
    assert [each.label for each in live] == ["Undo"]
    assert await buttons.still_there(athlete, chat) == {answer_id(message): live}
    assert await buttons.gone(athlete, live) == set()
    await talk(coach, athlete, "undo", chat_id=chat)
    assert await buttons.gone(athlete, live) == {each.id for each in live}
    assert not (await buttons.still_there(athlete, chat)).get(answer_id(message))


async def test_a_proposal_waits_with_its_buttons_until_it_is_decided(coach: Coach, athlete: Athlete) -> None:
    tools = Toolbox(athlete)
    await tools.named("answer_screening")(yes=[])
    await tools.named("update_planning")(
        place="gym",
        equipment=["barbell", "rack", "bench", "dumbbell", "cable", "machine", "dip bars", "pullup bar"],
        days=4,
        minutes=90,
        level="intermediate",
        goals={"strength": 10},
    )
    chat, message = uuid4(), uuid4()
    reply = await talk(coach, athlete, "start 5/3/1", chat_id=chat, message_id=message, door="page")
    assert len(reply.offers) == 1, reply.text
    live = [each for each in buttons.under(reply) if each.name == "decide"]
    assert [each.label for each in live] == ["Approve", "Reject"]
    there = await buttons.still_there(athlete, chat)
    assert [each.id for each in there[answer_id(message)]] == [each.id for each in live]
    await talk(coach, athlete, "no", chat_id=chat, door="page")
    assert await buttons.gone(athlete, live) == {each.id for each in live}
    assert not any(
        each.name == "decide" for under in (await buttons.still_there(athlete, chat)).values() for each in under
    )


def test_where_several_wait_each_says_which_it_is_about() -> None:
    made = buttons._to_decide([buttons.Offer(uuid4(), "Fit into 25 minutes"), buttons.Offer(uuid4(), "x" * 200)])
    assert made[0].label == "Approve: Fit into 25 minutes" and len({each.id for each in made}) == 4
    assert all(len(each.label) <= buttons.LONGEST_TITLE + len("Approve: ") for each in made)
