from datetime import date

import pytest

from agent.understanding.frames import frames
from agent.understanding.situation import Situation
from agent.understanding.words import Words

WEDNESDAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("said", "since", "until"),
    [
        ("pause it until sunday", None, "2026-11-22"),
        ("My granddaughter is here until Sunday. Kindly pause the programme till then; we resume on Monday.", None, "2026-11-22"),
        ("going on holiday for 2 weeks, pause the program", None, "2026-12-01"),
        ("pause the plan from friday for ten days", "2026-11-20", "2026-11-29"),
        ("pause from 1 december to 14 december", "2026-12-01", "2026-12-14"),
        ("pause the plan from monday", "2026-11-23", None),
    ],
)  # fmt: skip
def test_a_break_has_the_end_that_was_told(said: str, since: str | None, until: str | None) -> None:
    [args] = frames()["change_program"].fill(Words(said, Situation(today=WEDNESDAY, has_program=True)))
    assert (args["what"], args.get("on"), args.get("until")) == ("pause", since, until)
