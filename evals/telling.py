"""What a lifter says of a session that he did, in plain words."""

import math
import random
from collections.abc import Sequence

from evals.lifter import Done

FELT_EASY = 5
"""From so many reps in reserve on he only knows that it was easy."""


def report(done: Sequence[Done]) -> str:
    """What the lifter says of a session: 'did it as planned', or first what differed from it.

    >>> from evals.lifter import SetDone
    >>> report([Done("Squat (Barbell)", (SetDone(100, 5, 9), SetDone(100, 4, 10)), False)])
    'squat 100x5,4, rest as planned'
    """
    failed = [each for each in done if not each.as_planned]
    if not failed:
        return "did it as planned"
    return f"{', '.join(_words(each) for each in failed)}, rest as planned"


def retold(done: Sequence[Done]) -> list[str]:
    """The same in pieces, for a coach that did not store the whole.

    >>> from evals.lifter import SetDone
    >>> retold([Done("Squat (Barbell)", (SetDone(100, 5, 9), SetDone(100, 4, 10)), False)])
    ['squat 100x5,4', 'did the rest as planned']
    """
    failed = [each for each in done if not each.as_planned]
    return [*(_words(each) for each in failed), "did the rest as planned"] if failed else []


def weights(done: Sequence[Done]) -> str:
    """The loads that he found where the plan had none, for a coach that asks; ``""`` without any.

    >>> from evals.lifter import SetDone
    >>> weights([Done("Squat (Barbell)", (SetDone(100, 5, 7),), True, is_found=True)])
    'squat 100 kg'
    """
    return ", ".join(f"{_name(each)} {each.sets[0].load_kg:g} kg" for each in done if each.is_found)


def effort(done: Sequence[Done], question: str, seed: str) -> str:
    """What he says of how hard the last set of the lift in a question was, now so, now so; ``""`` where he cannot say.

    >>> from evals.lifter import SetDone
    >>> effort([Done("Squat (Barbell)", (SetDone(100, 5, 7.5),), True)], "How many reps were left of Squat (Barbell)?", "")
    '2 or 3'
    """
    asked = next((each for each in done if each.exercise in question and each.sets[-1].rpe is not None), None)
    rpe = None if asked is None else asked.sets[-1].rpe
    if rpe is None:
        return ""
    left = 10 - rpe
    if left % 1:
        return f"{math.floor(left)} or {math.ceil(left)}"
    if left >= FELT_EASY:
        return random.Random(seed).choice([f"{left:g} or more", f"easy, at least {left:g}", f"{left:g}+"])
    return random.Random(seed).choice([f"{left:g}", f"about {left:g}", f"RPE {rpe:g}", f"{left:g} left I think"])


def _name(done: Done) -> str:
    return done.exercise.replace(" (Barbell)", "").lower()


def _words(done: Done) -> str:
    by_load: list[tuple[float | None, list[int]]] = []
    for each in done.sets:
        if by_load and by_load[-1][0] == each.load_kg:
            by_load[-1][1].append(each.reps or 0)
        else:
            by_load.append((each.load_kg, [each.reps or 0]))
    return f"{_name(done)} {' '.join(f'{load or 0:g}x{_joined(reps)}' for load, reps in by_load)}"


def _joined(reps: Sequence[int]) -> str:
    return ",".join(str(each) for each in reps)
