"""Our own export, format 1: read back so that nothing of it is lost."""

import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo, available_timezones

from connectors.log_file import (
    BadRow,
    ImportedChat,
    ImportedMessage,
    ImportedWorkout,
    LogFile,
    RejectedRow,
    cut,
    storable,
)
from connectors.sessions import LONGEST_NAME, MOST_IN_ORDER, external_ids
from connectors.sets import fault
from db.facts import imported
from db.measurements import Measurement
from db.plans import LISTS, parts
from training.errors import Invalid, TopsetError
from training.record import workout_of
from training.units import WeightUnit
from training.workout import Workout

VERSION = 1
FROM_FILES = ("hevy", "strong")
"""Sources whose workouts have a key that can be worked out again: then a later file of theirs adds no doubles."""
MEMORIES = "memories"
T = TypeVar("T")


def topset_export(text: str) -> "TopsetExport | None":
    """The export in a text, if it is one. Raises ``Invalid`` for a version that is yet to come."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or found.get("format") != "topset":
        return None
    if found.get("version") != VERSION:
        raise Invalid(f"This export has version {str(found.get('version'))[:20]}; I can read version {VERSION}.")
    return TopsetExport(found)


@dataclass(frozen=True)
class TopsetExport:
    """An export that was recognised."""

    record: dict[str, Any]
    kind: str = "Topset export"

    def read(self, unit: WeightUnit, zone: ZoneInfo) -> LogFile:
        """Read everything that can be kept; loads and times have their units already."""
        settings = _settings(self.record.get("athlete"))
        zone = ZoneInfo(settings["timezone"]) if "timezone" in settings else zone
        rejected: list[RejectedRow] = []
        seen: set[UUID] = set()
        workouts = self._each("workouts", lambda each: _workout(each, zone, seen, unit), rejected)
        measurements = self._each("measurements", lambda each: _measurement(each, zone), rejected)
        chats = self._each("chats", _chat, rejected)
        planned = [row for kind in LISTS for rows in self._each(kind, partial(parts, kind), rejected) for row in rows]
        planned += self._each(MEMORIES, _memory, rejected)
        names = (MEMORIES, *LISTS, "workouts", "measurements", "chats")
        rows = sum(len(there) for name in names if isinstance(there := self.record.get(name), list))
        return LogFile(
            "topset", _with_keys(workouts, zone), tuple(measurements), tuple(rejected), rows, chats=tuple(chats),
            plans=tuple(planned), settings=settings or None,
        )  # fmt: skip

    def _each(self, name: str, read: Callable[[Any], T], rejected: list[RejectedRow]) -> list[T]:
        """The entries of a list; those that can't be read are put beside."""
        found: list[T] = []
        entries = self.record.get(name) or []
        for number, each in enumerate(entries if isinstance(entries, list) else [entries], 1):
            try:
                found.append(read(each))
            except (BadRow, TopsetError, ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
                why = str(error) if isinstance(error, BadRow | TopsetError) else f"it can't be read ({error!r})"
                rejected.append(RejectedRow(number, f"{name}: {why}", cut(json.dumps(each, ensure_ascii=True))))
        return found


def _workout(record: dict[str, Any], zone: ZoneInfo, seen: set[UUID], unit: WeightUnit) -> ImportedWorkout:
    key = UUID(record["id"]) if record.get("id") else uuid5(NAMESPACE_URL, json.dumps(record, sort_keys=True))
    if key in seen:
        raise BadRow(f"the id {key} is there twice")
    workout = workout_of(_clean(record))
    _check(workout, unit)
    at = workout.started_at
    if at is not None and at.tzinfo is None:
        workout = replace(workout, started_at=at.replace(tzinfo=zone))
    seen.add(key)
    return ImportedWorkout(None, workout, 1, source=_text(record.get("source") or "topset"), id=key)


def _check(workout: Workout, unit: WeightUnit) -> None:
    """Raise ``BadRow`` for what the database could not hold."""
    if not 1900 <= workout.date.year < 2200:
        raise BadRow(f"the year {workout.date.year} can't be right")
    if workout.started_at is not None and not 1900 <= workout.started_at.year < 2200:
        raise BadRow(f"the year {workout.started_at.year} can't be right")
    if not isinstance(workout.title, str) or not isinstance(workout.notes, str):
        raise BadRow("its title and notes must be texts")
    if len(workout.exercises) > MOST_IN_ORDER:
        raise BadRow(f"a workout can't have more than {MOST_IN_ORDER} exercises")
    for exercise in workout.exercises:
        if not 1 <= len(exercise.name) <= LONGEST_NAME:
            raise BadRow(f"an exercise's name has 1 to {LONGEST_NAME} characters")
        if not isinstance(exercise.notes, str) or len(exercise.sets) > MOST_IN_ORDER:
            raise BadRow(f"{exercise.name}: notes that are no text, or more than {MOST_IN_ORDER} sets")
        if exercise.superset is not None and (type(exercise.superset) is not int or not 0 <= exercise.superset < 2**15):
            raise BadRow(f"{exercise.name}: '{exercise.superset}' is no number of a superset")
        for each in exercise.sets:
            if each.reps is not None and type(each.reps) is not int:
                raise BadRow(f"{exercise.name}: '{each.reps}' is no number of reps")
            problem = fault(each, exercise.name, unit)
            if problem is not None:
                raise BadRow(f"{exercise.name}: {problem}")


def _measurement(record: dict[str, Any], zone: ZoneInfo) -> Measurement:
    metric, value = str(record["metric"]), record["value"]
    if not re.fullmatch("[a-z][a-z0-9_]{0,59}", metric):
        raise BadRow(f"'{metric[:60]}' is no name of a metric")
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or abs(value) > 1e9:
        raise BadRow(f"'{str(value)[:40]}' is no number that can be right")
    at = datetime.fromisoformat(record["at"])
    if not 1900 <= at.year < 2200:
        raise BadRow(f"the year {at.year} can't be right")
    at = at.replace(tzinfo=zone) if at.tzinfo is None else at
    return Measurement(metric, at, float(value), _text(record["unit"]), _text(record.get("source") or "topset"))


def _chat(record: dict[str, Any]) -> ImportedChat:
    messages = []
    for each in record.get("messages") or []:
        if each["role"] not in ("user", "assistant"):
            raise BadRow(f"'{str(each['role'])[:20]}' is nobody who speaks in a chat")
        at = datetime.fromisoformat(each["at"])
        if at.tzinfo is None or not 1900 <= at.year < 2200:
            raise BadRow(f"'{each['at'][:40]}' is no moment")
        messages.append(ImportedMessage(each["role"], _text(each["content"]), at))
    return ImportedChat(UUID(record["id"]), _text(record.get("title") or ""), tuple(messages))


def _memory(record: Any) -> tuple[str, dict[str, Any]]:
    return "facts", imported(_clean(record))


def _with_keys(workouts: list[ImportedWorkout], zone: ZoneInfo) -> tuple[ImportedWorkout, ...]:
    """Workouts that came from other apps get the keys again that a file of those apps gives them."""
    keys: dict[int, str] = {}
    for source in FROM_FILES:
        places = [place for place, each in enumerate(workouts) if each.source == source]
        here = [_at_home(workouts[place].workout, zone) for place in places]
        keys |= dict(zip(places, external_ids(here), strict=True))
    return tuple(
        ImportedWorkout(keys.get(place), each.workout, each.rows, each.source, each.id)
        for place, each in enumerate(workouts)
    )


def _at_home(workout: Workout, zone: ZoneInfo) -> Workout:
    at = workout.started_at
    return Workout(workout.date, title=workout.title, started_at=None if at is None else at.astimezone(zone))


def _settings(record: Any) -> dict[str, Any]:
    """Units and timezone, if they are right."""
    if not isinstance(record, dict):
        return {}
    units, timezone = record.get("units"), record.get("timezone")
    return ({"units": units} if units in ("kg", "lb") else {}) | (
        {"timezone": timezone} if isinstance(timezone, str) and timezone in available_timezones() else {}
    )


def _clean(value: Any) -> Any:
    """The same without what PostgreSQL can't store in a text."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        return [_clean(each) for each in value]
    return {key: _clean(each) for key, each in value.items()} if isinstance(value, dict) else value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise BadRow(f"'{str(value)[:40]}' is no text")
    return storable(value)
