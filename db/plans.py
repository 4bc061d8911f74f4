"""Programs, goals, injuries and check-ins in the export's shape, and back."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from db import planning, programs, things
from db.things import thing_json
from training.errors import Invalid
from training.program.record import session_of

LISTS = ("programs", "goals", "injuries", "check_ins")
"""The lists of the export that are plans."""
SESSIONS = "planned_sessions"


async def export(session: AsyncSession, athlete_id: UUID) -> dict[str, list[dict[str, Any]]]:
    """Everything that was planned, oldest first."""
    found = []
    for row in await programs.every(session, athlete_id):
        sessions = await programs.sessions_of(session, athlete_id, row.id)
        left_out = ("program_id",)
        found.append(
            thing_json(row)
            | {"sessions": [{k: v for k, v in thing_json(each).items() if k not in left_out} for each in sessions]}
        )
    return {
        "programs": found,
        "goals": [thing_json(row) for row in await planning.goals(session, athlete_id, None)],
        "injuries": [thing_json(row) for row in reversed(await planning.injuries(session, athlete_id))],
        "check_ins": [thing_json(row) for row in await planning.every_check_in(session, athlete_id)],
    }


def parts(kind: str, record: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The rows that an entry of an export is: a program with its sessions is many. Raises ``Invalid``."""
    try:
        own = dict(record)
        sessions: Sequence[Mapping[str, Any]] = own.pop("sessions", [])
        rows = [(kind, own)]
        for each in sessions:
            session_of(dict(each["content"]))
            rows.append((SESSIONS, {**each, "program_id": own["id"]}))
        for name, row in rows:
            UUID(str(row["id"]))
            things.columns_of(name, row)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Invalid(f"it can't be read ({error!r})") from error
    return rows


async def add(
    session: AsyncSession, athlete_id: UUID, rows: Sequence[tuple[str, dict[str, Any]]]
) -> dict[str, list[str]]:
    """Store what is not there yet, memories too; returns the keys of what came, by kind. A second current program is kept as ended."""
    new: dict[str, list[str]] = {}
    workouts = set(await session.scalars(sa.text("select id from workouts where athlete_id = :id"), {"id": athlete_id}))
    for kind, record in rows:
        key = str(record["id"])
        if (await things.take(session, athlete_id, kind, [key]))[key] is not None:
            continue
        row = dict(record)
        if kind == "programs" and row["status"] in ("active", "paused") and await programs.current(session, athlete_id):
            row["status"] = "ended"
        if kind == SESSIONS and row.get("workout_id") and UUID(row["workout_id"]) not in workouts:
            row["workout_id"] = None
        before = row.get("replaces") if kind == "facts" else None
        if before and (await things.take(session, athlete_id, kind, [before]))[before] is None:
            row["replaces"] = None
        if kind == SESSIONS and row["program_id"] not in new.get("programs", []):
            continue
        await things.put(session, athlete_id, kind, key, row)
        new.setdefault(kind, []).append(key)
    return new
