"""Which workouts of a file are new, which are known, which were changed in the app since, and which came another way."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from db import exercises, programs, transfer, workouts
from db.snapshots import stored_json
from db.workouts import StoredWorkout
from tools.calls import Change
from tools.planning.following import follow
from tools.views import movement_named
from tools.wording import date_words, exercise_words
from training.workout import Exercise, Set, Workout

EDGE = timedelta(days=1)
LOAD_DIGITS = 1
"""An app that tells a load in another unit rounds it: loads are the same by so many digits of a kg."""
SHARED = 0.5
"""A session that has so much of its sets in common with another of the day may be the same."""


@dataclass
class Sorted:
    """The workouts of a file beside those of the log."""

    new: list[StoredWorkout] = field(default_factory=list)
    known: int = 0
    changed: list[tuple[StoredWorkout, StoredWorkout]] = field(default_factory=list)
    """As the log has it, and as the file has it now."""
    kept: list[StoredWorkout] = field(default_factory=list)
    """Changed both in the app and here: ours stays."""
    same: list[tuple[StoredWorkout, StoredWorkout]] = field(default_factory=list)
    """The same session that is here from elsewhere, and the file's."""
    beside: list[tuple[StoredWorkout, StoredWorkout]] = field(default_factory=list)
    """A session of the day from elsewhere that has much in common with one that is new."""


async def sort(change: Change, found: Sequence[StoredWorkout]) -> Sorted:
    """Lay the workouts of another app's file beside the log."""
    sorted_ = Sorted()
    if not found:
        return sorted_
    session, athlete_id = change.session, change.athlete.id
    days = [each.workout.date for each in found]
    there = await workouts.between(session, athlete_id, min(days) - EDGE, max(days) + EDGE)
    there += await _moved(change, found, {each.id for each in there})
    pairs, left = _paired(found, [each for each in there if each.source == found[0].source])
    synced = await transfer.connected(session, athlete_id)
    differing = [
        (here, now)
        for here, now in map(_at_its_time, pairs)
        if here.id not in synced and _differ(here.workout, now.workout)
    ]
    ours = await transfer.edited_here(session, athlete_id, [here.id for here, _ in differing])
    for here, now in differing:
        (sorted_.kept.append(here) if here.id in ours else sorted_.changed.append((here, now)))
    sorted_.known = len(pairs) - len(differing)
    elsewhere: dict[object, list[StoredWorkout]] = defaultdict(list)
    for each in there:
        if each.source != found[0].source:
            elsewhere[each.workout.date].append(each)
    for each in left:
        of_day = elsewhere[each.workout.date]
        twin = next((one for one in of_day if _contents(one.workout) == _contents(each.workout)), None)
        if twin is not None:
            of_day.remove(twin)
            sorted_.same.append((twin, each))
            continue
        sorted_.new.append(each)
        sorted_.beside += [(one, each) for one in of_day if _overlap(one.workout, each.workout) >= SHARED]
    return sorted_


async def take_over(change: Change, changed: Sequence[tuple[StoredWorkout, StoredWorkout]]) -> list[str]:
    """Make workouts what they are in the app by now; returns the differences in words."""
    session, athlete_id = change.session, change.athlete.id
    ids = await exercises.all_ids(session, athlete_id)
    told = []
    for here, now in changed:
        change.had("workouts", str(here.id), stored_json(here))
        await workouts.replace_with(session, athlete_id, replace(here, workout=now.workout), ids)
        await change.now("workouts", str(here.id))
        if await programs.of_workout(session, athlete_id, here.id) is not None:
            await follow(change, here.id, now.workout)
        told.append(_difference(change, here.workout, now.workout))
    return told


def called(change: Change, stored: StoredWorkout) -> str:
    """A workout in words: its title and day."""
    return f"{stored.workout.title or 'the workout'} of {date_words(stored.workout.date, change.athlete.today)}"


async def _moved(change: Change, found: Sequence[StoredWorkout], there: set[UUID]) -> list[StoredWorkout]:
    """The workouts that have a key of the file and are on another day by now."""
    keys = [each.external_id for each in found if each.external_id is not None]
    ids = await transfer.with_keys(change.session, change.athlete.id, found[0].source, keys)
    return await workouts.by_ids(change.session, change.athlete.id, [each for each in ids if each not in there])


def _paired(
    found: Iterable[StoredWorkout], there: Iterable[StoredWorkout]
) -> tuple[list[tuple[StoredWorkout, StoredWorkout]], list[StoredWorkout]]:
    """Each workout with the one of the log that it is, and those without: by its key, else by when it began, else by
    what was done that day."""
    pairs: list[tuple[StoredWorkout, StoredWorkout]] = []
    left, free = list(found), {each.id: each for each in there}
    by: tuple[Callable[[StoredWorkout], Hashable | None], ...] = (
        lambda each: each.external_id,
        lambda each: (_minute(each.workout), each.workout.title) if each.workout.started_at else None,
        lambda each: _minute(each.workout),
        lambda each: (each.workout.date, _contents(each.workout)),
    )
    for key in by:
        known: dict[Hashable, list[StoredWorkout]] = defaultdict(list)
        for each in free.values():
            known[key(each)].append(each)
        rest = []
        for each in left:
            mine = key(each)
            twins = known[mine] if mine is not None else []
            twin = next((one for one in twins if mine == each.external_id or _is_akin(one, each)), None)
            if twin is None:
                rest.append(each)
                continue
            pairs.append((twin, each))
            twins.remove(twin)
            del free[twin.id]
        left = rest
    return pairs, left


def _is_akin(one: StoredWorkout, other: StoredWorkout) -> bool:
    """Whether two workouts have an exercise in common: one that was renamed and has none is another."""
    names = {each.name for each in one.workout.exercises}
    return any(each.name in names for each in other.workout.exercises)


def _at_its_time(pair: tuple[StoredWorkout, StoredWorkout]) -> tuple[StoredWorkout, StoredWorkout]:
    """A pair of one key tells the same local time, whichever zone the athlete was in when it was read."""
    here, now = pair
    if here.external_id is None or here.external_id != now.external_id:
        return pair
    return here, replace(now, workout=replace(now.workout, date=here.workout.date, started_at=here.workout.started_at))


def _minute(workout: Workout) -> datetime | None:
    at = workout.started_at
    return None if at is None else at.astimezone(UTC).replace(second=0, microsecond=0)


def _contents(workout: Workout) -> tuple[Hashable, ...]:
    """What was done, whatever the order of exercises and whoever noted it."""
    return tuple(sorted((each.name, tuple(_numbers(one) for one in each.sets)) for each in workout.exercises))


def _numbers(each: Set) -> tuple[str, ...]:
    load = "" if not each.load_kg else f"{round(each.load_kg, LOAD_DIGITS):g}"
    rest = (each.reps, each.duration_s, each.distance_m)
    return (load, *("" if not one else f"{round(one):d}" for one in rest))


def _overlap(one: Workout, other: Workout) -> float:
    """How much of the shorter of two workouts is in the other too."""
    first, second = ([(each.name, _numbers(done)) for each in workout.exercises for done in each.sets]
                     for workout in (one, other))  # fmt: skip
    shorter, longer = sorted((first, second), key=len)
    shared = 0
    for each in shorter:
        if each in longer:
            longer.remove(each)
            shared += 1
    return shared / max(1, len(shorter))


def _differ(here: Workout, now: Workout) -> bool:
    return (
        (here.title, here.notes, here.date, _minute(here)) != (now.title, now.notes, now.date, _minute(now))
        or [_whole(each) for each in here.exercises] != [_whole(each) for each in now.exercises]
    )  # fmt: skip


def _whole(each: Exercise) -> tuple[Hashable, ...]:
    return each.name, each.notes, tuple((one.kind, one.rpe, _numbers(one)) for one in each.sets)


def _difference(change: Change, before: Workout, after: Workout) -> str:
    """How a workout differs, in lines."""
    unit, today = change.athlete.units, change.athlete.today
    was, now = ([exercise_words(one, unit, movement_named(one.name)) for one in each.exercises]
                for each in (before, after))  # fmt: skip
    gone, come = [line for line in was if line not in now], [line for line in now if line not in was]
    lines = [*(f"  was: {line}" for line in gone), *(f"  now: {line}" for line in come)]
    where = f"{before.title or 'the workout'} of {date_words(before.date, today)}"
    if before.title != after.title:
        where += f", now called {after.title or 'nothing'}"
    if (before.date, _minute(before)) != (after.date, _minute(after)):
        where += f", now {date_words(after.date, today)}"
        where += f" {after.started_at:%H:%M}" if after.started_at is not None else ""
    return "\n".join([f"- {where}", *lines])
