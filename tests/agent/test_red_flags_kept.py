"""What is kept of a red flag: the sets beside it, words that were no red flag, a part that plans leave out, the hold."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from agent.builtin.model import BuiltinCoach
from agent.coach import Coach
from agent.events import Reply
from agent.models import load_model
from db import planning
from db.athletes import Athlete
from db.engine import Database
from memory import threads
from tests.agent.openai_server import OpenAIServer, says
from tests.talk import logged, talk
from tools.imports import import_file
from training.red_flags import part_of

Say = Callable[[str], Awaitable[Reply]]
BENCH = ("2026-11-21", "Bench Press (Barbell)", 100.0, 5)
CHEST = "bench 3x5 100, and my chest hurts and feels tight"


@pytest.fixture(scope="module")
async def coach(database: Database) -> AsyncIterator[Coach]:
    async with threads.open_pool(database.app_url) as pool:
        yield Coach(database, pool, BuiltinCoach())


@pytest.fixture
def say(coach: Coach, athlete: Athlete) -> Say:
    chat = uuid4()
    return lambda words: talk(coach, athlete, words, chat_id=chat)


async def red_flag_of(athlete: Athlete) -> dict[str, object] | None:
    async with athlete.sessions() as session:
        row = await planning.profile(session, athlete.id)
    return None if row is None else row.red_flag


async def injured(athlete: Athlete) -> list[str]:
    async with athlete.sessions() as session:
        return [each.region for each in await planning.injuries(session, athlete.id, athlete.today)]


async def test_sets_beside_an_emergency_are_offered_once_it_is_cleared(say: Say, athlete: Athlete) -> None:
    stopped = await say(CHEST)
    assert stopped.red_flag == "emergency" and await logged(athlete) == []
    assert stopped.choices == ("That's not what I meant",)
    assert (await say("yes")).red_flag == "held" and await logged(athlete) == []
    cleared = await say("the doctor checked me, all clear")
    assert "kept aside" in cleared.text and "bench 3x5 100" in cleared.choices[0]
    await say(cleared.choices[0])
    assert await logged(athlete) == [BENCH] * 3


async def test_they_are_offered_in_whichever_chat_clears_it(coach: Coach, athlete: Athlete) -> None:
    await talk(coach, athlete, CHEST)
    chat = uuid4()
    cleared = await talk(coach, athlete, "been to the er, all good", chat_id=chat)
    assert len(cleared.choices) == 1
    await talk(coach, athlete, "1", chat_id=chat)
    assert await logged(athlete) == [BENCH] * 3


async def test_sets_beside_a_sign_for_a_doctor_are_offered_at_once(say: Say, athlete: Athlete) -> None:
    stopped = await say("bench 3x5 100. felt a pop in my calf on the walk home, cant go up on my toes")
    assert stopped.red_flag == "see_doctor" and await logged(athlete) == []
    assert [each for each in stopped.choices if "bench" in each] and "That's not what I meant" in stopped.choices
    await say(stopped.choices[0])
    assert await logged(athlete) == [BENCH] * 3


async def test_an_offer_that_quotes_the_sign_is_no_sign_again(say: Say, athlete: Athlete) -> None:
    await say("i fainted during the last set, bench 3x5 @ 100")
    denied = await say("that's not what i meant")
    assert "bench 3x5 @ 100" in denied.choices[0]
    assert (await say(denied.choices[0])).red_flag is None
    assert {each[1] for each in await logged(athlete)} == {BENCH[1]}


async def test_what_was_not_meant_is_known_in_every_chat(coach: Coach, athlete: Athlete) -> None:
    words = "i fainted during squats, bench 3x5 100"
    chat = uuid4()
    stopped = await talk(coach, athlete, words, chat_id=chat)
    assert stopped.red_flag == "emergency"
    denied = await talk(coach, athlete, stopped.choices[0], chat_id=chat)
    assert denied.red_flag == "misread" and await red_flag_of(athlete) is None
    assert "bench 3x5 100" in denied.choices[0]
    assert (await talk(coach, athlete, words)).red_flag is None
    assert (await talk(coach, athlete, "i fainted again just now")).red_flag == "emergency"


async def test_a_part_to_see_a_doctor_about_is_left_out_until_it_is_fine(say: Say, athlete: Athlete) -> None:
    stopped = await say("left calf is swollen and hot since the long flight, deadlifts tonight?")
    assert stopped.red_flag is not None and "plans" in stopped.text
    assert await injured(athlete) == ["calf"] and [each.tool for each in stopped.writes] == ["report_injury"]
    await say("my calf is fine again")
    assert await injured(athlete) == []


async def test_a_sign_for_a_doctor_without_a_part_holds_plans_only(coach: Coach, say: Say, athlete: Athlete) -> None:
    stopped = await say("getting palpitations on the bike for weeks now, a few minutes each")
    assert stopped.red_flag == "see_doctor" and "I plan no training" in stopped.text
    assert "Before I plan training" in (await say("what is todays session")).text
    assert "Before I plan training" in (await talk(coach, athlete, "give me bench for 5 at rpe 8")).text
    await say("bench 3x5 100")
    assert await logged(athlete) == [BENCH] * 3
    await say("the doctor checked me, i'm cleared")
    assert await red_flag_of(athlete) is None
    assert "Before I plan" not in (await say("what is todays session")).text


async def test_which_part_it_is_is_asked_once(say: Say, athlete: Athlete) -> None:
    stopped = await say("something gave way with a crack in training, swollen and bruised since tuesday")
    assert stopped.red_flag == "see_doctor" and "which one?" in stopped.text and "calf or shin" in stopped.choices
    assert (await red_flag_of(athlete) or {})["holds_plans"]
    await say("calf or shin")
    assert await injured(athlete) == ["calf"] and await red_flag_of(athlete) is None


async def test_a_sign_for_a_doctor_does_not_replace_an_emergency(say: Say, athlete: Athlete) -> None:
    await say(CHEST)
    await say("getting palpitations on the bike for weeks now, a few minutes each")
    assert (await red_flag_of(athlete) or {})["tier"] == "emergency"


@pytest.mark.parametrize(
    "said, part",
    [
        ("rodilla bloqueada desde ayer", "knee"),
        ("mal au mollet", "calf"),
        ("hand went numb", "wrist"),
        ("feel odd", None),
    ],
)
def test_parts_are_found_in_every_language(said: str, part: str | None) -> None:
    assert part_of(said) == part


@pytest.mark.parametrize(
    "said, answered",
    [
        ("the rash on my arms, is that from the chalk?", "not something I can judge"),
        ("what is this weird bump on my elbow", "not something I can judge"),
        ("ist der Ausschlag am Arm vom Magnesia", "ich kann es nicht beurteilen"),
    ],
)
async def test_health_that_fits_nothing_is_answered_honestly(say: Say, said: str, answered: str) -> None:
    reply = await say(said)
    assert reply.red_flag is None and answered in reply.text
    assert all("keep in mind" in each for each in reply.choices), reply.choices


async def test_notes_of_an_import_are_no_triage_of_the_past(coach: Coach, athlete: Athlete, tmp_path: Path) -> None:
    rows = [
        "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE",
        '2026-01-05 18:00:00,Push,1h,"Bench Press (Barbell)",1,100,5,0,0,"chest pain and i fainted","",',
    ]
    (tmp_path / "strong.csv").write_text("\n".join(rows), encoding="utf-8")
    await import_file(athlete, tmp_path / "strong.csv")
    assert await red_flag_of(athlete) is None
    assert (await talk(coach, athlete, "bench 3x5 100")).red_flag is None and len(await logged(athlete)) == 4


async def test_a_language_model_may_raise_a_red_flag_and_lower_none(database: Database, athlete: Athlete) -> None:
    async with OpenAIServer() as server, threads.open_pool(database.app_url) as pool:
        led = Coach(database, pool, load_model("openai:test-model", "sk-test", server.url, timeout_s=20))
        chat: UUID = uuid4()
        server.then(says("RED FLAG: stroke"))
        raised = await talk(led, athlete, "words come out in the wrong order today, squat 5x5", chat_id=chat)
        assert raised.red_flag == "emergency" and "112" in raised.text and "RED FLAG" not in raised.text
        server.then(says("You are fine, carry on."))
        asked = len(server.requests)
        held = await talk(led, athlete, "squat 5x5 100", chat_id=chat)
        assert held.red_flag == "held" and len(server.requests) == asked and await logged(athlete) == []
