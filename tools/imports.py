"""Taking in a log: a file of another app or of Topset itself, all of it in one write that one word undoes."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from connectors.apple_health.export import is_apple_health
from connectors.health_table import health_table
from connectors.log_file import LogFile
from connectors.recognition import recognise
from db import athletes, exercises, measurements, plans, transfer
from db.athletes import Athlete
from db.transfer import Message
from db.workouts import StoredWorkout, new_id
from memory.origins import with_origins
from tools import import_exercises, import_sessions
from tools.calls import Change, write
from tools.health_imports import import_apple_health, import_health_table
from tools.import_exercises import sets_by_name
from tools.import_reports import ImportReport, Progress, Rejected
from tools.undo import BULK
from training.errors import Invalid
from training.units import WeightUnit

MOST_KEPT = 1000
"""Rejected rows that the ledger keeps; the report has all."""


class UnitUnknown(Invalid):
    """Loads without a unit that can't be in the athlete's."""


async def import_file(
    athlete: Athlete,
    path: Path | str,
    progress: Progress | None = None,
    name: str | None = None,
    unit: WeightUnit | None = None,
    apart: Collection[str] = (),
) -> ImportReport:
    """Import a log file for an athlete. Importing it again, or a longer export later, adds only what is new.

    ``progress`` is told (sets stored, sets in all); ``name`` is what the file is called where the path is not; ``unit``
    is that of loads without one, else the athlete's; ``apart`` are names of exercises that are none of ours.
    Raises ``Invalid`` for what is no log file, and ``UnitUnknown`` where loads without a unit can't be in kg.
    """
    path = Path(path)
    if await asyncio.to_thread(is_apple_health, path):
        return await import_apple_health(athlete, path, progress or (lambda _done, _all: None), name or path.name)
    if (table := await asyncio.to_thread(health_table, path)) is not None:
        return await import_health_table(athlete, table, progress or (lambda _done, _all: None), name or path.name)
    kind, log = await asyncio.to_thread(_read, path, athlete, unit or athlete.units)
    if unit is None and log.unit_taken == "kg" and log.too_heavy:
        _, in_pounds = await asyncio.to_thread(_read, path, athlete, "lb")
        if not in_pounds.too_heavy:
            raise UnitUnknown(_in_pounds(log, name or path.name))
    report = await _Import(
        athlete, name or path.name, kind, log, progress or (lambda _done, _all: None), apart
    ).import_file()
    if report.sets_new:
        await athlete.database.learn()
    return report.model_copy(update={"rejected": _rejected(log, len(log.rejected))})


@dataclass(frozen=True)
class _Import:
    """One file on its way into the log."""

    athlete: Athlete
    file: str
    kind: str
    log: LogFile
    progress: Progress
    apart: Collection[str] = ()

    @write
    async def import_file(self, change: Change) -> ImportReport:
        """Store what is new, and change what was changed in the app."""
        session, athlete_id = change.session, self.athlete.id
        settings = await self._settings(change)
        report = self._report()
        found = [
            StoredWorkout(each.id or new_id(), each.workout, each.source or self.log.source, each.external_id)
            for each in self.log.workouts
        ]
        stored = await (self._ours(change, found, report) if self._is_ours else self._others(change, found, report))
        numbers = await transfer.unknown_measurements(session, athlete_id, self.log.measurements)
        await self._add_workouts(change, stored)
        for at in range(0, len(numbers), transfer.BATCH):
            await measurements.add(session, athlete_id, numbers[at : at + transfer.BATCH])
        talks = {
            each.id: (each.title, [Message(one.role, one.content, one.at) for one in each.messages])
            for each in self.log.chats
        }
        chats = await transfer.add_chats(session, athlete_id, talks)
        planned = await plans.add(session, athlete_id, await with_origins(session, athlete_id, self.log.plans, talks))
        for kind, keys in planned.items():
            if kind != plans.SESSIONS:  # they come and go with their program
                change.will_add(kind, *keys)
        report.add(stored, len(numbers), len(self.log.measurements), len(chats))
        report.plans_new = sum(len(planned.get(kind, ())) for kind in (*plans.LISTS, "facts"))
        if not (stored or numbers or chats or planned or settings or report.changed):
            change.nothing()
            return report
        change.before[BULK] = {"workouts": [], "measurements": [], "exercises": [], "chats": []}
        change.after[BULK] = {
            "workouts": [str(each.id) for each in stored],
            "measurements": [str(each.id) for each in numbers],
            "exercises": report.exercises_created,
            "chats": [str(each) for each in chats],
        }
        change.said = f"imported {self.file}: {report._added()}"
        return report

    @property
    def _is_ours(self) -> bool:
        return self.log.source == "topset"

    async def _ours(self, change: Change, found: list[StoredWorkout], report: ImportReport) -> list[StoredWorkout]:
        """What of our own export is not here yet; what is here stays as it is."""
        new = await transfer.unknown_workouts(change.session, self.athlete.id, found)
        names = await import_exercises.settle_own(change, sets_by_name(each.workout for each in new))
        report.exercises_created, report.workouts_known = names.created, len(found) - len(new)
        return [replace(each, workout=names.named(each.workout)) for each in new]

    async def _others(self, change: Change, found: list[StoredWorkout], report: ImportReport) -> list[StoredWorkout]:
        """What of another app's export is new; what was changed there since is changed here, what came another way is told."""
        names = await import_exercises.settle(
            change, self.log.source, sets_by_name(each.workout for each in found), self.apart
        )
        beside = await import_sessions.sort(
            change, [replace(each, workout=names.named(each.workout)) for each in found]
        )
        report.exercises_created, report.exercises_renamed = names.created, names.renamed
        report.changed = await import_sessions.take_over(change, beside.changed)
        report.kept_yours = [import_sessions.called(change, each) for each in beside.kept]
        report.same = [
            f"{import_sessions.called(change, now)} is {import_sessions.called(change, here)} (from {here.source})"
            for here, now in beside.same
        ]
        report.beside = [
            f"{import_sessions.called(change, now)} beside {import_sessions.called(change, here)} (from {here.source})"
            for here, now in beside.beside
        ]
        report.workouts_known = beside.known + len(beside.kept)
        return beside.new

    async def _settings(self, change: Change) -> bool:
        """Take over units and timezone of an export, if nothing was logged with others before."""
        wanted = self.log.settings or {}
        if not wanted or not await transfer.is_empty(change.session, self.athlete.id):
            return False
        row = await athletes.row_of(change.session, self.athlete.id)
        new = {name: value for name, value in wanted.items() if getattr(row, name) != value}
        if new:
            await change.touch("settings", *new)
            await athletes.update(change.session, self.athlete.id, new)
        return bool(new)

    async def _add_workouts(self, change: Change, stored: Sequence[StoredWorkout]) -> None:
        ids = await exercises.all_ids(change.session, self.athlete.id)
        done, total = 0, sum(_sets(each) for each in stored)
        before = 0
        self.progress(0, total)

        def added(count: int) -> None:
            nonlocal done, before
            done += sum(_sets(each) for each in stored[before:count])
            before = count
            self.progress(done, total)

        await transfer.add_workouts(change.session, self.athlete.id, stored, ids, added)

    def _report(self) -> ImportReport:
        days = [each.workout.date for each in self.log.workouts]
        days += [self.athlete.day_of(each.at) for each in self.log.measurements]
        return ImportReport(
            file=self.file, kind=self.kind, rows=self.log.rows, timers=self.log.timers, since=min(days, default=None),
            until=max(days, default=None), unit_taken=self.log.unit_taken, rejected_count=len(self.log.rejected),
            rejected=_rejected(self.log, MOST_KEPT),
        )  # fmt: skip


def _read(path: Path, athlete: Athlete, unit: WeightUnit) -> tuple[str, LogFile]:
    reader = recognise(path)
    return reader.kind, reader.read(unit, ZoneInfo(athlete.timezone))


def _in_pounds(log: LogFile, name: str) -> str:
    """Why loads without a unit can't be in kg, and what to do."""
    first = log.too_heavy[0]
    return (
        f"The loads of '{name}' have no unit, and in kg, your unit, some can't be true (row {first.number}: {first.reason}). "
        "They are pounds, probably. Nothing was imported; say which unit they are in: "
        "'topset import --unit lb' with the file, or --unit kg."
    )


def _rejected(log: LogFile, most: int) -> list[Rejected]:
    return [Rejected(number=each.number, reason=each.reason, text=each.text) for each in log.rejected[:most]]


def _sets(stored: StoredWorkout) -> int:
    return sum(len(each.sets) for each in stored.workout.exercises)
