"""Long messages: the time to read one grows with its length alone, and what is too much is said so."""

import time
from datetime import date

import pytest

from agent.understanding.deciding import decide
from agent.understanding.frames import frames
from agent.understanding.situation import Situation
from agent.understanding.slots import FILLERS
from agent.understanding.words import Words

SITUATION = Situation(today=date(2026, 11, 18))


def seconds(text: str) -> float:
    """The time that all slots of a text take to fill."""
    names = {filler for frame in frames().values() for filler in frame.slots.values()} & FILLERS.keys()
    words, begun = Words(text, SITUATION), time.process_time()
    for name in names:
        FILLERS[name](words)
    return time.process_time() - begun


@pytest.mark.parametrize("piece", ["bench and ", "squat 5x5 @ 100, ", "i have a bench, a rack. ", "zqxv wobble 3x "])
def test_time_grows_with_length_alone(piece: str) -> None:
    seconds(piece)
    short, long = min(seconds(piece * 150) for _ in range(3)), min(seconds(piece * 1_200) for _ in range(3))
    assert long < 24 * max(short, 0.005), "eight times the length takes eight times the time, and not sixty-four"


def test_a_long_log_is_a_log() -> None:
    lines = "\n".join(f"squat {60 + at}x5 {at % 28 + 1} October" for at in range(200))
    assert decide(lines, SITUATION).tools == ("log_workout",)


def test_a_long_story_is_too_long() -> None:
    story = "We met on the bus and spoke about films. Then she told me of her sister, who sings. " * 40
    assert decide(story, SITUATION).is_too_long
    assert not decide(story[:400], SITUATION).is_too_long
