"""Sets, reps, reserve and rest of an exercise in a week, by goal (reference 4.4 to 4.7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeVar

from training.coaching import Rules, rules
from training.effort import LOWEST_RPE, share_of_max
from training.generation.catalogue import Entry
from training.generation.weeks import MESO, Week
from training.program.limits import Limits
from training.program.trainee import Goal, Level
from training.strength import MOST_REPS

T = TypeVar("T")
Manner = Literal["heavy", "volume", "accessory", "isolation", "core", "carry", "explosive"]
"""How an exercise is done: what its place asks for."""
LEAST_SHARE = 0.574
"""The end of the RPE chart: what more reps are done with is no more than that."""


class Style(Rules):
    """Numbers of one manner; lists go by mesocycle and week, the last entry repeats."""

    reps: tuple[int, ...]
    step: int = 0
    rir: tuple[tuple[float, ...], ...]
    sets: tuple[int, int]
    rest_s: int


class Zone(Rules):
    """What a goal asks of main lifts and accessories."""

    heavy: Style
    volume: Style
    accessory: Style
    isolation: Style


class ZoneRules(Rules):
    """The section ``[zones]``."""

    novice_rir: tuple[float, ...]
    weekly_load: float
    gain_per_meso: dict[str, float]
    unknown_reps_to: int
    body_reps: tuple[tuple[int, int], ...]
    body_easy_skill: int
    body_rest_s: int
    body_note: str
    hold_s: int
    hold_step_s: int
    carry_m: int
    step_sets: dict[str, int]
    taper_sets: float
    meso_sets: int
    growth_share: float
    growth_sets: int
    growth_most: int
    peak_sets: float
    peak_reps: int
    novice_peak_reps: int
    peak_rir: tuple[float, ...]
    test_sets: float
    test_rir: tuple[float, ...]
    test_rest_s: int
    novice_test_reps: int
    strength_from: int
    strength_from_health: int
    hypertrophy_from: int
    goals: dict[str, Zone]
    core: Style
    carry: Style
    explosive: Style


class PrilepinRules(Rules):
    """The section ``[prilepin]``."""

    most_reps_a_set: int
    from_share: float
    rows: tuple[tuple[float, int], ...]


@dataclass(frozen=True, slots=True)
class Dose:
    """What one set is, and how many there may be."""

    reps: int | None
    rir: float
    rest_s: int
    least: int
    most: int
    duration_s: float | None = None
    distance_m: float | None = None

    @property
    def share(self) -> float | None:
        """The share of the e1RM that the set is done with."""
        return None if self.reps is None else share(self.reps, self.rir)


def zones() -> ZoneRules:
    """The section ``[zones]``."""
    return rules("zones", ZoneRules)


def dominant(goals: Mapping[Goal, int]) -> Goal:
    """The goal with the most weight; of equals the one that asks more of lifting.

    >>> dominant({"endurance": 5, "strength": 5})
    'strength'
    """
    order: tuple[Goal, ...] = (
        "strength",
        "power",
        "hypertrophy",
        "fat_loss",
        "general_health",
        "endurance",
        "mobility",
    )
    return max(order, key=lambda goal: (goals.get(goal, 0), -order.index(goal)))


def zone_goals(goals: Mapping[Goal, int]) -> tuple[Goal, Goal]:
    """Whose zone the main lifts have, and whose the accessories.

    Strength with a say keeps main lifts heavy whatever else is wanted, and size makes accessories its own.

    >>> zone_goals({"hypertrophy": 7, "strength": 3}), zone_goals({"fat_loss": 10})
    (('strength', 'hypertrophy'), ('fat_loss', 'fat_loss'))
    """
    first = dominant(goals)
    enough = zones().strength_from_health if first in ("general_health", "mobility") else zones().strength_from
    main = next((goal for goal in ("power", "strength") if goals.get(goal, 0) >= enough), first)
    if main == "power" and goals.get("strength", 0) > goals["power"]:
        main = "strength"
    accessory = "hypertrophy" if goals.get("hypertrophy", 0) >= zones().hypertrophy_from else first
    return main, accessory


def manner_of(entry: Entry, *, is_main: bool, is_heavy: bool) -> Manner:
    """How an exercise is done in a place."""
    if "explosive" in entry.names:
        return "explosive"
    if is_main:
        return "heavy" if is_heavy else "volume"
    if entry.is_carry:
        return "carry"
    if "core" in entry.names:
        return "core"
    return "isolation" if entry.movement.mechanic == "isolation" else "accessory"


def style_of(manner: Manner, main: Goal, accessory: Goal) -> Style:
    """The numbers of a manner for these goals."""
    given = zones()
    if manner == "core":
        return given.core
    if manner == "carry":
        return given.carry
    if manner == "explosive":
        return given.explosive
    zone = given.goals[main if manner in ("heavy", "volume") else accessory]
    found: Style = getattr(zone, manner)
    return found


def dose(
    manner: Manner, entry: Entry, week: Week, goals: tuple[Goal, Goal], level: Level, limits: Limits, *,
    least_rir: float = 0.0,
) -> Dose:  # fmt: skip
    """What a set of an exercise is in a week that builds. ``least_rir`` is what the session keeps at least."""
    given, style = zones(), style_of(manner, *goals)
    step = min(week.step, 2)
    reps = _at(style.reps, 0 if level == "novice" else week.meso) + style.step * step
    rir = _at(_at(style.rir, week.meso), step)
    rir = max(
        rir, limits.least_rir, least_rir, _at(given.novice_rir, week.meso * MESO + step) if level == "novice" else 0.0
    )
    reps = max(reps, limits.least_reps)
    reps = reps if limits.most_reps is None else min(reps, limits.most_reps)
    least, most = style.sets
    if limits.most_sets is not None:
        least, most = min(least, limits.most_sets), min(most, limits.most_sets)
    if entry.is_carry:
        return Dose(None, rir, style.rest_s, least, most, distance_m=given.carry_m)
    if entry.is_hold:
        return Dose(None, rir, style.rest_s, least, most, duration_s=given.hold_s + given.hold_step_s * step)
    if manner in ("heavy", "volume"):
        most = max(1, min(most, prilepin_sets(reps, share(reps, rir))))
        least = min(least, most)
    return Dose(reps, rir, style.rest_s, least, most)


def body_range(entry: Entry, limits: Limits) -> tuple[int, int] | None:
    """The reps of an exercise with the body or a band alone; ``None`` where the goal's reps do.

    >>> from training.generation.catalogue import catalogue
    >>> from training.library import load_library
    >>> known = catalogue(load_library())
    >>> [body_range(known[each], Limits()) for each in ("push_up", "pull_up", "dead_bug", "bench_press_barbell")]
    [(10, 20), (4, 10), None, None]
    """
    skill = entry.movement.skill
    if not entry.is_by_body or ("core" in entry.names and skill <= zones().body_easy_skill):
        return None
    low, high = zones().body_reps[skill - 1]
    low = max(low, limits.least_reps)
    high = max(low, high if limits.most_reps is None else min(high, limits.most_reps))
    return min(low, high), high


@lru_cache(maxsize=512)
def share(reps: int, rir: float) -> float:
    """The share of the e1RM for so many reps with that reserve: the RPE chart, beyond it Epley turned round.

    >>> round(share(5, 2), 3), round(share(15, 2), 3), round(share(20, 4), 3)
    (0.811, 0.574, 0.556)
    """
    if reps <= MOST_REPS and 10 - rir >= LOWEST_RPE:
        return share_of_max(reps, 10 - rir)
    return min(LEAST_SHARE, 1 / (1 + (reps + rir) / 30))


def prilepin_sets(reps: int, of_max: float) -> int:
    """The most sets of a main lift by Prilepin's chart (reference 4.5).

    >>> prilepin_sets(6, 0.75), prilepin_sets(3, 0.82), prilepin_sets(1, 0.92), prilepin_sets(10, 0.72)
    (4, 6, 10, 99)
    """
    given = rules("prilepin", PrilepinRules)
    if reps > given.most_reps_a_set or of_max < given.from_share:
        return 99
    return next(most for below, most in given.rows if of_max < below) // reps


def _at(values: tuple[T, ...], place: int) -> T:
    return values[min(place, len(values) - 1)]
