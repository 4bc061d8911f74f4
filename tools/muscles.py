"""Muscles as people name them."""

from typing import get_args

from training.errors import Invalid
from training.movement import Muscle

ALL_MUSCLES: tuple[Muscle, ...] = get_args(Muscle)
MUSCLE_WORDS: dict[str, tuple[Muscle, ...]] = {
    "legs": ("quads", "hamstrings", "glutes", "calves", "adductors", "abductors"),
    "back": ("lats", "upper_back", "traps", "lower_back"),
    "shoulders": ("front_delts", "side_delts", "rear_delts"),
    "delts": ("front_delts", "side_delts", "rear_delts"),
    "arms": ("biceps", "triceps", "forearms"),
    "core": ("abs", "obliques", "lower_back"),
    "pecs": ("chest",), "tris": ("triceps",), "bis": ("biceps",), "hams": ("hamstrings",), "glute": ("glutes",),
}  # fmt: skip


def muscles_named(words: str) -> tuple[Muscle, ...]:
    """The muscles of a name or a group. Raises ``Invalid`` with all there are."""
    asked = words.lower().strip().replace(" ", "_")
    if exact := tuple(name for name in ALL_MUSCLES if name == asked):
        return exact
    found = MUSCLE_WORDS.get(asked) or MUSCLE_WORDS.get(asked.rstrip("s"))
    if found is None:
        near = tuple(name for name in ALL_MUSCLES if asked.rstrip("s") in name)
        if not near:
            raise Invalid(f"'{words[:40]}' is no muscle I count. There are {', '.join(ALL_MUSCLES).replace('_', ' ')}.")
        return near
    return found
