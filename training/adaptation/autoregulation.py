"""The next set of today: by the RPE of the last one, missed reps, an easy start; and when to stop (reference 7.3)."""

from dataclasses import dataclass
from typing import Literal

from training.coaching import Rules, rules
from training.effort import share_of_max
from training.loading import Gym
from training.movement import Movement
from training.program.plan import Reason, Target
from training.units import load_text, plain
from training.workout import Set

SOURCE = "Reference 7.3"
Kind = Literal["keep", "less", "more", "back_off", "stop", "pain"]


class AutoregulationRules(Rules):
    """The section ``[autoregulation]``."""

    per_rpe: float
    least: float
    most: float
    drop_set_from: float
    per_missed_rep: float
    most_missed: float
    stop_missed_reps: int
    stop_missed_sets: int
    back_off_after_stop: float
    easy_first: float
    easy_step: float
    most_bumps: int
    pain_from: float
    back_off: float
    back_off_over: float
    back_off_drop: float
    least_combined: float


@dataclass(frozen=True, slots=True)
class SoFar:
    """What the lift's earlier sets of today were, before the one that was just done."""

    sets_done: int = 0
    sets_missed: int = 0
    bumps: int = 0
    """Raises so far."""
    backed_off: bool = False
    """The back-off after misses was just done."""


@dataclass(frozen=True, slots=True)
class NextSet:
    """What the next set becomes."""

    kind: Kind
    load_kg: float | None
    factor: float
    fewer_sets: int
    """How many of the sets that are left fall away."""
    reason: Reason

    @property
    def is_last(self) -> bool:
        """Whether the lift ends now."""
        return self.kind in ("stop", "pain")

    def __str__(self) -> str:
        return self.reason.text


def autoregulation_rules() -> AutoregulationRules:
    """The section ``[autoregulation]``."""
    return rules("autoregulation", AutoregulationRules)


def next_set(
    target: Target, done: Set, movement: Movement, gym: Gym, so_far: SoFar | None = None, *, pain: float | None = None
) -> NextSet:
    """What to load next. Of two cuts the larger is taken; loads are rounded down after a cut.

    >>> from training.library import load_library
    >>> bench = load_library().by_core_id("bench_press")
    >>> next_set(Target(reps=5, load_kg=100, rir=2), Set(load_kg=100, reps=4, rpe=9.5), bench, Gym()).load_kg
    92.5
    """
    given, before = autoregulation_rules(), so_far or SoFar()
    load = done.load_kg if done.load_kg is not None else target.load_kg
    if pain is not None and pain >= given.pain_from:
        text = f"Pain at {plain(pain)}/10: stop this lift; now it is about the pain, not the load."
        return NextSet("pain", None, 0.0, 0, Reason("autoregulation.pain", text, "Reference 8.1"))
    if before.backed_off:
        text = "The back-off is done: that was this lift for today."
        return NextSet("stop", None, 0.0, 0, Reason("autoregulation.stop", text, SOURCE))
    missed = _missed(target, done)
    if missed and (missed >= given.stop_missed_reps or before.sets_missed + 1 >= given.stop_missed_sets):
        return _stop(load, missed, before, movement, gym, given)
    off = None if done.rpe is None or target.rpe is None else done.rpe - target.rpe
    factor, why = _factor(missed, off, before, given)
    fewer = 1 if off is not None and off >= given.drop_set_from else 0
    kind: Kind = "less" if factor < 1 else "more" if factor > 1 else "keep"
    if load is None or kind == "keep":
        text = f"{why}: the same again." if load is None else f"{why}: {load_text(load, gym.unit)} again."
        return NextSet(kind, load, factor, fewer, Reason(f"autoregulation.{kind}", text, SOURCE))
    loaded = gym.loadable(load * factor, movement, down=factor < 1)
    end = ", and a set less" if fewer else ""
    text = f"{why}: next set {load_text(loaded, gym.unit)} ({plain((factor - 1) * 100, 1)} %){end}."
    return NextSet(kind, loaded, factor, fewer, Reason(f"autoregulation.{kind}", text, SOURCE))


def back_off(top_kg: float, movement: Movement, gym: Gym) -> float:
    """The load of back-off sets after a top set, in kg."""
    return gym.loadable(top_kg * autoregulation_rules().back_off, movement)


def ends_back_offs(target_rpe: float, rpe: float, first_kg: float, now_kg: float) -> bool:
    """Whether back-off sets end: an RPE over target, or the load had to fall by 5 %.

    >>> ends_back_offs(8, 9, 92, 92), ends_back_offs(8, 8.5, 92, 92), ends_back_offs(8, 8, 100, 95)
    (True, False, True)
    """
    given = autoregulation_rules()
    return rpe >= target_rpe + given.back_off_over or now_kg <= first_kg * (1 - given.back_off_drop)


def load_by_table(load_kg: float, reps: int, felt_rpe: float, target_rpe: float) -> float:
    """The load for the target RPE by the chart, from one that felt different: for main lifts between sessions, in kg.

    >>> round(load_by_table(100, 5, 9, 8), 1)
    96.9
    """
    return load_kg / share_of_max(reps, felt_rpe) * share_of_max(reps, target_rpe)


def combined(*factors: float) -> float:
    """Readiness and the RPE of today are the same tiredness: the smallest factor, not their product.

    >>> combined(0.95, 0.94), combined(0.95, 0.7)
    (0.94, 0.85)
    """
    return max(min(factors), autoregulation_rules().least_combined)


def _missed(target: Target, done: Set) -> int:
    if target.kind == "amrap" or target.reps is None or done.reps is None:
        return max(0, (target.reps or 0) - done.reps) if target.kind == "amrap" and done.reps is not None else 0
    return max(0, target.reps - done.reps)


def _factor(missed: int, off: float | None, before: SoFar, given: AutoregulationRules) -> tuple[float, str]:
    cuts, said = [1.0], "On target"
    if missed:
        cuts.append(1 - min(given.most_missed, given.per_missed_rep * missed))
        said = f"{missed} rep{'' if missed == 1 else 's'} short"
    if off is not None and off > 0:
        cuts.append(max(given.least, 1 - given.per_rpe * off))
        said = f"{said} and {plain(off)} RPE over target" if missed else f"{plain(off)} RPE over target"
    if min(cuts) < 1:
        return min(cuts), said
    if off is None or off >= 0 or missed:
        return 1.0, said
    if before.bumps >= given.most_bumps:
        return 1.0, f"Easy, but the load went up {before.bumps} times today already"
    if before.sets_done == 0:  # one easy set may mislead: the small step, and only when it was clearly easy
        is_easy = off <= -given.easy_first
        return (given.easy_step, f"First set {plain(-off)} RPE under target") if is_easy else (1.0, "About on target")
    return min(given.most, 1 - given.per_rpe * off), f"{plain(-off)} RPE under target"


def _stop(
    load: float | None, missed: int, before: SoFar, movement: Movement, gym: Gym, given: AutoregulationRules
) -> NextSet:
    told = (
        f"{missed} reps short" if missed >= given.stop_missed_reps else f"Reps missed in {before.sets_missed + 1} sets"
    )
    factor = given.back_off_after_stop
    loaded = None if load is None else gym.loadable(load * factor, movement, down=True)
    at = "" if loaded is None else f" at {load_text(loaded, gym.unit)}"
    text = f"{told}: one back-off set{at} (-10 %), then this lift is done for today."
    return NextSet("back_off", loaded, factor, 0, Reason("autoregulation.back_off", text, SOURCE))
