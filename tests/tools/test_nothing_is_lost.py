"""What is told beside sets comes back, with the reason why it is not logged."""

import pytest

from db.athletes import Athlete
from tests.talk import logged
from tools.calls import Call, called_by
from tools.log import LogTools
from tools.toolbox import Toolbox

MEASURED, LATER, ASKED = "a measurement, not training", "not done yet", "a question or a request"


@pytest.mark.parametrize(
    ("said", "sets", "left"),
    [
        ("bench 3x5 @ 80, slept 6h", 3, {"slept 6h": MEASURED}),
        ("slept 6h and bench 3x5 @ 80", 3, {"slept 6h": MEASURED}),
        ("bench 3x5 @ 80, bw 82, waist 84cm", 3, {"bw 82, waist 84cm": MEASURED}),
        ("bench 3x5 85. I want to do 90 next week", 3, {"I want to do 90 next week": LATER}),
        ("bench 3x5 80, might add 5 next time", 3, {"might add 5 next time": LATER}),
        ("bench 3x5 80\nhow is my squat?", 3, {"how is my squat?": ASKED}),
        ("slept 6h", 0, {"slept 6h": MEASURED}),
        ("push ups bw 50", 1, {}),
        ("pull ups bodyweight 3x8", 3, {}),
        ("bench 3x5 @ 80", 3, {}),
    ],
)
async def test_what_is_no_training_comes_back(said: str, sets: int, left: dict[str, str], athlete: Athlete) -> None:
    done = await LogTools(athlete).log_workout(said)
    assert len(await logged(athlete)) == sets
    assert {each.words: each.reason for each in done.not_logged} == left
    assert all(f"Not logged: “{words}” ({why})" in str(done) for words, why in left.items())


async def test_another_assistant_is_told_which_tool_keeps_it(athlete: Athlete) -> None:
    with called_by(Call("mcp", "key")):
        done = await LogTools(athlete).log_workout("bench 3x5 @ 80, slept 6h")
        assert "Not logged: “slept 6h” (a measurement, not training; log_measurement keeps it)" in str(done)


async def test_a_number_that_nothing_explains_is_asked_about_and_kept_as_a_note(
    athlete: Athlete, tools: Toolbox
) -> None:
    asked = await LogTools(athlete).log_workout("bench 3x5 80, blorp 4711")
    assert asked.question and not asked.workouts
    done = await LogTools(athlete).log_workout(asked.choices[0].said)
    assert done.unread == ["blorp 4711"]
    assert "Note: blorp 4711" in str(await tools.named("show_workout")(day="today"))
    asked = await LogTools(athlete).log_workout("squat 3x5 100, wibble 4712")
    await LogTools(athlete).log_workout(asked.choices[0].said)
    assert "blorp 4711\nwibble 4712" in str(await tools.named("show_workout")(day="today"))
