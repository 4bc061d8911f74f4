"""The number check: what tools answered may be said, in any way people write numbers, and nothing else."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.numbers import Evidence, numbers_in, unsupported


def evidence(*texts: str, fields: Any = None, said: str = "") -> Evidence:
    """What tools answered, and what the athlete said."""
    found = Evidence()
    for text in texts:
        found.add_text(text)
    found.add_fields(fields)
    found.add_said(said)
    return found


@pytest.mark.parametrize(
    "text, values",
    [
        ("3×5 @ 102.5 kg", [3, 5, 102.5]),
        ("81,5 kg", [81.5]),
        ("1,250 kg", [1250]),
        ("1,250.5 kg and 12,345,678", [1250.5, 12345678]),
        ("+2.5 kg, −0.4 % and ±6.5", [2.5, -0.4, 6.5]),
        ("225/5", [225, 5]),
        ("24:30", [24, 30]),
        ("2026-11-21", [2026, -11, -21]),
        ("twelve weeks, a hundred", [12, 100]),
        ("Wilks-2 of 378.4", [2, 378.4]),
        ("no numbers, not even one", []),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, values: list[float]) -> None:
    assert [abs(value) for _, value in numbers_in(text)] == [abs(value) for value in values]


RESULT = (
    "Bench Press (Barbell): best estimated 1RM 116.7 kg (±4.7), from 100 kg × 5 on Mon 16 Nov 2026 (Epley). "
    "1,250 kg in all, +0.4 % a week."
)


@pytest.mark.parametrize(
    "reply",
    [
        RESULT,
        "Your best is 116.7 kg.",
        "Your best is 116,7 kg.",
        "Your best is about 117 kg.",
        "You did 100 kg for 5.",
        "You did 100kg×5.",
        "You did 5 × 100 kg.",
        "You moved 1250 kg.",
        "You moved 1,250 kg.",
        "It goes up 0.4 % a week.",
        "On 16 November 2026 you did it.",
        "1. Bench: 116.7 kg\n2. That is all.",
        "## Bench\n116.7 kg",
        "Nice work.",
        "",
    ],
)
def test_what_tools_answered_may_be_said(reply: str) -> None:
    assert unsupported(reply, evidence(RESULT)) == []


@pytest.mark.parametrize(
    "reply, wrong",
    [
        ("Your best is 117.7 kg.", ["117.7"]),
        ("Your best is 118 kg.", ["118"]),
        ("Your best is 116.8 kg.", ["116.8"]),
        ("You did 105 kg for 5.", ["105"]),
        ("You did 100 kg for 6.", ["6"]),
        ("You moved 1,350 kg.", ["1,350"]),
        ("Do 102.5 kg next, then 105 kg.", ["102.5", "105"]),
        ("Your best is 116.7 kg, which is 257 lb.", ["257"]),
        ("In twelve weeks you'll have it.", ["twelve"]),
        ("1. Bench: 90 kg", ["90"]),
    ],
)
def test_anything_else_is_found(reply: str, wrong: list[str]) -> None:
    assert unsupported(reply, evidence(RESULT)) == wrong


def test_the_athletes_own_numbers_may_only_be_asked_back() -> None:
    known = evidence(said="bench 3x5 137")
    assert unsupported("Did you mean 137 kg?", known) == []
    assert unsupported("You benched 137 kg.", known) == ["137"]


def test_fields_count_however_deep_and_booleans_do_not() -> None:
    known = evidence(
        fields={"a": [{"b": 42.5, "2026-11-16": None}], "yes": True, "text": "from 77 kg", "day": str(date(2025, 3, 9))}
    )
    assert unsupported("42.5, 77, 2026 and 2025.", known) == []
    assert unsupported("It was 1.", known) == ["1"]


numbers = st.one_of(
    st.integers(0, 100_000).map(float),
    st.decimals(0, 2000, places=1).map(float),
    st.decimals(0, 2000, places=2).map(float),
)
units = st.sampled_from([" kg", " lb", " %", " reps", "", " weeks"])
FORMS = (lambda n: f"{n:g}", lambda n: f"{n:,.2f}", lambda n: f"{n:.2f}".replace(".", ","), lambda n: f"+{n:.2f}")


@given(st.lists(st.tuples(numbers, units), min_size=1, max_size=8), st.sampled_from(FORMS))
def test_a_reply_made_of_results_passes(found: list[tuple[float, str]], form: Any) -> None:
    known = evidence(fields={"values": [value for value, _ in found]})
    assert unsupported("So: " + "; ".join(form(value) + unit for value, unit in found) + ".", known) == []


@given(st.lists(numbers, min_size=1, max_size=8), numbers)
def test_an_altered_number_is_found(found: list[float], other: float) -> None:
    known = evidence(fields=found)
    is_there = any(abs(value - other) < 0.01 for value in found)
    assert bool(unsupported(f"It was {other:.2f} kg.", known)) != is_there or any(
        abs(value - other) < 0.02 for value in found
    )


@given(st.text(max_size=300))
def test_any_text_can_be_checked(reply: str) -> None:
    assert unsupported(reply, evidence(reply)) == []
