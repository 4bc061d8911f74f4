"""Taking in a log: a file of another app or of Topset itself, all of it in one write that one word undoes."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from connectors.apple_health.export import is_apple_health
from connectors.log_file import LogFile
from connectors.recognition import recognise
from db import athletes, exercises, measurements, plans, transfer
from db.athletes import Athlete
from db.transfer import Message
from db.workouts import StoredWorkout, new_id
from memory.origins import with_origins
from tools.calls import Change, write
from tools.health_imports import import_apple_health
from tools.import_reports import ImportReport, Progress, Rejected
from tools.undo import BULK
from training.library import load_library
from training.movement import Modality, Movement
from training.resolver import Resolved, Resolver
from training.workout import Exercise, Set

MOST_KEPT = 1000
"""Rejected rows that the ledger keeps; the report has all."""


async def import_file(
    athlete: Athlete, path: Path | str, progress: Progress | None = None, name: str | None = None
) -> ImportReport:
    """Import a log file for an athlete. Importing it again, or a longer export later, adds only what is new.

    ``progress`` is told (sets stored, sets in all); ``name`` is what the file is called where the path is not.
    Raises ``Invalid`` for what is no log file.
    """
    path = Path(path)
    if await asyncio.to_thread(is_apple_health, path):
        return await import_apple_health(athlete, path, progress or (lambda _done, _all: None), name or path.name)
    kind, log = await asyncio.to_thread(_read, path, athlete)
    report = await _Import(athlete, name or path.name, kind, log, progress or (lambda _done, _all: None)).import_file()
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

    @write
    async def import_file(self, change: Change) -> ImportReport:
        """Store what is new."""
        session, athlete_id = change.session, self.athlete.id
        settings = await self._settings(change)
        stored = await transfer.unknown_workouts(session, athlete_id, [
            StoredWorkout(each.id or new_id(), each.workout, each.source or self.log.source, each.external_id)
            for each in self.log.workouts
        ])  # fmt: skip
        numbers = await transfer.unknown_measurements(session, athlete_id, self.log.measurements)
        stored, created = await self._with_exercises(change, stored)
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
        report = self._report(stored, created, len(numbers), len(chats))
        report.plans_new = sum(len(planned.get(kind, ())) for kind in (*plans.LISTS, "facts"))
        if not (stored or numbers or chats or planned or settings):
            change.nothing()
            return report
        change.before[BULK] = {"workouts": [], "measurements": [], "exercises": [], "chats": []}
        change.after[BULK] = {
            "workouts": [str(each.id) for each in stored],
            "measurements": [str(each.id) for each in numbers],
            "exercises": created,
            "chats": [str(each) for each in chats],
        }
        change.said = f"imported {self.file}: {report._added()}"
        return report

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

    async def _with_exercises(
        self, change: Change, stored: list[StoredWorkout]
    ) -> tuple[list[StoredWorkout], list[str]]:
        """The workouts with exercises that have their rows; also the names of those that had to be created."""
        sets: dict[str, list[Set]] = {}
        for each in stored:
            for exercise in each.workout.exercises:
                sets.setdefault(exercise.name, []).extend(exercise.sets)
        resolver = Resolver(load_library(), own=await exercises.own(change.session, self.athlete.id))
        meant: dict[str, Movement] = {}
        created: dict[str, Movement] = {}
        for name, done in sets.items():
            found = self._known(resolver, name) or created.get(self._same(name))
            if found is None:
                found = created[self._same(name)] = own_movement(name, done)
                await exercises.add_own(change.session, self.athlete.id, found)
            meant[name] = found
        from_library = [each for each in meant.values() if not exercises.is_own(each)]
        await exercises.ids_of(change.session, self.athlete.id, from_library)
        return [_renamed(each, meant) for each in stored], [each.name for each in created.values()]

    @property
    def _is_ours(self) -> bool:
        return self.log.source == "topset"

    def _same(self, name: str) -> str:
        """Names that are one exercise: in our own export only the same letters are."""
        return name if self._is_ours else name.casefold()

    def _known(self, resolver: Resolver, name: str) -> Movement | None:
        found = resolver.named(name)
        if self._is_ours or found is not None:
            return None if self._is_ours and found is not None and found.name != name else found
        match resolver.resolve(name):
            case Resolved(movement, certain=True):
                return movement
        return None

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

    def _report(
        self, stored: Sequence[StoredWorkout], created: list[str], measurements_new: int, chats_new: int
    ) -> ImportReport:
        days = [each.workout.date for each in self.log.workouts]
        days += [self.athlete.day_of(each.at) for each in self.log.measurements]
        return ImportReport(
            file=self.file,
            kind=self.kind,
            rows=self.log.rows,
            workouts_new=len(stored),
            workouts_known=len(self.log.workouts) - len(stored),
            sets_new=sum(_sets(each) for each in stored),
            exercises_new=len({exercise.name for each in stored for exercise in each.workout.exercises}),
            exercises_created=created,
            measurements_new=measurements_new,
            measurements_known=len(self.log.measurements) - measurements_new,
            chats_new=chats_new,
            timers=self.log.timers,
            since=min(days, default=None),
            until=max(days, default=None),
            rejected_count=len(self.log.rejected),
            rejected=_rejected(self.log, MOST_KEPT),
        )


def own_movement(name: str, sets: Sequence[Set]) -> Movement:
    """An exercise of the athlete's own, with what its sets say about it."""
    return Movement(
        slug=exercises.own_slug(name), name=name, aliases=(), pattern="isolation", primary=(), secondary=(),
        equipment=(), mechanic="isolation", modality=modality_of(sets), skill=1,
    )  # fmt: skip


def modality_of(sets: Iterable[Set]) -> Modality:
    """What is logged of an exercise, by what most of its sets have."""
    done = list(sets)

    def mostly(name: str) -> bool:
        return sum(bool(getattr(each, name)) for each in done) * 2 >= max(1, len(done))

    loaded = any(each.load_kg for each in done)
    if mostly("reps"):
        return "weight_reps" if loaded else "reps"
    if mostly("distance_m"):
        return "weight_distance" if loaded else "distance_duration"
    if mostly("duration_s"):
        return "weight_duration" if loaded else "duration"
    return "weight_reps" if loaded else "reps"


def _read(path: Path, athlete: Athlete) -> tuple[str, LogFile]:
    reader = recognise(path)
    return reader.kind, reader.read(athlete.units, ZoneInfo(athlete.timezone))


def _renamed(stored: StoredWorkout, meant: dict[str, Movement]) -> StoredWorkout:
    named: list[Exercise] = [replace(each, name=meant[each.name].name) for each in stored.workout.exercises]
    return replace(stored, workout=replace(stored.workout, exercises=tuple(named)))


def _rejected(log: LogFile, most: int) -> list[Rejected]:
    return [Rejected(number=each.number, reason=each.reason, text=each.text) for each in log.rejected[:most]]


def _sets(stored: StoredWorkout) -> int:
    return sum(len(each.sets) for each in stored.workout.exercises)
