"""Scripted models: moves in order, arguments as they are, the oracle's gold in plain words."""

from typing import Any

import pytest
from langchain_core.messages import AIMessage, HumanMessage, ToolMessage

from evals.corpus import LogItem, Move, TurnItem
from evals.oracle import gold_of
from evals.scripted import AT_THE_END, Following, Gold, Oracle

TOOLS = [{"type": "function", "function": {"name": "log_workout", "description": "", "parameters": {}}}]
CALL: dict[str, Any] = {"calls": [{"tool": "log_workout", "args": {"said": "bench"}}]}


def following(*moves: dict[str, Any], **more: Any) -> Following:
    return Following(moves=[Move.model_validate(each) for each in moves], **more)


async def answers(model: Following, number: int) -> list[AIMessage]:
    bound = model.bind_tools(TOOLS)
    return [await bound.ainvoke([HumanMessage("hi")]) for _ in range(number)]


async def test_a_script_is_followed_and_its_last_words_are_said_again() -> None:
    made = await answers(following(CALL | {"repeat": 2}, {"text": "Done."}), 4)
    assert [len(each.tool_calls) for each in made] == [1, 1, 0, 0]
    assert [each.text for each in made] == ["", "", "Done.", "Done."]
    assert len({each.tool_calls[0]["id"] for each in made[:2]}) == 2


async def test_a_script_that_ends_in_calls_ends() -> None:
    assert (await answers(following(CALL), 2))[1].text == AT_THE_END


async def test_words_and_how_they_end() -> None:
    [made] = await answers(following({"text": "ha", "repeat": 3, "finish": "length"}), 1)
    assert (made.text, made.response_metadata["finish_reason"]) == ("hahaha", "length")


@pytest.mark.parametrize("broken", ["{", "[1]", '"x"', "null"])
async def test_broken_arguments_are_invalid_calls(broken: str) -> None:
    [made] = await answers(following({"calls": [{"tool": "log_workout", "args": broken}]}), 1)
    assert not made.tool_calls
    assert made.invalid_tool_calls[0]["args"] == broken


async def test_nan_gets_through_as_a_clients_parser_lets_it() -> None:
    [made] = await answers(following({"calls": [{"tool": "log_workout", "args": '{"load": NaN}'}]}), 1)
    assert made.tool_calls[0]["args"]["load"] != made.tool_calls[0]["args"]["load"]


async def test_without_tools_it_is_asked_what_it_learnt() -> None:
    assert (await following({"text": "x"}, learns="[1]").ainvoke("what?")).text == "[1]"


async def test_the_oracle_calls_relays_and_leaves_the_rest_to_the_built_in_coach() -> None:
    oracle = Oracle()
    bound = oracle.bind_tools(TOOLS)
    item = {"id": "x", "setup": "history", "say": "blub", "want": [{"tool": "log_workout", "args": {"said": "bench"}}]}
    oracle.about(gold_of(TurnItem.model_validate(item)))
    asked = HumanMessage("blub", id="1")
    call = await bound.ainvoke([asked])
    assert call.tool_calls[0]["args"] == {"said": "bench"}
    told = await bound.ainvoke([asked, call, ToolMessage("Logged.", tool_call_id=call.tool_calls[0]["id"])])
    assert told.text == "Logged."
    other = await bound.ainvoke([HumanMessage("bench 3x5 @ 80", id="2")])
    assert other.tool_calls[0]["name"] == "log_workout"


@pytest.mark.parametrize(
    ("sets", "said"),
    [
        ("w60x5 100x5@8", "Squat (Barbell) warm-up 60 kg x 5, 100 kg x 5 @ rpe 8"),
        ("225lbx5", "Squat (Barbell) 102.06 kg x 5"),
        ("bwx8 d20x12", "Squat (Barbell) 8 reps, drop set 20 kg x 12"),
        ("d:5000,t:1470", "Squat (Barbell) 5000 m in 24:30"),
        ("t:60", "Squat (Barbell) 60 s"),
    ],
)
def test_gold_sets_in_words(sets: str, said: str) -> None:
    item = {"id": "x", "say": "y", "want": [{"ex": "Squat (Barbell)", "sets": sets}]}
    [call] = gold_of(LogItem.model_validate(item)).calls
    assert call.args == {"said": said, "day": "2026-11-18"}


def test_what_is_no_training_has_no_calls() -> None:
    gold = gold_of(LogItem.model_validate({"id": "x", "say": "y", "want": [], "not": "a plan"}))
    assert gold == Gold("y", [], AT_THE_END)
