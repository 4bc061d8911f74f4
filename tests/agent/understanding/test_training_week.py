"""Days of the week: which are possible, which are not, whatever the order in which they are told."""

from datetime import date

import pytest

from agent.understanding.situation import Situation
from agent.understanding.slots.training_week import impossible_days, possible_days
from agent.understanding.words import Words


def read(said: str) -> tuple[str, str]:
    """The days that are possible, and those that are not, by their first letters."""
    words = Words(said, Situation(today=date(2026, 11, 18)))
    possible, impossible = possible_days(words), impossible_days(words)
    return " ".join(each[:3] for each in possible or ()), " ".join(each[:3] for each in impossible or ())


@pytest.mark.parametrize(
    ("said", "possible", "impossible"),
    [
        ("Tuesdays are no good to me", "", "tue"),
        ("Tuesdays and Thursdays are useless for me but mondays and fridays are fine", "mon fri", "tue thu"),
        ("wednesdays are gone for good. tuesday would work, so tue thu sat sun", "tue thu sat sun", "wed"),
        ("weekdays except thursday", "mon tue wed fri", "thu"),
        ("any day but saturday", "", "sat"),
        ("I'm busy on mondays so wednesdays and fridays please", "wed fri", "mon"),
        ("mondays don't suit me", "", "mon"),
        ("mondays and fridays, not before six", "mon fri", ""),
        ("tuesdays and saturdays, no more than an hour", "tue sat", ""),
        ("I climb tue thu sat so lifting only on monday and friday", "mon fri", ""),
    ],
)
def test_days_of_the_week(said: str, possible: str, impossible: str) -> None:
    assert read(said) == (possible, impossible)
