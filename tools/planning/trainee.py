"""From rows to the trainee that planning computes with: profile, injuries, rules, and the numbers of the log."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from db import athletes, history, planning
from db.athletes import Athlete
from db.engine import Session
from db.program_tables import InjuryRow, MovementRuleRow, PlanningRow
from db.tables import AthleteRow
from tools import lookup
from tools.strength import LOOKED_BACK, lines_of
from training.loading import Gym
from training.period import WEEKDAYS
from training.program.trainee import Injury, MovementRule, Screening, Trainee
from training.program.wish import Wish, wish_of
from training.resolver import Resolver
from training.strength import MOST_REPS, Formula, effective_load, one_rep_max
from training.volume import VolumeSet, per_muscle_and_week

STRENGTH_WINDOW = timedelta(days=180)
"""How far back a lift says something about what can be lifted now."""
LATELY = timedelta(days=120)
RUNS = ("Running", "Treadmill", "Trail Running")
RUNS_OF_LATE = timedelta(days=35)
LEAST_GAP = 15
"""Days without training from which a program begins as one comes back."""
VOLUME_WEEKS = 4
DEFAULT_DAYS, DEFAULT_MINUTES = 3, 60


@dataclass(frozen=True)
class Known:
    """A trainee, and which of the things that a program needs are not known yet."""

    trainee: Trainee
    missing: tuple[str, ...]
    row: PlanningRow | None


async def known_of(session: Session, athlete: Athlete) -> Known:
    """Everything that planning knows of the athlete."""
    row = await planning.profile(session, athlete.id)
    settings = await athletes.row_of(session, athlete.id)
    injuries = await planning.injuries(session, athlete.id)
    rules = await planning.movement_rules(session, athlete.id)
    body = await lookup.body_weight_kg(session, athlete)
    resolver = await lookup.resolver_of(session, athlete)
    of_year = await history.of_period(session, athlete.id, athlete.today - LOOKED_BACK, athlete.today)
    lately = athlete.today - STRENGTH_WINDOW
    lines = await lines_of(session, athlete, of_year)
    e1rm = {
        name: kg
        for name, found in lines.items()
        if found.points[-1].date >= lately and (kg := found.at(athlete.today)) is not None
    }
    sets = [each for each in of_year if each.date >= lately]
    equipment = equipment_of(row, settings)
    wish = wish_of({} if row is None else row.wish).after(athlete.today)
    wish = replace(
        wish, run_km=wish.run_km or longest_run_km(sets, athlete.today), away_days=days_away(wish, sets, athlete.today)
    )
    formula = await lookup.formula_of(session, athlete)
    e1rm = {**e1rm, **told_strength(wish, e1rm, resolver, formula, body)}
    trainee = Trainee(
        **_said(row), equipment=frozenset(equipment or ()), injuries=tuple(injury_of(each) for each in injuries),
        rules=tuple(rule_of(each) for each in rules), body_weight_kg=body, sex=settings.sex,
        age=age_of(settings.born_on, athlete.today), height_m=settings.height_m,
        conditions=frozenset((row.conditions or ()) if row is not None else ()), e1rm_kg=e1rm, done=_done(sets, athlete.today),
        weekly_sets=_weekly_sets(sets, resolver, athlete.today), gym=with_weights(gym_of(settings), wish, frozenset(equipment or ())),
        wish=wish,
    )  # fmt: skip
    return Known(trainee, _missing(row, equipment, trainee, athlete.today), row)


async def trainee_of(session: Session, athlete: Athlete) -> Trainee:
    """The athlete as planning sees them."""
    return (await known_of(session, athlete)).trainee


def gym_of(settings: AthleteRow) -> Gym:
    """The bar and plates that the athlete owns."""
    plates = None if settings.plates_kg is None else tuple(settings.plates_kg)
    return Gym("lb" if settings.units == "lb" else "kg", settings.bar_kg, plates)


def equipment_of(row: PlanningRow | None, settings: AthleteRow) -> list[str] | None:
    """What is at hand where the athlete trains now; ``None`` if that was never said."""
    if row is not None and row.place is not None and row.place in row.places:
        return list(row.places[row.place])
    return settings.equipment


def with_weights(gym: Gym, wish: Wish, equipment: frozenset[str]) -> Gym:
    """The gym with the weights of dumbbells and kettlebells that were told; one stands in for the other where it is all there is."""
    weights, heaviest = dict(wish.weights_kg), dict(wish.heaviest_kg)
    for one, other in (("kettlebell", "dumbbell"), ("dumbbell", "kettlebell")):
        if one in weights and other not in weights and other not in equipment:
            weights[other] = weights[one]
    return replace(gym, weights_kg=weights, heaviest_kg=heaviest)


def longest_run_km(sets: Sequence[history.PeriodSet], today: date) -> float | None:
    """The longest run of the last weeks, from the log."""
    runs = [
        each.distance_m / 1000
        for each in sets
        if each.exercise in RUNS and each.distance_m and each.date > today - RUNS_OF_LATE
    ]
    return max(runs, default=None)


def days_away(wish: Wish, sets: Sequence[history.PeriodSet], today: date) -> int:
    """How long nothing was trained: what was told, or what the log shows since its last day, if that is a gap."""
    last = max((each.date for each in sets), default=None)
    shown = 0 if last is None else (today - last).days
    return max(wish.away_days, shown if shown >= LEAST_GAP else 0)


def told_strength(
    wish: Wish, logged: Mapping[str, float], resolver: Resolver, formula: Formula, body_kg: float | None
) -> dict[str, float]:
    """The e1RM of each lift that was told; the log goes before where it has the lift."""
    found = {}
    for name, best in wish.bests.items():
        movement = resolver.named(name)
        if name in logged or movement is None:
            continue
        load = effective_load(best.load_kg, body_kg, movement.bodyweight_share)
        if load and 1 <= best.reps <= MOST_REPS:
            found[name] = one_rep_max(load, best.reps, formula)
    return found


def injury_of(row: InjuryRow) -> Injury:
    """An injury as a value."""
    return Injury(
        row.region, row.severity, row.since, row.resolved_on, row.side, row.movement, row.is_sharp  # type: ignore[arg-type]
    )  # fmt: skip


def rule_of(row: MovementRuleRow) -> MovementRule:
    """A rule about an exercise as a value."""
    return MovementRule(row.kind, row.what, row.by)  # type: ignore[arg-type]


def screening_of(record: dict[str, Any] | None) -> Screening | None:
    """The answers to the screening as a value."""
    if record is None:
        return None
    return Screening(date.fromisoformat(record["on"]), tuple(record["yes"]), bool(record["cleared"]))


def age_of(born_on: date | None, today: date) -> int | None:
    """The age in whole years."""
    if born_on is None:
        return None
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))


def _said(row: PlanningRow | None) -> dict[str, Any]:
    if row is None:
        return {"days": DEFAULT_DAYS, "minutes": DEFAULT_MINUTES}
    said: dict[str, Any] = {
        "days": row.days or DEFAULT_DAYS, "minutes": row.minutes or DEFAULT_MINUTES, "levels": dict(row.levels),
        "weekdays": tuple(sorted(WEEKDAYS.index(each) for each in row.weekdays or ())),
        "activities": tuple(row.activities or ()), "priorities": tuple(row.priorities or ()), "cardio_as": row.cardio_as,
        "style": row.style or "", "screening": screening_of(row.screening), "olympic": row.olympic,
        "time_factor": row.time_factor,
    }  # fmt: skip
    if row.goals:
        said["goals"] = {goal: int(weight) for goal, weight in row.goals.items()}
    return said | ({"level": row.level} if row.level else {})


def _missing(row: PlanningRow | None, equipment: list[str] | None, trainee: Trainee, today: date) -> tuple[str, ...]:
    missing = [
        name
        for name, value in (
            ("goals", row and row.goals), ("days", row and row.days), ("minutes", row and row.minutes), ("equipment", equipment is not None),
            ("level", row and row.level), ("screening", row and row.screening),
        )
        if not value
    ]  # fmt: skip
    if any(each.severity is None and not each.is_sharp for each in trainee.active(today)):
        missing.append("severity")
    return tuple(missing)


def _done(sets: Sequence[history.PeriodSet], today: date) -> dict[str, int]:
    days = {(each.exercise, each.date) for each in sets if each.date > today - LATELY}
    return dict(Counter(name for name, _ in days))


def _weekly_sets(sets: Sequence[history.PeriodSet], resolver: Resolver, today: date) -> dict[str, float]:
    counted = [
        VolumeSet(each.date, movement, each.kind, each.load_kg, each.reps, each.rpe)
        for each in sets
        if each.date > today - timedelta(weeks=VOLUME_WEEKS) and (movement := resolver.named(each.exercise)) is not None
    ]
    total: Counter[str] = Counter()
    for week in per_muscle_and_week(counted).values():
        for muscle, share in week.items():
            total[muscle] += share  # type: ignore[assignment]
    return {muscle: count / VOLUME_WEEKS for muscle, count in total.items()}
