"""Logging: what the athlete says they did, read, stored, read back."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from db import exercises, workouts
from db.athletes import Athlete
from db.snapshots import stored_json
from db.workouts import StoredWorkout
from tools import lookup
from tools.calls import Change, Result, write
from tools.records import record_news
from tools.views import WorkoutView, movement_named, view_of_record
from tools.wording import exercise_words
from training.errors import Invalid
from training.movement import Movement
from training.notation import NewExercise, Pain, Reading, read
from training.pain import pain_advice
from training.units import WeightUnit
from training.workout import Exercise, Workout

MOST_SETS_A_DAY = 400
MOST_EXERCISES_A_DAY = 60


class Choice(BaseModel):
    """One way to read what was said."""

    label: str
    said: str
    """Say this to ``log_workout`` if it is what was meant."""


class Logged(Result):
    """What was stored, or the one question that has to be answered first."""

    workouts: list[WorkoutView] = []
    added: str = ""
    """What this message added, in a line per exercise."""
    question: str | None = None
    choices: list[Choice] = []
    assumed: list[str] = []
    unread: list[str] = []
    records: list[str] = []
    pain: str | None = None

    def __str__(self) -> str:
        if self.question:
            options = "".join(f"\n{number}. {each.label}" for number, each in enumerate(self.choices, 1))
            return f"{self.question}{options}\nNothing is logged yet."
        if not self.workouts and self.pain:
            return self.pain
        if not self.workouts:
            return "I found no sets in that, so nothing is logged. Say for example: bench 3x5 @ 100 kg."
        return "\n".join(
            line
            for line in (
                self.added,
                *self.assumed,
                *(f"Record: {each}" for each in self.records),
                *(f"Not understood, kept as a note: “{each}”" for each in self.unread),
                self.pain,
            )
            if line
        )


@dataclass(frozen=True)
class LogTools:
    """Write down training."""

    athlete: Athlete

    @write
    async def log_workout(
        self,
        change: Change,
        said: Annotated[
            str,
            Field(
                description="What the athlete did, in their own words and numbers, unchanged: 'bench 3x5 @ 100, ran 5k in 24:30'"
            ),
        ],
        day: Annotated[
            date | None, Field(description="The day, if it is known otherwise; words like 'yesterday' belong in said")
        ] = None,
    ) -> Logged:
        """Log training that was done: sets, reps, loads, runs. Reads the athlete's own words, settles what is
        ambiguous by their history, and answers with what is stored. Sets for a day that already has a
        workout are added to it. If it answers with a question, ask the athlete and log the choice's text.
        Not for plans, and not for corrections of what is logged already.
        """
        reading = read(said, await lookup.context(change.session, self.athlete, said))
        if reading.question is not None or not any(each.exercises for each in reading.workouts):
            change.nothing()
            return _unlogged(reading)
        done = [each.on(day) if day is not None else each for each in reading.workouts if each.exercises]
        records = await record_news(change.session, self.athlete, done)
        views = [await self._store(change, each, reading) for each in done]
        change.said = "; ".join(
            exercise_words(one, self.athlete.units, movement_named(one.name)) for each in done for one in each.exercises
        )
        return Logged(
            workouts=views,
            added="\n".join(_added(view, each, self.athlete.units) for view, each in zip(views, done, strict=True)),
            assumed=list(reading.assumed),
            unread=list(reading.unread),
            records=records,
            pain=_pain(reading),
        )

    async def _store(self, change: Change, done: Workout, reading: Reading) -> WorkoutView:
        """Add to the day's workout, or begin one; returns it as the database now holds it."""
        if done.date > self.athlete.today:
            raise Invalid(f"{done.date} is in the future. Log it when it is done.")
        ids = await self._know_exercises(change, done, reading)
        found = await workouts.of_day(change.session, self.athlete.id, done.date, "chat")
        if found is not None and done.title in ("", found.workout.title):
            key = found.id
            change.had("workouts", str(key), stored_json(found))
            whole = merged(found.workout, done)
            _check_size(whole)
            ids |= await exercises.all_ids(change.session, self.athlete.id)
            await workouts.replace_with(change.session, self.athlete.id, replace(found, workout=whole), ids)
        else:
            key = workouts.new_id()
            _check_size(done)
            change.will_add("workouts", str(key))
            await workouts.add(change.session, self.athlete.id, [StoredWorkout(key, done)], ids)
        record = await change.now("workouts", str(key))
        return view_of_record(str(key), record, self.athlete.units, self.athlete.today)

    async def _know_exercises(self, change: Change, done: Workout, reading: Reading) -> dict[str, UUID]:
        """Make sure that every exercise has its row; one in quotes is the athlete's own, and new."""
        resolver = await lookup.resolver_of(change.session, self.athlete)
        new = {each.exercise for each in reading.mentions if isinstance(each, NewExercise)}
        known = []
        ids: dict[str, UUID] = {}
        for each in done.exercises:
            movement = resolver.named(each.name)
            if movement is not None:
                known.append(movement)
            elif each.name in new:
                change.will_add("exercises", each.name)
                ids[each.name] = await exercises.add_own(change.session, self.athlete.id, own_movement(each))
                new.discard(each.name)
        return ids | await exercises.ids_of(change.session, self.athlete.id, known)


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


def _check_size(workout: Workout) -> None:
    sets = sum(len(each.sets) for each in workout.exercises)
    if sets > MOST_SETS_A_DAY or len(workout.exercises) > MOST_EXERCISES_A_DAY:
        raise Invalid(
            f"That would make {sets} sets of {len(workout.exercises)} exercises in one workout; "
            f"up to {MOST_SETS_A_DAY} of {MOST_EXERCISES_A_DAY} can be kept. Is it meant for several days?"
        )


def _added(view: WorkoutView, done: Workout, unit: WeightUnit) -> str:
    """What a message added to which workout, in a line per exercise."""
    grew = sum(len(each.sets) for each in view.exercises) > sum(len(each.sets) for each in done.exercises)
    head = f"Added to {view.day}" if grew else f"Logged for {view.day}"
    lines = [f"- {exercise_words(each, unit, movement_named(each.name))}" for each in done.exercises]
    return "\n".join([f"{head}{f' — {view.title}' if view.title else ''}:", *lines])


def _unlogged(reading: Reading) -> Logged:
    if reading.question is None:
        return Logged(unread=list(reading.unread), pain=_pain(reading))
    choices = [Choice(label=each.label, said=each.text) for each in reading.question.options]
    return Logged(
        question=reading.question.text, choices=choices, assumed=list(reading.assumed), unread=list(reading.unread)
    )


def _pain(reading: Reading) -> str | None:
    """What the pain rules say of what was mentioned (reference 8.1)."""
    hurt = [each for each in reading.mentions if isinstance(each, Pain)]
    if not hurt:
        return None
    worst = max(hurt, key=lambda each: each.score or 0)
    return pain_advice(worst.region, worst.score)
