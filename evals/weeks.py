"""A program read week by week: which weeks count, what a muscle gets, what a lift weighs."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from training.landmarks import doses
from training.library import load_library
from training.movement import Movement
from training.program.plan import Item, Session, Target

LIGHT_PHASES = ("deload", "taper", "test", "easy", "peak")
SHOULDERS = ("front_delts", "side_delts", "rear_delts")
SIDE_ROLES = ("warmup", "cooldown")
RUNS = {"Running", "Treadmill", "Trail Running", "Sprint"}
LEAST_RUN_S = 600
MINUTES_A_KM = 6.5
"""A run that is planned in minutes counts so many for a kilometre: an easy pace of a recreational runner."""


@dataclass(frozen=True)
class Planned:
    """What came of a wish: the sessions that were accepted, the minutes that were wished, what was said before."""

    sessions: Sequence[Session]
    weeks: int = 0
    minutes: float | None = None
    said: Sequence[str] = ()
    held: bool = False
    without: Sequence[Session] = ()
    """The sessions of the wish without the priority."""


def movement_of(name: str) -> Movement | None:
    """The library's movement of this name."""
    return load_library().by_name(name)


def by_week(sessions: Iterable[Session]) -> dict[int, list[Session]]:
    """The sessions of each week of the program, in order."""
    found: dict[int, list[Session]] = defaultdict(list)
    for each in sessions:
        found[each.week].append(each)
    return dict(sorted(found.items()))


def core_weeks(sessions: Iterable[Session]) -> list[int]:
    """The ordinary weeks: not all of it deload, taper, test or peak, and not a first or last week that is cut short."""
    weeks = by_week(sessions)
    if not weeks:
        return []
    usual = Counter(len(_days(each)) for each in weeks.values()).most_common(1)[0][0]
    ends = (min(weeks), max(weeks))
    found = [
        number
        for number, these in weeks.items()
        if not all(each.phase in LIGHT_PHASES for each in these)
        and not (number in ends and len(_days(these)) < usual and len(weeks) > 1)
    ]
    return found or list(weeks)


def _days(sessions: Iterable[Session]) -> set[date]:
    return {each.date for each in sessions}


def in_week_of(sessions: Iterable[Session], day: date) -> list[Session]:
    """The sessions from Monday to Sunday around a day."""
    monday = day - timedelta(days=day.weekday())
    return [each for each in sessions if monday <= each.date <= monday + timedelta(days=6)]


def work(session: Session) -> Iterator[tuple[Item, Target]]:
    """Every planned work set of a session, without what warms up and cools down."""
    for item in session.items:
        if item.role not in SIDE_ROLES:
            for target in item.work:
                yield item, target


def is_lifting(session: Session) -> bool:
    """Whether a session has an exercise with sets and reps, of any pattern but cardio and mobility."""
    return any(
        (movement := movement_of(item.exercise)) is None
        or movement.pattern not in ("cardio", "mobility", "conditioning")
        for item, target in work(session)
        if target.reps is not None
    )


def run_km(session: Session) -> float:
    """How far the runs of a session go, in km; those in minutes at ``MINUTES_A_KM``."""
    metres = sum(_metres(target) for item, target in work(session) if item.exercise in RUNS)
    return metres / 1000


def _metres(target: Target) -> float:
    if target.distance_m is not None:
        return target.distance_m
    return 0.0 if target.duration_s is None else target.duration_s / 60 / MINUTES_A_KM * 1000


def is_run(session: Session) -> bool:
    """Whether at least ten minutes of a session are planned as running."""
    return run_km(session) >= LEAST_RUN_S / 60 / MINUTES_A_KM


def muscle_sets(sessions: Iterable[Session]) -> dict[str, float]:
    """Sets of each muscle: 1 for a primary one, a half for a secondary one, as the landmarks count; work sets only.

    ``shoulders`` is the most that any set gives to one of the three heads of the delts.
    """
    found: dict[str, float] = defaultdict(float)
    for session in sessions:
        for item, target in work(session):
            movement = movement_of(item.exercise)
            if movement is None or target.reps is None or movement.pattern in ("cardio", "conditioning", "mobility"):
                continue
            given = doses(movement)
            for muscle, share in given.items():
                found[muscle] += share
            found["shoulders"] += max((given.get(each, 0.0) for each in SHOULDERS), default=0.0)
    return dict(found)


def loads(sessions: Iterable[Session], exercise: str, least_reps: int = 0) -> list[float]:
    """The planned loads of a lift, kg, of sets with at least so many reps."""
    return [
        target.load_kg
        for session in sessions
        for item, target in work(session)
        if item.exercise == exercise and target.load_kg is not None and (target.reps or 0) >= least_reps
    ]


def names(sessions: Iterable[Session]) -> set[str]:
    """Every exercise that is planned, what warms up and cools down with it."""
    return {item.exercise for session in sessions for item in session.items}


def in_weeks(sessions: Sequence[Session], weeks: Iterable[int]) -> list[Session]:
    """The sessions of some weeks."""
    wanted = set(weeks)
    return [each for each in sessions if each.week in wanted]
