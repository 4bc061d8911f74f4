"""What Hevy's API answers: read leniently, so that a field more or less breaks nothing."""

from typing import Any, Literal

from pydantic import AliasChoices, BaseModel, ConfigDict, Field

SetType = Literal["warmup", "normal", "failure", "dropset"]


class Shape(BaseModel):
    """A thing of Hevy's. What we know no name for is kept."""

    model_config = ConfigDict(extra="allow", populate_by_name=True)


class RepRange(Shape):
    """A range of reps; without an end it is 'so many or more'."""

    start: float | None = None
    end: float | None = None


class HevySet(Shape):
    """One set. kg, metres, seconds."""

    index: int = 0
    type: str = "normal"
    weight_kg: float | None = None
    reps: float | None = None
    rep_range: RepRange | None = None
    distance_meters: float | None = None
    duration_seconds: float | None = None
    rpe: float | None = None
    custom_metric: float | None = None


class HevyExercise(Shape):
    """One exercise. Reads call its superset ``supersets_id``, writes ``superset_id``; 0 is a superset too."""

    index: int = 0
    title: str = ""
    notes: str | None = None
    exercise_template_id: str = ""
    supersets_id: int | None = Field(default=None, validation_alias=AliasChoices("supersets_id", "superset_id"))
    rest_seconds: int | None = None
    sets: list[HevySet] = []


class HevyWorkout(Shape):
    """A workout."""

    id: str
    title: str = ""
    routine_id: str | None = None
    description: str | None = None
    start_time: str = ""
    end_time: str = ""
    updated_at: str = ""
    created_at: str = ""
    exercises: list[HevyExercise] = []


class Routine(Shape):
    """A routine. Its own notes are not always among what is read."""

    id: str
    title: str = ""
    folder_id: int | None = None
    notes: str | None = None
    updated_at: str = ""
    created_at: str = ""
    exercises: list[HevyExercise] = []


class Template(Shape):
    """An exercise as Hevy knows it."""

    id: str
    title: str = ""
    type: str = ""
    primary_muscle_group: str = ""
    secondary_muscle_groups: list[str] = []
    is_custom: bool = False


class Event(Shape):
    """A change of a workout since a moment."""

    type: str
    workout: dict[str, Any] | None = None
    id: str | None = None
    deleted_at: str | None = None
