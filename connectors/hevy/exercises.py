"""Hevy's exercises and ours: which is which, and what is known of those that only Hevy has."""

from collections import Counter
from collections.abc import Mapping

from connectors.hevy.shapes import Template
from connectors.log_file import storable
from training.library import Library
from training.movement import Modality, Movement, Muscle
from training.resolver import Resolved, Resolver

LONGEST_NAME = 120
MODALITIES: dict[str, Modality] = {
    "weight_reps": "weight_reps", "reps_only": "reps", "bodyweight_reps": "bw_reps", "bodyweight_assisted_reps": "bw_reps",
    "duration": "duration", "weight_duration": "weight_duration", "distance_duration": "distance_duration",
    "short_distance_weight": "weight_distance",
}  # fmt: skip
MUSCLES: dict[str, tuple[Muscle, ...]] = {
    "abdominals": ("abs",), "shoulders": ("front_delts", "side_delts"), "biceps": ("biceps",), "triceps": ("triceps",),
    "forearms": ("forearms",), "quadriceps": ("quads",), "hamstrings": ("hamstrings",), "calves": ("calves",),
    "glutes": ("glutes",), "abductors": ("abductors",), "adductors": ("adductors",), "lats": ("lats",),
    "upper_back": ("upper_back",), "traps": ("traps",), "lower_back": ("lower_back",), "chest": ("chest",), "neck": ("neck",),
}  # fmt: skip
"""Hevy's muscle groups; cardio, full body and other are none."""


def same_exercises(templates: Mapping[str, Template], resolver: Resolver, library: Library) -> dict[str, Movement]:
    """The movements of our library that templates are, by the templates' ids.

    The same name is the same exercise. Another name for one is only taken where no second exercise of Hevy's has a claim
    on it: what Hevy keeps apart stays apart.
    """
    exact = {key: found for key, each in templates.items() if (found := library.by_name(each.title)) is not None}
    meant = {
        key: said.movement
        for key, each in templates.items()
        if key not in exact and isinstance(said := resolver.resolve(each.title), Resolved) and said.certain
    }
    claims = Counter(each.name for each in (*exact.values(), *meant.values()))
    return exact | {key: each for key, each in meant.items() if claims[each.name] == 1}


def own_exercise(template: Template, slug: str) -> Movement:
    """An exercise that only Hevy has, with what Hevy says of it. Exercises of one name are one."""
    return Movement(
        slug=slug, name=name_of(template), aliases=(), pattern="isolation",
        primary=MUSCLES.get(template.primary_muscle_group, ()),
        secondary=tuple(one for each in template.secondary_muscle_groups for one in MUSCLES.get(each, ())),
        equipment=(), mechanic="isolation", modality=MODALITIES.get(template.type, "weight_reps"), skill=1,
    )  # fmt: skip


def name_of(template: Template) -> str:
    """What an exercise of Hevy's is called here."""
    return storable(template.title).strip()[:LONGEST_NAME] or f"Hevy exercise {template.id}"
