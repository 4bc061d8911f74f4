"""Every form of the reference, and messages as people write them, against what they say."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from training.notation import Context, Reading, exercises_in, looks_like_training
from training.resolver import Resolver


class Case(NamedTuple):
    """One input of a page of cases, with what is known, and what it says."""

    text: str
    row: int
    known: dict[str, Any]
    expected: str


def cases(page: str) -> Iterator[Case]:
    """Read a page of cases: see its first lines."""
    blocks = (Path(__file__).parent / page).read_text(encoding="utf-8").split("\n\n")
    for block in blocks[1:]:
        head, *lines = block.strip("\n").split("\n")
        words = [word for word in head.strip("[]").split("; ") if word]
        known: dict[str, Any] = {}
        row = 0
        for word in words:
            if word.startswith("row "):
                row = int(word[4:])
            elif word.startswith("about "):
                known["current"] = word[6:]
            elif word == "lb":
                known["unit"] = word
            else:
                known["given"] = word
        inputs = [line[2:].replace("\\n", "\n") for line in lines if line.startswith("> ")]
        expected = "\n".join(line for line in lines if not line.startswith("> "))
        yield from (Case(text, row, known, expected) for text in inputs)


ROWS = list(cases("rows.txt"))
MESSAGES = list(cases("messages.txt"))


@pytest.mark.parametrize("case", ROWS, ids=lambda case: f"{case.row}: {case.text}")
def test_every_form_of_the_reference(
    case: Case, reading: Callable[..., Reading], outline: Callable[[Reading], str]
) -> None:
    assert outline(reading(case.text, **case.known)) == case.expected


def test_no_row_of_the_reference_is_left_out() -> None:
    assert {case.row for case in ROWS} == set(range(1, 92))


@pytest.mark.parametrize("case", MESSAGES, ids=lambda case: case.text)
def test_messages_as_people_write_them(
    case: Case, reading: Callable[..., Reading], outline: Callable[[Reading], str]
) -> None:
    assert outline(reading(case.text, **case.known)) == case.expected


@pytest.mark.parametrize("case", ROWS + MESSAGES, ids=lambda case: case.text)
def test_an_answer_to_a_question_leaves_nothing_open(
    case: Case, reading: Callable[..., Reading], outline: Callable[[Reading], str]
) -> None:
    """The text of every option reads back without a question, as one whole message."""
    question = reading(case.text, **case.known).question
    for option in question.options if question else ():
        answered = reading(option.text)
        assert answered.question is None
        assert answered.workouts or answered.mentions
        assert outline(reading(outline_text(answered))) == outline(answered)


def outline_text(answered: Reading) -> str:
    """The canonical text of a reading, with every day written."""
    from training.notation.canonical import new_names
    from training.notation.rendering import render, render_mention

    new = new_names(answered.mentions)
    lines = [render(each, new=new) for each in answered.workouts] + [render_mention(each) for each in answered.mentions]
    return "\n".join(lines)


def test_options_differ(reading: Callable[..., Reading]) -> None:
    """pu 3x10"""
    question = reading("pu 3x10").question
    assert question is not None
    assert [option.text for option in question.options] == [
        "2026-11-21\nPull Up: 3x10",
        "2026-11-21\nPush Up: 3x10",
    ]


def test_a_new_exercise_is_offered_and_not_invented(reading: Callable[..., Reading]) -> None:
    """flurbinator 3x10 @ 20"""
    question = reading("flurbinator 3x10 @ 20").question
    assert question is not None
    (add,) = question.options
    assert add.text == '2026-11-21\n"flurbinator": 3x10 @ 20 kg\n* NewExercise: flurbinator'
    again = reading(add.text)
    assert again.question is None
    assert again.workouts[0].exercises[0].name == "flurbinator"


def test_what_was_typed_is_kept_beside_the_canonical_value(reading: Callable[..., Reading]) -> None:
    """bench 225x5"""
    (only,) = reading("bench 225x5", unit="lb").workouts[0].exercises[0].sets
    assert (only.load_kg, only.typed_load and (only.typed_load.value, only.typed_load.unit)) == (
        102.05828325,
        (225.0, "lb"),
    )


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        ("bench 11x10", "", "1 question: yes"),
        ("bench 8x20", "", "1 question: yes"),
        ("lateral raise 8x12", "light", "1 question: yes"),
        ("lateral raise 12x10", "light", "1 question: yes"),
        ("lateral raise 3x12@8", "light", "1 question: no"),
    ],
)
def test_ambiguous_numbers_follow_history(
    text: str, given: str, expected: str, reading: Callable[..., Reading]
) -> None:
    from training.notation import Past

    past = {"Lateral Raise (Dumbbell)": Past(usual_load_kg=8.0)} if given else {}
    asked = reading(text, past=past).question is not None
    assert expected == f"1 question: {'yes' if asked else 'no'}"


def test_a_light_exercise_takes_a_small_number_after_at_as_a_load(reading: Callable[..., Reading]) -> None:
    """lateral raise 3x12@8"""
    from training.notation import Past

    light = {"Lateral Raise (Dumbbell)": Past(usual_load_kg=8.0)}
    first = reading("lateral raise 3x12@8", past=light).workouts[0].exercises[0].sets[0]
    assert (first.load_kg, first.rpe) == (8.0, None)
    heavy = reading("bench 3x5@8", "plan").workouts[0].exercises[0].sets[0]
    assert (heavy.load_kg, heavy.rpe) == (102.5, 8.0)


def test_the_plan_settles_the_order_of_three_numbers(reading: Callable[..., Reading]) -> None:
    """bench 100x3x5: five sets of three by the rule, three of five when that is planned"""
    by_rule = reading("bench 100x3x5").workouts[0].exercises[0]
    by_plan = reading("bench 100x3x5", "plan").workouts[0].exercises[0]
    assert [len(by_rule.sets), by_rule.sets[0].reps] == [5, 3]
    assert [len(by_plan.sets), by_plan.sets[0].reps] == [3, 5]


def test_names_are_known_before_their_past_is_fetched(resolver: Resolver) -> None:
    """bench 3x5 @ 100, pu 3x10"""
    assert exercises_in("bench 3x5 @ 100, pu 3x10", resolver) == ("Bench Press (Barbell)", "Pull Up", "Push Up")


def test_a_cheap_look(context: Context) -> None:
    assert looks_like_training("bench 3x5 @ 100")
    assert not looks_like_training("how is my squat going?")
    assert not looks_like_training("should I do 3x5 at 100?")
