"""What is read surely enough to be stored, and what is asked first."""

from datetime import date

import pytest

from training.library import load_library
from training.notation import Context, read, read_surely
from training.notation.agreement import agreement, tagged_readings
from training.notation.certainty import chance, weights
from training.notation.message import Message
from training.notation.names import Names
from training.resolver import Resolver

CONTEXT = Context(date(2026, 11, 18), Resolver(load_library()))
PLAIN = ("bench 3x5 @ 100", "squat 100x5, 100x5, 100x4", "deadlift 5x3 140kg rpe 8", "push ups 20, 18, 15")
ODD = "bench 5 100 7 3 then i think about 5 with him, or maybe 4, no idea, the others same again as the rack thing"


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_plain_is_stored(text: str) -> None:
    reading = read_surely(text, CONTEXT)
    assert reading.question is None and reading == read(text, CONTEXT)


def test_grammar_and_tags_agree_on_what_is_plain() -> None:
    tagged = tagged_readings(Message(PLAIN[0], CONTEXT, Names(CONTEXT.resolver)))
    found = agreement(read(PLAIN[0], CONTEXT), tagged)
    assert found["tags first"] == 1.0 and found["tags chance"] > 0.5


def test_tags_speak_against_another_reading() -> None:
    tagged = tagged_readings(Message(PLAIN[0], CONTEXT, Names(CONTEXT.resolver)))
    found = agreement(read(PLAIN[1], CONTEXT), tagged)
    assert found["tags against"] == 1.0 and found["tags rival"] > 0.5


def test_what_is_unlikely_is_asked_with_the_reading_as_an_answer() -> None:
    likeliest = read(ODD, CONTEXT)
    asked = read_surely(ODD, CONTEXT)
    assert asked.question is not None and asked.question.options
    for option in asked.question.options:
        assert read_surely(option.text, CONTEXT).question is None
    if likeliest.question is None:
        stored = read(asked.question.options[0].text, CONTEXT)
        assert [each.exercises for each in stored.workouts] == [each.exercises for each in likeliest.workouts]


def test_evidence_weighs_as_it_should() -> None:
    table = weights()
    assert chance({"bias": 1.0}) > 0.5
    for against in ("dearest", "near next", "strange share", "role open", "left scheme"):
        assert table[against] < 0, against
        assert chance({"bias": 1.0, against: 3.0}) < chance({"bias": 1.0})


@pytest.mark.parametrize("text", ["Tom squatted 140x5 today", "Margaret did 3x10 @ 50 kg on the leg press"])
def test_what_somebody_else_may_have_done_is_asked(text: str) -> None:
    asked = read_surely(text, CONTEXT)
    assert asked.question is not None and asked.question.options


@pytest.mark.parametrize("text", ["Finally squatted 140x5", "Squatted 140x5 today", "Warmed up, then squatted 140x5"])
def test_a_sentence_without_a_name_is_the_athletes(text: str) -> None:
    assert read_surely(text, CONTEXT).question is None
