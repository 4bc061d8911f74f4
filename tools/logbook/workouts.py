"""Workouts by their id: stored whole, edited place by place, copied, deleted, listed in pages."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from db import exercises, history, workouts
from db.athletes import Athlete
from db.engine import Session
from db.workouts import StoredWorkout
from tools import lookup
from tools.calls import Change, Result, read, write
from tools.leaps import leaps_of
from tools.logbook.cursors import cursor_of, not_ours, read_cursor
from tools.logbook.edits import Edit, edited, named_in
from tools.logbook.shapes import LoggedWorkout, WorkoutShape, logged, logged_record, with_typed
from tools.planning.following import follow, unfollow
from tools.records import record_news
from tools.storing import check_loads, check_size
from tools.wording import day_words
from training.errors import Conflict, Invalid, NotFound
from training.movement import Movement
from training.resolver import Resolver
from training.workout import Workout

SOURCE = "app"


class Kept(Result):
    """A workout as it is now, and what it was beside the plan and the log."""

    workout: LoggedWorkout
    plan: str = ""
    records: list[str] = []
    far_above: list[str] = []
    """What is so far above the best of late that it may be a slip."""

    def __str__(self) -> str:
        news = [*(f"Record: {each}" for each in self.records), *self.far_above, *([self.plan] if self.plan else [])]
        return "\n".join([str(self.workout), *news])


class Gone(Result):
    """A workout that was deleted."""

    id: UUID
    day: str

    def __str__(self) -> str:
        return f"Deleted the workout of {self.day}."


class WorkoutPage(Result):
    """Some of the workouts, the latest first."""

    items: list[LoggedWorkout]
    next: str | None
    """The cursor of the next page; ``null`` on the last one."""

    def __str__(self) -> str:
        return "\n\n".join(str(each) for each in self.items) or "There are no workouts."


@dataclass(frozen=True)
class Logbook:
    """The log of an athlete."""

    athlete: Athlete

    @read
    async def page(
        self,
        session: Session,
        since: date | None = None,
        until: date | None = None,
        cursor: str | None = None,
        limit: int = 20,
    ) -> WorkoutPage:
        """Workouts of a period, the latest first, from a cursor on."""
        span = (since or history.EVER, until or history.FOREVER)
        found, key = await workouts.page(session, self.athlete.id, *span, _after(cursor), limit)
        after = None if key is None else cursor_of(key[0].isoformat(), key[1].isoformat(), str(key[2]))
        return WorkoutPage(items=[self._shown(each) for each in found], next=after)

    @read
    async def one(self, session: Session, key: UUID) -> Kept:
        """One workout. Raises ``NotFound``."""
        return Kept(workout=self._shown(await stored(session, self.athlete.id, key)))

    @write
    async def keep(self, change: Change, workout: WorkoutShape, key: UUID | None = None) -> Kept:
        """Store a workout of its own, by an id that the device made if it did."""
        new = key or workouts.new_id()
        await change.touch("workouts", str(new))
        if change.before["workouts"][str(new)] is not None:
            raise Conflict(f"There is a workout {new} already. Edit it, or use a new id.")
        whole = await self.whole(change, workout)
        change.said = f"the workout of {day_words(whole.date, self.athlete.today)}"
        leaps = await leaps_of(change.session, self.athlete, [whole])
        records = await record_news(change.session, self.athlete, [whole], unsure=leaps)
        kept = await self.begin(change, new, whole)
        return kept.model_copy(update={"records": records, "far_above": list(leaps.values())})

    @write
    async def replace(self, change: Change, key: UUID, workout: WorkoutShape) -> Kept:
        """Make a workout wholly what it should be."""
        there = await self._there(change, key)
        whole = with_typed(await self.whole(change, workout), there.workout)
        change.said = f"the change of the workout of {day_words(there.workout.date, self.athlete.today)}"
        return await self.store(change, there, whole)

    @write
    async def edit(self, change: Change, key: UUID, edits: list[Edit]) -> Kept:
        """Make one edit or several, in order: all of them or none."""
        there = await self._there(change, key)
        resolver = await lookup.resolver_of(change.session, self.athlete)
        whole = there.workout
        for each in edits:
            said = named_in(each)
            whole = edited(whole, each, None if said is None else movement(resolver, said).name)
        change.said = f"the edit of the workout of {day_words(there.workout.date, self.athlete.today)}"
        return await self.store(change, there, whole)

    @write
    async def copy(self, change: Change, key: UUID, to: date, new: UUID | None = None) -> Kept:
        """The same exercises and sets again on another day."""
        there = await self._there(change, key)
        whole = replace(there.workout, date=to, started_at=None)
        self._check(whole, there.workout)
        copied = new or workouts.new_id()
        await change.touch("workouts", str(copied))
        if change.before["workouts"][str(copied)] is not None:
            raise Conflict(f"There is a workout {copied} already.")
        change.said = f"the copy of the workout of {day_words(there.workout.date, self.athlete.today)}"
        return await self.begin(change, copied, whole)

    @write
    async def delete(self, change: Change, key: UUID) -> Gone:
        """Delete a workout; undo brings it back."""
        there = await self._there(change, key)
        day = day_words(there.workout.date, self.athlete.today)
        change.said = f"the deletion of the workout of {day}"
        await self.remove(change, there)
        return Gone(id=key, day=day)

    async def remove(self, change: Change, there: StoredWorkout) -> None:
        """Take a workout away, in a write that is under way."""
        await change.touch("workouts", str(there.id))
        await unfollow(change, there.id)
        await workouts.delete(change.session, self.athlete.id, [there.id])

    async def begin(self, change: Change, key: UUID, whole: Workout) -> Kept:
        """Store a workout that is not there yet, in a write that is under way."""
        change.will_add("workouts", str(key))
        ids = await self._ids(change, whole)
        await workouts.add(change.session, self.athlete.id, [StoredWorkout(key, whole, SOURCE)], ids)
        return await self._read_back(change, key, whole)

    def _shown(self, each: StoredWorkout) -> LoggedWorkout:
        return logged(each, self.athlete.units, self.athlete.today)

    async def _there(self, change: Change, key: UUID) -> StoredWorkout:
        found = await stored(change.session, self.athlete.id, key)
        await change.touch("workouts", str(key))
        return found

    async def whole(self, change: Change, workout: WorkoutShape) -> Workout:
        """The workout with exact names, checked."""
        resolver = await lookup.resolver_of(change.session, self.athlete)
        done = tuple(each.value(movement(resolver, each.exercise).name) for each in workout.exercises)
        whole = Workout(workout.date, done, workout.title, workout.started_at, workout.notes)
        self._check(whole)
        return whole

    def _check(self, whole: Workout, before: Workout | None = None) -> None:
        if whole.date > self.athlete.today:
            raise Invalid(f"{whole.date} is in the future. Log it when it is done.")
        check_size(whole)
        check_loads(whole, self.athlete.units, before)

    async def _ids(self, change: Change, whole: Workout) -> dict[str, UUID]:
        resolver = await lookup.resolver_of(change.session, self.athlete)
        known = [movement(resolver, each.name) for each in whole.exercises]
        own = {name: key for name, key in (await exercises.all_ids(change.session, self.athlete.id)).items()}
        return own | await exercises.ids_of(
            change.session, self.athlete.id, [each for each in known if each.name not in own]
        )

    async def store(self, change: Change, there: StoredWorkout, whole: Workout) -> Kept:
        """Make a stored workout this one, in a write that is under way."""
        await change.touch("workouts", str(there.id))
        if whole == there.workout:
            change.nothing()
            return Kept(workout=self._shown(there))
        self._check(whole, there.workout)
        ids = await self._ids(change, whole)
        await workouts.replace_with(change.session, self.athlete.id, replace(there, workout=whole), ids)
        return await self._read_back(change, there.id, whole)

    async def _read_back(self, change: Change, key: UUID, whole: Workout) -> Kept:
        """The workout as it is stored, laid beside the plan; one that is empty was nothing of it."""
        record: dict[str, Any] = await change.now("workouts", str(key))
        if whole.exercises:
            plan = await follow(change, key, whole)
        else:
            await unfollow(change, key)
            plan = ""
        return Kept(workout=logged_record(key, record, self.athlete.units, self.athlete.today), plan=plan)


async def stored(session: Session, athlete_id: UUID, key: UUID) -> StoredWorkout:
    """One workout. Raises ``NotFound``."""
    found = await workouts.by_ids(session, athlete_id, [key])
    if not found:
        raise NotFound(f"There is no workout {key}.")
    return found[0]


def movement(resolver: Resolver, said: str) -> Movement:
    """The exercise of that exact name, or the one that is meant. Raises ``Unclear`` or ``NotFound``."""
    return resolver.named(said) or lookup.resolved(resolver, said)


def _after(cursor: str | None) -> tuple[date, datetime, UUID] | None:
    if cursor is None:
        return None
    day, made, key = read_cursor(cursor, 3)
    try:
        return date.fromisoformat(day), datetime.fromisoformat(made), UUID(key)
    except ValueError as error:
        raise not_ours() from error
