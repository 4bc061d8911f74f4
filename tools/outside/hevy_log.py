"""What Hevy holds, taken over into the log: new, edited and deleted workouts and measurements, in one write."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from connectors.hevy.measurements import measurements_of
from connectors.hevy.shapes import HevyWorkout
from connectors.hevy.workouts import kinds_of, templates_in, workout_of
from connectors.sets import fault
from db import exercises, measurements, programs, remote, transfer, workouts
from db.athletes import Athlete
from db.outside_tables import RemoteRecordRow
from db.snapshots import stored_json
from db.workouts import StoredWorkout, new_id
from tools.calls import Change, write
from tools.outside.hevy_exercises import HevyExercises
from tools.outside.report import ChangedWorkout, SyncReport
from tools.planning.current import current_or_none
from tools.planning.following import follow, unfollow
from tools.undo import BULK
from tools.views import movement_named
from tools.wording import date_words, exercise_words
from training.record import workout_json
from training.workout import Workout

SOURCE = "hevy"
THING = "session"
"""How a delivery names the session of a program that a routine is."""


@dataclass
class _New:
    """What of the mirror the log does not have as it is."""

    added: list[tuple[RemoteRecordRow, HevyWorkout]] = field(default_factory=list)
    edited: list[tuple[RemoteRecordRow, HevyWorkout]] = field(default_factory=list)
    deleted: list[RemoteRecordRow] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class HevyLog:
    """The log, and one connection to Hevy."""

    athlete: Athlete
    connection: str

    @write
    async def take_over(self, change: Change) -> SyncReport:
        """Take over everything that is not in the log as it is over there."""
        session, athlete_id = change.session, self.athlete.id
        new = _new(await remote.records(session, athlete_id, self.connection, "workout"))
        known = await HevyExercises.of(change, self.connection)
        report = SyncReport(connection="Hevy", rejected=new.rejected)
        for row in new.deleted:
            await self._delete(change, row, report)
        for row, found in new.edited:
            await known.settle(templates_in(found))
            await self._edit(change, row, self._ours(found, known, report), report)
        added = await self._add(change, new.added, known, report)
        numbers = await self._measure(change, report)
        report.exercises_created, report.exercises_renamed = known.created, known.renamed
        report.routines = (await remote.counts(session, athlete_id, self.connection)).get("routine", 0)
        if not (added or numbers or change.before or known.created):
            change.nothing()
            return report
        new_things = {
            "workouts": [str(each) for each in added], "measurements": [str(each) for each in numbers],
            "exercises": known.created, "chats": [],
        }  # fmt: skip
        change.before[BULK], change.after[BULK] = {name: [] for name in new_things}, new_things
        change.said = f"synced with Hevy: {report.added()}"
        return report

    async def _add(
        self,
        change: Change,
        found: Sequence[tuple[RemoteRecordRow, HevyWorkout]],
        known: HevyExercises,
        report: SyncReport,
    ) -> list[UUID]:
        """Store new workouts, but for those that came in a file before; returns their ids."""
        session, athlete_id = change.session, self.athlete.id
        there = await transfer.moments(session, athlete_id, SOURCE)
        wanted: dict[str, StoredWorkout] = {}
        for row, each in found:
            await known.settle(templates_in(each))
            workout = self._ours(each, known, report)
            twin = None if workout.started_at is None else there.get(transfer.moment(workout.started_at, workout.title))
            if twin is not None:
                report.same += 1
                await self._note(change, row, twin)
            elif workout.exercises:
                wanted[row.external_id] = StoredWorkout(new_id(), workout, SOURCE, row.external_id)
            else:
                applied = remote.digest(row.content)
                await remote.mark_applied(
                    session, athlete_id, self.connection, "workout", row.external_id, applied=applied
                )
        ids = await exercises.all_ids(session, athlete_id)
        await transfer.add_workouts(session, athlete_id, list(wanted.values()), ids)
        for row, each in found:
            stored = wanted.get(row.external_id)
            if stored is not None:
                await self._note(change, row, stored.id)
                report.followed += await self._follow(change, stored, each.routine_id)
        report.workouts_new = len(wanted)
        report.sets_new = sum(len(one.sets) for each in wanted.values() for one in each.workout.exercises)
        return [each.id for each in wanted.values()]

    async def _edit(self, change: Change, row: RemoteRecordRow, workout: Workout, report: SyncReport) -> None:
        """Make a workout what it is over there, unless it was changed or deleted here."""
        session, athlete_id = change.session, self.athlete.id
        here = None if row.workout_id is None else await self._stored(change, row.workout_id)
        if here is None or _digest(here) != row.stored:
            if here is not None:
                report.kept_yours.append(self._called(here.workout))
            applied = remote.digest(row.content)
            await remote.mark_applied(session, athlete_id, self.connection, "workout", row.external_id, applied=applied)
            return
        change.had("workouts", str(here.id), stored_json(here))
        now = replace(here, workout=workout)
        await workouts.replace_with(session, athlete_id, now, await exercises.all_ids(session, athlete_id))
        await change.now("workouts", str(here.id))
        await self._note(change, row, here.id)
        if differs := self._difference(here.workout, workout):
            report.changed.append(differs)
        if await programs.of_workout(session, athlete_id, here.id) is not None:
            report.followed.append(await follow(change, here.id, workout))

    async def _delete(self, change: Change, row: RemoteRecordRow, report: SyncReport) -> None:
        """Take a workout away that was deleted over there, unless it was changed here."""
        here = None if row.workout_id is None else await self._stored(change, row.workout_id)
        if here is not None and _digest(here) == row.stored:
            change.had("workouts", str(here.id), stored_json(here))
            await unfollow(change, here.id)
            await workouts.delete(change.session, self.athlete.id, [here.id])
            report.workouts_deleted += 1
        elif here is not None:
            report.kept_yours.append(self._called(here.workout))
        gone = {"workout_id": None, "stored": None, "applied": None}
        await remote.mark_applied(change.session, self.athlete.id, self.connection, "workout", row.external_id, **gone)

    async def _follow(self, change: Change, stored: StoredWorkout, routine: str | None) -> list[str]:
        """Lay a new workout beside the plan, if it is of its time."""
        program = await programs.current(change.session, self.athlete.id)
        if program is None or stored.workout.date < program.starts_on or stored.workout.date > self.athlete.today:
            return []
        told = await follow(change, stored.id, stored.workout, await self._planned_as(change, routine))
        return [told] if told else []

    async def _planned_as(self, change: Change, routine: str | None) -> str | None:
        """The session that was done, where the routine was made of it."""
        if routine is None:
            return None
        made = [
            each for each in await remote.delivered(change.session, self.athlete.id, self.connection)
            if each.external_id == routine and each.thing.startswith(f"{THING}:")
        ]  # fmt: skip
        current = await current_or_none(change.session, self.athlete)
        if not made or current is None:
            return None
        _, program, key = made[-1].thing.split(":", 2)
        same = [each for each, planned in current.open().items() if planned.key == key]
        return same[0] if same and program == str(current.row.id) else None

    async def _measure(self, change: Change, report: SyncReport) -> list[UUID]:
        """Take over measurements; returns the ids of new ones."""
        session, athlete_id, zone = change.session, self.athlete.id, ZoneInfo(self.athlete.timezone)
        rows = await remote.records(session, athlete_id, self.connection, "measurement")
        wanted = [each for row in rows for each in measurements_of(row.content, zone)]
        here = {
            each.external_id: each for each in await measurements.every(session, athlete_id) if each.source == SOURCE
        }
        for each in wanted:
            there = here.get(each.external_id)
            if there is not None and there.value != each.value:
                await change.touch("measurements", str(there.id))
                await measurements.put(session, athlete_id, replace(each, id=there.id))
                report.measurements_changed += 1
        new = await transfer.unknown_measurements(
            session, athlete_id, [one for one in wanted if one.external_id not in here]
        )
        await measurements.add(session, athlete_id, new)
        report.measurements_new = len(new)
        return [each.id for each in new]

    def _ours(self, found: HevyWorkout, known: HevyExercises, report: SyncReport) -> Workout:
        """The workout as ours, without sets that can't be true."""
        workout = workout_of(found, known.names, kinds_of(known.templates), ZoneInfo(self.athlete.timezone))
        kept = []
        for each in workout.exercises:
            problems = [fault(one, each.name, self.athlete.units) for one in each.sets]
            where = f"{self._called(workout)}, {each.name}"
            report.rejected += [f"{where}, set {at}: {told}" for at, told in enumerate(problems, 1) if told]
            sets = tuple(one for one, problem in zip(each.sets, problems, strict=True) if problem is None)
            kept += [replace(each, sets=sets)] if sets else []
        return replace(workout, exercises=tuple(kept))

    def _difference(self, before: Workout, after: Workout) -> ChangedWorkout | None:
        """The exercises that differ, in lines."""
        was, now = ([exercise_words(one, self.athlete.units, movement_named(one.name)) for one in each.exercises]
                    for each in (before, after))  # fmt: skip
        gone, come = [line for line in was if line not in now], [line for line in now if line not in was]
        return ChangedWorkout(
            day=date_words(after.date, self.athlete.today), title=after.title, before=gone, after=come
        ) if gone or come else None  # fmt: skip

    async def _note(self, change: Change, row: RemoteRecordRow, workout_id: UUID) -> None:
        """Note that the log has a record now, and how."""
        stored = await self._stored(change, workout_id)
        await remote.mark_applied(
            change.session, self.athlete.id, self.connection, "workout", row.external_id,
            applied=remote.digest(row.content), workout_id=workout_id, stored=None if stored is None else _digest(stored),
        )  # fmt: skip

    async def _stored(self, change: Change, workout_id: UUID) -> StoredWorkout | None:
        found = await workouts.by_ids(change.session, self.athlete.id, [workout_id])
        return found[0] if found else None

    def _called(self, workout: Workout) -> str:
        return f"{workout.title or 'Workout'} of {date_words(workout.date, self.athlete.today)}"


def _new(rows: Sequence[RemoteRecordRow]) -> _New:
    """What of the mirror is to be taken over, in the order of time."""
    found = _New()
    for row in rows:
        if row.deleted_at is not None:
            found.deleted.append(row)
            continue
        if row.applied == remote.digest(row.content):
            continue
        try:
            workout = HevyWorkout.model_validate(row.content)
            datetime.fromisoformat(workout.start_time)
        except ValueError as error:
            found.rejected.append(f"a workout ({row.external_id}) in a shape that I don't know: {str(error)[:120]}")
            continue
        (found.added if row.applied is None else found.edited).append((row, workout))
    for each in (found.added, found.edited):
        each.sort(key=lambda one: one[1].start_time)
    return found


def _digest(stored: StoredWorkout) -> str:
    """Of a workout as it is in the log, whichever zone the database tells times in."""
    at = stored.workout.started_at
    return remote.digest(workout_json(replace(stored.workout, started_at=None if at is None else at.astimezone(UTC))))
