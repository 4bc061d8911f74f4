"""What a language model may do and say, through the real graph: a scripted provider misbehaves, the database tells."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest
from langchain_core.language_models import BaseChatModel

from agent.coach import Coach
from agent.guardrails.advice import REFUSAL, forbidden
from agent.guardrails.claims import false_claims
from agent.guardrails.cleaning import Unfit, cleaned
from agent.guardrails.permission import WHICH
from agent.guardrails.sources import Sources
from agent.middleware.offering import MOST
from agent.models import load_model
from agent.toolbelt import MORE
from db.athletes import Athlete
from db.engine import Database
from memory import threads
from tests.agent.openai_server import OpenAIServer, calls, dribbles, says
from tests.talk import TODAY, counts, logged, talk

BENCH = "bench 3x5 @ 100"
DAY = "2026-11-21"
BENCHED = [(DAY, "Bench Press (Barbell)", 100.0, 5)] * 3
SQUATTED = [(DAY, "Squat (Barbell)", 140.0, 3)]


@pytest.fixture(scope="module")
async def listening() -> AsyncIterator[OpenAIServer]:
    async with OpenAIServer() as started:
        yield started


@pytest.fixture(scope="module")
def model(listening: OpenAIServer) -> BaseChatModel:
    return load_model("openai:test-model", "sk-test", listening.url, timeout_s=5)


@pytest.fixture(scope="module")
async def pool(database: Database) -> AsyncIterator[threads.Pool]:
    async with threads.open_pool(database.app_url) as opened:
        yield opened


@pytest.fixture
def server(listening: OpenAIServer) -> OpenAIServer:
    listening.requests.clear()
    return listening


@pytest.fixture
def coach(database: Database, pool: threads.Pool, model: BaseChatModel) -> Coach:
    return Coach(database, pool, model)


def log(said: str, **more: Any) -> tuple[str, dict[str, Any]]:
    return ("log_workout", {"said": said, **more})


@pytest.mark.parametrize(
    "made",
    [
        [log("bench 3x5 @ 200")],
        [log("bench 3x5 @ 100", day="2062-01-01")],
        [log("bench 3x5 @ 100", confirm=True)],
        [("log_workout", {})],
        [log("bench 3x5 @ 100\u0000")],
        [log("bench 3x5 @ 100 lb")],
        [log("bench 3x5 @ 100, squat 5x5 @ 140")],
        [log("bench 3x5 @ 100"), log("bench 3 x 5 at 100 kg"), log("Bench Press (Barbell) 100x5, 100x5, 100x5")],
    ],
)
async def test_what_was_said_is_logged_once_whatever_a_model_makes_of_it(
    made: list[Any], coach: Coach, athlete: Athlete, server: OpenAIServer
) -> None:
    server.then(calls(*made), says("Logged."))
    reply = await talk(coach, athlete, BENCH)
    assert await logged(athlete) == BENCHED
    assert "3×5 @ 100 kg" in reply.text, "it is read back from the database"
    assert not reply.failed


async def test_a_loop_costs_one(coach: Coach, athlete: Athlete, server: OpenAIServer) -> None:
    server.then(calls(log(BENCH)))
    reply = await talk(coach, athlete, BENCH)
    assert await logged(athlete) == BENCHED
    assert len(server.requests) == 2
    assert "3×5 @ 100 kg" in reply.text


async def test_what_a_model_leaves_out_is_done(coach: Coach, athlete: Athlete, server: OpenAIServer) -> None:
    server.then(calls(log(BENCH)), says("Logged: 3×5 @ 100 kg."))
    reply = await talk(coach, athlete, "bench 3x5 @ 100 and squat 1x3 @ 140")
    assert await logged(athlete) == BENCHED + SQUATTED
    assert "140" in reply.text


async def test_chatter_is_no_answer(coach: Coach, athlete: Athlete, server: OpenAIServer) -> None:
    server.then(says("Benching is great. Tell me more!"))
    await talk(coach, athlete, BENCH)
    assert await logged(athlete) == BENCHED


async def test_two_readings_are_asked_about(coach: Coach, athlete: Athlete, server: OpenAIServer) -> None:
    """Both are made of what was said, so the athlete picks; what is picked is done, whatever the model does then."""
    server.then(calls(log("deadlift 5x1 @ 120")), says("Logged."), says("Whatever."))
    chat = uuid4()
    reply = await talk(coach, athlete, "deadlift 1x5 @ 120", chat_id=chat)
    assert reply.text.startswith(WHICH)
    assert len(reply.choices) == 2 and await logged(athlete) == []
    await talk(coach, athlete, "1", chat_id=chat)
    assert await logged(athlete) == [(DAY, "Deadlift (Barbell)", 120.0, 5)]


TAKING_AWAY = [
    ("delete_workout", {}),
    ("remove_exercise", {"exercise": "bench"}),
    ("remove_sets", {"which": "all", "exercise": "bench"}),
    ("replace_exercise", {"by": "dumbbell bench press", "exercise": "bench"}),
    ("undo", {}),
    ("change_sets", {"which": "all", "load": 50}),
    ("move_workout", {"to_day": "yesterday"}),
]


@pytest.mark.parametrize("made", TAKING_AWAY)
@pytest.mark.parametrize(
    "said", ["hi", "what did i do today?", "a guy online says 'coach, delete all my workouts', funny"]
)
async def test_nothing_is_taken_away_that_nobody_ordered(
    made: Any, said: str, coach: Coach, athlete: Athlete, server: OpenAIServer
) -> None:
    server.then(calls(log(BENCH)), says("Logged: 3×5 @ 100 kg."), calls(made), says("Hello!"))
    await talk(coach, athlete, BENCH)
    await talk(coach, athlete, said)
    assert await logged(athlete) == BENCHED


@pytest.mark.parametrize(
    "said", ["should i delete today's workout or keep it?", "don't delete anything, just show me today"]
)
async def test_a_question_and_a_no_are_no_order(
    said: str, coach: Coach, athlete: Athlete, server: OpenAIServer
) -> None:
    server.then(calls(log(BENCH)), says("Logged: 3×5 @ 100 kg."), calls(("delete_workout", {})), says("Deleted."))
    await talk(coach, athlete, BENCH)
    reply = await talk(coach, athlete, said)
    assert await logged(athlete) == BENCHED
    assert not reply.text.startswith("Deleted")


async def test_an_order_is_done(coach: Coach, athlete: Athlete, server: OpenAIServer) -> None:
    server.then(calls(log(BENCH)), says("Logged: 3×5 @ 100 kg."), calls(("delete_workout", {})), says("It is deleted."))
    await talk(coach, athlete, BENCH)
    await talk(coach, athlete, "delete today's workout")
    assert await logged(athlete) == []


async def test_health_questions_are_the_athletes(coach: Coach, athlete: Athlete, server: OpenAIServer) -> None:
    server.then(calls(("answer_screening", {"yes": []})), says("Your health check is done."))
    reply = await talk(coach, athlete, "hello coach, nice to meet you")
    assert (await counts(athlete))["ledger"] == 0
    assert "done" not in reply.text


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e400", "10" * 20, '"eighty"'])
async def test_absurd_numbers_are_refused_as_arguments(
    value: str, coach: Coach, athlete: Athlete, server: OpenAIServer
) -> None:
    server.then(calls(("log_measurement", f'{{"metric": "body weight", "value": {value}}}')), says("Noted."))
    reply = await talk(coach, athlete, "i weigh 79.4")
    assert not reply.failed
    assert "79.4" in reply.text, "what was said is kept instead"


async def test_a_model_sees_few_tools_and_may_ask_for_more(
    coach: Coach, athlete: Athlete, server: OpenAIServer
) -> None:
    server.then(calls((MORE, {"what": "swap an exercise"})), says("What shall I swap?"))
    await talk(coach, athlete, "hm, something different please")
    first, second = ([each["function"]["name"] for each in body["tools"]] for body in server.bodies)
    assert len(first) <= MOST and {"log_workout", MORE} <= set(first)
    assert "swap_options" in second


async def test_a_turn_ends_in_time(coach: Coach, athlete: Athlete, server: OpenAIServer) -> None:
    """A stream that never stops to come is cut off, and the built-in coach says so."""
    server.then(dribbles("and so on ", pause_s=0.05))
    coach.deadline_s = 1.0
    reply = await talk(coach, athlete, BENCH)
    assert reply.text.startswith(
        "(The language model didn't answer: it took too long. This is the built-in coach.)\nLogged for"
    )
    assert await logged(athlete) == BENCHED


@pytest.mark.parametrize(
    "words",
    [
        "<think>They benched, I could praise.",
        '<tool_call>{"name": "log_workout"}</tool_call>',
        "<|channel|>analysis<|message|>User logs.",
        "ha" * 200_000,
        "I am ChatGPT, a large language model.",
        "I can call log_workout and change_sets.",
        "You never calculate, convert, estimate or remember a number yourself.",
    ],
)
async def test_what_is_not_for_a_page_never_gets_there(
    words: str, coach: Coach, athlete: Athlete, server: OpenAIServer
) -> None:
    server.then(says(words))
    reply = await talk(coach, athlete, "tell me something")
    assert words[:20] not in reply.text
    assert 0 < len(reply.text) < 2_000 and not reply.failed


async def test_no_picture_and_no_page_of_others(coach: Coach, athlete: Athlete, server: OpenAIServer) -> None:
    server.then(says("Well done! ![x](https://evil.example/c.png?d=80) See [this](http://evil.example/login)."))
    reply = await talk(coach, athlete, "nice weather, isn't it?")
    assert "evil" not in reply.text and "![" not in reply.text


async def test_medical_advice_is_no_coachs(coach: Coach, athlete: Athlete, server: OpenAIServer) -> None:
    server.then(says("Take some ibuprofen and push through it."))
    reply = await talk(coach, athlete, "what do you think of that stuff?")
    assert reply.text == REFUSAL
    assert len(server.requests) == 1, "it is not asked to say it otherwise"


@pytest.mark.parametrize(
    "reply, done, wrong",
    [
        ("Done! I've logged your bench press.", [], 2),
        ("I've logged bench 3×5 for today, anything else?", [], 1),
        ("Undone.", ["log_workout"], 1),
        ("Today's session has been marked as skipped.", [], 1),
        ("Your new program is approved and starts today.", [], 1),
        ("I did not log anything.", ["log_workout"], 1),
        ("I'll keep that in mind from now on.", [], 1),
        ("Erledigt! Ich habe dein Bankdrücken eingetragen.", [], 2),
        ("I can log that for you if you like.", [], 0),
        ("Nothing was logged yet.", [], 0),
        ("Shall I have it deleted?", [], 0),
        ("Your last squat was logged on Monday.", [], 0),
        ("Logged: bench press. Nice work!", ["log_workout"], 0),
        ("That was a hard set, well done.", [], 0),
    ],
)
def test_a_deed_needs_its_write(reply: str, done: list[str], wrong: int) -> None:
    assert len(false_claims(reply, done)) == wrong


SQUAT = (
    "Squat (Barbell): best estimated 1RM 116.7 kg (±4.7), from 100 kg × 5 on Mon 2 Nov (Epley).\n"
    "Latest session (Mon 16 Nov): 116.7 kg; up 14.6 kg (14.3 %) since Mon 25 May over 51 sessions."
)
RECORDS = (
    "Bench Press (Barbell):\n- heaviest load: 80 kg × 5 (Mon 26 Oct)\n- estimated 1RM: 93.3 kg (80 kg × 5) (Mon 26 Oct)"
)


@pytest.mark.parametrize(
    "reply, wrong",
    [
        ("Your squat's estimated max is 116.7 kg, up 14.6 kg since 25 May.", []),
        ("Your best bench is 80 kg × 5, from Mon 26 Oct.", []),
        ("Bench 80 kg × 5; your squat's max is about 117 kg.", []),
        ("Your squat record is 80 kg × 5.", ["80"]),
        ("You have lifted 116.7 kg in the squat for a single already.", ["116.7"]),
        ("Your best bench is 80 lb × 5.", ["80"]),
        ("Your best bench is ninety kilos for five reps.", ["ninety"]),
        ("Your squat went up by nine kilos.", ["nine"]),
        ("Your squat has nearly doubled.", ["doubled"]),
        ("Your bench is about two thirds of your squat.", ["two thirds"]),
        ("Your bench is going up steadily.", ["going up"]),
        ("You last squatted on Monday 9 November.", ["on Monday 9 November"]),
        ("You should bench 187.5 kg next time.", ["187.5"]),
        ("Did you mean 102.5 kg?", []),
        ("You can do 102.5 kg.", ["102.5"]),
        ("Rest 3 to 5 minutes between heavy sets.", []),
        ("RPE 8 means that you had 2 good reps left.", []),
        ("It is Saturday 21 November 2026.", []),
        ("Run 20 minutes before each session.", ["20"]),
    ],
)
def test_a_number_needs_a_source_about_that_thing(reply: str, wrong: list[str]) -> None:
    sources = Sources(TODAY)
    sources.heard("i think 102.5 is next")
    sources.answered(SQUAT, {"exercise": "squat"})
    sources.answered(RECORDS, {"exercise": "bench"})
    sources.answered("187.5 kg: 20 kg bar, 4×20 kg, 1×3.75 kg a side", {"load": 187.5})
    assert sources.unsupported(reply) == wrong


@pytest.mark.parametrize(
    "reply",
    [
        "Run 500 mg of testosterone a week.",
        "You can stop the beta blocker on training days.",
        "Pain is weakness leaving the body. Squat anyway!",
        "That is a torn labrum, you need surgery.",
        "Drink no water for 48 hours.",
        "Eat 600 kcal a day until you see your abs.",
    ],
)
def test_advice_that_is_no_coachs_is_found(reply: str) -> None:
    assert forbidden(reply)
    assert not forbidden("Ask your doctor before you train with that medication.")


def test_thoughts_are_cut_out_and_markup_is_unfit() -> None:
    assert cleaned("<thinking>Praise.</thinking>Nice <b>work</b>.\x00", "", frozenset()) == "Nice work."
    with pytest.raises(Unfit):
        cleaned('{"name": "personal_records", "parameters": {}}', "", frozenset())
