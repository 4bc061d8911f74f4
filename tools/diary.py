"""The training diary: what was done, by day and by exercise."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from db import exercises, history, workouts
from db.athletes import Athlete
from db.engine import Session
from tools import lookup
from tools.calls import Result, prescribe, read
from tools.views import WorkoutView, workout_view
from tools.wording import date_words, day_words, sets_words
from training.errors import NotFound
from training.movement import Movement
from training.notation.words import words
from training.period import read_day, read_period
from training.resolver import Candidates, Resolved, Unknown

SHOWN = 10
PeriodWords = Annotated[
    str | None,
    Field(
        description="A period in the athlete's words: 'last 4 weeks', 'since June', 'in March', 'yesterday'; leave out if none was named"
    ),
]
ExerciseWords = Annotated[str, Field(description="The exercise as the athlete says it, e.g. 'back squat'")]


class WorkoutList(Result):
    """Workouts, oldest first."""

    period: str
    total: int
    workouts: list[WorkoutView]

    def __str__(self) -> str:
        if not self.workouts:
            return f"There are no workouts for {self.period}."
        more = (
            f"The latest {len(self.workouts)} of {self.total} workouts, {self.period}:\n"
            if self.total > len(self.workouts)
            else ""
        )
        return more + "\n\n".join(str(each) for each in self.workouts)


class HistoryDay(BaseModel):
    """One day of an exercise."""

    workout_id: UUID
    date: date
    day: str
    text: str


class ExerciseHistory(Result):
    """An exercise day by day, oldest first."""

    exercise: str
    period: str
    total_days: int
    days: list[HistoryDay]

    def __str__(self) -> str:
        if not self.days:
            return f"{self.exercise} is not in your log for {self.period}."
        shown = f", the latest {len(self.days)} of {self.total_days} days" if self.total_days > len(self.days) else ""
        lines = "\n".join(f"- {each.day}: {each.text}" for each in self.days)
        return f"{self.exercise}{'' if self.period == 'all time' else f', {self.period}'}{shown}:\n{lines}"


AROUND = words(
    "what whats what's which does do did is are can could should would i you me my the a an some any other "
    "else of to for from than with like and on or instead alternative alternatives alternativ alternatve "
    "alternitive alternitives substitute substitutes substitution replacement replacements replace swap "
    "variation variations option options similar something exercise exercises muscle muscles train trains "
    "trained work works worked hit hits target targets need needs use uses equipment mean means find show list "
    "name tell about"
)
"""What stands around an exercise in a question about it."""


class FoundExercise(BaseModel):
    """An exercise of the library or of the athlete's own."""

    name: str
    primary: list[str]
    secondary: list[str]
    equipment: list[str]
    pattern: str
    skill: int
    alternatives: list[str]


class FoundExercises(Result):
    """What a name can mean."""

    asked: str
    exercises: list[FoundExercise]
    certain: bool

    def __str__(self) -> str:
        if not self.exercises:
            return (
                f"I don't know an exercise called '{self.asked}'. Say \"add {self.asked} as an exercise\" to have it."
            )
        if len(self.exercises) > 1:
            return f"'{self.asked}' can be: " + ", ".join(each.name for each in self.exercises) + "."
        one = self.exercises[0]
        muscles = ", ".join(one.primary).replace("_", " ") or "the whole body"
        also = f"; also {', '.join(one.secondary).replace('_', ' ')}" if one.secondary else ""
        needs = ", ".join(one.equipment).replace("_", " ") or "nothing"
        instead = f" Instead of it: {', '.join(one.alternatives)}." if one.alternatives else ""
        return f"{one.name} trains {muscles}{also}. It needs {needs}; skill {one.skill} of 5.{instead}"


@dataclass(frozen=True)
class DiaryTools:
    """Look into the log."""

    athlete: Athlete

    @read
    async def list_workouts(self, session: Session, period: PeriodWords = None) -> WorkoutList:
        """Show the workouts of a period, or the latest ones, with every set: 'what did I do last week?'."""
        if period is None:
            found = await workouts.between(session, self.athlete.id, history.EVER, history.FOREVER, 3)
            words, total = "so far", len(found)
        else:
            asked = read_period(period, self.athlete.today)
            found = await workouts.between(session, self.athlete.id, asked.since, asked.until, SHOWN)
            counted = await history.days(session, self.athlete.id, asked.since, asked.until)
            words, total = asked.words, sum(count for _, count in counted)
        views = [workout_view(each, self.athlete.units, self.athlete.today) for each in found]
        return WorkoutList(period=words, total=total, workouts=views)

    @read
    async def show_workout(
        self, session: Session, day: Annotated[str, Field(description="'today', 'yesterday', 'tuesday', '2026-11-18'")]
    ) -> WorkoutList:
        """Show what was done on one day: 'what did I do on monday?', 'did I train yesterday?'."""
        asked = read_day(day, self.athlete.today)
        found = await workouts.between(session, self.athlete.id, asked, asked)
        views = [workout_view(each, self.athlete.units, self.athlete.today) for each in found]
        return WorkoutList(period=day_words(asked, self.athlete.today), total=len(views), workouts=views)

    @read
    async def exercise_history(
        self, session: Session, exercise: ExerciseWords, period: PeriodWords = None
    ) -> ExerciseHistory:
        """Show the days on which an exercise was done, with its sets: for 'when did I last squat?', 'what did I bench on monday?'."""
        movement = await lookup.movement(session, self.athlete, exercise)
        asked = read_period(period or "all time", self.athlete.today)
        key = await exercises.id_of(session, self.athlete.id, movement.name)
        if key is None:
            raise NotFound(f"{movement.name} is not in your log yet.")
        days = await workouts.with_exercise(session, self.athlete.id, key, SHOWN, asked.since, asked.until)
        total = await history.days_of(session, self.athlete.id, key, asked.since, asked.until)
        return ExerciseHistory(
            exercise=movement.name,
            period=asked.words,
            total_days=total,
            days=[
                HistoryDay(
                    workout_id=each.id,
                    date=each.workout.date,
                    day=date_words(each.workout.date, self.athlete.today),
                    text="; ".join(
                        sets_words(one.sets, self.athlete.units, movement) + (f" ({one.notes})" if one.notes else "")
                        for one in each.workout.exercises
                        if one.name == movement.name
                    ),
                )
                for each in days
            ],
        )

    @prescribe
    async def find_exercises(self, session: Session, name: ExerciseWords) -> FoundExercises:
        """Find out which exercise a name means, what it trains, what it needs, and what could be done instead:
        'what does a face pull train?', 'alternatives to squats'.
        """
        resolver = await lookup.resolver_of(session, self.athlete)
        found = resolver.resolve(name)
        if isinstance(found, Unknown) and (bare := _bare(name)):
            about = resolver.resolve(bare)
            found = about if not isinstance(about, Unknown) or about.nearest else found
        match found:
            case Resolved(movement):
                chosen: tuple[Movement, ...] = (movement,)
            case Candidates(_, movements):
                chosen = movements
            case Unknown(_, nearest):
                chosen = nearest
        return FoundExercises(
            asked=name,
            certain=isinstance(found, Resolved) and found.certain,
            exercises=[
                FoundExercise(
                    name=each.name, primary=list(each.primary), secondary=list(each.secondary),
                    equipment=list(each.equipment), pattern=each.pattern, skill=each.skill,
                    alternatives=lookup.alternatives(each),
                )
                for each in chosen
            ],
        )  # fmt: skip


def _bare(asked: str) -> str:
    """The exercise of a question about one: 'alternatives to squats' is about squats."""
    parts = re.findall(r"[\w'’()-]+", asked)
    while parts and parts[0].lower() in AROUND:
        parts.pop(0)
    while parts and parts[-1].lower() in AROUND:
        parts.pop()
    return " ".join(parts)
