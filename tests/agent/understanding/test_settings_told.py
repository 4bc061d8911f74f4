"""Settings are the athlete's own: a man or a girl who is only mentioned is somebody else."""

import pytest

from agent.understanding.situation import Situation
from agent.understanding.slots.settings import sex
from agent.understanding.words import Words


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("I'm 19 and a girl, 164 cm", "F"), ("I am 60, a woman, 164 cm", "F"), ("I have 1,78m, 19 years, man.", "M"),
        ("i'm a big guy, 120 kg", "M"), ("I am 34 years, male, height 172 cm", "M"), ("21 yrs male 176cm", "M"),
        ("my girl kiara is vegan so we mostly cook plant stuff", None), ("a guy at my gym says 300 a week is nothing", None),
        ("I coach a girl on the side", None), ("I have been a vegetarian since I was a girl", None),
        ("list my pbs man, all of em", None), ("the young man beside me did 3x10", None), ("the roof guy was here", None),
    ],
)  # fmt: skip
def test_sex(said: str, told: str | None) -> None:
    assert sex(Words(said, Situation())) == told
