import runpy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from training.generation.generate import generate
from training.program.plan import Program
from training.program.trainee import Screening, Trainee

ATHLETES = runpy.run_path(str(Path(__file__).parent.parent / "trainees.py"))
"""By its path, because a dependency brings a package ``tests`` of its own."""
TODAY = ATHLETES["TODAY"]
MONDAY = TODAY.fromordinal(TODAY.toordinal() + 2)
NUMBERS = {
    "Squat (Barbell)": 140.0,
    "Bench Press (Barbell)": 100.0,
    "Deadlift (Barbell)": 180.0,
    "Overhead Press (Barbell)": 62.0,
}


@pytest.fixture
def trainees() -> Callable[..., Iterator[Trainee]]:
    """Seeded random athletes."""
    return ATHLETES["trainees"]


@pytest.fixture
def lifter() -> Callable[..., Trainee]:
    """An intermediate in a full gym, with what a test changes."""

    def make(**changes: Any) -> Trainee:
        usual: dict[str, Any] = {
            "goals": {"strength": 6, "hypertrophy": 4}, "level": "intermediate", "days": 4, "minutes": 60, "age": 30,
            "equipment": ATHLETES["FULL_GYM"], "body_weight_kg": 80.0, "screening": Screening(TODAY), "e1rm_kg": NUMBERS,
        }  # fmt: skip
        return Trainee(**{**usual, **changes})

    return make


@pytest.fixture
def made(lifter: Callable[..., Trainee]) -> Callable[..., Program]:
    """A program of so many weeks for the lifter."""

    def make(weeks: int = 4, **changes: Any) -> Program:
        return generate(lifter(**changes), weeks=weeks, starts_on=MONDAY, today=TODAY)

    return make
