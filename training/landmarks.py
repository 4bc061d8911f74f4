"""Weekly volume landmarks per muscle: from maintenance to the most that is recovered from (reference 3.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from training.coaching import Rules, rules
from training.movement import Movement
from training.program.trainee import Level, Trainee
from training.units import round_half_up
from training.volume import shares

LEGS = ("quads", "hamstrings", "glutes", "calves", "adductors", "abductors")


class Scale(Rules):
    """How a level differs from intermediate."""

    volume: float
    ceiling: float


class LandmarkRules(Rules):
    """The section ``[landmarks]``."""

    novice: Scale
    advanced: Scale
    older_from: int
    older_ceiling: float
    half_level_from: int
    deficit_from: int
    deficit_ceiling: float
    running_from_min: int
    running_ceiling: float
    session_cap: dict[str, int]
    small: frozenset[str]
    intermediate: dict[str, tuple[float, float, float, float, float]]


@dataclass(frozen=True, slots=True)
class Landmarks:
    """Fractional hard sets a week of one muscle."""

    mv: float
    """Holds what is there."""
    mev: float
    """The least that builds."""
    low: float
    high: float
    """From ``low`` to ``high`` most people grow best (MAV)."""
    mrv: float
    """The most that is recovered from."""


def landmark_rules() -> LandmarkRules:
    """The section ``[landmarks]``."""
    return rules("landmarks", LandmarkRules)


@lru_cache(maxsize=8)
def landmarks(level: Level) -> Mapping[str, Landmarks]:
    """The table of a level.

    >>> landmarks("novice")["chest"], landmarks("advanced")["chest"].high
    (Landmarks(mv=5, mev=6.0, low=7.0, high=11.0, mrv=14.0), 22.0)
    """
    given = landmark_rules()
    scale = {"novice": given.novice, "advanced": given.advanced}.get(level, Scale(volume=1.0, ceiling=1.0))
    found = {}
    for muscle, (mv, mev, low, high, mrv) in given.intermediate.items():
        least = round_half_up(mev * scale.volume)
        found[muscle] = Landmarks(
            min(int(mv), int(least) - 1) if level == "novice" else mv,
            least, round_half_up(low * scale.volume), round_half_up(high * scale.volume), round_half_up(mrv * scale.ceiling),
        )  # fmt: skip
    return found


def landmarks_of(trainee: Trainee, running_min: float = 0.0) -> dict[str, Landmarks]:
    """The table of an athlete: level, age, energy deficit, running."""
    given = landmark_rules()
    table = dict(landmarks(trainee.level))
    if trainee.age is not None and trainee.age >= given.half_level_from and trainee.level != "novice":
        below = landmarks("novice" if trainee.level == "intermediate" else "intermediate")
        table = {muscle: _between(each, below[muscle]) for muscle, each in table.items()}
    everywhere = 1.0
    if trainee.age is not None and trainee.age >= given.older_from:
        everywhere *= given.older_ceiling
    if trainee.goals.get("fat_loss", 0) >= given.deficit_from:
        everywhere *= given.deficit_ceiling
    legs = given.running_ceiling if running_min >= given.running_from_min else 1.0
    return {
        muscle: _lowered(each, everywhere * (legs if muscle in LEGS else 1.0)) for muscle, each in table.items()
    }  # fmt: skip


def group(muscle: str) -> str:
    """The row of the table that a muscle belongs to: abs and obliques share one."""
    return "abs" if muscle == "obliques" else muscle


def doses(movement: Movement) -> dict[str, float]:
    """How much of a set each row of the table gets.

    >>> from training.library import load_library
    >>> doses(load_library().by_core_id("plank"))
    {'abs': 1.0, 'front_delts': 0.5}
    """
    found: dict[str, float] = {}
    for muscle, share in shares(movement).items():
        found[group(muscle)] = max(share, found.get(group(muscle), 0.0))
    return found


def session_cap(level: Level) -> int:
    """The most hard sets of one muscle in one session."""
    return landmark_rules().session_cap[level]


def _between(one: Landmarks, other: Landmarks) -> Landmarks:
    return Landmarks(
        *(
            round_half_up((getattr(one, each) + getattr(other, each)) / 2)
            for each in ("mv", "mev", "low", "high", "mrv")
        )
    )


def _lowered(each: Landmarks, factor: float) -> Landmarks:
    mrv = each.mrv if factor == 1 else max(round_half_up(each.mrv * factor), each.mev)
    return Landmarks(each.mv, each.mev, min(each.low, mrv), min(each.high, mrv), mrv)
