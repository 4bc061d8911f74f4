"""Following the plan in the gym: 'did it as planned', and the next set after a hard or an easy one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from db.athletes import Athlete
from db.engine import Session as DbSession
from tools import lookup
from tools.calls import Change, Result, about, prescribe, write
from tools.planning.current import current_of, current_or_none, finished_on, not_begun
from tools.planning.left_open import left_open
from tools.records import record_news
from tools.storing import store
from tools.views import WorkoutView
from tools.wording import exercise_words
from training.adaptation.autoregulation import SoFar, next_set
from training.errors import Conflict, NotFound
from training.period import read_day
from training.program.matching import as_planned
from training.program.plan import Item, Session
from training.units import in_unit
from training.workout import Set, Workout


class LoggedAsPlanned(Result):
    """A planned session that was done, as it is stored."""

    workout: WorkoutView
    plan: str
    records: list[str] = []
    question: str | None = None
    """What the plan left open: which loads were found, how many reps there were in open sets and ranges."""
    asks: str | None = None
    of: list[str] = []
    """The exercises that it is about."""
    choices: list[dict[str, str]] = []
    """Ready answers."""

    def __str__(self) -> str:
        lines = [str(self.workout), self.plan, *(f"Record: {each}" for each in self.records), self.question]
        return "\n".join(each for each in lines if each)


class NextSet(Result):
    """What to do in the next set."""

    exercise: str
    load_kg: float | None
    reps: int | None
    stop: bool
    text: str

    def __str__(self) -> str:
        return f"{self.exercise}: {self.text}"


@dataclass(frozen=True)
class FollowTools:
    """Do what was planned."""

    athlete: Athlete

    @about(needs_program=True, tells=True)
    @write
    async def log_planned(
        self,
        change: Change,
        skipped: Annotated[list[str] | None, Field(description="Exercises of the session that were left out")] = None,
        day: Annotated[str | None, Field(description="The day it was done: 'yesterday'; leave out for today")] = None,
        rest: Annotated[
            bool, Field(description="Only what is left of a session that is begun: 'did the rest'")
        ] = False,
        effort_told: Annotated[
            bool, Field(description="Whether they also say how hard it was: then it is not asked")
        ] = False,
    ) -> LoggedAsPlanned:
        """Log the planned session of today (or of the day, or the next one) as done just as it was planned: 'did it as
        planned', 'all done'; of one that is begun, the rest. Correct single sets afterwards with change_sets.
        """
        done_on = self.athlete.today if day is None else read_day(day, self.athlete.today)
        current = await current_or_none(change.session, self.athlete)
        current = current or await finished_on(change.session, self.athlete, done_on)
        current = current or await current_of(change.session, self.athlete)
        done = [row for row in current.on(done_on) if row.status == "done"]
        key = next((str(row.id) for row in current.on(done_on) if str(row.id) in current.open()), None)
        if key is None and done and (left := not_begun(done[0])):
            return await self._log(
                change, current.sessions, str(done[0].id), done_on, skipped, left, effort_told=effort_told
            )
        if key is None and done:
            raise Conflict(
                f"{done[0].title} is logged already. Correct single sets, or tell me what you did beside it."
            )
        key = key or current.next_key(done_on)
        if key is None:
            raise NotFound("There is no planned session to log: the program has none left.")
        if rest and current.row_of(key).date != done_on:
            raise NotFound(
                f"No planned session is begun, so there is no rest of it. Next is {current.row_of(key).title}; "
                'say "did it as planned" if that is what you did.'
            )
        return await self._log(change, current.sessions, key, done_on, skipped, effort_told=effort_told)

    async def _log(
        self, change: Change, sessions: Mapping[str, Session], key: str, on: date, skipped: Sequence[str] | None,
        rest: Sequence[str] | None = None, *, effort_told: bool = False,
    ) -> LoggedAsPlanned:  # fmt: skip
        """Store a session as it was planned, or what is left of it."""
        session = sessions[key]
        left_out = [(await lookup.movement(change.session, self.athlete, each)).name for each in skipped or []]
        if rest is not None:
            left_out += [each.exercise for each in session.items if each.exercise not in rest]
        title = session.title if rest is None else ""  # the rest joins what is logged of it
        workout = Workout(on, as_planned(session, left_out), title=title)
        if not workout.exercises:
            raise NotFound('Then nothing of it was done. Say "skip it" instead.')
        records = await record_news(change.session, self.athlete, [workout])
        stored = await store(change, workout, set(), key)
        change.said = f"{session.title} as planned: " + "; ".join(
            exercise_words(each, self.athlete.units) for each in workout.exercises
        )
        left = await left_open(change, key, session, left_out, effort_told=effort_told)
        return LoggedAsPlanned(
            workout=stored.view, plan=stored.plan, records=records, question=left.question, asks=left.asks,
            of=list(left.of), choices=left.choices,
        )  # fmt: skip

    @about(needs_program=True)
    @prescribe
    async def next_set(
        self,
        session: DbSession,
        exercise: Annotated[str, Field(description="The exercise as the athlete says it")],
        reps: Annotated[int, Field(description="Reps of the set just done", ge=0)],
        load: Annotated[float | None, Field(description="Its load, if it was not the planned one")] = None,
        rpe: Annotated[float | None, Field(description="Its RPE, if it was said", ge=0, le=10)] = None,
        number: Annotated[int, Field(description="Which work set it was, from 1", ge=1)] = 1,
    ) -> NextSet:
        """Say what the next set should be after one that was harder, easier or shorter than planned today. Logs nothing."""
        current = await current_of(session, self.athlete)
        movement = await lookup.movement(session, self.athlete, exercise)
        key = current.next_key(self.athlete.today)
        item = None if key is None else _planned(current.sessions[key].items, movement.name)
        if item is None:
            raise NotFound(f"{movement.name} is not in the session that is next.")
        target = item.work[min(number, len(item.work)) - 1]
        load_kg = target.load_kg if load is None else load / in_unit(1.0, self.athlete.units)
        found = next_set(target, Set("work", load_kg, reps, rpe), movement, current.gym, SoFar(sets_done=number - 1))
        return NextSet(
            exercise=movement.name, load_kg=found.load_kg, reps=target.reps, stop=found.is_last, text=found.reason.text
        )


def _planned(items: tuple[Item, ...], name: str) -> Item | None:
    return next((each for each in items if each.exercise == name and each.work), None)
