"""A program read once for all rules: which movement each exercise is, and what each session and week adds up to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from training.coaching import rules
from training.library import Library, load_library
from training.movement import Movement
from training.program.dose import Fact, counts, facts, hard_sets
from training.program.plan import Item, Phase, Program, Session
from training.program.rules.thresholds import ValidationRules
from training.program.trainee import Injury, Trainee

RELIEF: tuple[Phase, ...] = ("deload", "easy", "taper", "test", "peak")
BUILDING: tuple[Phase, ...] = ("build",)


@dataclass(frozen=True, slots=True)
class Lifted:
    """A planned exercise that counts hard sets."""

    item: Item
    fact: Fact
    sets: float
    """Hard sets, of whatever muscle."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session with what it adds up to."""

    session: Session
    lifted: tuple[Lifted, ...]
    muscles: Mapping[str, float]
    """Fractional hard sets by the row of the landmarks."""
    prime: Mapping[str, float]
    """Hard sets by prime mover."""
    hard: float
    """Hard sets."""

    @property
    def is_lifting(self) -> bool:
        """Whether it has hard sets."""
        return bool(self.lifted)


@dataclass(frozen=True)
class Case:
    """A program, whom it is for, and the day it is looked at."""

    program: Program
    trainee: Trainee
    today: date
    library: Library
    known: Mapping[str, Fact]
    sittings: tuple[Sitting, ...] = field(default=())
    """Of all weeks that are not over."""

    @cached_property
    def thresholds(self) -> ValidationRules:
        """The numbers of the rules."""
        return rules("validation", ValidationRules)

    @cached_property
    def injuries(self) -> tuple[Injury, ...]:
        """The injuries that hold today."""
        return self.trainee.active(self.today)

    @cached_property
    def coming(self) -> tuple[Session, ...]:
        """The sessions from today on."""
        return tuple(each.session for each in self.sittings if each.session.date >= self.today)

    @cached_property
    def first(self) -> Mapping[str, tuple[Session, Item]]:
        """Every exercise of the coming sessions, with where it first comes."""
        found: dict[str, tuple[Session, Item]] = {}
        for session in self.coming:
            for item in session.items:
                found.setdefault(item.exercise, (session, item))
        return found

    @cached_property
    def weeks(self) -> Mapping[int, tuple[Sitting, ...]]:
        """The sessions by week."""
        found: dict[int, list[Sitting]] = {}
        for each in self.sittings:
            found.setdefault(each.session.week, []).append(each)
        return {number: tuple(found[number]) for number in sorted(found)}

    @cached_property
    def volume(self) -> Mapping[int, Mapping[str, float]]:
        """Fractional hard sets by week and muscle."""
        return {number: _sum(each.muscles for each in week) for number, week in self.weeks.items()}

    @cached_property
    def phases(self) -> Mapping[int, Phase]:
        """The phase of each week: what most of its sessions are."""
        found: dict[int, Phase] = {}
        for number, week in self.weeks.items():
            given = [each.session.phase for each in week]
            found[number] = max(dict.fromkeys(given), key=given.count)
        return found

    @cached_property
    def building(self) -> tuple[int, ...]:
        """The weeks that build, as far as they are whole and at home."""
        least = min(self.program.days_per_week, max((len(each) for each in self.weeks.values()), default=0))
        return tuple(
            each
            for each, phase in self.phases.items()
            if phase in BUILDING and len(self.weeks[each]) >= least and not self.is_away(each)
        )

    def kit_on(self, day: date) -> tuple[frozenset[str], str]:
        """What there is to train with on a day, and in words where that is, if it is not where one trains."""
        journey = self.trainee.wish.journey_on(day)
        return (self.trainee.equipment, "") if journey is None else (frozenset(journey.equipment), " on the journey")

    def is_away(self, week: int) -> bool:
        """Whether a session of a week is on a journey: it is done with what there is, and is no measure of the others."""
        return any(self.trainee.wish.journey_on(each.session.date) is not None for each in self.weeks[week])

    def movement(self, name: str) -> Movement | None:
        """The movement of an exercise."""
        fact = self.known.get(name)
        return None if fact is None else fact.movement


def read(program: Program, trainee: Trainee, today: date, own: Iterable[Movement] = ()) -> Case:
    """Read a program for the rules."""
    library = load_library()
    known = facts(library)
    mine = {each.name: Fact.of(each) for each in own}
    known = {**known, **mine} if mine else known
    last = {each.week: each.date for each in program.sessions}
    for each in program.sessions:
        last[each.week] = max(last[each.week], each.date)
    sittings = tuple(_sitting(each, known) for each in program.sessions if last[each.week] >= today)
    return Case(program, trainee, today, library, known, sittings)


def _sitting(session: Session, known: Mapping[str, Fact]) -> Sitting:
    lifted: list[Lifted] = []
    muscles: dict[str, float] = {}
    prime: dict[str, float] = {}
    for item in session.items:
        fact = known.get(item.exercise)
        if fact is None or not counts(item, fact):
            continue
        sets = hard_sets(item)
        lifted.append(Lifted(item, fact, sets))
        for muscle, share in fact.doses:
            muscles[muscle] = muscles.get(muscle, 0.0) + share * sets
            if share == 1:
                prime[muscle] = prime.get(muscle, 0.0) + sets
    return Sitting(session, tuple(lifted), muscles, prime, sum(each.sets for each in lifted))


def _sum(parts: Iterable[Mapping[str, float]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for part in parts:
        for muscle, sets in part.items():
            found[muscle] = found.get(muscle, 0.0) + sets
    return found


@lru_cache(maxsize=64)
def words(name: str) -> str:
    """A muscle or pattern as it is said.

    >>> words("rear_delts"), words("h_push")
    ('rear delts', 'horizontal push')
    """
    return name.replace("h_", "horizontal ").replace("v_", "vertical ").replace("_", " ")
