"""Forms that need no guess: bare sets, sentences that were shown, another time, and lasting facts."""

from dataclasses import replace
from datetime import date

import pytest
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, ToolMessage

from agent.middleware.checks import _wrong
from agent.understanding.deciding import decide
from agent.understanding.dialogue import CHOICES
from agent.understanding.frames import frames, sentences
from agent.understanding.reading import readings
from agent.understanding.situation import Situation
from agent.understanding.words import Words

NEW = Situation(today=date(2026, 11, 18))
AFTER_A_LOG = replace(NEW, trained_today=True, follows=True, last_tool="log_workout")


@pytest.mark.parametrize("said", ["bench 3x5 100", "Squat 5x5 @ 140 kg", "bench 3x5 100, squat 5x5 140 @ rpe 8"])
@pytest.mark.parametrize("situation", [NEW, AFTER_A_LOG, replace(AFTER_A_LOG, last_tool="forget")])
def test_bare_sets_are_logged(said: str, situation: Situation) -> None:
    assert decide(said, situation).tools == ("log_workout",)


@pytest.mark.parametrize(
    "said", ["make bench 5x5 100 from now on", "what if bench 3x5 100", "that was bench 3x5 not squat"]
)
def test_sets_with_other_words_are_not(said: str) -> None:
    assert "log_workout" not in decide(said, replace(AFTER_A_LOG, has_program=True)).tools


def test_what_stands_beside_sets_is_judged_as_if_alone() -> None:
    told = "I can only train on Mondays and Thursdays"
    assert decide(told, NEW).tools == ("update_planning",)
    assert decide(f"squat 3x5 @ 120. {told}", NEW).tools == ("log_workout", "update_planning")


@pytest.mark.parametrize(("sentence", "tool"), sentences().items())
def test_a_shown_sentence_means_just_that(sentence: str, tool: str) -> None:
    assert decide(sentence, NEW).tools[-1:] == (tool,)


def test_another_time_asks_the_same_again() -> None:
    before = {"period": "2026-10-01 to 2026-10-31", "muscle": "chest"}
    situation = replace(NEW, follows=True, last_tool="training_volume", last_args=before)
    [call] = decide("and in July?", situation).calls
    assert (call.tool, call.args) == ("training_volume", {"period": "2026-07-01 to 2026-07-31", "muscle": "chest"})
    assert decide("and in July?", NEW).tools != ("training_volume",)


@pytest.mark.parametrize("last_tool", [None, "log_workout", "update_planning"])
def test_a_trip_is_kept_where_no_plan_could_follow_it(last_tool: str | None) -> None:
    situation = replace(NEW, follows=last_tool is not None, last_tool=last_tool)
    found = decide("im travelling until Friday", situation)
    first = found.tools or tuple(call.tool for call in found.offered[0].calls)
    assert first == ("remember",)
    assert "remember" not in decide("im travelling the stairs of doubt", situation).tools


def test_what_was_true_is_not_what_was_known() -> None:
    fill = frames()["what_do_you_know"].fill
    october = {"time": "2026-10-01 to 2026-10-31"}
    assert fill(Words("what was true in October?", NEW)) == [{**october, "known": False}]
    assert fill(Words("what did you know about me in October?", NEW)) == [{**october, "known": True}]


def test_a_load_behind_an_at_is_no_effort() -> None:
    fill = frames()["repeat_set"].fill
    assert "rpe" not in fill(Words("one more bench for 5 @ 100", NEW))[0]
    assert fill(Words("one more bench for 5 @ 8", NEW))[0]["rpe"] == 8


def test_a_planning_offer_repeats_the_words() -> None:
    found = readings("from now on I train at home", NEW)
    offers = {call.sentence for reading in found for call in reading.calls if call.tool == "update_planning"}
    assert offers == {"plan with this: from now on I train at home"}


def test_an_offer_may_repeat_the_athletes_numbers_and_a_claim_may_not() -> None:
    said: list[AnyMessage] = [HumanMessage("zorble 900 grumpf 17"), ToolMessage("Noted.", tool_call_id="1")]
    offer = "One of these?\n1. change the last set to 17 reps to 900"
    choice = {
        "label": "change the last set to 17 reps to 900",
        "calls": [{"tool": "change_sets", "args": {"reps": 17, "load": 900}}],
    }

    class Response:
        def __init__(self, reply: AIMessage) -> None:
            self.result = [reply]

    assert _wrong(Response(AIMessage(offer, additional_kwargs={CHOICES: [choice]})), said) == []
    assert _wrong(Response(AIMessage(offer)), said) == ["17", "900"]
    assert _wrong(Response(AIMessage(f"{offer}\nYou lift 55 kg.", additional_kwargs={CHOICES: [choice]})), said) == [
        "55"
    ]
