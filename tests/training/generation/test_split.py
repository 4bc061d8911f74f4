"""Which sessions a week has and when (reference 4.2, 4.3, 4.10, 5.2, 5.3)."""

from dataclasses import replace
from datetime import date

import pytest

from training.generation.split import split
from training.generation.weekdays import gaps, offsets_of
from training.generation.weeks import numbered, phases
from training.program.limits import Limits
from training.program.trainee import Goal, Level, Trainee

MONDAY = date(2026, 11, 23)
STRONG: dict[Goal, int] = {"strength": 10}


def keys(level: Level, days: int, **changes: object) -> list[str]:
    usual = Trainee(level=level, days=days, goals=STRONG, minutes=60)
    return [each.key for each in split(replace(usual, **changes), Limits(), MONDAY).days]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("level", "days", "wanted"),
    [
        ("novice", 2, ["full_a", "full_b"]),
        ("novice", 3, ["full_a", "full_b", "full_c"]),
        ("novice", 4, ["upper_a", "lower_a", "upper_b", "lower_b"]),
        ("intermediate", 3, ["full_a", "full_b", "full_c"]),
        ("advanced", 3, ["upper_a", "lower_a", "full_c"]),
        ("intermediate", 5, ["upper_a", "lower_a", "push_a", "pull_a", "legs_b"]),
        ("intermediate", 6, ["push_a", "pull_a", "legs_a", "push_b", "pull_b", "legs_b"]),
    ],
)
def test_the_table_of_splits(level: Level, days: int, wanted: list[str]) -> None:
    assert keys(level, days) == wanted


@pytest.mark.parametrize(
    ("level", "days", "lifting"),
    [("novice", 5, 4), ("novice", 6, 4), ("novice", 7, 4), ("intermediate", 7, 5), ("advanced", 7, 6)],
)
def test_the_other_days_are_easy(level: Level, days: int, lifting: int) -> None:
    found = split(Trainee(level=level, days=days, goals=STRONG), Limits(), MONDAY)
    assert (len(found.lifting), len(found.days)) == (lifting, days)
    assert all(each.kind in ("cardio", "mobility") for each in found.days if each.kind != "lifting")


@pytest.mark.parametrize(
    ("days", "offsets"),
    [(1, (0,)), (2, (0, 3)), (3, (0, 2, 4)), (4, (0, 1, 3, 4)), (5, (0, 1, 2, 4, 5)), (6, (0, 1, 2, 3, 4, 5))],
)
def test_days_lie_as_spacing_wants(days: int, offsets: tuple[int, ...]) -> None:
    assert offsets_of(Trainee(days=days), Limits(), MONDAY) == offsets


def test_of_more_weekdays_those_that_lie_best_are_taken() -> None:
    assert sorted(gaps(offsets_of(Trainee(days=3, weekdays=(0, 1, 2, 4, 5)), Limits(), MONDAY))) == [2, 2, 3]
    assert offsets_of(Trainee(days=3, weekdays=(0, 1, 2)), Limits(is_apart=True, most_days=3), MONDAY) == (0, 2)


def test_no_more_than_three_hard_days_run() -> None:
    days = split(Trainee(level="advanced", days=6, goals=STRONG), Limits(), MONDAY).days
    assert [each.is_moderate for each in days] == [False, False, False, True, False, False]


@pytest.mark.parametrize(
    ("goals", "finishers"),
    [({"fat_loss": 10}, 4), ({"strength": 6, "endurance": 4}, 2), ({"fat_loss": 3, "hypertrophy": 7}, 2), ({"strength": 10}, 0), ({"power": 4, "fat_loss": 6}, 0)],
)  # fmt: skip
def test_finishers_follow_the_goals(goals: dict[Goal, int], finishers: int) -> None:
    """5.3: every day from fat loss 5 or endurance 4, but 5.2 keeps endurance out of power sessions, 4.3 off the eve of heavy legs."""
    days = split(
        Trainee(level="intermediate", days=4, minutes=75, goals=goals, cardio_as="finisher"), Limits(), MONDAY
    ).days
    assert sum(each.finisher_min > 0 for each in days) == (finishers if goals != {"strength": 10} else 2)
    assert all(10 <= each.finisher_min <= 20 for each in days if each.finisher_min)


def test_endurance_keeps_two_days_with_weights() -> None:
    found = split(Trainee(level="intermediate", days=5, goals={"endurance": 10}), Limits(), MONDAY)
    assert len(found.lifting) == 2
    assert any("cardio and conditioning" in each.text for each in found.reasons)


def test_what_finds_no_time_is_told() -> None:
    found = split(Trainee(level="novice", days=2, minutes=30, goals={"fat_loss": 10}), Limits(), MONDAY)
    assert any(each.rule == "minutes" for each in found.reasons)


def test_the_weeks_of_the_reference() -> None:
    """4.7: chest 10, 12, 14, D 7, 11, 13, 15, D 8 is two mesocycles of three weeks and a deload."""
    assert [(each.meso, each.step) for each in numbered(phases(8, tests=True))] == [
        (0, 0), (0, 1), (0, 2), (0, 3), (1, 0), (1, 1), (1, 2), (1, 3),
    ]  # fmt: skip
    for weeks in range(2, 53):
        given = phases(weeks, tests=True)
        assert len(given) == weeks
        assert "build build build build" not in " ".join(given)
