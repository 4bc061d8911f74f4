"""Exercises put into workouts by day."""

from dataclasses import replace
from datetime import date

from training.workout import Exercise, Workout


def by_day(titles_at: dict[int, str], done: list[tuple[date, int, Exercise]]) -> list[Workout]:
    """Exercises by day, days in order; what is said of one exercise is one."""
    days: dict[date, list[Exercise]] = {}
    titles: dict[date, str] = {}
    for day, place, exercise in done:
        exercises = days.setdefault(day, [])
        title = next((text for at, text in reversed(titles_at.items()) if at <= max(place, 0)), "")
        titles.setdefault(day, title)
        same = [
            at
            for at, each in enumerate(exercises)
            if each.name == exercise.name and each.superset == exercise.superset is None
        ]
        if same:
            before = exercises[same[-1]]
            notes = "; ".join(dict.fromkeys(note for note in (before.notes, exercise.notes) if note))
            exercises[same[-1]] = replace(before, sets=before.sets + exercise.sets, notes=notes)
        else:
            exercises.append(exercise)
    return [Workout(day, tuple(days[day]), titles[day]) for day in sorted(days)]
