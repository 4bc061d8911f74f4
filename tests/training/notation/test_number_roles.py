"""What a number is by what stands around it, and sets whose kind is said after them."""

from datetime import date

import pytest

from training.library import load_library
from training.notation import Context, read
from training.notation.message import Message
from training.notation.names import Names
from training.notation.number_roles import ROLES
from training.resolver import Resolver

CONTEXT = Context(date(2026, 11, 18), Resolver(load_library()))


def likeliest(text: str) -> list[str]:
    likely = Message(text, CONTEXT, Names(CONTEXT.resolver)).likely
    return [max(likely[at], key=likely[at].__getitem__) for at in sorted(likely)]


def test_each_number_has_a_chance_for_every_role() -> None:
    likely = Message("bench 3x5 at 80, finished in 40", CONTEXT, Names(CONTEXT.resolver)).likely
    assert len(likely) == 4
    for chances in likely.values():
        assert set(chances) == set(ROLES) and sum(chances.values()) == pytest.approx(1.0)


def test_roles_follow_from_what_stands_around() -> None:
    assert likeliest("bench 3x5 at 80") == ["S", "R", "L"]
    assert likeliest("deadlift 100x5, 110x3") == ["L", "R", "L", "R"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("squat 60x5 (w) 80x5 90x5", "warmup work work"),
        ("squat 60 5 warmup 80 3 warmup 110 5 5 5", "warmup warmup work work work"),
        ("deadlift 60x5 80x3 90x1 (warmups). 100x3, 100x3", "warmup warmup warmup work work"),
        ("squat [140x5] [150x5] [160x5]", "work work work"),
    ],
)
def test_marks_after_sets(text: str, kinds: str) -> None:
    [workout] = read(text, CONTEXT).workouts
    assert " ".join(each.kind for each in workout.exercises[0].sets) == kinds
