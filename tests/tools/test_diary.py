"""Finding exercises: a name, or a question about one."""

import pytest

from tools.toolbox import Toolbox


@pytest.mark.parametrize(
    ("asked", "name", "alternative"),
    [
        ("squats", "Squat (Barbell)", "Front Squat (Barbell)"),
        ("alternatives to squats", "Squat (Barbell)", "Front Squat (Barbell)"),
        ("alternativ for the squat?", "Squat (Barbell)", "Front Squat (Barbell)"),
        ("what could I do instead of deadlifts", "Deadlift (Barbell)", "Sumo Deadlift (Barbell)"),
        ("bench press alternatives", "Bench Press (Barbell)", "Push Up"),
        ("something like a leg press", "Leg Press (Machine)", None),
        ("what does a face pull train?", "Face Pull", None),
        ("substitute for pull-ups", "Pull Up", "Chin Up"),
        ("good mornings", "Good Morning (Barbell)", None),
        ("alternatives to good mornings", "Good Morning (Barbell)", None),
    ],
)
async def test_a_question_about_an_exercise_is_about_it(
    asked: str, name: str, alternative: str | None, tools: Toolbox
) -> None:
    found = await tools.named("find_exercises")(name=asked)
    assert found.exercises[0].name == name and found.asked == asked
    assert found.exercises[0].alternatives
    assert alternative is None or alternative in found.exercises[0].alternatives


@pytest.mark.parametrize("asked", ["alternatives", "what to do instead of?", "alternatives to zzzqq"])
async def test_what_names_nothing_finds_nothing(asked: str, tools: Toolbox) -> None:
    found = await tools.named("find_exercises")(name=asked)
    assert not found.certain
