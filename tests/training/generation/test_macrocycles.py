"""A year of blocks by goal (reference 4.9), and the blocks of long programs."""

from datetime import date

import pytest

from training.generation.macrocycles import blocks_of, macrocycle, numbered_blocks
from training.program.trainee import GOALS, Goal

MONDAY = date(2026, 11, 23)
RELIEF = ("deload", "easy", "taper", "test")


@pytest.mark.parametrize("goal", GOALS)
def test_every_year_has_52_weeks_without_a_gap(goal: Goal) -> None:
    year = macrocycle(goal, MONDAY)
    assert year.weeks == 52
    assert year.blocks[0].starts_on == MONDAY
    for one, other in zip(year.blocks, year.blocks[1:], strict=False):
        assert one.starts_on is not None and other.starts_on is not None
        assert (other.starts_on - one.starts_on).days == 7 * one.weeks


@pytest.mark.parametrize(
    ("goal", "weeks"),
    [
        ("strength", [8, 8, 8, 4, 1, 8, 8, 4, 3]),
        ("hypertrophy", [8, 8, 4, 8, 8, 4, 8, 3, 1]),
        ("fat_loss", [4, 8, 2, 8, 4, 8, 2, 8, 8]),
        ("endurance", [8, 8, 8, 4, 2, 2, 8, 8, 4]),
        ("general_health", [12, 1] * 4),
    ],
)
def test_the_blocks_of_the_reference(goal: Goal, weeks: list[int]) -> None:
    assert [each.weeks for each in macrocycle(goal, MONDAY).blocks] == weeks


@pytest.mark.parametrize("tests", [True, False])
@pytest.mark.parametrize("goal", GOALS)
def test_no_more_than_three_weeks_build_without_relief(goal: Goal, tests: bool) -> None:
    running = 0
    for _, weeks in numbered_blocks(52, {goal: 10}, MONDAY, tests=tests):
        for each in weeks:
            running = 0 if each.phase in RELIEF else running + 1
            assert running <= 3, each


def test_who_may_not_be_tested_has_easy_weeks_instead() -> None:
    phases = {each.phase for _, weeks in numbered_blocks(52, {"strength": 10}, MONDAY, tests=False) for each in weeks}
    assert phases == {"build", "deload", "easy", "taper"}


def test_a_short_program_is_one_block_of_its_own_goals() -> None:
    assert [(each.weeks, each.focus) for each in blocks_of(12, {"strength": 10}, MONDAY)] == [(12, "own")]


def test_a_long_one_ends_where_its_weeks_end() -> None:
    found = numbered_blocks(30, {"strength": 6, "endurance": 4}, MONDAY, tests=True)
    assert [each.number for _, weeks in found for each in weeks] == list(range(1, 31))
