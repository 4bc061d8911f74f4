"""A program added up, and two of them side by side."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from training.program.plan import Item, Program, Session
from training.program.simulation import against, compare, simulate
from training.program.trainee import Trainee


@pytest.fixture
def example(make_item: Callable[..., Item], make_session: Callable[..., Session]) -> Program:
    """Reference 3.1: three sets each of bench, barbell row and curl."""
    items = (
        make_item("Bench Press (Barbell)", "main", 3, 8, 60.0), make_item("Bent Over Row (Barbell)", "main", 3, 10, 50.0),
        make_item("Bicep Curl (Barbell)", "accessory", 3, 12, 20.0),
    )  # fmt: skip
    return Program(
        "Example", "imported", 1, date(2026, 11, 23), 1, (make_session(date(2026, 11, 23), 1, 1, "A", items),)
    )


def test_the_worked_example(example: Program) -> None:
    sets = simulate(example).sets
    assert {muscle: by_week[1] for muscle, by_week in sets.items()} == {
        "chest": 3, "triceps": 1.5, "front_delts": 1.5, "upper_back": 3, "lats": 3, "biceps": 4.5, "rear_delts": 1.5,
        "lower_back": 1.5, "forearms": 3,
    }  # fmt: skip


def test_warm_ups_and_easy_sets_count_nothing(program: Program) -> None:
    found = simulate(program)
    assert found.phases[4] == "deload"
    assert found.sets["quads"][3] == 7.0
    assert found.sets["quads"][4] == 3.0  # RIR 4 is hard still, and there are fewer sets


def test_loads_and_minutes(bend: Any) -> None:
    found = simulate(bend.work("Squat (Barbell)", 3, load_kg=110.0))
    assert [found.loads["Squat (Barbell)"][week] for week in (1, 2, 3)] == [100.0, 100.0, 110.0]
    assert "Split Squat (Dumbbell)" not in found.loads
    assert found.minutes[1] == pytest.approx(sum(found.sessions[1]))
    assert len(found.sessions[1]) == 2


def test_against_the_landmarks(bend: Any, athlete: Trainee) -> None:
    by_muscle = {each.muscle: each for each in against(simulate(bend.sets("Squat (Barbell)", 18)), athlete)}
    assert by_muscle["chest"].band == "below"
    assert by_muscle["quads"].band == "too much"
    assert by_muscle["calves"].sets == 0


def test_one_day_less(bend: Any) -> None:
    less = bend.sessions(lambda each: None, lambda each: each.title == "B")
    found = compare(bend.program, less)
    assert (found.sessions.before, found.sessions.after) == (2, 1)
    assert found.minutes.after < found.minutes.before
    assert found.sets[0].of == "glutes"
    assert str(found).startswith("- Sessions a week 2 → 1\n- Minutes a week ")
    assert found.loads == ()


def test_the_same_is_the_same(program: Program) -> None:
    found = compare(program, replace(program, name="Other"))
    assert found.sets == found.loads == ()
    assert "the same for every muscle" in str(found)
