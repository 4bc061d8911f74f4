"""Endurance beside lifting (reference 5.2, 5.4, 5.5), and what comes first in a session (4.10)."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest

from training.library import load_library
from training.program.plan import Program
from training.program.trainee import Screening

Made = Callable[..., Program]
LEGS = {"quads", "hamstrings", "calves"}


def cardio(program: Program) -> list[tuple[date, str, float]]:
    return [
        (session.date, item.notes, sum(one.duration_s or 0.0 for one in item.work))
        for session, item in program.items()
        if item.role == "cardio"
    ]


def test_zones_are_the_worked_example(made: Made) -> None:
    """Age 40: 208 - 0.7 x 40 = 180, so zone 2 is 108 to 126 by the maximum; without an age the talk test alone."""
    goals = {"endurance": 7, "strength": 3}
    assert all("108 to 126 bpm" in notes for _, notes, _ in cardio(made(2, goals=goals, age=40)) if "Zone 2" in notes)
    assert all("bpm" not in notes for _, notes, _ in cardio(made(2, goals=goals, age=None)))


def test_a_novice_begins_with_little_and_it_grows(made: Made) -> None:
    program = made(8, level="novice", goals={"endurance": 10}, days=3, e1rm_kg={})
    building = {each.date for each in program.sessions if each.phase == "build"}
    minutes = [seconds / 60 for day, notes, seconds in cardio(program) if "Zone 2" in notes and day in building]
    assert 10 <= minutes[0] <= 20
    assert max(minutes) > minutes[0]
    assert all(later - earlier <= 5 for earlier, later in pairwise(minutes))


def test_much_running_costs_the_legs_accessory_sets(made: Made) -> None:
    """5.2, rule 4: more than 20 km a week cut quads, hamstrings and calves by a fifth."""
    goals = {"endurance": 7, "hypertrophy": 3}
    runner = made(4, goals=goals, days=5, minutes=90, activities=("Running",))
    rower = made(4, goals=goals, days=5, minutes=90, activities=("Rowing Machine",))
    assert any(each.rule == "running" for each in runner.reasons)
    assert not any(each.rule == "running" for each in rower.reasons)
    find = load_library().by_name
    for session, item in runner.items():
        movement = find(item.exercise)
        if (
            item.role == "accessory"
            and movement is not None
            and LEGS & set(movement.primary)
            and session.phase == "build"
        ):
            assert len(item.work) <= 3  # of four


def test_power_and_endurance_share_no_session(made: Made) -> None:
    for session in made(4, goals={"power": 5, "endurance": 5}, days=5).sessions:
        roles = {each.role for each in session.items}
        assert not ("main" in roles and roles & {"finisher", "cardio", "conditioning"})


def test_intervals_are_rare_and_no_day_before_legs(made: Made) -> None:
    program = made(4, goals={"endurance": 8, "strength": 2}, days=6, activities=("Cycling",))
    for number in (1, 2, 3):
        hard = [session for session in program.week(number) if any("zone 4" in item.notes for item in session.items)]
        assert len(hard) <= 1
    assert not any("zone 4" in item.notes for session in program.week(4) for item in session.items)


def test_who_is_screened_gets_no_intervals_and_no_circuits(made: Made) -> None:
    program = made(
        4, goals={"fat_loss": 6, "endurance": 4}, days=6, screening=Screening(date(2026, 11, 20), ("heart",))
    )
    assert not any("zone 4" in item.notes or item.role == "conditioning" for _, item in program.items())
    assert all(
        (one.rir or 4) >= 4 for _, item in program.items() if item.role in ("main", "accessory") for one in item.work
    )


@pytest.mark.parametrize("first", ["Bench Press (Barbell)", "Squat (Barbell)"])
def test_the_priority_lift_comes_first(made: Made, first: str) -> None:
    program = made(2, days=3, priorities=(first,))
    session = next(each for each in program.sessions if any(item.exercise == first for item in each.items))
    assert next(item.exercise for item in session.items if item.role == "main") == first
