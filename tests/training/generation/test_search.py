"""Our search beside a solver that proves the optimum, on a few small weeks; ``benchmarks.search`` does 200."""

import runpy
from collections.abc import Callable, Iterator
from pathlib import Path

from training.generation.instance import broken, value
from training.generation.search import solve, solve_briefly
from training.program.trainee import Trainee

BENCHMARKS = Path(__file__).parents[3] / "benchmarks"
NEAR = 0.02


def test_a_plan_is_possible_near_the_optimum_and_the_same_every_time(
    trainees: Callable[..., Iterator[Trainee]],
) -> None:
    prove = runpy.run_path(str(BENCHMARKS / "oracle.py"))["prove"]
    problem = runpy.run_path(str(BENCHMARKS / "search.py"))["problem"]
    seen = 0
    for each in trainees(60, seed=5):
        posed = problem(each)
        if posed is None or len(posed.instance.places) > 16 or seen == 5:
            continue
        seen += 1
        plan = solve(posed.instance)
        assert broken(posed.instance, plan) == []
        assert plan == solve(posed.instance)
        assert value(posed.instance, solve_briefly(posed.instance)) <= value(posed.instance, plan) + 1
        verdict = prove(posed.instance, plan, most_time=4.0)
        assert value(posed.instance, plan) >= (1 - NEAR) * verdict.bound
    assert seen == 5
