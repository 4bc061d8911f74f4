"""A workout of Hevy's as ours: every set, superset, note and number of it."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from connectors.hevy.shapes import HevyExercise, HevySet, HevyWorkout, Template
from connectors.log_file import storable
from training.units import plain
from training.workout import Exercise, Set, SetKind, Workout

KINDS: dict[str, SetKind] = {"normal": "work", "warmup": "warmup", "dropset": "drop", "failure": "failure"}
ASSISTED = "bodyweight_assisted_reps"
"""What is lifted off the body: less than nothing is added."""


def workout_of(found: HevyWorkout, names: Mapping[str, str], kinds: Mapping[str, str], zone: ZoneInfo) -> Workout:
    """The workout on its day in the athlete's zone.

    ``names`` are our exercises by the ids of Hevy's templates, ``kinds`` what Hevy logs of each. Raises ``ValueError``
    for a workout without a time.
    """
    started = datetime.fromisoformat(found.start_time)
    return Workout(
        date=started.astimezone(zone).date(),
        exercises=tuple(
            _exercise(each, names[each.exercise_template_id], kinds.get(each.exercise_template_id, ""))
            for each in sorted(found.exercises, key=lambda one: one.index)
        ),
        title=storable(found.title),
        started_at=started,
        notes=storable(found.description or ""),
    )


def templates_in(found: HevyWorkout) -> dict[str, str]:
    """The titles of the exercises in a workout, by the ids of their templates."""
    return {each.exercise_template_id: each.title for each in found.exercises}


def kinds_of(templates: Mapping[str, Template]) -> dict[str, str]:
    """What Hevy logs of each exercise."""
    return {key: each.type for key, each in templates.items()}


def _exercise(found: HevyExercise, name: str, kind: str) -> Exercise:
    sets = sorted(found.sets, key=lambda one: one.index)
    own = [
        f"{plain(each.custom_metric)} in set {at}" for at, each in enumerate(sets, 1) if each.custom_metric is not None
    ]
    notes = [storable(found.notes or ""), f"Hevy counted {', '.join(own)}" if own else ""]
    return Exercise(
        name, tuple(_set(each, kind == ASSISTED) for each in sets), found.supersets_id, "\n".join(filter(None, notes))
    )


def _set(found: HevySet, is_assisted: bool) -> Set:
    load = found.weight_kg
    return Set(
        kind=KINDS.get(found.type, "work"),
        load_kg=-load if is_assisted and load else load,
        reps=None if found.reps is None else round(found.reps),
        rpe=found.rpe,
        duration_s=found.duration_seconds,
        distance_m=found.distance_meters,
    )
