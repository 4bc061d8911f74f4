"""An exercise of the library: what it trains, what it needs, and what can be logged of it."""

from dataclasses import dataclass
from typing import Literal, get_args

Pattern = Literal[
    "squat", "hinge", "lunge", "h_push", "v_push", "h_pull", "v_pull", "carry", "core", "isolation",
    "olympic", "plyometric", "conditioning", "cardio", "mobility",
]  # fmt: skip
Muscle = Literal[
    "chest", "front_delts", "side_delts", "rear_delts", "lats", "upper_back", "traps", "lower_back",
    "biceps", "triceps", "forearms", "abs", "obliques", "quads", "hamstrings", "glutes", "adductors",
    "abductors", "calves", "hip_flexors", "neck",
]  # fmt: skip
Modality = Literal[
    "weight_reps", "bw_reps", "reps", "duration", "weight_duration", "distance_duration",
    "weight_distance", "calories", "rounds_reps",
]  # fmt: skip
"""Which fields of a set make sense (reference 11.1)."""
Mechanic = Literal["compound", "isolation"]

PATTERNS: tuple[str, ...] = get_args(Pattern)
MUSCLES: tuple[str, ...] = get_args(Muscle)
MODALITIES: tuple[str, ...] = get_args(Modality)


@dataclass(frozen=True, slots=True)
class Movement:
    """One entry of the exercise library."""

    slug: str
    """Stable key, e.g. ``bench_press_barbell``."""
    name: str
    """Shown and stored, e.g. ``Bench Press (Barbell)``."""
    aliases: tuple[str, ...]
    pattern: Pattern
    primary: tuple[Muscle, ...]
    secondary: tuple[Muscle, ...]
    equipment: tuple[str, ...]
    """All of these are needed; empty: nothing is."""
    mechanic: Mechanic
    modality: Modality
    skill: int
    """1 anyone .. 5 coach advised (reference 11.1)."""
    unilateral: bool = False
    bilateral_pair: bool = False
    """Done with a pair of implements, logged as one of them (tonnage counts both)."""
    bodyweight_share: float = 0.0
    """Share of body weight that is lifted (reference 1.3); 0 for what is not a bodyweight lift."""
    core_id: str | None = None
    """The id of this movement in the reference's core list (11.2), for edges and templates."""

    def is_kind_of(self, name: str) -> bool:
        """Whether it belongs to the family that a name without equipment stands for: 'Walking Lunge (Dumbbell)' is a 'Lunge'."""
        return "(" not in name and f" {self.name.partition(' (')[0]}".endswith(f" {name}")

    @property
    def is_bodyweight(self) -> bool:
        """Whether ``load_kg`` of a set means what was added to the body."""
        return self.modality == "bw_reps"
