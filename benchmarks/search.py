"""How near the search of a week comes to the proven optimum, on random athletes, and why where it does not.

python -m benchmarks.search [athletes]    # 200 unless told
"""

import runpy
import statistics
import sys
import time
from pathlib import Path

from benchmarks.figures import line
from benchmarks.oracle import Verdict, prove
from training.errors import TopsetError
from training.generation.candidates import candidates
from training.generation.instance import Instance, Plan, broken, value
from training.generation.posing import Posed, Poser
from training.generation.search import solve
from training.generation.split import split
from training.generation.weeks import numbered, phases
from training.landmarks import landmarks_of
from training.library import load_library
from training.program.limits import limits_of
from training.program.trainee import Trainee

ATHLETES = 200
_TRAINEES = runpy.run_path(str(Path(__file__).parent.parent / "tests" / "training" / "trainees.py"))
"""By its path, because a dependency brings a package ``tests`` of its own."""
trainees, TODAY = _TRAINEES["trainees"], _TRAINEES["TODAY"]
NEAR = 0.02
"""The promise: within 2 % of the optimum, or the reason is shown."""


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ATHLETES
    gaps, times, proofs, open_ones = [], [], [], 0
    for number, trainee in enumerate(trainees(4 * count, seed=1)):
        posed = problem(trainee)
        if posed is None or len(gaps) == count:
            continue
        begin = time.perf_counter()
        plan = solve(posed.instance)
        times.append(time.perf_counter() - begin)
        assert not broken(posed.instance, plan)
        begin = time.perf_counter()
        verdict = prove(posed.instance, plan)
        proofs.append(time.perf_counter() - begin)
        gaps.append(gap(posed.instance, plan, verdict))
        open_ones += not verdict.is_optimal
        if gaps[-1] > NEAR:
            print(f"\r{number:4} {gaps[-1]:6.2%}  {reason(posed, plan, verdict)}")
        print(f"\r{len(gaps)}/{count}", end="", file=sys.stderr, flush=True)
    near = sum(each <= NEAR for each in gaps)
    print(
        f"\n{near} of {len(gaps)} athletes within {NEAR:.0%} of the optimum; mean {statistics.mean(gaps):.2%}, worst {max(gaps):.2%}"
    )
    print(
        f"{sum(each == 0 for each in gaps)} are optimal; of {open_ones} the optimum is not proven, and its bound is taken"
    )
    print(line("our search", times))
    print(line("OR-Tools CP-SAT, one worker", proofs))


def problem(trainee: Trainee) -> Posed | None:
    """The week of an athlete as a problem; ``None`` where there is nothing to lift or no program."""
    library = load_library()
    try:
        limits = limits_of(trainee, TODAY)
    except TopsetError:
        return None
    days = split(trainee, limits, TODAY).lifting
    weeks = tuple(each for each in numbered(phases(8, tests=limits.may_test)) if each.phase == "build")
    poser = Poser(trainee, limits, candidates(trainee, TODAY, library), landmarks_of(trainee))
    posed = poser.pose(days, weeks, dict(trainee.goals))
    return posed if any(place.choices for place in posed.instance.places) else None


def gap(instance: Instance, plan: Plan, verdict: Verdict) -> float:
    """How far below the best possible, as a share of it."""
    best = verdict.value if verdict.is_optimal else verdict.bound
    return 0.0 if best <= 0 else max(0.0, (best - value(instance, plan)) / best)


def reason(posed: Posed, plan: Plan, verdict: Verdict) -> str:
    """What the optimum does that our plan does not."""
    instance, found = posed.instance, []
    for number, room in enumerate(instance.rooms):
        mine, best = ([_words(instance, each, place) for place, each in enumerate(chosen) if instance.places[place].session == number]
                      for chosen in (plan, verdict.plan))  # fmt: skip
        if mine != best:
            without, more = (
                [each for each in mine if each and each not in best],
                [each for each in best if each and each not in mine],
            )
            found.append(
                f"{posed.days[number].key} ({room.seconds // 60} min): {', '.join(more) or 'less'} instead of {', '.join(without) or 'nothing'}"
            )
    proven = "" if verdict.is_optimal else "not proven; "
    return f"{proven}{'; '.join(found)}"


def _words(instance: Instance, chosen: tuple[int, int] | None, place: int) -> str:
    return "" if chosen is None else f"{chosen[1]}x {instance.places[place].choices[chosen[0]].slug}"


if __name__ == "__main__":
    main()
