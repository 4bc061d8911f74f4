"""'As planned, but ...': what differed is stored too, or asked about before anything is logged as done."""

from datetime import date
from typing import Any

import pytest

from agent.understanding.deciding import decide
from agent.understanding.situation import Situation

FOLLOWING = Situation(today=date(2026, 11, 23), has_program=True)


def calls(said: str) -> list[tuple[str, dict[str, Any]]]:
    return [(each.tool, each.args) for each in decide(said, FOLLOWING).calls]


def offered(said: str) -> list[list[tuple[str, dict[str, Any]]]]:
    return [[(call.tool, call.args) for call in each.calls] for each in decide(said, FOLLOWING).offered]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("squat 100x5,4, rest as planned", [("log_workout", {"said": "squat 100x5,4"}), ("log_planned", {})]),
        ("benched 90 for 8 today!! never did that. rest as planned", [("log_workout", {"said": "benched 90 for 8 today!!"}), ("log_planned", {})]),
        ("deadlift 170x6 PR, rest planned", [("log_workout", {"said": "deadlift 170x6 PR"}), ("log_planned", {})]),
        (
            "did it as planned but only 8 reps on the last two sets of bench",
            [("log_planned", {}), ("change_sets", {"which": "last 2", "exercise": "bench", "reps": 8})],
        ),
        (
            "squat did the plan but did the last set to 10 reps at the same weight, easy. rest planned",
            [("log_planned", {}), ("change_sets", {"which": "last", "exercise": "squat", "reps": 10})],
        ),
    ],
)  # fmt: skip
def test_what_differed_is_stored_or_asked_about(said: str, wanted: list[tuple[str, dict[str, Any]]]) -> None:
    assert calls(said) in (wanted, []) or wanted in offered(said)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (
            "everything as planned, plus one more bench set 90x6 at the end",
            [("log_planned", {}), ("log_workout", {"said": "plus one more bench set 90x6 at the end"})],
        ),
        (
            "squat: planned sets done, then one more set of 3 at 147.5. rest as planned",
            [("log_planned", {}), ("repeat_set", {"exercise": "squat", "reps": 3, "load": 147.5})],
        ),
    ],
)  # fmt: skip
def test_sets_on_top_of_the_plan_come_after_it_and_are_of_the_lift_that_is_named(
    said: str, wanted: list[tuple[str, dict[str, Any]]]
) -> None:
    understood = decide(said, FOLLOWING)
    ways = [understood.calls, *(each.exact for each in understood.offered)]
    assert wanted in [[(call.tool, call.args) for call in each] for each in ways]


@pytest.mark.parametrize("said", ["did the plan but bench was 10, 10, 8", "did the plan, amrap 9"])
def test_numbers_that_nothing_takes_are_asked_about_before_anything_is_logged(said: str) -> None:
    understood = decide(said, FOLLOWING)
    assert understood.calls == () and understood.rest


def test_a_remark_without_numbers_is_no_exception() -> None:
    assert calls("as planned. squats looked good on video") in ([("log_planned", {})], [])


@pytest.mark.parametrize(
    "said", ["show me when i did squat 140x5", "when did i last bench 100x5", "tell me my best squat 5x5"]
)
def test_sets_within_a_question_are_no_log(said: str) -> None:
    assert "log_workout" not in [tool for tool, _ in calls(said)]
