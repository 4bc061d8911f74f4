"""Whole things as JSON, by kind and key: what the ledger keeps, and how a state is put back."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from db import athletes, exercises, measurements, things, workouts
from db.ledger import Snapshot
from db.measurements import Measurement
from db.tables import AthleteRow
from db.workouts import StoredWorkout
from training.movement import Movement
from training.record import workout_json, workout_of

SETTINGS = (
    "units", "timezone", "e1rm_formula", "sex", "born_on", "height_m", "bar_kg", "plates_kg", "equipment", "weekly_target",
)  # fmt: skip


async def take(session: AsyncSession, athlete_id: UUID, touched: dict[str, list[str]]) -> Snapshot:
    """How the touched things are now; null for one that is not there."""
    snapshot: Snapshot = {}
    if keys := touched.get("workouts"):
        found = await workouts.by_ids(session, athlete_id, [UUID(key) for key in keys])
        snapshot["workouts"] = dict.fromkeys(keys) | {str(each.id): stored_json(each) for each in found}
    if keys := touched.get("measurements"):
        numbers = await measurements.by_ids(session, athlete_id, [UUID(key) for key in keys])
        snapshot["measurements"] = dict.fromkeys(keys) | {str(each.id): measurement_json(each) for each in numbers}
    if keys := touched.get("settings"):
        row = await athletes.row_of(session, athlete_id)
        snapshot["settings"] = {name: setting_json(row, name) for name in keys}
    if keys := touched.get("exercises"):
        own = {each.name: movement_json(each) for each in await exercises.own(session, athlete_id)}
        snapshot["exercises"] = {name: own.get(name) for name in keys}
    for kind in things.KINDS:
        if keys := touched.get(kind):
            snapshot[kind] = await things.take(session, athlete_id, kind, keys)
    return snapshot


async def put_back(session: AsyncSession, athlete_id: UUID, snapshot: Snapshot, movements: Iterable[Movement]) -> None:
    """Make everything in the snapshot what it was then. ``movements`` are those its workouts may name."""
    known = {movement.name: movement for movement in movements}
    for key, record in snapshot.get("workouts", {}).items():
        if record is None:
            await workouts.delete(session, athlete_id, [UUID(key)])
            continue
        stored = stored_of(UUID(key), record)
        ids = await exercises.ids_of(session, athlete_id, [known[each.name] for each in stored.workout.exercises])
        if await workouts.by_ids(session, athlete_id, [stored.id]):  # it keeps its place among the workouts of its day
            await workouts.replace_with(session, athlete_id, stored, ids)
        else:
            await workouts.add(session, athlete_id, [stored], ids)
    for key, record in snapshot.get("measurements", {}).items():
        if record is None:
            await measurements.delete(session, athlete_id, [UUID(key)])
        else:
            await measurements.put(session, athlete_id, measurement_of(UUID(key), record))
    for name, record in snapshot.get("exercises", {}).items():  # last: a workout may have had it
        if record is None:
            await exercises.forget_own(session, athlete_id, name)
        else:
            await exercises.put_own(session, athlete_id, movement_of(record))
    for kind in things.KINDS:
        for key, record in sorted(snapshot.get(kind, {}).items(), key=lambda each: each[1] is not None):
            await things.put(session, athlete_id, kind, key, record)  # what goes makes room: one program at a time
    settings = {name: setting_of(name, value) for name, value in snapshot.get("settings", {}).items()}
    await athletes.update(session, athlete_id, settings)


def stored_json(stored: StoredWorkout) -> dict[str, Any]:
    """A stored workout with all that is known of it."""
    return workout_json(stored.workout, typed=True) | {"source": stored.source, "external_id": stored.external_id}


def stored_of(key: UUID, record: dict[str, Any]) -> StoredWorkout:
    """The stored workout that ``stored_json`` wrote."""
    return StoredWorkout(key, workout_of(record), record["source"], record["external_id"])


def measurement_json(each: Measurement) -> dict[str, Any]:
    """A measurement without its id."""
    return {
        one.name: value.isoformat() if isinstance(value := getattr(each, one.name), datetime) else value
        for one in fields(each)
        if one.name != "id"
    }


def measurement_of(key: UUID, record: dict[str, Any]) -> Measurement:
    """The measurement that ``measurement_json`` wrote."""
    return Measurement(**record | {"id": key, "at": datetime.fromisoformat(record["at"])})


def setting_json(row: AthleteRow, name: str) -> Any:
    """One setting of an athlete."""
    value = getattr(row, name)
    return value.isoformat() if isinstance(value, date) else value


def setting_of(name: str, value: Any) -> Any:
    """One setting, from JSON."""
    return date.fromisoformat(value) if name == "born_on" and value is not None else value


def movement_json(movement: Movement) -> dict[str, Any]:
    """An exercise of the athlete's own."""
    return {one.name: list(value) if isinstance(value := getattr(movement, one.name), tuple) else value
            for one in fields(movement)}  # fmt: skip


def movement_of(record: dict[str, Any]) -> Movement:
    """The exercise that ``movement_json`` wrote."""
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in record.items()
    }
    return Movement(**values)
