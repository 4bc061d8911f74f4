"""What a program would be, before anyone does it: sets per muscle, loads per lift, minutes; alone, or beside another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from training.landmarks import Landmarks, landmarks_of
from training.library import load_library
from training.movement import Movement
from training.program.dose import Fact, counts, facts, hard_sets
from training.program.plan import Phase, Program
from training.program.trainee import Trainee
from training.units import plain

LEAST_CHANGE = 0.5
"""Sets a week: less is none."""
Band = Literal["below", "builds", "best", "much", "too much"]
"""Below MEV, from MEV, in MAV, above MAV, above MRV."""


@dataclass(frozen=True, slots=True)
class Simulation:
    """A program's weeks (counted from 1) in numbers: hard sets, kg, minutes."""

    phases: Mapping[int, Phase]
    """Of each week."""
    sets: Mapping[str, Mapping[int, float]]
    """Fractional hard sets by muscle (a row of the landmarks) and week."""
    loads: Mapping[str, Mapping[int, float]]
    """The heaviest work set of each main lift by week."""
    minutes: Mapping[int, float]
    """Of each week."""
    sessions: Mapping[int, tuple[float, ...]]
    """Minutes of each session of a week."""

    @property
    def building(self) -> tuple[int, ...]:
        """The weeks that build; all, where none does."""
        return tuple(each for each, phase in self.phases.items() if phase == "build") or tuple(self.phases)

    def usual_sets(self, muscle: str) -> float:
        """The mean of the weeks that build."""
        by_week = self.sets.get(muscle, {})
        return sum(by_week.get(each, 0.0) for each in self.building) / max(len(self.building), 1)

    @property
    def usual_minutes(self) -> float:
        """Minutes a week, as the mean of the weeks that build."""
        return sum(self.minutes[each] for each in self.building) / max(len(self.building), 1)

    @property
    def usual_sessions(self) -> float:
        """Sessions a week, as the mean of the weeks that build."""
        return sum(len(self.sessions[each]) for each in self.building) / max(len(self.building), 1)


@dataclass(frozen=True, slots=True)
class Standing:
    """A muscle's usual week against its landmarks."""

    muscle: str
    sets: float
    landmarks: Landmarks
    band: Band


def simulate(program: Program, own: Iterable[Movement] = ()) -> Simulation:
    """Add a program up. ``own`` are the athlete's own exercises; what nothing is known of counts no sets."""
    known = facts(load_library())
    mine = {each.name: Fact.of(each) for each in own}
    phases: dict[int, list[Phase]] = {}
    sets: dict[str, dict[int, float]] = {}
    loads: dict[str, dict[int, float]] = {}
    minutes: dict[int, list[float]] = {}
    for session in program.sessions:
        week = session.week
        phases.setdefault(week, []).append(session.phase)
        minutes.setdefault(week, []).append(session.minutes)
        for item in session.items:
            fact = mine.get(item.exercise) or known.get(item.exercise)
            if fact is not None and counts(item, fact):
                done = hard_sets(item)
                for muscle, share in fact.doses:
                    by_week = sets.setdefault(muscle, {})
                    by_week[week] = by_week.get(week, 0.0) + share * done
            heaviest = max((each.load_kg for each in item.work if each.load_kg is not None), default=None)
            if item.role == "main" and heaviest is not None:
                of_lift = loads.setdefault(item.exercise, {})
                of_lift[week] = max(heaviest, of_lift.get(week, heaviest))
    return Simulation(
        {week: max(dict.fromkeys(each), key=each.count) for week, each in sorted(phases.items())},
        sets, loads, {week: round(sum(each), 1) for week, each in minutes.items()},
        {week: tuple(each) for week, each in minutes.items()},
    )  # fmt: skip


def against(simulation: Simulation, trainee: Trainee) -> tuple[Standing, ...]:
    """Every muscle's usual week against the landmarks of the athlete."""
    return tuple(
        Standing(muscle, round(sets, 2), each, band(sets, each))
        for muscle, each in landmarks_of(trainee).items()
        for sets in (simulation.usual_sets(muscle),)
    )


def band(sets: float, each: Landmarks) -> Band:
    """Where a number of hard sets lies.

    >>> chest = Landmarks(6, 10, 12, 18, 22)
    >>> [band(sets, chest) for sets in (9, 10, 12, 18.5, 22.5)]
    ['below', 'builds', 'best', 'much', 'too much']
    """
    if sets < each.mev:
        return "below"
    if sets < each.low:
        return "builds"
    if sets <= each.high:
        return "best"
    return "much" if sets <= each.mrv else "too much"


@dataclass(frozen=True, slots=True)
class Change:
    """A number before and after."""

    of: str
    before: float
    after: float

    def __str__(self) -> str:
        return f"{self.of} {plain(self.before, 1)} → {plain(self.after, 1)}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is different in a usual week of two programs, and in the last loads of their main lifts."""

    before: Simulation
    after: Simulation
    sessions: Change
    minutes: Change
    sets: tuple[Change, ...]
    """By muscle, the largest change first; what stays is left out."""
    loads: tuple[Change, ...]
    """The heaviest set of each main lift that both have, in kg, over the whole program."""

    def __str__(self) -> str:
        lines = [f"- {self.sessions}", f"- {self.minutes}"]
        for title, found in (("Hard sets a week", self.sets), ("Top load in kg", self.loads)):
            if found:
                lines.append(f"- {title}: {'; '.join(str(each) for each in found)}")
        if not self.sets:
            lines.append("- Hard sets a week: the same for every muscle")
        return "\n".join(lines)


def compare(before: Program, after: Program) -> Comparison:
    """Lay two programs side by side."""
    return compared(simulate(before), simulate(after))


def compared(before: Simulation, after: Simulation) -> Comparison:
    """Lay two simulations side by side."""
    muscles = dict.fromkeys([*before.sets, *after.sets])
    sets = [Change(each.replace("_", " "), before.usual_sets(each), after.usual_sets(each)) for each in muscles]
    lifts = [each for each in before.loads if each in after.loads]
    loads = [Change(each, _top(before.loads[each].values()), _top(after.loads[each].values())) for each in lifts]
    return Comparison(
        before, after,
        Change("Sessions a week", before.usual_sessions, after.usual_sessions),
        Change("Minutes a week", round(before.usual_minutes), round(after.usual_minutes)),
        tuple(sorted((each for each in sets if abs(each.after - each.before) >= LEAST_CHANGE),
                     key=lambda each: (-abs(each.after - each.before), each.of))),
        tuple(each for each in loads if each.before != each.after),
    )  # fmt: skip


def _top(loads: Iterable[float]) -> float:
    return max(loads)
