"""Rows of sets, one after the other, put together again as workouts with exercises in order."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from connectors.dates import Moment
from connectors.log_file import BadRow, ImportedWorkout
from training.workout import Exercise, Set, Workout

MOST_IN_ORDER = 1000
"""Positions that the database can hold (db/tables.py)."""
LONGEST_KEY = 200
LONGEST_NAME = 120


@dataclass
class OpenExercise:
    """An exercise whose sets are being read."""

    name: str
    superset: int | None = None
    notes: list[str] = field(default_factory=list)
    sets: list[Set] = field(default_factory=list)
    index: int | None = None
    loose_from: int | None = None
    """Where the sets without a number begin that stand after numbered ones."""

    def note(self, text: str) -> None:
        """Keep a remark, once."""
        if text and text not in self.notes:
            self.notes.append(text)


@dataclass
class OpenWorkout:
    """A workout whose rows are being read."""

    moment: Moment
    title: str
    mark: tuple[str, ...]
    notes: list[str] = field(default_factory=list)
    exercises: list[OpenExercise] = field(default_factory=list)
    supersets: dict[str, int] = field(default_factory=dict)
    rows: int = 0

    def exercise(self, name: str, index: int | None) -> OpenExercise:
        """The exercise that a row belongs to: the same goes on, unless its numbers begin again."""
        last = self.exercises[-1] if self.exercises else None
        found = last if last is not None and last.name == name else self._earlier(name, index)
        again = found is not None and index is not None and found.index is not None and index <= found.index
        if found is None or again:
            if len(self.exercises) >= MOST_IN_ORDER:
                raise BadRow(f"a workout can't have more than {MOST_IN_ORDER} exercises")
            new = OpenExercise(name)
            if again and found is last and found is not None:
                new.sets = _warmups_taken_from(found)
            self.exercises.append(new)
            found = new
        if index is not None:
            found.index, found.loose_from = index, None
        elif found.index is not None and found.loose_from is None:
            found.loose_from = len(found.sets)
        if len(found.sets) >= MOST_IN_ORDER:
            raise BadRow(f"an exercise can't have more than {MOST_IN_ORDER} sets")
        return found

    def superset(self, text: str) -> int | None:
        """The number of a superset; one that is no number gets the next free."""
        if not text:
            return None
        if text.isdecimal() and len(text) < 5:
            return int(text)
        return self.supersets.setdefault(text, 10_000 + len(self.supersets))

    def _earlier(self, name: str, index: int | None) -> OpenExercise | None:
        """The exercise whose numbers go on after another: the sets of a superset, written in turns."""
        found = next((each for each in reversed(self.exercises) if each.name == name), None)
        goes_on = found is not None and index is not None and found.index is not None and index > found.index
        return found if goes_on else None


@dataclass
class Sessions:
    """All workouts of a file."""

    _open: dict[tuple[str, str], list[OpenWorkout]] = field(default_factory=dict)

    def workout(self, moment: Moment, title: str, mark: tuple[str, ...]) -> OpenWorkout:
        """The workout of this moment and title; two that share both are told apart by their mark (such as the end)."""
        there = self._open.setdefault((moment.key, title), [])
        for each in reversed(there):
            if all(mine == theirs or not mine or not theirs for mine, theirs in zip(mark, each.mark, strict=True)):
                return each
        there.append(OpenWorkout(moment, title, mark))
        return there[-1]

    def finished(self) -> tuple[ImportedWorkout, ...]:
        """The workouts in the order of time, with keys that the next export of the same log gives again."""
        done = [
            ImportedWorkout(external_id(key, title, count), _closed(each), each.rows)
            for (key, title), there in self._open.items()
            for count, each in enumerate(sorted(there, key=lambda one: one.mark), 1)
            if any(exercise.sets for exercise in each.exercises)
        ]
        return tuple(sorted(done, key=lambda each: (_at(each.workout), each.external_id or "")))


def external_id(moment: str, title: str, count: int = 1) -> str:
    """The key of a workout that has none: when it began, what it was called, and which of several.

    >>> external_id("2026-11-20T18:00:00", "Push"), external_id("2026-11-20T18:00:00", "Push", 2)
    ('2026-11-20T18:00:00 Push', '2026-11-20T18:00:00#2 Push')
    """
    if len(title) > LONGEST_KEY:
        title = hashlib.sha256(title.encode()).hexdigest()
    return f"{moment}{f'#{count}' if count > 1 else ''} {title}".strip()


def external_ids(workouts: Iterable[Workout]) -> list[str]:
    """The keys of workouts that came from a log file and lost theirs; ``started_at`` in the athlete's zone."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    found = []
    for each in workouts:
        at = each.started_at
        moment = each.date.isoformat() if at is None else at.replace(microsecond=0, tzinfo=None).isoformat()
        counts[moment, each.title] += 1
        found.append(external_id(moment, each.title, counts[moment, each.title]))
    return found


def _closed(workout: OpenWorkout) -> Workout:
    return Workout(
        date=workout.moment.day,
        exercises=tuple(
            Exercise(each.name, tuple(each.sets), each.superset, "\n".join(each.notes))
            for each in workout.exercises
            if each.sets
        ),
        title=workout.title,
        started_at=workout.moment.at,
        notes="\n".join(workout.notes),
    )


def _warmups_taken_from(exercise: OpenExercise) -> list[Set]:
    """Warm-ups without a number that came last, after numbered sets: they begin what follows."""
    at = len(exercise.sets)
    while exercise.loose_from is not None and at > exercise.loose_from and exercise.sets[at - 1].kind == "warmup":
        at -= 1
    taken, exercise.sets = exercise.sets[at:], exercise.sets[:at]
    return taken


def _at(workout: Workout) -> datetime:
    return workout.started_at or datetime(workout.date.year, workout.date.month, workout.date.day, tzinfo=UTC)
