"""Was a planned exercise done? What was asked for, set by set, against what was really lifted."""

from dataclasses import dataclass
from typing import Literal

from training.program.plan import Target
from training.workout import Exercise, Set

TOLERANCE_KG = 0.3
"""Loads this close are the same: 225 lb is 102.06 kg, and was planned as 102."""
Status = Literal["passed", "missed", "incomplete", "lighter", "other", "unknown"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """How an exercise went. ``missed`` is for reps that were tried and not made; fewer sets are ``incomplete``."""

    status: Status
    hit: int
    """Sets that were done as asked for."""
    planned: int
    reps: tuple[int, ...] = ()
    """Of the work sets, in order."""
    amrap: int | None = None
    """Reps of the set with as many as possible: of the heaviest, where there are two."""
    load_kg: float | None = None
    """The heaviest load of the work sets."""
    lightest_kg: float | None = None
    """The lightest load that a planned set of the top weight was done with."""
    seconds: float = 0.0
    distance_m: float = 0.0

    @property
    def is_passed(self) -> bool:
        """Whether everything asked for was done."""
        return self.status == "passed"


def judge(targets: tuple[Target, ...], done: Exercise, exercise: str) -> Judgement:
    """Compare the sets that were asked for with those that were done; ramp sets and drops don't count.

    >>> five = tuple(Target(reps=5, load_kg=100.0) for _ in range(3))
    >>> judge(five, Exercise("Squat (Barbell)", tuple(Set(load_kg=100, reps=r) for r in (5, 5, 4))), "Squat (Barbell)").status
    'missed'
    """
    asked = [each for each in targets if each.kind != "warmup"]
    sets = [each for each in done.sets if each.kind not in ("warmup", "drop")]
    if done.name != exercise:
        return Judgement("other", 0, len(asked))
    loads = [each.load_kg for each in sets if each.load_kg is not None]
    matched = _match(asked, sets)
    hit = sum(each is not None and _made(target, each) for target, each in matched)
    tops = [
        each.load_kg
        for target, each in matched
        if each is not None and each.load_kg is not None and target.load_kg == _heaviest(asked)
    ]
    return Judgement(
        status=_status(asked, sets, matched, hit),
        hit=hit,
        planned=len(asked),
        reps=tuple(each.reps or 0 for each in sets),
        amrap=_amrap(matched),
        load_kg=max(loads, default=None),
        lightest_kg=min(tops, default=None),
        seconds=sum(each.duration_s or 0.0 for each in sets),
        distance_m=sum(each.distance_m or 0.0 for each in sets),
    )


def _heaviest(asked: list[Target]) -> float | None:
    return max((each.load_kg for each in asked if each.load_kg is not None), default=None)


def _heavy_enough(target: Target, each: Set) -> bool:
    if target.load_kg is None or target.load_kg <= 0:
        return True
    return each.load_kg is not None and each.load_kg >= target.load_kg - TOLERANCE_KG


def _made(target: Target, each: Set) -> bool:
    if target.duration_s is not None:
        return (each.duration_s or 0.0) >= target.duration_s - 0.5
    if target.reps is None:
        return True
    return each.reps is not None and each.reps >= target.reps


def _match(asked: list[Target], sets: list[Set]) -> list[tuple[Target, Set | None]]:
    """A set for each target: sets to as many as possible choose first, and the last that fits; others the first."""
    free = list(range(len(sets)))
    found: dict[int, Set | None] = {}
    order = sorted(range(len(asked)), key=lambda at: (asked[at].kind != "amrap", -(asked[at].load_kg or 0.0), at))
    for at in order:
        fits = [index for index in free if _heavy_enough(asked[at], sets[index])]
        if not fits:
            found[at] = None
            continue
        if asked[at].kind == "amrap":
            told = [index for index in fits if sets[index].kind == "amrap"]
            nearest = min((sets[index].load_kg or 0.0) for index in told or fits)
            chosen = [index for index in told or fits if (sets[index].load_kg or 0.0) <= nearest + TOLERANCE_KG][-1]
        else:
            nearest = min((sets[index].load_kg or 0.0) for index in fits)
            chosen = next(index for index in fits if (sets[index].load_kg or 0.0) <= nearest + TOLERANCE_KG)
        free.remove(chosen)
        found[at] = sets[chosen]
    return [(asked[at], found[at]) for at in range(len(asked))]


def _amrap(matched: list[tuple[Target, Set | None]]) -> int | None:
    best: tuple[float, int] | None = None
    for target, each in matched:
        if target.kind == "amrap" and each is not None and each.reps is not None:
            load = target.load_kg or 0.0
            if best is None or load > best[0]:
                best = (load, each.reps)
    return None if best is None else best[1]


def _status(asked: list[Target], sets: list[Set], matched: list[tuple[Target, Set | None]], hit: int) -> Status:
    if hit == len(asked):
        return "passed"
    if not sets or all(each.reps is None and each.duration_s is None and each.kind != "failure" for each in sets):
        return "unknown"
    if any(each is not None and not _made(target, each) for target, each in matched):
        return "missed"
    unmatched = sum(each is None for _, each in matched)
    return "lighter" if len(sets) > len(asked) - unmatched else "incomplete"
