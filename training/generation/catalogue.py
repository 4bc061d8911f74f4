"""What the planner knows of every movement of a library, worked out once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from training.coaching import Rules, rules
from training.landmarks import doses, group, landmark_rules
from training.library import Library
from training.movement import Movement
from training.timing import BARS, rep_seconds, setup_seconds

PATTERNS = ("squat", "hinge", "lunge", "h_push", "v_push", "h_pull", "v_pull", "core", "carry")
EXPLOSIVE = ("plyometric", "olympic")
MODALITIES = ("weight_reps", "bw_reps", "reps", "duration", "weight_duration", "weight_distance")
GRIP = ("forearms",)


class SelectionRules(Rules):
    """The section ``[selection]``."""

    need: float
    deficit: float
    goal: float
    skill: float
    preference: float
    novelty: float
    novelty_by_level: dict[str, float]
    preference_deviation_pct: float
    main_need: tuple[float, ...]
    accessory_need: tuple[float, ...]
    liked_pattern: float
    habit_times: int
    habit: float
    measured: float
    usual_times: int
    own_fit: float
    unusual_fit: float
    covered: int
    anchor_bonus: int
    main_bonus: int
    kept_bonus: int
    limited_fit: float
    least_body_reps: int
    least_told_reps: int
    least_relative_fit: float
    most_choices: int
    beyond_mev: float
    over_high: int
    set_cost: int
    unbalanced: int
    lopsided: int
    far: float
    far_lopsided: int
    needed_sets: int
    without_group: int
    without_main: int
    without_pattern: int
    nearly_balanced: int
    reserve: float
    dense_below_min: int
    short_rest_s: int
    single_below_min: int
    skill_fit: dict[str, tuple[float, ...]]
    importance: dict[str, float]
    kinds: dict[str, dict[str, float]]


class MovementFits(Rules):
    """The section ``[movements]``: by slug, how well one serves as a main lift and as an accessory."""

    model_config = {"extra": "allow", "frozen": True}

    def pairs(self) -> dict[str, tuple[float, float]]:
        """By slug: main, accessory."""
        return {slug: (each[0], each[1]) for slug, each in (self.model_extra or {}).items()}


@dataclass(frozen=True, eq=False, slots=True)
class Entry:
    """A movement that can be planned in a lifting session."""

    number: int
    movement: Movement
    names: frozenset[str]
    """The places it can take: a pattern, or the muscle of an isolation exercise, or ``explosive``."""
    kind: str
    """Of its equipment, for what serves a goal."""
    fit: tuple[float, float] | None
    """As a main lift, as an accessory; ``None`` for what is on nobody's list."""
    halves: tuple[tuple[int, int], ...]
    """Half sets that each row of the landmarks gets from one set."""
    prime: tuple[int, ...]
    """The rows that it is a prime mover of."""
    setup_s: int
    rep_s: float

    @property
    def is_hold(self) -> bool:
        """Done for a time."""
        return self.movement.modality in ("duration", "weight_duration")

    @property
    def is_by_body(self) -> bool:
        """Done for reps with the body or a band alone, unless a load is added."""
        return (
            self.kind in ("body", "band")
            and self.movement.modality in ("bw_reps", "reps")
            and "explosive" not in self.names
        )

    @property
    def is_carry(self) -> bool:
        """Done over a distance."""
        return self.movement.modality == "weight_distance"


@lru_cache(maxsize=1)
def muscles() -> tuple[str, ...]:
    """The rows of the landmarks, in their order."""
    return tuple(landmark_rules().intermediate)


def selection() -> SelectionRules:
    """The section ``[selection]``."""
    return rules("selection", SelectionRules)


@lru_cache(maxsize=4)
def catalogue(library: Library) -> Mapping[str, Entry]:
    """Every movement that can be planned in a lifting session, by slug."""
    fits = rules("movements", MovementFits).pairs()
    rows = {muscle: number for number, muscle in enumerate(muscles())}
    found: dict[str, Entry] = {}
    for movement in library.movements:
        names = _names(movement)
        if not names or movement.modality not in MODALITIES:
            continue
        given = doses(movement)
        found[movement.slug] = Entry(
            len(found), movement, names, kind_of(movement), fits.get(movement.slug),
            tuple((rows[muscle], round(share * 2)) for muscle, share in given.items() if muscle in rows),
            tuple(rows[muscle] for muscle, share in given.items() if share == 1 and muscle in rows),
            setup_seconds(movement), rep_seconds(movement),
        )  # fmt: skip
    return found


def kind_of(movement: Movement) -> str:
    """The kind of equipment a movement is done with.

    >>> from training.library import load_library
    >>> [kind_of(load_library().by_core_id(each)) for each in ("bench_press", "pull_up", "leg_press")]
    ['barbell', 'body', 'machine']
    """
    needs = movement.equipment
    if "smith" in needs or "machine" in needs:
        return "machine"
    if any(each in BARS for each in needs):
        return "barbell"
    return next((each for each in ("dumbbell", "kettlebell", "cable", "band") if each in needs), "body")


def _names(movement: Movement) -> frozenset[str]:
    if movement.pattern in EXPLOSIVE:
        return frozenset({"explosive"})
    if movement.pattern == "isolation":
        return frozenset(group(muscle) for muscle in movement.primary)
    return frozenset({movement.pattern} if movement.pattern in PATTERNS else ())
