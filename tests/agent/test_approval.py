"""A turn that stops for a person: buttons, yes and no, and what happens when something else is said."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from langchain_core.language_models import BaseChatModel

from agent.approval import STILL_OPEN
from agent.builtin.model import BuiltinCoach
from agent.coach import Coach
from agent.decisions import Decision, decision_in
from agent.events import Reply
from agent.models import load_model
from db import programs
from db.athletes import Athlete
from db.engine import Database
from memory import threads
from tests.agent.openai_server import OpenAIServer, calls, says
from tests.talk import talk
from tools.toolbox import Toolbox

PROPOSE = ("propose_program", {"template": "stronglifts"})


@pytest.fixture(scope="module")
async def listening() -> AsyncIterator[OpenAIServer]:
    async with OpenAIServer() as started:
        yield started


@pytest.fixture(scope="module")
def model(listening: OpenAIServer) -> BaseChatModel:
    return load_model("openai:test-model", "sk-test", listening.url, timeout_s=5)


@pytest.fixture
def server(listening: OpenAIServer) -> OpenAIServer:
    listening.requests.clear()
    return listening


@pytest.fixture
async def coach(database: Database, model: BaseChatModel) -> AsyncIterator[Coach]:
    async with threads.open_pool(database.app_url) as pool:
        yield Coach(database, pool, model)


@pytest.fixture
async def ready(athlete: Athlete) -> Athlete:
    """Somebody who may be given a program, on a Monday."""
    monday = replace(athlete, today=date(2026, 11, 23))
    tools = Toolbox(monday)
    await tools.named("answer_screening")(yes=[])
    await tools.named("update_planning")(equipment=["barbell", "rack", "bench"], days=3, minutes=90)
    return monday


async def decided(coach: Coach, athlete: Athlete, offer: UUID, decision: Decision, chat: UUID) -> Reply:
    events = [event async for event in coach.decide(athlete, offer, decision, chat_id=chat)]
    assert isinstance(events[-1], Reply)
    return events[-1]


async def followed(athlete: Athlete) -> str | None:
    async with athlete.sessions() as session:
        row = await programs.current(session, athlete.id)
    return None if row is None else row.name


async def test_the_turn_stops_and_a_button_lets_it_go_on(coach: Coach, ready: Athlete, server: OpenAIServer) -> None:
    server.then(calls(PROPOSE), says("Approved and stored. See you in the gym."))
    chat = uuid4()
    reply = await talk(coach, ready, "start stronglifts", chat_id=chat, door="page")
    [offer] = reply.offers
    assert "nothing has changed yet" in reply.text and not reply.failed
    assert len(server.bodies) == 1, "the model is not asked before a person has decided"
    assert await followed(ready) is None
    done = await decided(coach, ready, offer.id, Decision(True), chat)
    assert await followed(ready) == "StrongLifts-like 5x5"
    assert done.text == "Approved and stored. See you in the gym."
    told = server.bodies[-1]["messages"][-1]
    assert told["role"] == "tool" and "Approved" in told["content"]
    assert [each.tool for each in done.writes] == ["approve"]


@pytest.mark.parametrize(("said", "expected"), [("yes", "StrongLifts-like 5x5"), ("no, because I train at home", None)])
async def test_a_person_says_it(
    said: str, expected: str | None, coach: Coach, ready: Athlete, server: OpenAIServer
) -> None:
    server.then(calls(PROPOSE), says("All right."))
    chat = uuid4()
    await talk(coach, ready, "start stronglifts", chat_id=chat, door="page")
    reply = await talk(coach, ready, said, chat_id=chat, door="page")
    assert reply.text.startswith("Approved" if expected else "Rejected"), "what was decided is read back"
    assert await followed(ready) == expected


async def test_the_terminal_command_and_other_assistants_cannot_say_yes(
    coach: Coach, ready: Athlete, server: OpenAIServer
) -> None:
    """Where a program may be talking, a yes in the chat decides nothing."""
    server.then(calls(PROPOSE), says("Approve it with the command."), says("I can't approve it."))
    chat = uuid4()
    reply = await talk(coach, ready, "start stronglifts", chat_id=chat, door="mcp")
    assert len(reply.offers) == 1
    await talk(coach, ready, "yes", chat_id=chat, door="mcp")
    assert await followed(ready) is None


async def test_something_else_said_meanwhile_leaves_it_open(coach: Coach, ready: Athlete, server: OpenAIServer) -> None:
    server.then(calls(PROPOSE), says("Hello."), says("Good luck."))
    chat = uuid4()
    [offer] = (await talk(coach, ready, "start stronglifts", chat_id=chat, door="page")).offers
    assert (await talk(coach, ready, "good morning coach", chat_id=chat, door="page")).text == "Hello."
    tool = [each for each in server.bodies[-1]["messages"] if each["role"] == "tool"]
    assert [each["content"] for each in tool] == [STILL_OPEN]
    assert (await talk(coach, ready, "yes", chat_id=chat, door="page")).text == "Good luck.", "that was no answer to it"
    assert await followed(ready) is None
    await decided(coach, ready, offer.id, Decision(True), chat)
    assert await followed(ready) == "StrongLifts-like 5x5"


async def test_approved_elsewhere_the_chat_goes_on(coach: Coach, ready: Athlete, server: OpenAIServer) -> None:
    from tools.planning.desk import ProposalDesk

    server.then(calls(PROPOSE), says("Welcome back."))
    chat = uuid4()
    [offer] = (await talk(coach, ready, "start stronglifts", chat_id=chat, door="page")).offers
    await ProposalDesk(ready).approve(offer.id)
    reply = await talk(coach, ready, "good morning coach", chat_id=chat, door="page")
    assert (reply.text, reply.failed) == ("Welcome back.", False)


async def test_a_button_pressed_twice(coach: Coach, ready: Athlete, server: OpenAIServer) -> None:
    server.then(calls(PROPOSE), says("Done."))
    chat = uuid4()
    [offer] = (await talk(coach, ready, "start stronglifts", chat_id=chat, door="page")).offers
    await decided(coach, ready, offer.id, Decision(True), chat)
    again = await decided(coach, ready, offer.id, Decision(True), chat)
    assert again.failed and "not open any more" in again.text


async def test_an_emergency_holds_every_chat(coach: Coach, ready: Athlete, server: OpenAIServer) -> None:
    server.then(says("You're cleared, welcome back."), says("Sure."))
    await talk(coach, ready, "I have chest pain radiating into my left arm")
    other = await talk(coach, ready, "bench 3x5 100")
    assert "Has a doctor looked at it?" in other.text and not server.bodies
    await talk(coach, ready, "the doctor checked me and cleared me")
    assert "Has a doctor" not in (await talk(coach, ready, "hello coach")).text


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("yes", Decision(True)), ("Yes!", Decision(True)), ("ok, do it", Decision(True)), ("sounds good", Decision(True)),
        ("go for it", Decision(True)), ("approve", Decision(True)), ("no", Decision(False)), ("nope.", Decision(False)),
        ("no, too much volume", Decision(False, "too much volume")), ("reject: I hate lunges", Decision(False, "I hate lunges")),
        ("no because my back hurts", Decision(False, "my back hurts")), ("don't do that", Decision(False)),
        ("no squats today", None), ("yes bench 3x5 100", None), ("what does it change?", None), ("yesterday 5x5 100", None),
    ],
)  # fmt: skip
def test_what_is_a_decision(said: str, expected: Any) -> None:
    assert decision_in(said) == expected


@pytest.mark.parametrize(("door", "buttons"), [("page", True), ("cli", False)])
async def test_what_was_proposed_elsewhere_can_be_decided_on_the_page(
    door: str, buttons: bool, database: Database, ready: Athlete
) -> None:
    """By another assistant, say: asked for, it comes with its buttons, and they work."""
    proposed = await Toolbox(ready).named(PROPOSE[0])(**PROPOSE[1])
    async with threads.open_pool(database.app_url) as pool:
        coach = Coach(database, pool, BuiltinCoach())
        chat = uuid4()
        reply = await talk(coach, ready, "show proposals", chat_id=chat, door=door)
        assert [each.id for each in reply.offers] == ([proposed.proposal] if buttons else [])
        assert ("topset approve" in reply.text) != buttons
        events = [
            each async for each in coach.decide(ready, proposed.proposal, Decision(True), chat_id=chat, door=door)
        ]
    assert isinstance(events[-1], Reply) and events[-1].text.startswith("Approved")
