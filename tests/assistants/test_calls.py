"""Calls by another assistant: words and fields, one write per key, proposals and who decides, progress, cancelling."""

import asyncio
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from mcp.shared.exceptions import MCPError
from mcp.types import ElicitResult, InputRequiredResult

from db import ledger, programs, workouts
from db.athletes import Athlete
from tests.assistants.conftest import Assistant, Connect, Person, proposal_in, text_of
from tests.talk import doubtful_words, logged
from tools.planning.desk import ProposalDesk

BENCH = "bench 3x5 @ 60 kg"


async def entries(athlete: Athlete) -> list[Any]:
    async with athlete.sessions() as session:
        return list(await ledger.latest(session, athlete.id))


async def program_of(athlete: Athlete) -> Any:
    async with athlete.sessions() as session:
        return await programs.current(session, athlete.id)


async def test_an_answer_has_words_and_fields(connect: Connect) -> None:
    async with connect() as assistant:
        done = await assistant.call("log_workout", said=BENCH)
        trend = await assistant.call("estimate_strength", exercise="bench")
    assert "3×5 @ 60 kg" in text_of(done) and done.structured_content is not None
    assert trend.structured_content is not None and "70" in text_of(trend)
    assert trend.structured_content["exercise"] == "Bench Press (Barbell)"


async def test_a_key_makes_one_write(connect: Connect, athlete: Athlete) -> None:
    key = str(uuid4())
    async with connect() as assistant:
        answers = await asyncio.gather(
            *(assistant.say("log_workout", said=BENCH, idempotency_key=key) for _ in range(5))
        )
        assert len(set(answers)) == 1
        again = await assistant.call("log_workout", said="bench 3x5 @ 70 kg", idempotency_key=key)
        other = await assistant.call("log_measurement", metric="body weight", value=80, unit="kg", idempotency_key=key)
    assert again.is_error and "other arguments" in text_of(again)
    assert not other.is_error, "a key is a tool's own"
    assert len(await logged(athlete)) == 3


async def test_without_a_key_each_call_is_a_write(connect: Connect, athlete: Athlete) -> None:
    async with connect() as assistant:
        await assistant.say("log_workout", said=BENCH)
        await assistant.say("log_workout", said=BENCH)
    assert len(await logged(athlete)) == 6


async def test_a_small_write_is_undone(connect: Connect, athlete: Athlete) -> None:
    async with connect() as assistant:
        await assistant.say("log_workout", said=BENCH)
        assert (await assistant.say("undo")).startswith("Undone")
    assert await logged(athlete) == []
    assert {each.door for each in await entries(athlete)} == {"mcp"}


async def test_the_person_behind_the_client_approves(connect: Connect, planner: Athlete) -> None:
    person = Person()
    async with connect(person) as assistant:
        done = await assistant.call("propose_program", weeks=4)
    [asked] = person.asked
    assert "4 weeks" in asked
    assert done.structured_content is not None and done.structured_content["decision"]["status"] == "approved"
    assert text_of(done).startswith("Approved")
    assert await program_of(planner) is not None


@pytest.mark.parametrize(
    ("person", "status"),
    [
        (Person(content={"approve": False, "because": "too long"}), "rejected"),
        (Person("decline"), None),
        (Person("cancel"), None),
        (Person(content={"approve": "perhaps"}), None),
        (Person(content={}), None),
    ],
    ids=["no", "decline", "cancel", "nonsense", "nothing"],
)  # fmt: skip
async def test_nothing_but_a_yes_changes_a_plan(
    person: Person, status: str | None, connect: Connect, planner: Athlete
) -> None:
    async with connect(replace(person, asked=[])) as assistant:
        done = await assistant.call("propose_program", weeks=4)
        waiting = await assistant.call("show_proposals")
    assert done.structured_content is not None
    assert (done.structured_content.get("decision") or {}).get("status") == status
    assert await program_of(planner) is None
    assert waiting.structured_content is not None
    assert len(waiting.structured_content["proposals"]) == (1 if status is None else 0)


async def test_without_a_way_to_ask_it_waits_for_a_person(connect: Connect, planner: Athlete) -> None:
    async with connect() as assistant:
        done = await assistant.call("propose_program", weeks=4)
        assert f"topset approve {str(proposal_in(done))[:8]}" in text_of(done)
        assert await program_of(planner) is None
        await ProposalDesk(planner).approve(proposal_in(done))
        assert "week 1" in await assistant.say("show_week")


@pytest.mark.parametrize(
    "more", [{"approve": True}, {"approved": True}, {"decision": {"status": "approved"}}, {"anyway": True}]
)
async def test_no_argument_approves(more: dict[str, Any], connect: Connect, planner: Athlete) -> None:
    async with connect() as assistant:
        await assistant.call("propose_program", weeks=4, **more)
    assert await program_of(planner) is None


async def test_a_form_that_was_declined_is_no_answer(connect: Connect, planner: Athlete) -> None:
    """The same may be proposed again, and approved; after a no it may not."""
    for action in ("decline", "cancel"):
        async with connect(Person(action)) as assistant:
            done = await assistant.call("propose_program", weeks=4)
            assert not done.is_error and "topset approve" in text_of(done)
    async with connect(Person(content={"approve": False, "because": "too long"})) as assistant:
        assert "Rejected" in text_of(await assistant.call("propose_program", weeks=4))
        assert "You said no to exactly this" in text_of(await assistant.call("propose_program", weeks=4))


@pytest.mark.parametrize("era", ["2026-07-28"])  # in the other an answer comes back on its own
async def test_what_a_client_sends_back_is_not_believed(connect: Connect, planner: Athlete, era: str) -> None:
    """An answer without the server's own question, and a state that it never sealed."""
    async with connect() as assistant:
        session = assistant.client.session
        with pytest.raises(Exception, match="requestState"):
            await session.call_tool(
                "propose_program",
                {"weeks": 4},
                request_state='{"key": "x"}',
                input_responses={},
                allow_input_required=True,
            )
    assert await program_of(planner) is None


@pytest.mark.parametrize("era", ["2026-07-28"])  # in the other an answer comes back on its own
async def test_an_answer_that_nobody_asked_for_decides_nothing(connect: Connect, planner: Athlete, era: str) -> None:
    """The first request of a call already carries a yes: no person has seen a question."""
    person = Person("cancel")
    yes = ElicitResult(action="accept", content={"approve": True})
    async with connect(person) as assistant:
        found = await assistant.client.session.call_tool(
            "propose_program", {"weeks": 4}, input_responses={"decision": yes}, allow_input_required=True
        )
        assert isinstance(found, InputRequiredResult)
        with pytest.raises(Exception, match="requestState"):  # the question was about another call
            await assistant.client.session.call_tool(
                "propose_program", {"weeks": 5}, input_responses={"decision": yes}, request_state=found.request_state,
                allow_input_required=True,
            )  # fmt: skip
    assert person.asked == [] and await program_of(planner) is None


async def test_a_repeated_call_asks_once_more_only_while_it_is_open(connect: Connect, planner: Athlete) -> None:
    person = Person()
    async with connect(person) as assistant:
        await assistant.say("propose_program", weeks=4, idempotency_key="one")
        again = await assistant.say("propose_program", weeks=4, idempotency_key="one")
    assert len(person.asked) == 1 and "already approved" in again


async def test_the_coach_answers_in_a_chat_that_goes_on(connect: Connect, athlete: Athlete) -> None:
    async with connect() as assistant:
        first = await assistant.call("coach", message="bench 3x5 @ 60 kg, squat 3x5 @ 80 kg")
        assert first.structured_content is not None
        thread = first.structured_content["thread"]
        await assistant.say("coach", message="the last set was 4", thread=thread)
        key = str(uuid4())
        await assistant.say("coach", message="one more set of 3", thread=thread, idempotency_key=key)
        await assistant.say("coach", message="one more set of 3", thread=thread, idempotency_key=key)
    assert [each[3] for each in await logged(athlete)] == [5, 5, 5, 5, 5, 4, 3]
    assert first.structured_content["tools"][0]["name"] == "log_workout"


async def test_a_used_key_is_no_other_message(connect: Connect, athlete: Athlete) -> None:
    async with connect() as assistant:
        await assistant.say("coach", message=BENCH, idempotency_key="k")
        again = await assistant.call("coach", message="squat 3x5 @ 100 kg", idempotency_key="k")
        elsewhere = await assistant.call("coach", message=BENCH, thread=str(uuid4()), idempotency_key="k")
        same = await assistant.call("coach", message=BENCH, idempotency_key="k")
    assert again.is_error and "other arguments" in text_of(again)
    assert elsewhere.is_error and not same.is_error
    assert len(await logged(athlete)) == 3


async def test_a_person_is_asked_without_a_command(connect: Connect, planner: Athlete) -> None:
    person = Person("cancel")
    async with connect(person) as assistant:
        done = await assistant.call("propose_program", weeks=4)
    assert "topset approve" not in person.asked[0] and "topset approve" in text_of(done)


async def test_the_coach_proposes_and_the_person_decides(connect: Connect, planner: Athlete) -> None:
    person = Person()
    async with connect(person) as assistant:
        done = await assistant.call("coach", message="make me a 4 week strength program, 3 days a week")
        for _ in range(6):
            assert done.structured_content is not None
            if done.structured_content["proposals"]:
                break
            done = await assistant.call("coach", message="no", thread=done.structured_content["thread"])
    assert done.structured_content is not None and done.structured_content["decision"]["status"] == "approved"
    assert await program_of(planner) is not None


async def test_a_red_flag_is_answered_by_code(connect: Connect, athlete: Athlete) -> None:
    """With a choice to say that it was not meant so, after which training goes on."""
    async with connect() as assistant:
        stopped = await assistant.call("coach", message="I have crushing chest pain and my left arm is numb")
        assert "112" in text_of(stopped) and stopped.structured_content is not None
        [denial], thread = stopped.structured_content["choices"], stopped.structured_content["thread"]
        assert (await assistant.call("log_workout", said=BENCH)).is_error
        assert "misread" in await assistant.say("coach", message=denial, thread=thread)
        assert "60 kg" in await assistant.say("log_workout", said=BENCH)


@pytest.mark.parametrize("era", ["legacy"])
@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("log_workout", {"said": "bench 3x5 100, chest pain radiating to left arm and fainted"}),
        ("log_workout", {"said": "ohp 3x5 40 chest pain on last set"}),
        ("report_injury", {"region": "chest", "severity": 6, "said": "chest tightness when running"}),
        ("remember", {"text": "You have chest pain when you lift.", "said": "I get chest pain when I lift"}),
    ],
)
async def test_a_red_flag_in_a_tools_words_comes_first(
    tool: str, arguments: dict[str, Any], connect: Connect, planner: Athlete
) -> None:
    """Nothing is written, and training is held at every door until a doctor has looked at it."""
    async with connect(Person()) as assistant:
        first = await assistant.call(tool, **arguments)
        assert first.is_error and ("emergency" in text_of(first) or "doctor" in text_of(first)), text_of(first)
        for name, more in (
            ("log_workout", {"said": "leg press 3x10 150"}), ("propose_program", {"weeks": 4}), ("log_measurement", {"metric": "weight", "value": 80}),
        ):  # fmt: skip
            held = await assistant.call(name, **more)
            assert held.is_error and "doctor" in text_of(held), text_of(held)
        await assistant.call("coach", message="my shoulder is fine again")
        assert (await assistant.call("log_workout", said=BENCH)).is_error
        assert not (await assistant.call("list_workouts")).is_error
        await assistant.say("coach", message="the doctor checked me and I am cleared")
        assert "60 kg" in await assistant.say("log_workout", said=BENCH)
    assert len(await logged(planner)) == 3


async def test_what_is_doubtful_is_asked_by_the_coach_before_it_is_written(connect: Connect, planner: Athlete) -> None:
    said = doubtful_words()
    async with connect(Person()) as assistant:
        refused = await assistant.call("log_workout", said=said)
        assert refused.is_error and "112" in text_of(refused) and "`coach`" in text_of(refused)
        assert await logged(planner) == []
        asked = await assistant.call("coach", message=said)
        assert asked.structured_content is not None and await logged(planner) == []
        [_, about_training], thread = asked.structured_content["choices"], asked.structured_content["thread"]
        await assistant.say("coach", message=about_training, thread=thread)
    assert {each[1] for each in await logged(planner)} == {"Bench Press (Barbell)"}


async def test_an_emergency_holds_what_to_train_and_no_look_at_the_past(connect: Connect, planner: Athlete) -> None:
    """The same sentence at every tool, resource and prompt that says what to train, until it is cleared in words."""
    prescribe: dict[str, dict[str, Any]] = {
        "todays_session": {}, "show_week": {}, "show_program": {}, "explain_plan": {}, "show_proposals": {},
        "suggest_load": {"exercise": "bench", "reps": 5, "rpe": 8}, "find_exercises": {"name": "bench"},
    }  # fmt: skip
    past: dict[str, dict[str, Any]] = {
        "list_workouts": {}, "exercise_history": {"exercise": "bench"}, "personal_records": {"exercise": "bench"},
        "estimate_strength": {"exercise": "bench"}, "training_volume": {}, "what_do_you_know": {},
    }  # fmt: skip
    async with connect() as assistant:
        await assistant.say("log_workout", said=BENCH)
        await assistant.say("coach", message="mir ist beim Kreuzheben schwarz vor Augen geworden und ich bin umgekippt")
        for name, arguments in prescribe.items():
            held = await assistant.called(name, arguments)
            assert held.is_error and text_of(held).startswith("Bevor es mit dem Training weitergeht"), name
        for name, arguments in past.items():
            assert not (await assistant.called(name, arguments)).is_error, name
        for uri in ("topset://session", "topset://program", "topset://session/friday"):
            with pytest.raises(MCPError, match="Bevor es"):
                await assistant.client.read_resource(uri)
        assert "60" in str((await assistant.client.read_resource("topset://workouts")).contents[0])
        assert "Bevor es" in str((await assistant.client.get_prompt("plan_my_week")).messages[0].content)
        await assistant.say("coach", message="der Arzt hat mich untersucht und alles ist ok")
        assert not (await assistant.call("find_exercises", name="bench")).is_error


async def test_long_work_says_how_far_it_is(connect: Connect, planner: Athlete) -> None:
    async with connect() as assistant:
        await assistant.say("propose_program", weeks=8)
        assert any("weeks" in each for each in assistant.progress), assistant.progress
        assistant.progress.clear()
        await assistant.say("coach", message="how much did i bench last week?")
        assert assistant.progress


async def test_a_cancelled_call_leaves_nothing_half_done(connect: Connect, planner: Athlete) -> None:
    """Cancelled at many moments: each time there is a whole proposal or none, and the next call works."""
    async with connect() as assistant:
        for wait_ms in (0, 2, 5, 10, 20, 40, 80, 160):
            before = len(await entries(planner))
            call = asyncio.create_task(assistant.call("propose_program", weeks=4))
            await asyncio.sleep(wait_ms / 1000)
            call.cancel()
            await asyncio.gather(call, return_exceptions=True)
            waiting = await open_proposals(assistant)
            assert len(waiting) <= 1
            assert len(await entries(planner)) - before in (0, 1)
        assert await assistant.say("log_workout", said=BENCH)
    assert len(await logged(planner)) == 3


async def test_a_cancelled_turn_leaves_a_chat_that_goes_on(connect: Connect, athlete: Athlete) -> None:
    async with connect() as assistant:
        first = await assistant.call("coach", message=BENCH)
        assert first.structured_content is not None
        thread = first.structured_content["thread"]
        for wait_ms in (1, 5, 10, 20):
            call = asyncio.create_task(assistant.call("coach", message="one more set of 4", thread=thread))
            await asyncio.sleep(wait_ms / 1000)
            call.cancel()
            await asyncio.gather(call, return_exceptions=True)
        await assistant.say("coach", message="one more set of 3", thread=thread)
    reps = [each[3] for each in await logged(athlete)]
    assert reps[:3] == [5, 5, 5] and reps[-1] == 3 and set(reps[3:-1]) <= {4}


async def open_proposals(assistant: Assistant) -> list[Any]:
    found = await assistant.call("show_proposals")
    assert found.structured_content is not None
    return list(found.structured_content["proposals"])


async def test_a_bug_is_told_without_its_insides(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    async with connect() as assistant:

        async def broken(*_: Any, **__: Any) -> Any:
            raise RuntimeError("a secret of the database")

        monkeypatch.setattr(workouts, "between", broken)
        found = await assistant.call("list_workouts", period="last week")
    assert found.is_error and "reference" in text_of(found) and "secret" not in text_of(found)
