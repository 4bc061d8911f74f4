"""The kit that a wish names, in words, and what of the library can be done with it."""

import re
from collections.abc import Iterable, Sequence

from evals.weeks import movement_of, work
from training.program.plan import Session

PIECES: dict[str, tuple[str, ...]] = {
    "barbell": ("barbell", "plate"),
    "plates": ("plate",),
    "rack": ("rack",),
    "bench": ("bench", "incline_bench"),
    "dumbbells": ("dumbbell",),
    "cables": ("cable", "rope"),
    "smith machine": ("smith",),
    "machines": ("machine", "smith", "treadmill", "elliptical", "stair_climber", "bike", "back_ext_bench", "preacher_bench"),
    "leg press": (),
    "kettlebell": ("kettlebell",),
    "bands": ("band",),
    "pull-up bar": ("pullup_bar",),
    "dip bars": ("dip_bars",),
    "ez bar": ("ez_bar", "plate"),
    "trap bar": ("trap_bar", "plate"),
    "axle": ("axle", "plate"),
    "sandbag": ("sandbag",),
    "sled": ("sled",),
    "chair": ("box", "bench"),
    "exercise ball": ("stability_ball",),
    "arm ergometer": (),
    "rower": ("rower",),
    "rowing machine": ("rower",),
    "bike": ("bike",),
    "bodyweight": (),
}  # fmt: skip
"""What of the library's equipment each piece brings; a chair is a box to step on and a bench to sit on."""
ALSO = {"goblet_squat": ("kettlebell",), "suitcase_carry": ("kettlebell",)}
"""What the library names one implement for, and is done with another just as well."""
BY_NAME = {"leg press": "Leg Press", "arm ergometer": "Arm Ergometer"}
"""Pieces that are one machine: the exercises that begin so."""
_LOADED = re.compile(r"(?P<piece>.+?) (?P<kg>[\d.]+(?:, ?[\d.]+)*) kg")


def missing_kit(sessions: Iterable[Session], kit: Sequence[str]) -> list[str]:
    """The planned exercises that need something else, or another weight, than the kit has.

    A piece may carry its weights ('kettlebell 16 kg', 'kettlebells 16, 20 kg'); then a planned load of that implement must be
    one of those.
    """
    pieces, weights = _read(kit)
    there = {each for piece in pieces for each in PIECES.get(piece, (piece.replace(" ", "_").replace("-", ""),))}
    begin = tuple(BY_NAME[each] for each in pieces if each in BY_NAME)
    found: dict[str, None] = {}
    for session in sessions:
        for item in session.items:
            movement = movement_of(item.exercise)
            if movement is None or (begin and item.exercise.startswith(begin)):
                continue
            if not set(movement.equipment) <= there and not there.intersection(ALSO.get(movement.slug, ())):
                found[item.exercise] = None
        for item, target in work(session):
            movement = movement_of(item.exercise)
            needed = set() if movement is None else set(movement.equipment) & set(weights)
            if target.load_kg and any(target.load_kg not in weights[each] for each in needed):
                found[f"{item.exercise} @ {target.load_kg:g} kg"] = None
    return list(found)


def _read(kit: Sequence[str]) -> tuple[list[str], dict[str, set[float]]]:
    pieces: list[str] = []
    weights: dict[str, set[float]] = {}
    for each in kit:
        match = _LOADED.fullmatch(each)
        piece = _one(match["piece"] if match else each)
        pieces.append(piece)
        if match:
            weights.setdefault(piece, set()).update(float(one) for one in match["kg"].split(","))
    return pieces, weights


def _one(piece: str) -> str:
    """A piece by its name in the table, where only its plural is written."""
    return piece if piece in PIECES or piece.removesuffix("s") not in PIECES else piece.removesuffix("s")
