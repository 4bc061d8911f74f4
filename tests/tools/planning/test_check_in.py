"""A check-in from the log: what it compares, and since when."""

import pytest

from tools.toolbox import Toolbox


@pytest.mark.parametrize(
    ("first", "told"),
    [
        ("2026-11-02", "Estimated maxes since your first entry on Mon 2 Nov: Squat (Barbell) +5 %."),
        ("2026-09-01", "Estimated maxes against the four weeks before: Squat (Barbell) +5 %."),
        ("2026-11-12", "Estimated maxes since your first entry on Thu 12 Nov: Squat (Barbell) +5 %."),
        ("2026-11-20", None),
    ],
)
async def test_a_check_in_says_what_lifts_are_compared_with(first: str, told: str | None, tools: Toolbox) -> None:
    for day in (first, "2026-11-03"):
        if day >= first:
            await tools.named("log_workout")(said=f"squat 1x5 100 on {day}")
    await tools.named("log_workout")(said="squat 1x5 105 yesterday")
    lines = [each for each in (await tools.named("check_in")()).lines if each.startswith("Estimated maxes")]
    assert lines == ([told] if told else [])
