"""Making a program: a 12-week, 4-day one from a full profile, and one for each of many random athletes.

python -m benchmarks.planning [athletes]    # 60 unless told
"""

import runpy
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from benchmarks.figures import line
from training.errors import TopsetError
from training.generation.generate import generate
from training.program.rules import errors, validate
from training.program.trainee import Screening, Trainee

ATHLETES, ROUNDS, WEEKS = 60, 30, 12
_TRAINEES = runpy.run_path(str(Path(__file__).parent.parent / "tests" / "training" / "trainees.py"))
"""By its path, because a dependency brings a package ``tests`` of its own."""
TODAY = _TRAINEES["TODAY"]
FULL = Trainee(
    goals={"strength": 6, "hypertrophy": 4}, level="intermediate", days=4, minutes=60, equipment=_TRAINEES["FULL_GYM"],
    body_weight_kg=80, age=30, screening=Screening(TODAY),
    e1rm_kg={"Squat (Barbell)": 140, "Bench Press (Barbell)": 100, "Deadlift (Barbell)": 180, "Pull Up": 110},
    done={"Squat (Barbell)": 20, "Bench Press (Barbell)": 20, "Deadlift (Barbell)": 10},
)  # fmt: skip


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ATHLETES
    random = list(_TRAINEES["trainees"](count, seed=7))
    for name, athletes in (("12 weeks, 4 days, full profile", [FULL] * ROUNDS), ("12 weeks, random athletes", random)):
        made, checked, wrong = measured(athletes)
        print(line(f"{name}: made", made))
        print(line(f"{name}: validated", checked))
        if wrong:
            print(f"  {wrong} of them break a rule")


def measured(athletes: Iterable[Trainee]) -> tuple[list[float], list[float], int]:
    """Seconds of making and of validating each, and how many break a rule; who may not train is left out."""
    made, checked, wrong = [], [], 0
    for each in athletes:
        begin = time.perf_counter()
        try:
            program = generate(each, weeks=WEEKS, starts_on=TODAY, today=TODAY)
        except TopsetError:
            continue
        made.append(time.perf_counter() - begin)
        begin = time.perf_counter()
        wrong += bool(errors(validate(program, each, TODAY)))
        checked.append(time.perf_counter() - begin)
    return made, checked, wrong


if __name__ == "__main__":
    main()
