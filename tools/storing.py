"""Storing a workout: into its day, read back, and laid beside the plan."""

from dataclasses import dataclass, replace
from uuid import UUID

from db import exercises, workouts
from db.snapshots import stored_json
from db.workouts import StoredWorkout
from tools import lookup
from tools.calls import Change
from tools.planning.following import follow
from tools.views import WorkoutView, movement_named, view_of_record
from training.errors import Invalid
from training.movement import Movement
from training.plausible import beyond_anybody
from training.units import WeightUnit
from training.workout import Exercise, Workout

MOST_SETS_A_DAY = 400
MOST_EXERCISES_A_DAY = 60


@dataclass(frozen=True)
class Stored:
    """A workout as the database now holds it, and what it was of the plan in words."""

    view: WorkoutView
    plan: str


async def store(change: Change, done: Workout, new: set[str], planned_as: str | None = None) -> Stored:
    """Add to the day's workout, or begin one. ``new`` are names of exercises that the athlete is adding, ``planned_as``
    is the planned session that it was, where that was said.

    Raises ``Invalid`` for a day to come, and for a load that nobody has lifted.
    """
    athlete = change.athlete
    if done.date > athlete.today:
        raise Invalid(f"{done.date} is in the future. Log it when it is done.")
    check_loads(done, athlete.units)
    ids = await _know_exercises(change, done, new)
    found = await workouts.of_day(change.session, athlete.id, done.date, "chat")
    if found is not None and done.title in ("", found.workout.title):
        key, whole = found.id, merged(found.workout, done)
        change.had("workouts", str(key), stored_json(found))
        check_size(whole)
        ids |= await exercises.all_ids(change.session, athlete.id)
        await workouts.replace_with(change.session, athlete.id, replace(found, workout=whole), ids)
    else:
        key, whole = workouts.new_id(), done
        check_size(done)
        change.will_add("workouts", str(key))
        await workouts.add(change.session, athlete.id, [StoredWorkout(key, done)], ids)
    record = await change.now("workouts", str(key))
    plan = await follow(change, key, whole, planned_as)
    return Stored(view_of_record(str(key), record, athlete.units, athlete.today), plan)


def check_loads(done: Workout, unit: WeightUnit, before: Workout | None = None) -> None:
    """Raise ``Invalid`` for a load that nobody has lifted, unless it stands in the workout from ``before``."""
    there = {(each.name, one.load_kg) for each in before.exercises for one in each.sets} if before else set()
    for each in done.exercises:
        new = [one.load_kg for one in each.sets if (each.name, one.load_kg) not in there]
        if problem := beyond_anybody(movement_named(each.name), new, unit):
            raise Invalid(f"{problem}. Nothing is {'changed' if before else 'logged'}; say the load again.")


async def _know_exercises(change: Change, done: Workout, new: set[str]) -> dict[str, UUID]:
    """Make sure that every exercise has its row; one in quotes is the athlete's own, and new."""
    resolver = await lookup.resolver_of(change.session, change.athlete)
    known = []
    ids: dict[str, UUID] = {}
    for each in done.exercises:
        movement = resolver.named(each.name)
        if movement is not None:
            known.append(movement)
        elif each.name in new and each.name not in ids:
            change.will_add("exercises", each.name)
            ids[each.name] = await exercises.add_own(change.session, change.athlete.id, own_movement(each))
    return ids | await exercises.ids_of(change.session, change.athlete.id, known)


def own_movement(exercise: Exercise) -> Movement:
    """An exercise of the athlete's own, with what its first sets say about it."""
    if any(each.distance_m is not None for each in exercise.sets):
        modality = "distance_duration"
    elif any(each.duration_s is not None for each in exercise.sets):
        modality = "duration"
    else:
        modality = "weight_reps" if any(each.load_kg is not None for each in exercise.sets) else "reps"
    return Movement(
        slug=exercises.own_slug(exercise.name), name=exercise.name, aliases=(), pattern="isolation", primary=(),
        secondary=(), equipment=(), mechanic="isolation", modality=modality, skill=1,  # type: ignore[arg-type]
    )  # fmt: skip


def merged(there: Workout, more: Workout) -> Workout:
    """A workout with what was done after it: sets of the exercise that came last go on under it."""
    done = list(there.exercises)
    for each in more.exercises:
        if done and done[-1].name == each.name and done[-1].superset == each.superset and not each.notes:
            done[-1] = replace(done[-1], sets=(*done[-1].sets, *each.sets))
        else:
            done.append(each)
    notes = "\n".join(note for note in (there.notes, more.notes) if note)
    return replace(there, exercises=tuple(done), title=there.title or more.title, notes=notes)


def check_size(workout: Workout) -> None:
    """Raise ``Invalid`` for more than anybody does in one go."""
    sets = sum(len(each.sets) for each in workout.exercises)
    if sets > MOST_SETS_A_DAY or len(workout.exercises) > MOST_EXERCISES_A_DAY:
        raise Invalid(
            f"That would make {sets} sets of {len(workout.exercises)} exercises in one workout; "
            f"up to {MOST_SETS_A_DAY} of {MOST_EXERCISES_A_DAY} can be kept. Is it meant for several days?"
        )
