"""What the memory panel shows and does, on a real database and without a browser."""

from collections.abc import AsyncIterator
from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from agent.builtin.model import BuiltinCoach
from agent.coach import Coach
from db import chats
from db.athletes import Athlete
from db.engine import Database
from memory import threads
from tests.talk import talk
from tools.toolbox import Toolbox
from tools.undo import UndoTools
from topset import panel
from topset.panel import Memory
from training.errors import Conflict, Invalid, NotFound


@pytest.fixture
async def coach(database: Database) -> AsyncIterator[Coach]:
    async with threads.open_pool(database.app_url) as pool:
        yield Coach(database, pool, BuiltinCoach())


async def test_it_shows_what_fits_the_last_message_first(coach: Coach, athlete: Athlete) -> None:
    chat = uuid4()
    await talk(coach, athlete, "remember that I'm vegetarian", chat_id=chat)
    await talk(coach, athlete, "remember that my locker is 12", chat_id=chat)
    await talk(coach, athlete, "do you remember what I eat, no meat?", chat_id=chat)
    async with athlete.sessions() as session:  # a button was pressed since: that was not said to the coach
        await chats.said(session, athlete.id, chat, "Undo", "page", uuid4())
        await chats.answered(session, athlete.id, chat, "Undone: the locker.", [])
    found = await panel.look(coach, athlete, chat)
    assert found.last_said == "do you remember what I eat, no meat?"
    assert (texts(found), [each.text for each in found.known]) == (["You're vegetarian."], ["Your locker is 12."])
    assert found.seen[0].origin == "You asked me to remember it on Sat 21 Nov 2026"
    assert found.seen[0].chat_id == chat
    elsewhere = await panel.look(coach, athlete, uuid4())
    assert elsewhere.last_said == "" and texts(elsewhere) == [] and len(elsewhere.known) == 2


async def test_an_end_outlives_an_edit_which_is_undone_by_its_key(coach: Coach, athlete: Athlete) -> None:
    remember = Toolbox(athlete).named("remember")
    await remember(text="You're away.", said="I'm away", subject="travel", until="2026-11-27")
    fact = (await panel.look(coach, athlete, uuid4())).known[0]
    deed = await panel.act(coach, athlete, uuid4(), {"do": "correct", "fact": str(fact.id), "text": "I'm in Rome"})
    [new] = (await panel.look(coach, athlete, uuid4())).known
    assert (new.text, new.time) == ("You're in Rome.", "since Sat 21 Nov 2026 until Fri 27 Nov 2026")
    assert deed.said == "“You're away.” should be: “You're in Rome.”"
    [write] = await coach.writes_of(athlete, deed.key)
    assert str(await UndoTools(athlete).undo(write)) == "Undone: the correction of: You're away."
    later = replace(athlete, today=athlete.today.replace(day=28))
    assert (await panel.look(coach, later, uuid4())).known == []


async def test_what_can_t_be_done_is_said(coach: Coach, athlete: Athlete) -> None:
    await Toolbox(athlete).named("remember")(text="You train fasted.", said="I train fasted")
    await Toolbox(athlete).named("report_injury")(region="knee", severity=4.0, said="my knee hurts")
    found = await panel.look(coach, athlete, uuid4())
    [injury], [fact] = found.seen, found.known
    assert injury.is_state and "load that part again" in str(injury.goes_with)
    for wish, error in (
        ({"do": "correct", "fact": fact.id, "text": " "}, Invalid),
        ({"do": "correct", "fact": fact.id, "text": "x" * 501}, Invalid),
        ({"do": "correct", "fact": injury.id, "text": "Your knee is fine."}, Invalid),
        ({"do": "forget", "fact": uuid4()}, NotFound),
    ):
        with pytest.raises(error):
            await panel.act(coach, athlete, uuid4(), wish)
    await panel.act(coach, athlete, uuid4(), {"do": "retract", "fact": fact.id})
    with pytest.raises(Conflict):
        await panel.act(coach, athlete, uuid4(), {"do": "retract", "fact": fact.id})


async def test_nobody_sees_or_changes_what_is_another_s(coach: Coach, athlete: Athlete, other_athlete: Athlete) -> None:
    chat = uuid4()
    await talk(coach, athlete, "remember that I train fasted", chat_id=chat)
    fact: UUID = (await panel.look(coach, athlete, uuid4())).known[0].id
    seen = await panel.look(coach, other_athlete, chat)
    assert (seen.last_said, seen.seen, seen.known) == ("", [], [])
    with pytest.raises(NotFound):
        await panel.act(coach, other_athlete, chat, {"do": "forget", "fact": fact})
    assert len((await panel.look(coach, athlete, uuid4())).known) == 1


def texts(found: Memory) -> list[str]:
    return [each.text for each in found.seen]
