"""Any text is read: nothing crashes, hangs, or becomes a thousand sets."""

import time
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from training.library import load_library
from training.notation import Context, Reading, exercises_in, looks_like_training, read
from training.resolver import Resolver

CONTEXT = Context(date(2026, 11, 21), Resolver(load_library()), current="Bench Press (Barbell)")

PIECES = [
    "bench",
    "squat",
    "curls",
    "pu",
    "row",
    "3x5",
    "5x5",
    "100",
    "@8",
    "@100kg",
    "225lb",
    "x",
    ",",
    "/",
    "-",
    "+",
    ">",
    "→",
    "(",
    ")",
    ":",
    ";",
    ".",
    "'",
    '"',
    "%",
    "#",
    "1:30",
    "90s",
    "5k",
    "400m",
    "bw",
    "+20",
    "-15",
    "drop",
    "w",
    "warmup",
    "amrap",
    "emom",
    "12",
    "tabata",
    "3",
    "rounds",
    "of",
    "same",
    "as",
    "last",
    "time",
    "ditto",
    "yesterday",
    "3/4",
    "18.11.",
    "2026-11-18",
    "tomorrow",
    "tempo",
    "3-1-1-0",
    "8+3+2",
    "21-15-9",
    "each",
    "side",
    "ss",
    "A1",
    "B2",
    "rest",
    "r90",
    "pin",
    "8",
    "2",
    "plates",
    "F",
    "failure",
    "missed",
    "last",
    "set",
    "only",
    "got",
    "3",
    "sets",
    "skipped",
    "did",
    "the",
    "plan",
    "repeat",
    "monday",
    "knee",
    "4/10",
    "PR!",
    "½",
    "3.3.3",
    "1,000m",
    "82,5kg",
    "×",
    "12-3-30",
    "no",
    "\n",
    "zercher",
    "floop",
    "\x00",
    "\u202e",
    "🏆",
    "�",
]
UNFRIENDLY = [
    "",
    " ",
    "\x00",
    "\ud800\udfff",
    "\u202e3x5",
    "İx5 ﬀ ½ ² ′ ″",
    "(" * 5000,
    '"' * 5000,
    "3x" * 5000,
    "5,5," * 5000,
    "1/2/3/" * 3000,
    "9" * 10_000 + "x5",
    "1e309kg x 5",
    "bench " * 5000,
    "zzqx " * 5000,
    "a1 b2 c3 " * 2000,
    "- " * 5000,
    "\n" * 10_000,
    "bench 3x5\n" * 4000,
    "99 rounds: " * 200 + "bench 100x5",
    "2x(" * 500 + "100x5" + ")" * 500,
    "day month 99/99/9999 0/0 31.2. 30 feb 2026-02-30 0000-00-00",
    "60x5 x x x @ @ @ > > >",
    "drop drop drop 5 down to 99999",
    "amrap 99: 5 pu 10 push-ups → 999999+9",
    "emom 999: 5 pullups",
    "2 million plates x 5",
    "9999999 days ago bench 3x5 @ 100",
    "²x³ squat ①x⑤",
]


@pytest.mark.parametrize("text", UNFRIENDLY, ids=lambda text: repr(text[:30]))
def test_unfriendly_texts(text: str) -> None:
    begin = time.process_time()
    reading = read(text, CONTEXT)
    assert time.process_time() - begin < 5
    _is_bounded(reading)
    exercises_in(text, CONTEXT.resolver)
    looks_like_training(text)


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=200))
@example("+20")
def test_no_text_crashes(text: str) -> None:
    _is_bounded(read(text, CONTEXT))


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25), st.sampled_from(["", " "]))
def test_no_mixture_of_training_talk_crashes(pieces: list[str], between: str) -> None:
    reading = read((between or " ").join(pieces), CONTEXT)
    _is_bounded(reading)
    for option in reading.question.options if reading.question else ():
        assert read(option.text, CONTEXT).question is None


def _is_bounded(reading: Reading) -> None:
    for workout in reading.workouts:
        assert workout.date <= CONTEXT.today or reading.question
        for exercise in workout.exercises:
            assert len(exercise.sets) <= 5000
            for each in exercise.sets:
                assert each.reps is None or 0 <= each.reps <= 2000
                assert each.load_kg is None or abs(each.load_kg) <= 1000
                assert each.typed_load is None or each.typed_load.kg == each.load_kg


def test_a_megabyte_is_cut_and_said_to_be(reading: Callable[..., Reading]) -> None:
    text = "bench 3x5 @ 100\n" * 65_536
    read_text = reading(text)
    assert any(piece.endswith("…") for piece in read_text.unread)
