"""What a plan meant by the sets that were done: as asked for, with how much in reserve, or fewer reps than that."""

from collections.abc import Sequence
from dataclasses import dataclass

from training.program.plan import Target

TOLERANCE_KG = 0.3
"""Loads this close are the same."""


@dataclass(frozen=True, slots=True)
class Intent:
    """What was asked of one set."""

    is_as_planned: bool = False
    reserve: float | None = None
    is_missed: bool = False


NONE = Intent()


def intents(targets: Sequence[Target], sets: Sequence[tuple[float | None, int | None]]) -> list[Intent]:
    """What the work sets (load in kg, reps) were beside those that were planned, each with the first that fits its load.

    Reps above the plan come out of the reserve.

    >>> plan = [Target(reps=5, load_kg=100.0, rir=3.0)] * 2
    >>> [(each.reserve, each.is_missed) for each in intents(plan, [(100, 5), (100, 7), (90, 5)])]
    [(3.0, False), (1.0, False), (None, False)]
    """
    left = [each for each in targets if each.kind != "warmup" and each.reps is not None]
    found = []
    for load, reps in sets:
        target = next((each for each in left if _fits(each, load)), None)
        if target is None or reps is None:
            found.append(NONE)
            continue
        left.remove(target)
        more = reps - (target.reps or 0)
        if target.kind == "amrap" and more > 0:
            found.append(NONE)  # as many as possible: it measures by itself
        elif more < 0:
            found.append(Intent(is_missed=True))
        else:
            found.append(Intent(True, None if target.rir is None else max(0.0, target.rir - more)))
    return found


def _fits(target: Target, load_kg: float | None) -> bool:
    return target.load_kg is None or abs(target.load_kg - (load_kg or 0.0)) <= TOLERANCE_KG
