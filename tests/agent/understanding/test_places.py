"""The place of training is one where training goes on: what is told of an end names none."""

import pytest

from agent.understanding.situation import Situation
from agent.understanding.slots.kit import place
from agent.understanding.words import Words


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ("no garage gym any more. at the leisure centre from today", "gym"),
        ("I quit the gym, I train at home now", "home"),
        ("no gym near me, so I train in the garage", "home"),
        ("my gym has no rack", "gym"),
        ("I train at home with no rack", "home"),
    ],
)
def test_where_training_happens(said: str, where: str) -> None:
    assert place(Words(said, Situation())) == where
