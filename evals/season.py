"""A season as it went: what was planned, prescribed, said, answered and stored, beside what the lifter could really do."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from evals.lifter import Lifter
from evals.state import StoredSet
from evals.weeks import work
from training.landmarks import Landmarks
from training.program.plan import Item, Session, Target
from training.program.trainee import Injury

CAUSE_DAYS = timedelta(days=10)
"""Something that was told may change loads for so long: until each lift had its next turn."""
_CAUSE = re.compile(
    r"\d ?x ?\d|\bfor \d+\b|/ ?10|out of 10|hard\b|easy|short|pain|hurt|sore|grumpy|sleep|slept|night|dizzy|light ?headed|stop|\bbad|"
    r"tired|rusty|wrecked|lighter|light tbh|miss|fail|sick|\bill\b|bug\b|instead|no (?:session|training|gym)|leave it|drop that|is off|"
    r"dumbbells|too |can i|single|paused",
    re.IGNORECASE,
)
_DONE = re.compile(r"planned|written|\bdone\b|all reps|did (?:it|all|everything)", re.IGNORECASE)
_NOT_PLAIN = re.compile(
    r"\d|\bnot?\b|n't|\bhard\b|easy|pain|hurt|sore|grumpy|sleep|slept|night|dizzy|light ?headed|short|stop|bad\b|tired|slow|rusty|wrecked|"
    r"\bbut\b|instead|light\b|pressure|pinch|starving",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Prescribed:
    """A session on its day: as the accepted program had it, as it was to be done then, and why it differs if a change says so."""

    week: int
    """Of the season, from its first Monday."""
    given: Session
    planned: Session | None
    why: tuple[str, ...] = ()
    injuries: tuple[Injury, ...] = ()

    @property
    def day(self) -> date:
        """The day it was to be done."""
        return self.given.date


@dataclass(frozen=True)
class Said:
    """Something that the lifter said, and the answer."""

    day: date
    week: int
    weekday: int
    """1 is Monday."""
    text: str
    reply: str

    @property
    def is_plain(self) -> bool:
        """Whether it says that all was done as planned, and nothing else that a coach might act on."""
        return _DONE.search(self.text) is not None and _NOT_PLAIN.search(self.text) is None

    @property
    def is_cause(self) -> bool:
        """Whether a coach may change loads for it: sets that were told, effort, pain, sleep, illness, a wish, a session left out."""
        return not self.is_plain and _CAUSE.search(self.text) is not None


@dataclass(frozen=True)
class CheckedIn:
    """What the coach said of a period when it was asked for a check-in."""

    day: date
    lifts: Mapping[str, float]
    """Change of each lift in percent, as the coach has it."""
    deload_points: int | None


@dataclass
class Season:
    """All of it."""

    start: date
    weeks: int
    lifter: Lifter
    prescribed: list[Prescribed] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    causes: list[date] = field(default_factory=list)
    """Days on which the coach was given a cause to change something: a mishap, a wish, a failed set, an approved proposal."""
    true_kg: dict[int, dict[str, float]] = field(default_factory=dict)
    """The true strength at the end of each week."""
    estimates: dict[int, dict[str, float]] = field(default_factory=dict)
    """The coach's estimates at the end of the weeks that a check asks for, and of the last."""
    trends: dict[str, float] = field(default_factory=dict)
    """The change of each lift since the start as the coach has it at the end, kg."""
    check_ins: list[CheckedIn] = field(default_factory=list)
    stored: list[StoredSet] = field(default_factory=list)
    states: list[tuple[date, str]] = field(default_factory=list)
    """The planned sessions at the end: their day, and done, skipped, planned or moved."""
    marks: Mapping[str, Landmarks] = field(default_factory=dict)
    minutes: float | None = None
    is_established: bool = False

    @property
    def end(self) -> date:
        """The last Sunday."""
        return self.start - timedelta(days=self.start.weekday()) + timedelta(weeks=self.weeks, days=-1)

    def of_weeks(self, weeks: Iterable[int]) -> list[Prescribed]:
        """What was prescribed in some weeks."""
        wanted = set(weeks)
        return [each for each in self.prescribed if each.week in wanted]

    def has_cause(self, day: date) -> bool:
        """Whether something was told in the ten days before a day (not on it) that may change loads."""
        return any(day - CAUSE_DAYS <= each < day for each in self.causes)

    def replies(self, week: int | None = None, weekday: int | None = None) -> list[Said]:
        """What was answered, on a day of a week if asked."""
        return [each for each in self.said if week in (None, each.week) and weekday in (None, each.weekday)]


def loads_of(prescribed: Iterable[Prescribed], exercise: str, least_reps: int = 0) -> list[float]:
    """The prescribed loads of a lift, kg, of sets with at least so many reps."""
    return [
        target.load_kg
        for each in prescribed
        for item, target in work(each.given)
        if item.exercise == exercise and target.load_kg is not None and (target.reps or 0) >= least_reps
    ]


def pairs(each: Prescribed) -> list[tuple[Item, Target, Target]]:
    """The prescribed sets beside the planned ones: the item, what was planned, what was prescribed; both with a load."""
    if each.planned is None:
        return []
    found = []
    left = list(each.planned.items)
    for item in each.given.items:
        same = next((one for one in left if one.exercise == item.exercise and one.lift == item.lift), None)
        if same is None:
            continue
        left.remove(same)
        found += [
            (item, planned, given)
            for planned, given in zip(same.work, item.work, strict=False)
            if planned.load_kg is not None and given.load_kg is not None
        ]
    return found
