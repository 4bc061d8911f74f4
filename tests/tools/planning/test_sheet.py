"""A program as a sheet: every week, exercise and rest, and nothing that breaks the page."""

from dataclasses import replace
from datetime import date

from tools.planning.sheet import markdown, page, weeks_of
from training.generation.generate import generate
from training.program.trainee import Screening, Trainee

TODAY = date(2026, 3, 2)
PROGRAM = generate(
    Trainee(
        goals={"strength": 10}, level="novice", days=3, minutes=45, equipment=frozenset({"barbell", "rack", "bench"}),
        screening=Screening(TODAY),
    ),
    weeks=4, starts_on=TODAY, today=TODAY,
)  # fmt: skip


def test_every_week_is_there_with_its_exercises_and_rests() -> None:
    text = markdown(PROGRAM, "kg", TODAY)
    assert [text.count(f"## Week {number}") for number in (1, 2, 3, 4)] == [1, 1, 1, 1]
    assert "| Squat (Barbell) | 3×5 @ 20 kg, 3 in reserve | 3 min |" in text
    assert "## Week 4 (deload)" in text


def test_one_week_alone() -> None:
    text = markdown(PROGRAM, "kg", TODAY, 2)
    assert "## Week 2" in text and "## Week 1" not in text and not weeks_of(PROGRAM, 9)


def test_the_page_asks_no_other_host_and_escapes_what_it_shows() -> None:
    odd = replace(PROGRAM, name="<script>alert(1)</script>")
    text = page(odd, "kg", TODAY)
    assert "<script>" not in text and "http" not in text and text.count("<section") == len(PROGRAM.sessions)
