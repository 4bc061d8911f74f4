"""Whole logs: everything of an athlete in the export's shape, and many workouts stored at once."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from db import athletes, chats, facts, measurements, plans, workouts
from db.athletes import Athlete
from db.measurements import Measurement
from db.tables import ChatRow, ExerciseRow, MessageRow, WorkoutExerciseRow
from db.workouts import StoredWorkout
from training.record import workout_json

BATCH = 250
EVER = (date(1900, 1, 1), date(2200, 1, 1))
EDITED = sa.text("""
    select exists (
        select 1 from ledger
        where athlete_id = :athlete and number > :number and undone_at is null and undoes is null
          and (jsonb_exists_any(after -> 'workouts', cast(:keys as text[]))
               or jsonb_exists_any(after -> 'measurements', cast(:keys as text[])))
    )
""")


EDITED_HERE = sa.text("""
    select distinct changed from ledger, jsonb_object_keys(after -> 'workouts') as changed
    where athlete_id = :athlete and undone_at is null and undoes is null
      and tool <> all(cast(:imports as text[])) and jsonb_exists_any(after -> 'workouts', cast(:keys as text[]))
""")
IMPORTS = ("import_file", "take_over")
"""The writes that bring over what another app has: what they change was not changed here."""
MOMENTS = sa.text("""
    select w.started_at, w.title, w.id from workouts w
    where w.athlete_id = :athlete and w.source = :source and w.started_at is not null
      and (not cast(:connected as boolean)
           or exists (select 1 from remote_records r where r.athlete_id = w.athlete_id and r.workout_id = w.id))
""")
Moment = tuple[datetime, str]


class Message(NamedTuple):
    """A message that is about to be stored."""

    role: str
    content: str
    at: datetime


async def export(session: AsyncSession, athlete: Athlete) -> dict[str, Any]:
    """Everything of an athlete, in format 1. The same rows give the same export, whoever imported them when."""
    row = await athletes.row_of(session, athlete.id)
    zone = ZoneInfo(row.timezone)
    log = await workouts.between(session, athlete.id, *EVER)
    numbers = await measurements.every(session, athlete.id)
    talks = await chats.every(session, athlete.id)
    planned = await plans.export(session, athlete.id)
    return {
        "format": "topset",
        "version": 1,
        "athlete": {"name": row.name, "units": row.units, "timezone": row.timezone},
        "workouts": [_workout_json(each, zone) for each in sorted(log, key=_in_order)],
        "measurements": [
            {"metric": each.metric, "at": each.at.astimezone(zone).isoformat(), "value": each.value, "unit": each.unit,
             "source": each.source}
            for each in sorted(numbers, key=lambda one: (one.at, one.metric, one.source, one.value, one.unit))
        ],
        **planned,
        "memories": await facts.export(session, athlete.id),
        "chats": sorted((_chat_json(*each, zone) for each in talks), key=_chat_in_order),
    }  # fmt: skip


async def unknown_workouts(
    session: AsyncSession, athlete_id: UUID, stored: Sequence[StoredWorkout]
) -> list[StoredWorkout]:
    """Those that are not there yet, by id and by source and external id."""
    ids = set(await session.scalars(
        sa.text("select id from workouts where athlete_id = :athlete and id = any(cast(:ids as uuid[]))"),
        {"athlete": athlete_id, "ids": [each.id for each in stored]},
    ))  # fmt: skip
    known = {
        source: await workouts.known_external_ids(session, athlete_id, source)
        for source in sorted({each.source for each in stored if each.external_id is not None})
    }
    connected = {source: await moments(session, athlete_id, source, connected=True) for source in known}
    return [
        each
        for each in stored
        if each.id not in ids
        and (each.external_id is None or each.external_id not in known[each.source])
        and (each.workout.started_at is None
             or moment(each.workout.started_at, each.workout.title) not in connected.get(each.source, {}))
    ]  # fmt: skip


async def edited_here(session: AsyncSession, athlete_id: UUID, keys: Sequence[UUID]) -> set[UUID]:
    """Those of the workouts that a write of the athlete's own changed."""
    if not keys:
        return set()
    asked = {"athlete": athlete_id, "keys": [str(each) for each in keys], "imports": list(IMPORTS)}
    return {UUID(each) for each in await session.scalars(EDITED_HERE, asked)} & set(keys)


async def connected(session: AsyncSession, athlete_id: UUID) -> set[UUID]:
    """The workouts that came by a connection, which keeps them as they are over there."""
    asked = sa.text("select workout_id from remote_records where athlete_id = :athlete and workout_id is not null")
    return set(await session.scalars(asked, {"athlete": athlete_id}))


async def with_keys(session: AsyncSession, athlete_id: UUID, source: str, keys: Sequence[str]) -> list[UUID]:
    """The workouts that came from a source with these keys."""
    asked = sa.text("""select id from workouts
                       where athlete_id = :athlete and source = :source and external_id = any(cast(:keys as text[]))""")
    return list(await session.scalars(asked, {"athlete": athlete_id, "source": source, "keys": list(keys)}))


def moment(started_at: datetime, title: str) -> Moment:
    """By which a workout is known again that came from an app by two ways: one of them may tell no seconds."""
    return started_at.astimezone(UTC).replace(second=0, microsecond=0), title


async def moments(
    session: AsyncSession, athlete_id: UUID, source: str, *, connected: bool = False
) -> dict[Moment, UUID]:
    """The workouts of a source by their moment; ``connected`` are those that came by a connection."""
    asked = {"athlete": athlete_id, "source": source, "connected": connected}
    return {moment(at, title): key for at, title, key in await session.execute(MOMENTS, asked)}


async def add_workouts(
    session: AsyncSession,
    athlete_id: UUID,
    stored: Sequence[StoredWorkout],
    ids: Mapping[str, UUID],
    added: Callable[[int], None] = lambda _: None,
) -> None:
    """Store many workouts that are not there yet; tells ``added`` how many are done."""
    for at in range(0, len(stored), BATCH):
        batch = stored[at : at + BATCH]
        await workouts.add(session, athlete_id, batch, ids)
        added(at + len(batch))


async def unknown_measurements(
    session: AsyncSession, athlete_id: UUID, found: Iterable[Measurement]
) -> list[Measurement]:
    """Those that are not there yet, by their external id and by what they say: an export gives them no key."""
    stored = await measurements.every(session, athlete_id)
    there = Counter(_said(each) for each in stored)
    keys = {(each.source, each.external_id) for each in stored if each.external_id is not None}
    new = []
    for each in found:
        if (each.source, each.external_id) in keys:
            continue
        if there[_said(each)] > 0:
            there[_said(each)] -= 1
        else:
            new.append(each)
    return new


def message_key(chat: UUID, number: int) -> UUID:
    """The id of a message of an imported chat: an export gives it none."""
    return uuid5(chat, str(number))


async def add_chats(
    session: AsyncSession, athlete_id: UUID, found: Mapping[UUID, tuple[str, Sequence[Message]]]
) -> list[UUID]:
    """Store chats with their messages; returns the ids of those that were not there yet."""
    new = []
    for key, (title, messages) in found.items():
        moments = {"created_at": messages[0].at, "updated_at": messages[-1].at} if messages else {}
        statement = insert(ChatRow).values(athlete_id=athlete_id, id=key, title=title, door="import", **moments)
        row = await session.scalar(statement.on_conflict_do_nothing().returning(ChatRow.id))
        if row is None:
            continue
        new.append(key)
        for number, each in enumerate(messages):
            fields = {"role": each.role, "content": each.content, "at": each.at}
            await session.execute(
                insert(MessageRow).values(athlete_id=athlete_id, id=message_key(key, number), chat_id=key, **fields)
            )
    return new


async def forget_unused(session: AsyncSession, athlete_id: UUID, names: Sequence[str]) -> None:
    """Take exercises of the athlete's own away, but for those that some workout has."""
    used = sa.select(WorkoutExerciseRow.exercise_id).where(WorkoutExerciseRow.athlete_id == athlete_id)
    await session.execute(
        sa.delete(ExerciseRow).where(
            ExerciseRow.athlete_id == athlete_id, ExerciseRow.slug.is_(None), ExerciseRow.name.in_(names),
            ExerciseRow.id.not_in(used),
        )
    )  # fmt: skip


async def is_empty(session: AsyncSession, athlete_id: UUID) -> bool:
    """Whether the athlete has neither workouts nor measurements."""
    return not await session.scalar(
        sa.text("""select exists (select 1 from workouts where athlete_id = :athlete)
                       or exists (select 1 from measurements where athlete_id = :athlete)"""),
        {"athlete": athlete_id},
    )


async def were_edited(session: AsyncSession, athlete_id: UUID, number: int, keys: Sequence[str]) -> bool:
    """Whether a write after this one of the ledger, which still stands, changed one of these things."""
    return bool(await session.scalar(EDITED, {"athlete": athlete_id, "number": number, "keys": list(keys)}))


def _workout_json(stored: StoredWorkout, zone: ZoneInfo) -> dict[str, Any]:
    whole = workout_json(stored.workout)
    at = stored.workout.started_at
    return {
        "id": str(stored.id),
        "date": whole["date"],
        "started_at": None if at is None else at.astimezone(zone).isoformat(),
        "title": whole["title"],
        "source": stored.source,
        "notes": whole["notes"],
        "exercises": whole["exercises"],
    }


def _chat_json(row: ChatRow, messages: Sequence[MessageRow], zone: ZoneInfo) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "title": row.title,
        "messages": [
            {"role": each.role, "content": each.content, "at": each.at.astimezone(zone).isoformat()}
            for each in messages
        ],
    }


def _in_order(stored: StoredWorkout) -> tuple[date, datetime, str]:
    return stored.workout.date, stored.workout.started_at or datetime.min.replace(tzinfo=UTC), str(stored.id)


def _chat_in_order(chat: dict[str, Any]) -> tuple[datetime, str]:
    begun = [datetime.fromisoformat(each["at"]) for each in chat["messages"][:1]]
    return begun[0] if begun else datetime.max.replace(tzinfo=UTC), chat["id"]


def _said(each: Measurement) -> tuple[object, ...]:
    return each.metric, each.at.astimezone(UTC), each.value, each.source
