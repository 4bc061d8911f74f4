"""Workouts as programs send them, and as they get them back: with an id and a version."""

import hashlib
import json
from dataclasses import replace
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from db.snapshots import stored_json, stored_of
from db.workouts import StoredWorkout
from tools.views import WorkoutView, workout_view
from training.units import WeightUnit
from training.workout import Day, Exercise, Set, SetKind, Workout

LONGEST_NOTE = 4000
FIRST_DAY = date(1900, 1, 1)
MOST_EXERCISES = 60
MOST_SETS = 200
Place = Annotated[int, Field(ge=0, le=1000, description="A place in the order, counted from 0")]


class Shape(BaseModel):
    """What strangers send: nothing unknown in it, no number that is none."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class SetShape(Shape):
    """One set. kg, s, m; what was not recorded is left out."""

    kind: SetKind = "work"
    load_kg: Annotated[
        float | None,
        Field(ge=-500, le=1000, description="On a bodyweight exercise what was added (negative: assistance)"),
    ] = None
    reps: Annotated[int | None, Field(ge=0, le=2000)] = None
    rpe: Annotated[float | None, Field(ge=0, le=10)] = None
    duration_s: Annotated[float | None, Field(ge=0, le=1_000_000)] = None
    distance_m: Annotated[float | None, Field(ge=0, le=10_000_000)] = None

    def value(self) -> Set:
        """The set."""
        return Set(**self.model_dump())


class ExerciseShape(Shape):
    """One exercise with its sets in order."""

    exercise: Annotated[str, Field(min_length=1, max_length=120, description="As the athlete says it, or exactly")]
    superset: Annotated[int | None, Field(ge=0, le=1000, description="The same number: alternated")] = None
    notes: Annotated[str, Field(max_length=LONGEST_NOTE)] = ""
    sets: Annotated[list[SetShape], Field(max_length=MOST_SETS)] = []

    def value(self, name: str) -> Exercise:
        """The exercise by its exact name."""
        return Exercise(name, tuple(each.value() for each in self.sets), self.superset, self.notes)


class WorkoutShape(Shape):
    """A workout as a whole."""

    date: Annotated[Day, Field(ge=FIRST_DAY, description="The day where the athlete was")]
    title: Annotated[str, Field(max_length=200)] = ""
    notes: Annotated[str, Field(max_length=LONGEST_NOTE)] = ""
    started_at: AwareDatetime | None = None
    exercises: Annotated[list[ExerciseShape], Field(max_length=MOST_EXERCISES)] = []

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "date": "2026-11-20", "title": "Push day",
                    "exercises": [{"exercise": "Bench Press (Barbell)", "sets": [{"load_kg": 100, "reps": 5, "rpe": 8}]}],
                }
            ]
        }
    )  # fmt: skip


class LoggedWorkout(WorkoutView):
    """A workout as the database holds it, and which version of it that is."""

    started_at: AwareDatetime | None
    version: str
    """Changes with everything that is changed: what an edit may be made conditional on."""


def logged(stored: StoredWorkout, unit: WeightUnit, today: date) -> LoggedWorkout:
    """Show a workout to a program."""
    seen = workout_view(stored, unit, today)
    fields = {name: getattr(seen, name) for name in type(seen).model_fields}
    return LoggedWorkout(**fields, started_at=stored.workout.started_at, version=version_of(stored_json(stored)))


def logged_record(key: UUID, record: dict[str, Any], unit: WeightUnit, today: date) -> LoggedWorkout:
    """Show a workout that was read back from the database as JSON."""
    return logged(stored_of(key, record), unit, today)


def version_of(record: Any) -> str:
    """By which a state is known again.

    >>> version_of({"b": 1, "a": 2}) == version_of({"a": 2, "b": 1})
    True
    """
    return hashlib.sha256(json.dumps(record, sort_keys=True, default=str).encode()).hexdigest()[:20]


def with_typed(new: Workout, before: Workout) -> Workout:
    """A workout with the units as they were typed, wherever a load or a distance is the same as before."""
    known: dict[tuple[str, int], list[Set]] = {}
    for each in before.exercises:
        for at, one in enumerate(each.sets):
            known.setdefault((each.name, at), []).append(one)

    def typed(name: str, at: int, one: Set) -> Set:
        old = next((each for each in known.get((name, at), ()) if each.load_kg == one.load_kg), None)
        same = next((each for each in known.get((name, at), ()) if each.distance_m == one.distance_m), None)
        return replace(
            one, typed_load=one.typed_load if old is None else old.typed_load,
            typed_distance=one.typed_distance if same is None else same.typed_distance,
        )  # fmt: skip

    done = (
        replace(each, sets=tuple(typed(each.name, at, one) for at, one in enumerate(each.sets)))
        for each in new.exercises
    )
    return replace(new, exercises=tuple(done))
