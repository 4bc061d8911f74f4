"""A course through an established program: done session by session, as an athlete would."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest

from training.established.catalogue import template
from training.established.engine import Outcome, advance, project, start
from training.loading import Gym
from training.program.plan import Item, Program, Session
from training.program.trainee import Trainee
from training.units import KG_PER_LB
from training.workout import Exercise, Set

MONDAY = date(2026, 11, 23)
NEAR = 4
STRONG = {
    "Squat (Barbell)": 140.0, "Bench Press (Barbell)": 100.0, "Deadlift (Barbell)": 180.0,
    "Overhead Press (Barbell)": 62.5, "Bent Over Row (Barbell)": 90.0,
}  # fmt: skip


@dataclass
class Course:
    """The program as it stands; ``do`` performs the next session."""

    program: Program
    outcomes: list[Outcome] = field(default_factory=list)
    later: tuple[Session, ...] = ()
    """Sessions beyond the next few: they are laid out when they come near."""

    @property
    def next(self) -> Session:
        return self.program.sessions[0]

    @property
    def lifts(self) -> dict:
        return self.program.lifts

    def item(self, lift: str) -> Item:
        return next(each for each in self.next.items if each.lift == lift)

    def loads(self, lift: str) -> list[float | None]:
        """The loads of the next session in the athlete's unit."""
        unit = self.program.made_from["gym"]["unit"]
        per = KG_PER_LB if unit == "lb" else 1.0
        return [None if each.load_kg is None else round(each.load_kg / per, 2) for each in self.item(lift).work]

    def reps(self, lift: str) -> list[str]:
        return [f"{each.reps}{'+' if each.kind == 'amrap' else ''}" for each in self.item(lift).work]

    def do(self, **reps: list[int] | int | None) -> Outcome:
        """All as planned, but for the lifts named: the reps of their sets, of the open set alone, or not at all."""
        session = self.next
        done = {each.lift: as_done(each, reps.get(each.lift, [])) for each in session.items if each.lift}
        return self.perform(done)

    def perform(self, done: dict[str, Exercise | None]) -> Outcome:
        session = self.next
        outcome = advance(self.program, session, done)
        ahead = (*self.program.sessions, *self.later)[1:]
        near = len(ahead) if template(self.program.template or "").is_finite else NEAR
        self.program, self.later = replace(self.program, lifts=outcome.lifts, sessions=ahead[:near]), ahead[near:]
        after = project(self.program, outcome.lifts, session.date + timedelta(days=1))
        self.program = replace(self.program, sessions=after)
        self.outcomes.append(outcome)
        return outcome

    def told(self, lift: str) -> str:
        return next(each.text for each in self.outcomes[-1].told if each.lift == lift)

    def until(self, key: str) -> "Course":
        """Do everything until a session of this key is next."""
        while self.next.key != key:
            self.do()
        return self


def as_done(item: Item, reps: list[int] | int | None = ()) -> Exercise | None:
    """What a lifter logs who did an item, with other reps where they are given."""
    if reps is None:
        return None
    sets = []
    for number, each in enumerate(item.work):
        count = each.reps
        if isinstance(reps, int):
            count = reps if each.kind == "amrap" else each.reps
        elif number < len(reps):
            count = reps[number]
        load = each.load_kg if each.load_kg is not None else (20.0 if each.reps else None)
        sets.append(Set(each.kind, load, count, duration_s=each.duration_s, distance_m=each.distance_m))
    return Exercise(item.exercise, tuple(sets))


@pytest.fixture
def begin() -> Callable[..., Course]:
    """Begin a program, with or without numbers, in kg or lb."""

    def make(name: str, e1rm: dict[str, float] | None = None, unit: str = "kg", **options: object) -> Course:
        weeks = options.pop("weeks", 12)
        weekdays = options.pop("weekdays", ())
        gym = options.pop("gym", Gym(unit))
        trainee = Trainee(e1rm_kg=STRONG if e1rm is None else e1rm, gym=gym, **options)  # type: ignore[arg-type]
        return Course(start(template(name), trainee, weeks=weeks, starts_on=MONDAY, weekdays=weekdays))  # type: ignore[arg-type]

    return make


@pytest.fixture
def done() -> Callable[..., Exercise | None]:
    return as_done
