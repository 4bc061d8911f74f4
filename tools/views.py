"""What tools answer about workouts: fields for programs, and the sentence a person would say."""

from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from db.snapshots import stored_of
from db.workouts import StoredWorkout
from tools.wording import day_words, exercise_words
from training.library import load_library
from training.movement import Movement
from training.record import SET_FIELDS
from training.units import WeightUnit


class SetView(BaseModel):
    """One set. kg, s, m; ``load_kg`` of a bodyweight exercise is what was added."""

    kind: str
    load_kg: float | None
    reps: int | None
    rpe: float | None
    duration_s: float | None
    distance_m: float | None


class ExerciseView(BaseModel):
    """One exercise of a workout."""

    exercise: str
    superset: int | None
    notes: str
    sets: list[SetView]
    text: str
    """The exercise in a line, in the athlete's unit."""


class WorkoutView(BaseModel):
    """A workout as the database holds it."""

    id: UUID
    date: date
    day: str
    title: str
    notes: str
    source: str
    exercises: list[ExerciseView]

    def __str__(self) -> str:
        head = f"{self.day[0].upper()}{self.day[1:]}" + (f" — {self.title}" if self.title else "")
        lines = [f"- {each.text}" for each in self.exercises] or ["- no exercises"]
        return "\n".join([f"{head}:", *lines, *([f"Note: {self.notes}"] if self.notes else [])])


def movement_named(name: str) -> Movement | None:
    """The library's movement of that exact name; an exercise of the athlete's own has none."""
    return load_library().by_name(name)


def workout_view(stored: StoredWorkout, unit: WeightUnit, today: date) -> WorkoutView:
    """Show a workout to the athlete."""
    return WorkoutView(
        id=stored.id,
        date=stored.workout.date,
        day=day_words(stored.workout.date, today),
        title=stored.workout.title,
        notes=stored.workout.notes,
        source=stored.source,
        exercises=[
            ExerciseView(
                exercise=each.name,
                superset=each.superset,
                notes=each.notes,
                sets=[SetView(**{name: getattr(one, name) for name in SET_FIELDS}) for one in each.sets],
                text=exercise_words(each, unit, movement_named(each.name)),
            )
            for each in stored.workout.exercises
        ],
    )


def view_of_record(key: str, record: dict[str, Any], unit: WeightUnit, today: date) -> WorkoutView:
    """Show a workout that was read back from the database as JSON."""
    return workout_view(stored_of(UUID(key), record), unit, today)
