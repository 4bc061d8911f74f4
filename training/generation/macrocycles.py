"""A year of training as blocks, by goal (reference 4.9), and the blocks that a program of some weeks has."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from training.coaching import Rules, rules
from training.generation.dosing import dominant
from training.generation.weeks import MESO, Week, numbered, phases, toward
from training.program.plan import Phase
from training.program.trainee import Goal
from training.program.wish import Event, week_of

BlockKind = Literal["build", "peak", "easy", "test", "taper", "break"]
_LIKE: dict[Goal, Goal] = {"power": "strength", "mobility": "general_health"}


class EventRules(Rules):
    """The section ``[events]``: what leads to a day that counts."""

    long_race_km: float
    long_race_tapers: int
    too_near_weeks: int
    longest_run: tuple[tuple[float, float], ...]
    run_step_km: float
    run_step_share: float
    run_step_most: float
    first_run_km: dict[str, float]
    race_week_share: float
    taper_share: float
    easy_run_share: float


class MacrocycleRules(Rules):
    """The section ``[macrocycles]``: name, weeks, whose zones, kind."""

    chain_from_weeks: int
    strength: tuple[tuple[str, int, str, BlockKind], ...]
    hypertrophy: tuple[tuple[str, int, str, BlockKind], ...]
    fat_loss: tuple[tuple[str, int, str, BlockKind], ...]
    endurance: tuple[tuple[str, int, str, BlockKind], ...]
    general_health: tuple[tuple[str, int, str, BlockKind], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Some weeks with one purpose."""

    name: str
    weeks: int
    focus: str
    """The goal whose zones it has; ``own`` are the athlete's."""
    kind: BlockKind
    starts_on: date | None = None

    def goals(self, own: Mapping[Goal, int]) -> Mapping[Goal, int]:
        """The goals that sets and reps go by."""
        return own if self.focus == "own" else {self.focus: 10}  # type: ignore[dict-item]

    def phases(self, *, tests: bool) -> tuple[Phase, ...]:
        """The phase of each of its weeks."""
        test: Phase = "test" if tests else "easy"
        peak: Phase = "peak" if tests else "build"
        easy: tuple[Phase, ...] = ("easy",)
        build: tuple[Phase, ...] = ("build",)
        fixed: dict[str, tuple[Phase, ...]] = {
            "peak": (peak, peak, "taper", test), "test": ("easy", test, "easy"), "taper": ("taper", test), "break": ("build", "easy"),
        }  # fmt: skip
        if self.kind == "easy":
            return easy * self.weeks
        if self.kind != "build":
            return fixed[self.kind][: self.weeks]
        if self.weeks < MESO:
            return build * self.weeks
        return tuple("build" if each in ("test", "peak", "easy") else each for each in phases(self.weeks, tests=tests))


@dataclass(frozen=True, slots=True)
class Macrocycle:
    """A year of blocks."""

    goal: Goal
    blocks: tuple[Block, ...]

    @property
    def weeks(self) -> int:
        """All weeks."""
        return sum(each.weeks for each in self.blocks)

    def __str__(self) -> str:
        return " · ".join(f"{each.name} {each.weeks}" for each in self.blocks)


def macrocycle(goal: Goal, starts_on: date) -> Macrocycle:
    """The twelve months of a goal, each block with its first day.

    >>> plan = macrocycle("strength", date(2026, 11, 23))
    >>> plan.weeks, len(plan.blocks), plan.blocks[3].name, plan.blocks[3].starts_on
    (52, 9, 'Peak and test', datetime.date(2027, 5, 10))
    """
    found = []
    day = starts_on
    for name, weeks, focus, kind in getattr(rules("macrocycles", MacrocycleRules), _LIKE.get(goal, goal)):
        found.append(Block(name, weeks, focus, kind, day))
        day += timedelta(weeks=weeks)
    return Macrocycle(goal, tuple(found))


def blocks_of(weeks: int, goals: Mapping[Goal, int], starts_on: date) -> tuple[Block, ...]:
    """The blocks of a program: one, or for a long one those of the goal's year, as far as the weeks reach.

    >>> [each.weeks for each in blocks_of(20, {"strength": 10}, date(2026, 11, 23))]
    [8, 8, 4]
    """
    if weeks < rules("macrocycles", MacrocycleRules).chain_from_weeks:
        return (Block("", weeks, "own", "build", starts_on),)
    found: list[Block] = []
    for block in macrocycle(dominant(goals), starts_on).blocks:
        left = weeks - sum(each.weeks for each in found)
        if left > 0:
            found.append(Block(block.name, min(block.weeks, left), block.focus, block.kind, block.starts_on))
    return tuple(found)


def ends_of(event: Event, *, tests: bool) -> tuple[Phase, ...]:
    """The last weeks before a day that counts, its own the last.

    >>> ends_of(Event("race", date(2026, 9, 6), km=42.2), tests=True)
    ('taper', 'taper')
    """
    given = rules("events", EventRules)
    taper: tuple[Phase, ...] = ("taper",)
    if event.kind == "race":
        return taper * (given.long_race_tapers if (event.km or 0.0) >= given.long_race_km else 1)
    return ("peak", "peak", "taper") if tests else ("build", "taper")


def numbered_blocks(
    weeks: int, goals: Mapping[Goal, int], starts_on: date, *, tests: bool, event: Event | None = None
) -> tuple[tuple[Block, tuple[Week, ...]], ...]:
    """The blocks of a program with their weeks, numbered through.

    >>> [(block.name, [each.number for each in those]) for block, those in numbered_blocks(
    ...     18, {"strength": 10}, date(2026, 11, 23), tests=True)][-1]
    ('Strength', [17, 18])
    """
    if event is not None and week_of(event.on, starts_on) <= weeks:
        given = toward(weeks, week_of(event.on, starts_on), ends=ends_of(event, tests=tests))
        return ((Block("", weeks, "own", "build", starts_on), numbered(given)),)
    found: list[tuple[Block, tuple[Week, ...]]] = []
    before = 0
    for block in blocks_of(weeks, goals, starts_on):
        given = phases(weeks, tests=tests) if block.name == "" else block.phases(tests=tests)
        found.append((block, tuple(replace(each, number=each.number + before) for each in numbered(given))))
        before += block.weeks
    return tuple(found)
