"""Correcting the log: change, add, remove sets; move, describe, delete workouts."""

from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import Field

from db import exercises, workouts
from db.athletes import Athlete
from db.workouts import StoredWorkout
from tools import corrections, lookup
from tools.calls import Change, Result, about, write
from tools.diary import ExerciseWords
from tools.planning.following import follow, unfollow
from tools.storing import check_loads
from tools.views import WorkoutView, view_of_record
from tools.wording import date_words, day_words
from training.errors import Invalid, NotFound, Unclear
from training.library import load_library
from training.movement import Movement
from training.period import read_day
from training.resolver import Resolved, Resolver
from training.workout import SetKind, Workout

DayWords = Annotated[
    str | None,
    Field(description="The workout's day: 'yesterday', 'tuesday', '2026-11-18'; leave out for the latest workout"),
]
WhichExercise = Annotated[str | None, Field(description="Which exercise of the workout; leave out for the last one")]
WhichSets = Annotated[str, Field(description="'last', 'last 2', 'all', or the number of the set, counted from 1")]


class Edited(Result):
    """A workout after the change, as the database now holds it."""

    did: str
    workout: WorkoutView | None = None
    """``None`` once nothing was left in it, and it is gone."""
    plan: str = ""
    """What it is of the program now."""
    rated: str = ""
    """The exercise, where only its effort was told."""

    def __str__(self) -> str:
        if self.rated:
            return "\n".join(
                [self.did, *(each for each in self.plan.splitlines() if each.startswith(f"{self.rated}:"))]
            )
        now = f"{self.did}\n{self.workout or 'Nothing is left of that workout, so it is gone.'}"
        return f"{now}\n{self.plan}" if self.plan else now


class Deleted(Result):
    """A workout that is gone."""

    workout: WorkoutView

    def __str__(self) -> str:
        return f"Deleted the workout of {self.workout.day}: {', '.join(each.exercise for each in self.workout.exercises) or 'empty'}."


@dataclass(frozen=True)
class EditTools:
    """Correct what was logged."""

    athlete: Athlete

    @write
    async def change_sets(
        self,
        change: Change,
        which: WhichSets = "last",
        exercise: WhichExercise = None,
        load: Annotated[float | None, Field(description="The load it should be")] = None,
        unit: Annotated[str | None, Field(description="'kg' or 'lb', if it was said")] = None,
        load_change: Annotated[float | None, Field(description="By how much the load changes: 2.5 or -5")] = None,
        reps: Annotated[int | None, Field(description="The reps it should be")] = None,
        rpe: Annotated[float | None, Field(description="The RPE it should be, 0 to 10")] = None,
        reps_left: Annotated[
            float | None, Field(description="Reps that were left in reserve; of '2 or 3' the middle", ge=0, le=20)
        ] = None,
        kind: Annotated[SetKind | None, Field(description="What kind of set it was")] = None,
        day: DayWords = None,
    ) -> Edited:
        """Correct logged sets: the load, the reps, the RPE or the reps left, the kind. 'the last set was 6' is
        which='last', reps=6; 'make that 102.5' is which='all', load=102.5; 'that was kg, not lbs' is which='all',
        unit='kg'. The answer to how many reps were left in the last set is which='last', reps_left.
        """
        if all(each is None for each in (load, load_change, unit, reps, rpe, reps_left, kind)):
            raise Invalid("Say what the set should be: a load, its unit, reps, an RPE, reps left or a kind.")
        is_rating = reps_left is not None and all(each is None for each in (load, load_change, unit, reps, rpe, kind))
        if reps_left is not None and rpe is None:
            rpe = corrections.rpe_of(reps_left)
        stored = await self._find(change, day)
        position = await self._position(change, stored.workout, exercise)
        old = stored.workout.exercises[position]
        chosen = corrections.chosen(old, which)
        if which == "last" and reps is not None and (open_set := corrections.open_set(stored.workout, old.name)):
            position, place = open_set
            old, chosen = stored.workout.exercises[position], {place}
        typed = corrections.load_unit(unit, self.athlete.units)
        if load is None and load_change is None and unit is not None:
            old = replace(
                old,
                sets=tuple(
                    corrections.of_unit(each, typed) if at in chosen else each for at, each in enumerate(old.sets)
                ),
            )
        sets = tuple(
            corrections.corrected(each, load, load_change, typed, reps, rpe, kind) if at in chosen else each
            for at, each in enumerate(old.sets)
        )
        counted = corrections.counted(len(chosen))
        new = corrections.with_exercise(stored.workout, position, replace(old, sets=sets))
        if not is_rating:
            return await self._store(
                change, stored, new, f"Changed {counted} of {old.name}.", f"the change of {counted} of {old.name}"
            )
        left = f"{corrections.left_words(reps_left or 0)} after {'the last set' if which == 'last' else counted}"
        rated = await self._store(change, stored, new, f"Noted: {left} of {old.name}.", f"the reps left of {old.name}")
        return rated.model_copy(update={"rated": old.name})

    @write
    async def repeat_set(
        self,
        change: Change,
        times: Annotated[int, Field(ge=1, le=20, description="How many more sets")] = 1,
        exercise: WhichExercise = None,
        reps: Annotated[int | None, Field(description="The reps, if they differ from the last set")] = None,
        load: Annotated[float | None, Field(description="The load, if it differs")] = None,
        unit: Annotated[str | None, Field(description="'kg' or 'lb', if it was said")] = None,
        rpe: Annotated[float | None, Field(description="The RPE, if it was said")] = None,
    ) -> Edited:
        """Add sets like the last one to today's workout: 'one more set of 4', 'same again', 'another at 90'."""
        stored = await self._find(change, "today")
        position = await self._position(change, stored.workout, exercise)
        old = stored.workout.exercises[position]
        if not old.sets:
            raise NotFound(f"{old.name} has no set to repeat. Say it in full, for example: 4 @ 100 kg.")
        last = replace(old.sets[-1], rpe=None)
        more = corrections.corrected(last, load, None, corrections.load_unit(unit, self.athlete.units), reps, rpe, None)
        new = corrections.with_exercise(stored.workout, position, replace(old, sets=(*old.sets, *[more] * times)))
        return await self._store(
            change,
            stored,
            new,
            f"Added {corrections.counted(times)} of {old.name}.",
            f"{corrections.counted(times)} more of {old.name}",
        )

    @about(takes_away=True)
    @write
    async def remove_sets(
        self, change: Change, which: WhichSets = "last", exercise: WhichExercise = None, day: DayWords = None
    ) -> Edited:
        """Take sets out of a logged exercise: the last one, a certain one, or all of them (then the exercise goes too)."""
        stored = await self._find(change, day)
        position = await self._position(change, stored.workout, exercise)
        old = stored.workout.exercises[position]
        chosen = corrections.chosen(old, which)
        kept = tuple(each for at, each in enumerate(old.sets) if at not in chosen)
        new = corrections.with_exercise(stored.workout, position, replace(old, sets=kept) if kept else None)
        return await self._store(
            change,
            stored,
            new,
            f"Removed {corrections.counted(len(chosen))} of {old.name}.",
            f"the removal of {corrections.counted(len(chosen))} of {old.name}",
        )

    @about(takes_away=True)
    @write
    async def remove_exercise(self, change: Change, exercise: ExerciseWords, day: DayWords = None) -> Edited:
        """Take an exercise with all its sets out of a workout: 'delete the squats'."""
        stored = await self._find(change, day)
        position = await self._position(change, stored.workout, exercise)
        name = stored.workout.exercises[position].name
        kept = tuple(each for each in stored.workout.exercises if each.name != name)  # wherever in the workout it stood
        return await self._store(
            change, stored, replace(stored.workout, exercises=kept), f"Removed {name}.", f"the removal of {name}"
        )

    @write
    async def replace_exercise(
        self, change: Change, by: ExerciseWords, exercise: WhichExercise = None, day: DayWords = None
    ) -> Edited:
        """Say that a logged exercise was another one, with the same sets: 'that was incline bench, not bench'."""
        stored = await self._find(change, day)
        position = await self._position(change, stored.workout, exercise)
        old = stored.workout.exercises[position]
        movement = await self._other(change, by, old.name)
        await exercises.ids_of(change.session, self.athlete.id, [movement])
        new = corrections.with_exercise(stored.workout, position, replace(old, name=movement.name))
        return await self._store(
            change, stored, new, f"{old.name} is now {movement.name}.", f"the change from {old.name} to {movement.name}"
        )

    @write
    async def move_workout(
        self,
        change: Change,
        to_day: Annotated[str, Field(description="'yesterday', 'monday', '2026-11-18'")],
        day: DayWords = None,
    ) -> Edited:
        """Move a workout to another day: 'that was yesterday'."""
        to = read_day(to_day, self.athlete.today)
        if to > self.athlete.today:
            raise Invalid(f"{to} is in the future; a workout that was done can't be.")
        stored = await self._find(change, day)
        way = f"from {date_words(stored.workout.date, self.athlete.today)} to {date_words(to, self.athlete.today)}"
        return await self._store(change, stored, stored.workout.on(to), f"Moved {way}.", f"the move {way}")

    @write
    async def describe_workout(
        self,
        change: Change,
        title: Annotated[str | None, Field(description="A title, e.g. 'Push day'")] = None,
        notes: Annotated[str | None, Field(description="Notes to keep with the workout")] = None,
        day: DayWords = None,
    ) -> Edited:
        """Give a workout a title or notes: 'call it push day', 'note: slept badly'."""
        stored = await self._find(change, day)
        workout = stored.workout
        new = replace(
            workout,
            title=workout.title if title is None else title[:200],
            notes=workout.notes if notes is None else notes[:4000],
        )
        return await self._store(change, stored, new, "Noted.", "the title" if notes is None else "the note")

    @about(takes_away=True)
    @write
    async def delete_workout(self, change: Change, day: DayWords = None) -> Deleted:
        """Delete a whole workout: the latest one, or the one of a day: 'delete yesterday\'s workout'. It can be undone."""
        stored = await self._find(change, day)
        record = change.before["workouts"][str(stored.id)]
        await unfollow(change, stored.id)
        await workouts.delete(change.session, self.athlete.id, [stored.id])
        change.said = f"the deletion of the workout of {day_words(stored.workout.date, self.athlete.today)}"
        return Deleted(workout=view_of_record(str(stored.id), record, self.athlete.units, self.athlete.today))

    async def _find(self, change: Change, day: str | None) -> StoredWorkout:
        asked = None if day is None else read_day(day, self.athlete.today)
        key = await workouts.latest_id(change.session, self.athlete.id, asked)
        if key is None:
            when = "" if asked is None else f" on {day_words(asked, self.athlete.today)}"
            raise NotFound(f"There is no workout{when} to change.")
        await change.touch("workouts", str(key))
        [stored] = await workouts.by_ids(change.session, self.athlete.id, [key])
        return stored

    async def _other(self, change: Change, by: str, old: str) -> Movement:
        """The exercise that was meant; 'incline' alone is the incline kind of what is there."""
        try:
            return await lookup.movement(change.session, self.athlete, by)
        except (NotFound, Unclear):
            found = (await lookup.resolver_of(change.session, self.athlete)).resolve(f"{by} {old.partition(' (')[0]}")
            if isinstance(found, Resolved):
                return found.movement
            raise

    async def _position(self, change: Change, workout: Workout, said: str | None) -> int:
        """Which exercise of the workout is meant; the last one if none was named."""
        if not workout.exercises:
            raise NotFound("That workout has no exercises.")
        if said is None:
            return len(workout.exercises) - 1
        names = [each.name for each in workout.exercises]
        found = Resolver(load_library(), times_done={name: 1000 for name in names}).resolve(said)
        if isinstance(found, Resolved) and found.movement.name in names:
            return len(names) - 1 - names[::-1].index(found.movement.name)
        near = [
            at
            for at, name in enumerate(names)
            if set(said.lower().rstrip("s").split()) & set(name.lower().replace("(", "").replace(")", "").split())
        ]
        if len(near) == 1:
            return near[0]
        there = ", ".join(dict.fromkeys(names))
        raise NotFound(
            f"There is no '{said}' in the workout of {day_words(workout.date, self.athlete.today)}. It has {there}."
        )

    async def _store(self, change: Change, stored: StoredWorkout, workout: Workout, did: str, undone: str) -> Edited:
        """Store the workout as it is now; ``undone`` is what an undo takes back, in words."""
        change.said = undone
        if stored.workout.exercises and not workout.exercises:
            await unfollow(change, stored.id)
            await workouts.delete(change.session, self.athlete.id, [stored.id])
            return Edited(did=did)
        check_loads(workout, self.athlete.units, stored.workout)
        ids = await exercises.all_ids(change.session, self.athlete.id)
        await workouts.replace_with(change.session, self.athlete.id, replace(stored, workout=workout), ids)
        record = await change.now("workouts", str(stored.id))
        plan = await follow(change, stored.id, workout)
        return Edited(
            did=did, plan=plan, workout=view_of_record(str(stored.id), record, self.athlete.units, self.athlete.today)
        )
