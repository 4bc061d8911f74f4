"""Workouts as a table with a row per set, for spreadsheets and other apps; our own import reads it back."""

import csv
import io
from collections.abc import Iterable

from training.units import plain
from training.workout import Set, Workout

HEADER = (
    "Date", "Workout Name", "Exercise Name", "Set Order", "Weight (kg)", "Reps", "RPE", "Distance (m)", "Seconds", "Notes",
    "Workout Notes",
)  # fmt: skip
MARKS = {"warmup": "W", "drop": "D", "failure": "F", "amrap": "A"}
"""What stands for the number of a set of another kind, as Strong writes it."""
LEADS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def set_rows(workouts: Iterable[Workout]) -> str:
    """The table, in the order of time. A cell never begins a formula of a spreadsheet."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(HEADER)
    for workout in workouts:
        at = workout.started_at
        moment = workout.date.isoformat() if at is None else at.strftime("%Y-%m-%d %H:%M:%S")
        for exercise in workout.exercises:
            for number, each in enumerate(exercise.sets, 1):
                table.writerow([
                    moment, _safe(workout.title), _safe(exercise.name), MARKS.get(each.kind, number), *_numbers(each),
                    _safe(exercise.notes) if number == 1 else "", _safe(workout.notes),
                ])  # fmt: skip
    return text.getvalue()


def _numbers(each: Set) -> list[str]:
    values = (each.load_kg, each.reps, each.rpe, each.distance_m, each.duration_s)
    return ["" if value is None else plain(value, 4) for value in values]


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(LEADS_A_FORMULA) else text
