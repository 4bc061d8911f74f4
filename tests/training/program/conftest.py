"""A small program that keeps every rule, and ways to bend it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from training.library import load_library
from training.program.plan import Item, Phase, Program, Role, Session, Target
from training.program.trainee import Screening, Trainee
from training.timing import session_minutes

MONDAY = date(2026, 11, 23)
PHASES: tuple[Phase, ...] = ("build", "build", "build", "deload") * 2
GYM = frozenset(
    {"barbell", "rack", "bench", "incline_bench", "dumbbell", "cable", "machine", "pullup_bar", "dip_bars", "trap_bar"}
)
E1RM = {
    "Squat (Barbell)": 140.0, "Bench Press (Barbell)": 100.0, "Deadlift (Barbell)": 180.0,
    "Overhead Press (Barbell)": 62.5, "Bent Over Row (Barbell)": 90.0,
}  # fmt: skip


def trainee(**kwargs: object) -> Trainee:
    """An intermediate with a gym, two days a week."""
    usual: dict[str, object] = {
        "level": "intermediate", "days": 2, "minutes": 75, "equipment": GYM, "e1rm_kg": E1RM, "body_weight_kg": 80.0,
        "age": 30, "goals": {"strength": 5, "hypertrophy": 5}, "screening": Screening(MONDAY),
    }  # fmt: skip
    return Trainee(**usual | kwargs)  # type: ignore[arg-type]


def item(name: str, role: Role, sets: int, reps: int = 8, load_kg: float | None = None, rir: float = 2.0) -> Item:
    return Item(name, role, (Target(reps=reps, load_kg=load_kg, rir=rir),) * sets, rest_s=120 if role == "main" else 60)


def walk(role: Role, minutes: float) -> Item:
    return Item("Walking", role, (Target(duration_s=minutes * 60),))


def lifting(day: date, week: int, place: int, title: str, items: tuple[Item, ...], phase: Phase = "build") -> Session:
    """A lifting session with its warm-up and cooldown, as long as the time model says."""
    whole = (walk("warmup", 5), *items, walk("cooldown", 3))
    minutes = session_minutes(whole, load_library().by_name)
    return Session(day, week, place, title, "lifting", whole, minutes, phase, key=title)


def usual_sessions(week: int, phase: Phase) -> tuple[Session, Session]:
    day = MONDAY + timedelta(weeks=week - 1)
    full, some = (2, 1) if phase == "deload" else (4, 3)
    rir = 4.0 if phase == "deload" else 2.0
    first = (
        item("Squat (Barbell)", "main", full, 5, 100, rir), item("Bench Press (Barbell)", "main", full, 6, 75, rir),
        item("Bent Over Row (Barbell)", "main", full, 8, 60, rir), item("Romanian Deadlift (Dumbbell)", "accessory", some, rir=rir),
        item("Lat Pulldown (Cable)", "accessory", some, rir=rir), item("Cable Crunch", "accessory", 2, rir=rir),
    )  # fmt: skip
    second = (
        item("Romanian Deadlift (Barbell)", "main", full, 6, 90, rir), item("Overhead Press (Barbell)", "main", full, 6, 45, rir),
        item("Pull Up", "main", full, 8, None, rir), item("Split Squat (Dumbbell)", "accessory", some, rir=rir),
        item("Seated Cable Row", "accessory", some, rir=rir), item("Pallof Press", "accessory", 2, rir=rir),
    )  # fmt: skip
    return lifting(day, week, 1, "A", first, phase), lifting(day + timedelta(days=3), week, 2, "B", second, phase)


def usual_program(phases: tuple[Phase, ...] = PHASES) -> Program:
    sessions = tuple(each for week, phase in enumerate(phases, start=1) for each in usual_sessions(week, phase))
    return Program("Two days", "generated", len(phases), MONDAY, 2, sessions)


@dataclass(frozen=True)
class Bend:
    """A program with something different."""

    program: Program

    def sessions(self, change: Callable[[Session], Session | None], where: Callable[[Session], bool] = bool) -> Program:
        """Change, or take out, the sessions for which ``where`` holds."""
        made = [change(each) if where(each) else each for each in self.program.sessions]
        return replace(self.program, sessions=tuple(each for each in made if each is not None))

    def items(self, name: str, change: Callable[[Item], Item], week: int | None = None) -> Program:
        """Change an exercise everywhere, or in one week."""
        return self.sessions(
            lambda session: replace(
                session, items=tuple(change(each) if each.exercise == name else each for each in session.items)
            ),
            lambda session: week in (None, session.week),
        )

    def named(self, name: str, other: str) -> Program:
        """Another exercise in its place."""
        return self.items(name, lambda each: replace(each, exercise=other))

    def work(self, name: str, week: int | None = None, **values: object) -> Program:
        """Other values in all sets of an exercise."""
        return self.items(name, lambda each: each.with_work(tuple(replace(one, **values) for one in each.work)), week)  # type: ignore[arg-type]

    def sets(self, name: str, count: int, week: int | None = None) -> Program:
        """Another number of sets."""
        return self.items(name, lambda each: each.with_work(each.work[:1] * count), week)


@pytest.fixture
def today() -> date:
    return MONDAY


@pytest.fixture
def program() -> Program:
    return usual_program()


@pytest.fixture
def athlete() -> Trainee:
    return trainee()


@pytest.fixture
def bend(program: Program) -> Bend:
    """The usual program, to be bent."""
    return Bend(program)


@pytest.fixture
def make_item() -> Callable[..., Item]:
    return item


@pytest.fixture
def make_session() -> Callable[..., Session]:
    return lifting
