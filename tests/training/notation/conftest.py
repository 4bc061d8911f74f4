"""What the tests of the notation share: an athlete with a history, and an outline of a reading."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from training.library import load_library
from training.notation import Context, Past, Reading, read, render
from training.notation.canonical import new_names
from training.notation.rendering import render_mention
from training.resolver import Resolver
from training.units import Typed
from training.workout import Exercise, Set, Workout

TODAY = date(2026, 11, 21)  # a Saturday


def kg(*groups: tuple[int, int, float]) -> tuple[Set, ...]:
    """Sets of (how many, reps, kg)."""
    return tuple(
        Set(load_kg=load, reps=reps, typed_load=Typed(load, "kg")) for count, reps, load in groups for _ in range(count)
    )


BENCH = "Bench Press (Barbell)"
SQUAT = "Squat (Barbell)"
LAST_BENCH = Exercise(BENCH, kg((3, 5, 100.0)))
MONDAY = Workout(date(2026, 11, 16), (LAST_BENCH, Exercise(SQUAT, kg((5, 5, 140.0)))), title="Monday lifts")

HISTORY = {
    BENCH: Past(usual_load_kg=100.0, one_rep_max_kg=125.0, last=LAST_BENCH, last_date=date(2026, 11, 16)),
    SQUAT: Past(
        usual_load_kg=140.0, training_max_kg=160.0, last=MONDAY.exercises[1], last_date=date(2026, 11, 16)
    ),
}  # fmt: skip
PLAN = {
    BENCH: Exercise(BENCH, kg((3, 5, 102.5))),
    "Bent Over Row (Barbell)": Exercise("Bent Over Row (Barbell)", kg((3, 8, 70.0))),
}
GIVEN: dict[str, dict[str, Any]] = {
    "": {},
    "history": {"past": HISTORY, "days": {MONDAY.date: MONDAY}},
    "plan": {"planned": PLAN},
    "both": {"past": HISTORY, "planned": PLAN, "days": {MONDAY.date: MONDAY}},
}
"""What is known of the athlete, by a word for it."""


@pytest.fixture(scope="session")
def resolver() -> Resolver:
    """Names resolved with the real library."""
    return Resolver(load_library())


@pytest.fixture(scope="session")
def context(resolver: Resolver) -> Context:
    """An athlete of whom nothing is known, on 21 November 2026."""
    return Context(TODAY, resolver)


@pytest.fixture(scope="session")
def reading(context: Context) -> Callable[..., Reading]:
    """Read a text with what is ``given`` of the athlete ("history", "plan", "both")."""

    def reading(text: str, given: str = "", **changes: Any) -> Reading:
        return read(text, replace(context, **GIVEN[given], **changes))

    return reading


@pytest.fixture(scope="session")
def outline() -> Callable[[Reading], str]:
    """A reading in lines: workouts (the day only if it is not today), ? question, ! unread, ~ assumed, * mentions."""

    def outline(reading: Reading) -> str:
        new = new_names(reading.mentions)
        lines = [line for each in reading.workouts for line in render(each, new=new).split("\n") if line != str(TODAY)]
        if reading.question:
            labels = " / ".join(option.label for option in reading.question.options)
            lines.append(f"? {reading.question.text} [{labels}]")
        lines += [f"! {piece}" for piece in reading.unread]
        lines += [f"~ {sentence}" for sentence in reading.assumed]
        lines += [render_mention(mention) for mention in reading.mentions]
        return "\n".join(lines)

    return outline
