"""FitNotes' backup: an SQLite file with every set, its loads in kg."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from connectors.log_file import ImportedWorkout, LogFile, RejectedRow, storable
from connectors.sessions import LONGEST_NAME
from connectors.sets import fault, takes_off
from training.errors import Invalid
from training.units import WeightUnit
from training.workout import Exercise, Set, Workout

MAGIC = b"SQLite format 3\x00"
SETS = """
    select l._id, l.date, e.name, l.metric_weight, l.reps, {seconds}, {distance}, {comment}
    from training_log l join exercise e on e._id = l.exercise_id {comments} order by l.date, l._id
"""
COMMENTS = "left join Comment c on c.owner_type_id = 1 and c.owner_id = l._id"
NEEDED = {"training_log": {"_id", "date", "exercise_id", "metric_weight", "reps"}, "exercise": {"_id", "name"}}
DISTANCE_LEFT = "its distance is in no unit that I know; the rest of the set is kept. FitNotes' CSV export has it"


@dataclass(frozen=True)
class FitNotesBackup:
    """A backup that was recognised."""

    path: Path
    kind: str = "FitNotes backup"

    def read(self, unit: WeightUnit, zone: ZoneInfo) -> LogFile:
        """Read every set, a workout a day. Raises ``Invalid`` for a file that is cut off or damaged."""
        days: dict[date, dict[str, list[tuple[Set, str]]]] = defaultdict(lambda: defaultdict(list))
        rejected, rows = list[RejectedRow](), 0
        for row in _rows(self.path):
            rows += 1
            key, day, name, load, reps, seconds, distance, comment = row
            text = storable(f"{day} {name} {load} kg x {reps}")
            try:
                named = storable(str(name)).strip()[:LONGEST_NAME]
                done = _set(named, load, reps, seconds)
                problem = fault(done, named, unit) if named else "it names no exercise"
                when = date.fromisoformat(str(day)[:10])
            except (TypeError, ValueError) as error:
                problem = str(error)
            if problem:
                rejected.append(RejectedRow(int(key), problem, text))
                continue
            days[when][named].append((done, storable(str(comment or ""))))
            if distance:
                rejected.append(RejectedRow(int(key), DISTANCE_LEFT, text))
        workouts = tuple(
            ImportedWorkout(day.isoformat(), _workout(day, done), sum(map(len, done.values())))
            for day, done in sorted(days.items())
        )
        return LogFile("fitnotes", workouts, rejected=tuple(rejected), rows=rows)


def fitnotes_backup(path: Path, head: bytes) -> FitNotesBackup | None:
    """The backup, if it is one of FitNotes. Raises ``Invalid`` for an SQLite file that can't be read."""
    if not head.startswith(MAGIC):
        return None
    with _opened(path) as database:
        there = {table: _columns(database, table) for table in NEEDED}
    return FitNotesBackup(path) if all(there[table] >= needed for table, needed in NEEDED.items()) else None


def _rows(path: Path) -> Iterator[tuple[Any, ...]]:
    with _opened(path) as database:
        log, comments = _columns(database, "training_log"), _columns(database, "Comment")
        has_comments = comments >= {"owner_type_id", "owner_id", "comment"}
        asked = SETS.format(
            seconds="l.duration_seconds" if "duration_seconds" in log else "null",
            distance="l.distance" if "distance" in log else "null",
            comment="c.comment" if has_comments else "null", comments=COMMENTS if has_comments else "",
        )  # fmt: skip
        yield from database.execute(asked)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The file, for reading only; nothing in it is run."""
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1", uri=True)) as database:
            database.execute("pragma trusted_schema = off")
            yield database
    except sqlite3.Error as error:
        raise Invalid(f"'{path.name}' is a damaged or cut-off SQLite file ({error}). Make the backup again.") from error


def _columns(database: sqlite3.Connection, table: str) -> set[str]:
    return {row[1] for row in database.execute(f"pragma table_info({table})")}


def _set(name: str, load: Any, reps: Any, seconds: Any) -> Set:
    kg = float(load or 0)
    return Set(
        load_kg=None if not kg else -kg if takes_off(name) and kg > 0 else kg,
        reps=int(reps) if reps else None,
        duration_s=float(seconds) if seconds else None,
    )


def _workout(day: date, done: dict[str, list[tuple[Set, str]]]) -> Workout:
    return Workout(day, tuple(
        Exercise(name, tuple(each for each, _ in sets),
                 notes="\n".join(f"set {at}: {told}" for at, (_, told) in enumerate(sets, 1) if told))
        for name, sets in done.items()
    ))  # fmt: skip
