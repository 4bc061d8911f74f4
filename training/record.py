"""A workout as JSON: the export's shape, and back."""

from datetime import date, datetime
from typing import Any

from training.errors import Invalid
from training.units import Typed
from training.workout import SET_KINDS, Exercise, Set, Workout

SET_FIELDS = ("kind", "load_kg", "reps", "rpe", "duration_s", "distance_m")


def workout_json(workout: Workout, *, typed: bool = False) -> dict[str, Any]:
    """A set as JSON; ``typed`` adds what was typed."""
    """The workout in the shape of the export; ``typed`` adds what was typed, for our own books."""
    return {
        "date": workout.date.isoformat(),
        "started_at": None if workout.started_at is None else workout.started_at.isoformat(),
        "title": workout.title,
        "notes": workout.notes,
        "exercises": [
            {
                "exercise": exercise.name,
                "superset": exercise.superset,
                "notes": exercise.notes,
                "sets": [set_json(each, typed) for each in exercise.sets],
            }
            for exercise in workout.exercises
        ],
    }


def workout_of(record: dict[str, Any]) -> Workout:
    """The workout that ``workout_json`` wrote. Raises ``Invalid`` that says what is wrong."""
    try:
        started = record.get("started_at")
        return Workout(
            date=date.fromisoformat(record["date"]),
            exercises=tuple(
                Exercise(
                    name=str(each["exercise"]),
                    sets=tuple(set_of(one) for one in each.get("sets", [])),
                    superset=each.get("superset"),
                    notes=each.get("notes") or "",
                )
                for each in record.get("exercises", [])
            ),
            title=record.get("title") or "",
            started_at=None if started is None else datetime.fromisoformat(started),
            notes=record.get("notes") or "",
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Invalid(f"This is no workout of an export: {error!r}.") from error


def set_json(each: Set, typed: bool = False) -> dict[str, Any]:
    """A set as JSON; ``typed`` adds what was typed."""
    fields: dict[str, Any] = {name: getattr(each, name) for name in SET_FIELDS}
    if typed:
        fields["typed_load"] = _typed_json(each.typed_load)
        fields["typed_distance"] = _typed_json(each.typed_distance)
    return fields


def _typed_json(quantity: Typed | None) -> list[Any] | None:
    return None if quantity is None else [quantity.value, quantity.unit]


def set_of(record: dict[str, Any]) -> Set:
    """The set that ``set_json`` wrote. Raises ``Invalid``."""
    kind = record.get("kind", "work")
    if kind not in SET_KINDS:
        raise Invalid(f"'{kind}' is no kind of set; there are {', '.join(SET_KINDS)}.")
    load, distance = record.get("typed_load"), record.get("typed_distance")
    return Set(
        kind=kind,
        load_kg=_number(record.get("load_kg")),
        reps=record.get("reps"),
        rpe=_number(record.get("rpe")),
        duration_s=_number(record.get("duration_s")),
        distance_m=_number(record.get("distance_m")),
        typed_load=None if load is None else Typed(*load),
        typed_distance=None if distance is None else Typed(*distance),
    )


def _number(value: object) -> float | None:
    return None if value is None else float(value)  # type: ignore[arg-type]
