"""How tired each muscle is from what was done, fading with the hours (reference 7.4)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from training.coaching import Rules, rules
from training.movement import Muscle
from training.program.plan import Reason
from training.units import plain

SOURCE = "Reference 7.4"
Action = Literal["fresh", "normal", "reduce", "avoid"]
Cardio = Literal["easy", "tempo", "intervals"]


class FatigueRules(Rules):
    """The section ``[fatigue]``."""

    full: float
    small: float
    middle: float
    large: float
    small_muscles: frozenset[str]
    large_muscles: frozenset[str]
    effort: tuple[tuple[float, float], ...]
    heavy_share: float
    heavy: float
    failure: float
    new: float
    older_from: int
    older: float
    drained: float
    most: float
    cardio: dict[Cardio, float]
    cardio_minutes: float
    running: float
    normal_from: float
    reduce_from: float
    avoid_from: float
    reduce_sets: float
    reduce_rir: float


@dataclass(frozen=True, slots=True)
class Stimulus:
    """Sets of one exercise in one session, as muscles feel them."""

    at: datetime
    shares: Mapping[Muscle, float]
    """1 for primary muscles, a half for secondary ones: ``training.volume.shares``."""
    sets: float = 1.0
    rpe: float | None = None
    """10 also for sets to failure."""
    share_of_max: float | None = None
    to_failure: bool = False
    """The session mostly went to failure: it fades more slowly."""
    is_new: bool = False
    """A new exercise, or a beginner."""


@dataclass(frozen=True, slots=True)
class Tired:
    """One muscle now."""

    muscle: Muscle
    percent: float
    action: Action
    reason: Reason

    @property
    def sets(self) -> float:
        """The part of planned sets that is advised."""
        given = fatigue_rules()
        return {"fresh": 1.0, "normal": 1.0, "reduce": given.reduce_sets, "avoid": 0.0}[self.action]

    @property
    def least_rir(self) -> float | None:
        """The reserve that is advised."""
        return fatigue_rules().reduce_rir if self.action == "reduce" else None


def fatigue_rules() -> FatigueRules:
    """The section ``[fatigue]``."""
    return rules("fatigue", FatigueRules)


def dose(rpe: float | None, share_of_max: float | None = None) -> float:
    """What one set of a primary muscle costs.

    >>> dose(6), dose(8), dose(10), round(dose(9, 0.9), 3), dose(None)
    (0.7, 1.0, 1.3, 1.265, 1.0)
    """
    given = fatigue_rules()
    felt = 8.0 if rpe is None else rpe
    by_effort = next((value for up_to, value in given.effort if felt <= up_to), given.effort[-1][1])
    return by_effort * (given.heavy if share_of_max is not None and share_of_max >= given.heavy_share else 1.0)


def cardio_stimulus(
    at: datetime, minutes: float, intensity: Cardio, movers: Iterable[Muscle], *, running: bool = False
) -> Stimulus:
    """Cardio as doses to its prime movers; running costs more than cycling or rowing."""
    given = fatigue_rules()
    sets = minutes / given.cardio_minutes * given.cardio[intensity] * (given.running if running else 1.0)
    return Stimulus(at, dict.fromkeys(movers, 1.0), sets, rpe=8.0)


def half_life(
    muscle: Muscle, *, to_failure: bool = False, is_new: bool = False, age: int | None = None, drained: bool = False
) -> float:
    """Hours after which half of the fatigue is left; what slows it down multiplies, to 1.6 at most.

    >>> half_life("chest"), round(half_life("chest", to_failure=True), 1), half_life("quads", to_failure=True, is_new=True, age=60)
    (24.0, 31.2, 48.0)
    """
    given = fatigue_rules()
    hours = (
        given.small if muscle in given.small_muscles else given.large if muscle in given.large_muscles else given.middle
    )
    slower = (given.failure if to_failure else 1.0) * (given.new if is_new else 1.0)
    slower *= (given.older if age is not None and age >= given.older_from else 1.0) * (
        given.drained if drained else 1.0
    )
    return hours * min(slower, given.most)


def fatigue(
    stimuli: Iterable[Stimulus], now: datetime, *, age: int | None = None, drained: bool = False,
    soreness: Mapping[Muscle, float] | None = None,
) -> dict[Muscle, Tired]:  # fmt: skip
    """How tired each muscle is now, in percent; a report of soreness (0 to 10) overrides what is lower.

    ``drained``: readiness below 50, or an energy deficit above 20 %.
    """
    given = fatigue_rules()
    total: dict[Muscle, float] = defaultdict(float)
    for each in stimuli:
        hours = (now - each.at).total_seconds() / 3600
        if hours < 0:
            continue
        for muscle, share in each.shares.items():
            half = half_life(muscle, to_failure=each.to_failure, is_new=each.is_new, age=age, drained=drained)
            total[muscle] += each.sets * share * dose(each.rpe, each.share_of_max) * 2 ** (-hours / half)
    percent = {muscle: min(100.0, 100 * value / given.full) for muscle, value in total.items()}
    told = soreness or {}
    for muscle, sore in told.items():
        percent[muscle] = max(percent.get(muscle, 0.0), 10 * sore - 10)
    return {muscle: _tired(muscle, value, told.get(muscle), given) for muscle, value in percent.items()}


def action_of(percent: float) -> Action:
    """What the planner does with a muscle that is so tired.

    >>> [action_of(percent) for percent in (19.9, 20, 40, 60)]
    ['fresh', 'normal', 'reduce', 'avoid']
    """
    given = fatigue_rules()
    if percent < given.normal_from:
        return "fresh"
    return "normal" if percent < given.reduce_from else "reduce" if percent < given.avoid_from else "avoid"


def _tired(muscle: Muscle, percent: float, sore: float | None, given: FatigueRules) -> Tired:
    action = action_of(percent)
    advice = {
        "fresh": "fresh",
        "normal": "as planned",
        "reduce": f"at most {plain(given.reduce_sets * 100)} % of its sets, {plain(given.reduce_rir)} reps in reserve, not as the first lift",
        "avoid": "not as a main muscle today",
    }[action]
    felt = f" (soreness {plain(sore)}/10)" if sore is not None else ""
    text = f"{muscle.replace('_', ' ').capitalize()} {plain(percent, 0)} % tired{felt}: {advice}."
    return Tired(muscle, percent, action, Reason(f"fatigue.{action}", text, SOURCE))
