"""Fitting a session to its time (reference 6): one step after the other, and what is never given up."""

from collections.abc import Callable

import pytest

from training.generation.fit import fit
from training.program.plan import Program, Session
from training.program.trainee import Trainee

Made = Callable[..., Program]
Lifter = Callable[..., Trainee]


@pytest.fixture
def session(made: Made) -> Session:
    return made(4, minutes=90).week(3)[0]


@pytest.mark.parametrize("minutes", [20, 25, 30, 40, 50, 60])
def test_a_session_fits_its_time_and_keeps_its_edges_and_ramps(session: Session, lifter: Lifter, minutes: int) -> None:
    shorter = fit(session, minutes, lifter())
    assert shorter.minutes <= minutes + 0.5
    roles = [each.role for each in shorter.items]
    assert roles[0] == "warmup" and roles[-1] == "cooldown" and "main" in roles
    for item in shorter.items:
        if item.role == "main":
            before = next(each for each in session.items if each.exercise == item.exercise)
            assert [each for each in item.targets if each.kind == "warmup"] == [
                each for each in before.targets if each.kind == "warmup"
            ]
    assert any(each.rule == "fit" for each in shorter.reasons)


def test_a_session_that_fits_stays_as_it_is(session: Session, lifter: Lifter) -> None:
    assert fit(session, 120, lifter()) is session


def test_a_little_less_time_costs_only_rest(session: Session, lifter: Lifter) -> None:
    """The first step, supersets, changes no set."""
    shorter = fit(session, int(session.minutes) - 3, lifter())
    assert [(each.exercise, len(each.work)) for each in shorter.items if each.role == "main"] == [
        (each.exercise, len(each.work)) for each in session.items if each.role == "main"
    ]
    assert any(each.superset for each in shorter.items)


def test_a_day_of_cardio_gets_shorter(made: Made, lifter: Lifter) -> None:
    day = next(each for each in made(4, goals={"endurance": 10}, days=4).sessions if each.kind == "cardio")
    assert fit(day, 25, lifter()).minutes <= 25.5
