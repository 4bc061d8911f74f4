"""Whether the sets that a model wants to log are those that the athlete's words have: both are read by the same grammar."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from agent.guardrails.agreement import compared
from agent.guardrails.wanted import Wanted
from db.athletes import Athlete
from tools import lookup
from training.errors import Invalid
from training.notation import Reading, read, render
from training.workout import Workout

Told = tuple[date, str, float | None, int | None, float | None, float | None]
"""A set as far as it is measured: day, exercise, kg, reps, seconds, metres."""


@dataclass(frozen=True)
class Sets:
    """What a call of ``log_workout`` would store."""

    said: str
    workouts: tuple[Workout, ...]
    is_open: bool
    """Whether something has to be asked first."""

    @property
    def told(self) -> Counter[Told]:
        """Its sets."""
        return Counter(
            (workout.date, exercise.name, one.load_kg, one.reps, one.duration_s, one.distance_m)
            for workout in self.workouts for exercise in workout.exercises for one in exercise.sets
        )  # fmt: skip

    def without(self, done: Counter[Told]) -> "Sets":
        """What is left when some of it is stored already, in canonical notation."""
        left, kept = Counter(done), []
        for workout in self.workouts:
            exercises = []
            for exercise in workout.exercises:
                sets = []
                for one in exercise.sets:
                    key = (workout.date, exercise.name, one.load_kg, one.reps, one.duration_s, one.distance_m)
                    if left[key] > 0:
                        left[key] -= 1
                    else:
                        sets.append(one)
                if sets:
                    exercises.append(replace(exercise, sets=tuple(sets)))
            if exercises:
                kept.append(replace(workout, exercises=tuple(exercises)))
        return Sets("\n\n".join(map(render, kept)), tuple(kept), self.is_open)

    @property
    def words(self) -> str:
        """Its sets in canonical notation."""
        return "\n\n".join(map(render, self.workouts))


async def sets_of(athlete: Athlete, calls: Sequence[dict[str, Any]]) -> Sets:
    """Read what these calls of ``log_workout`` would store, together."""
    found: list[Workout] = []
    is_open = False
    for args in calls:
        reading = await _read(athlete, str(args.get("said", "")))
        day = _day(args.get("day"))
        is_open = is_open or reading.question is not None
        found += [each if day is None else each.on(day) for each in reading.workouts if each.exercises]
    return Sets("\n".join(str(each.get("said", "")) for each in calls), tuple(found), is_open)


async def _read(athlete: Athlete, said: str) -> Reading:
    async with athlete.sessions() as session:
        return read(said, await lookup.context(session, athlete, said))


def _day(value: Any) -> date | None:
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise Invalid(f"day: '{value}' is no date; write it as YYYY-MM-DD.") from error


def were_said(sets: Sets, wanted: Wanted) -> bool:
    """Whether every number, exercise and day of some sets stands in the athlete's words, however they belong together."""
    for workout in sets.workouts:
        numbers = {
            value
            for exercise in workout.exercises
            for one in exercise.sets
            for value in (one.typed_load.value if one.typed_load else one.load_kg, one.reps)
            if value is not None
        }
        args = {
            "numbers": sorted(numbers),
            "skipped": [each.name for each in workout.exercises],
            "day": workout.date.isoformat(),
        }
        if compared("log_workout", args, {}, wanted).unsaid:
            return False
    return True
