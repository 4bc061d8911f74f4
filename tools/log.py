"""Logging: what the athlete says they did, read, stored, read back."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Literal, cast

from pydantic import BaseModel, Field

from db import exercises, workouts
from db.athletes import Athlete
from db.snapshots import stored_json
from tools import lookup
from tools.calls import Change, Result, about, calling, write
from tools.leaps import leaps_of
from tools.planning.following import follow
from tools.planning.injuries import keep_injury
from tools.planning.left_open import NOTHING, effort_left_open
from tools.records import record_news
from tools.storing import check_loads, store
from tools.views import WorkoutView, movement_named, view_of_record
from tools.wording import exercise_words
from training.notation import Aside, NewExercise, Pain, Reading, read_surely, why_aside
from training.pain import pain_advice, region_of
from training.program.trainee import Injury, Region
from training.units import WeightUnit
from training.workout import Exercise, Set, Workout

NO_SETS = "no sets in it"
MOST_NOTES = 4000
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


class Choice(BaseModel):
    """One way to read what was said."""

    label: str
    said: str
    """Say this to ``log_workout`` if it is what was meant."""


class NotLogged(BaseModel):
    """A part of what was said that is no training, and why."""

    words: str
    reason: str

    def __str__(self) -> str:
        keep = "; log_measurement keeps it" if "measurement" in self.reason and calling().door == "mcp" else ""
        return f"Not logged: “{self.words}” ({self.reason}{keep})"


class Logged(Result):
    """What was stored, or the one question that has to be answered first."""

    workouts: list[WorkoutView] = []
    added: str = ""
    """What this message added, in a line per exercise."""
    question: str | None = None
    choices: list[Choice] = []
    assumed: list[str] = []
    unread: list[str] = []
    """What was not understood; it is kept as a note of the workout."""
    not_logged: list[NotLogged] = []
    """What was understood to be no training: say it where it belongs, nothing keeps it."""
    records: list[str] = []
    far_above: list[str] = []
    """What is so far above the best of late that the athlete is asked about it; it is logged, but told as no record."""
    pain: str | None = None
    plan: list[str] = []
    """What it was of the program, and what follows from it."""
    asks: str | None = None
    """What the question is about where all is logged: how hard it was."""
    of: list[str] = []
    """The exercises that it is about."""

    def __str__(self) -> str:
        if self.question and not self.asks:
            options = "".join(f"\n{number}. {each.label}" for number, each in enumerate(self.choices, 1))
            return f"{self.question}{options}\nNothing is logged yet."
        if not self.workouts and self.pain:
            return self.pain
        left_out = [str(each) for each in self.not_logged if each.reason != NO_SETS or re.search(r"\d", each.words)]
        if not self.workouts:
            found_none = "I found no sets in that, so nothing is logged. Say for example: bench 3x5 @ 100 kg."
            return "\n".join([found_none, *left_out])
        return "\n".join(
            line
            for line in (
                self.added,
                *self.assumed,
                *(f"Record: {each}" for each in self.records),
                *self.far_above,
                *self.plan,
                *(f"Not understood, kept as a note: “{each}”" for each in self.unread),
                *left_out,
                self.pain,
                self.question,
            )
            if line
        )


@dataclass(frozen=True)
class LogTools:
    """Write down training."""

    athlete: Athlete

    @about(tells=True)
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
        Not for plans, not for sleep or body weight (log_measurement), not for corrections of what is logged already.
        """
        reading = read_surely(said, await lookup.context(change.session, self.athlete, said))
        for each in reading.workouts:
            check_loads(each, self.athlete.units)
        if reading.question is not None and (filled := await _with_loads(change, said, reading)) is not None:
            return filled
        if reading.question is not None or not any(each.exercises for each in reading.workouts):
            return await _unlogged(change, reading)
        done = [each.on(day) if day is not None else each for each in reading.workouts if each.exercises]
        if reading.unread:
            done[-1] = replace(done[-1], notes="\n".join(filter(None, [done[-1].notes, *reading.unread]))[:MOST_NOTES])
        leaps = await leaps_of(change.session, self.athlete, done)
        records = await record_news(change.session, self.athlete, done, unsure=leaps)
        new = {each.exercise for each in reading.mentions if isinstance(each, NewExercise)}
        stored = [await store(change, each, new) for each in done]
        views = [each.view for each in stored]
        pain = await _pain(change, reading)
        change.said = "; ".join(
            exercise_words(one, self.athlete.units, movement_named(one.name)) for each in done for one in each.exercises
        )
        left = await effort_left_open(change, views[-1].id) if stored[-1].plan and pain is None else NOTHING
        return Logged(
            workouts=views,
            question=left.question,
            asks=left.asks,
            of=list(left.of),
            choices=[Choice(label=each, said=each) for each in left.answers],
            added="\n".join(_added(view, each, self.athlete.units) for view, each in zip(views, done, strict=True)),
            assumed=list(reading.assumed),
            unread=list(reading.unread),
            not_logged=_asides(reading),
            records=records,
            far_above=list(leaps.values()),
            pain=pain,
            plan=[each.plan for each in stored if each.plan],
        )


async def _with_loads(change: Change, said: str, reading: Reading) -> Logged | None:
    """Loads alone, a number for each exercise, of what was logged today without: they belong to those sets."""
    done_now = [each for workout in reading.workouts for each in workout.exercises]
    told = {each.name: each.sets[0] for each in done_now if len({one.load_kg for one in each.sets}) == 1}
    if not told or not len(told) == len(done_now) == len(NUMBER.findall(said)):
        return None
    stored = await workouts.of_day(change.session, change.athlete.id, change.athlete.today, "chat")
    if stored is None:
        return None
    done = [_loaded(each, told.get(each.name)) for each in stored.workout.exercises]
    filled = {each.name for each, before in zip(done, stored.workout.exercises, strict=True) if each != before}
    if filled != set(told):
        return None
    whole = replace(stored.workout, exercises=tuple(done))
    check_loads(whole, change.athlete.units, stored.workout)
    change.had("workouts", str(stored.id), stored_json(stored))
    ids = await exercises.all_ids(change.session, change.athlete.id)
    await workouts.replace_with(change.session, change.athlete.id, replace(stored, workout=whole), ids)
    record = await change.now("workouts", str(stored.id))
    plan = await follow(change, stored.id, whole)
    unit = change.athlete.units
    lines = [f"- {exercise_words(each, unit, movement_named(each.name))}" for each in done if each.name in filled]
    view = view_of_record(str(stored.id), record, unit, change.athlete.today)
    change.said = f"the loads of {', '.join(sorted(filled))}"
    return Logged(workouts=[view], added="\n".join(["With the loads:", *lines]), plan=[plan] if plan else [])


def _loaded(each: Exercise, told: Set | None) -> Exercise:
    """An exercise with a load on the sets that had none; as it was, where some had."""
    if told is None or any(one.load_kg is not None for one in each.sets):
        return each
    return replace(
        each, sets=tuple(replace(one, load_kg=told.load_kg, typed_load=told.typed_load) for one in each.sets)
    )


def _added(view: WorkoutView, done: Workout, unit: WeightUnit) -> str:
    """What a message added to which workout, in a line per exercise."""
    grew = sum(len(each.sets) for each in view.exercises) > sum(len(each.sets) for each in done.exercises)
    head = f"Added to {view.day}" if grew else f"Logged for {view.day}"
    lines = [f"- {exercise_words(each, unit, movement_named(each.name))}" for each in done.exercises]
    return "\n".join([f"{head}{f' — {view.title}' if view.title else ''}:", *lines])


async def _unlogged(change: Change, reading: Reading) -> Logged:
    if reading.question is None:
        pain = await _pain(change, reading)
        if not _is_kept(_worst(reading)):
            change.nothing()
        return Logged(unread=list(reading.unread), not_logged=_asides(reading), pain=pain)
    change.nothing()
    choices = [Choice(label=each.label, said=each.text) for each in reading.question.options]
    return Logged(
        question=reading.question.text, choices=choices, assumed=list(reading.assumed), unread=list(reading.unread),
        not_logged=_asides(reading),
    )  # fmt: skip


def _asides(reading: Reading) -> list[NotLogged]:
    said = [each.words.strip(" ,;.") for each in reading.mentions if isinstance(each, Aside)]
    return [NotLogged(words=each, reason=why_aside(each)) for each in said if each]


def _worst(reading: Reading) -> Pain | None:
    hurt = [each for each in reading.mentions if isinstance(each, Pain)]
    return max(hurt, key=lambda each: each.score or 0) if hurt else None


def _is_kept(pain: Pain | None) -> bool:
    """Whether it is known how bad a pain is, in a region that plans know: then it is kept for all of them."""
    return pain is not None and bool(pain.score) and region_of(pain.region) is not None


async def _pain(change: Change, reading: Reading) -> str | None:
    """What the pain rules say of what was mentioned (reference 8.1); it is kept for all plans until it is fine again."""
    worst = _worst(reading)
    if worst is None:
        return None
    if not _is_kept(worst):
        return pain_advice(worst.region, worst.score)
    region = cast("Region", region_of(worst.region))
    side = re.match(r"left|right", worst.region.lower())
    which = None if side is None else cast("Literal['left', 'right']", side[0])
    return str(await keep_injury(change, Injury(region, worst.score, change.athlete.today, side=which)))
