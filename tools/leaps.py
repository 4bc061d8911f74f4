"""Leaps: sets that are so far above the athlete's best of late that they may be a slip of the finger."""

from collections.abc import Sequence

from db import exercises, history
from db.athletes import Athlete
from db.engine import Session
from tools import lookup
from tools.planning.current import current_or_none
from tools.records import past_of
from tools.strength import lifted_sets, line_of
from training.movement import Movement
from training.plausible import OF_LATE, is_far_above
from training.program.intent import TOLERANCE_KG
from training.progress import evidence
from training.units import WeightUnit, load_text
from training.workout import Set, Workout


async def leaps_of(session: Session, athlete: Athlete, done: Sequence[Workout]) -> dict[str, str]:
    """The question about each exercise that leaps, by its name. Ask before the workouts are stored.

    Its best is that of the 90 days up to the workout, what is logged of the day itself included; a first day has
    nothing to leap from (reference 1.2).
    """
    resolver = await lookup.resolver_of(session, athlete)
    found: dict[str, str] = {}
    for workout in done:
        for name in dict.fromkeys(each.name for each in workout.exercises):
            movement = resolver.named(name)
            sets = [one for each in workout.exercises if each.name == name for one in each.sets]
            if movement is not None and (leap := await _leap(session, athlete, movement, workout, sets)):
                found[name] = leap
    return found


async def _leap(
    session: Session, athlete: Athlete, movement: Movement, workout: Workout, sets: Sequence[Set]
) -> str | None:
    key = await exercises.id_of(session, athlete.id, movement.name)
    if key is None:
        return None
    past = await history.of_exercise(session, athlete.id, key, workout.date - OF_LATE, workout.date)
    if not any(each.date < workout.date for each in past):
        return None
    known = await line_of(session, athlete, movement, workout.date - OF_LATE)
    before = known.since(workout.date - OF_LATE).until(workout.date).points
    body = await lookup.body_weight_kg(session, athlete) if movement.bodyweight_share else None
    new = lifted_sets([past_of(each, workout.date) for each in sets], movement, body, {})
    formula = await lookup.formula_of(session, athlete)
    now = [(said.least_kg, each) for each, one in zip(sets, new, strict=True) if (said := evidence(one, formula))]
    if not before or not now:
        return None
    best_before = max(before, key=lambda each: max(each.plain_kg, each.e1rm_kg))
    usual = max(best_before.plain_kg, best_before.e1rm_kg)
    value, best = max(now, key=lambda each: each[0])
    if not is_far_above(value, usual) or await _is_planned(session, athlete, movement, best):
        return None
    is_one_load = len({each.load_kg for each in sets}) == 1 and all(each.date < workout.date for each in past)
    of_best = next(
        (each.load_kg for each in past if each.date == best_before.date and each.reps == best_before.set.reps), None
    )
    was = of_best if is_one_load and best.load_kg else None
    return _question(movement, best, (value, usual), was, athlete.units)


async def _is_planned(session: Session, athlete: Athlete, movement: Movement, best: Set) -> bool:
    """Whether the program asks for as much around now: then it is no slip."""
    current = await current_or_none(session, athlete, near=True)
    planned = [] if current is None else [item for each in current.open().values() for item in each.items]
    return any(
        target.load_kg is not None and (best.load_kg or 0.0) <= target.load_kg + TOLERANCE_KG
        for item in planned
        if item.exercise == movement.name
        for target in item.work
    )


def _question(
    movement: Movement, best: Set, estimates: tuple[float, float], was_kg: float | None, unit: WeightUnit
) -> str:
    """What is asked; ``was_kg`` is the load to show a correction with, where one sentence corrects all sets."""
    load = f" {load_text(best.load_kg, unit)}" if best.load_kg else ""
    name = movement.name.partition(" (")[0].lower()
    correction = "“undo” and say it again"
    if was_kg:
        correction = f"“undo”, or correct it: “the {name} was {load_text(was_kg, unit)}, not {load.strip()}”"
    now, before = (load_text(each, unit, 1) for each in estimates)
    return (
        f"{movement.name}{load} × {best.reps} is far above your best of the last 90 days: an estimated 1RM of {now}, "
        f"before it {before}. Is that right? It is logged as you said it; if it was a slip, say {correction}."
    )
