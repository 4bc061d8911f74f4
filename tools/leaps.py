"""Leaps: sets that are so far above the athlete's best of late that they may be a slip of the finger."""

from collections.abc import Sequence

from db import exercises, history
from db.athletes import Athlete
from db.engine import Session
from tools import lookup
from tools.records import past_of
from training.movement import Movement
from training.plausible import OF_LATE, is_far_above
from training.progress import estimate
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
    formula = await lookup.formula_of(session, athlete)
    body = await lookup.body_weight_kg(session, athlete) if movement.bodyweight_share else None
    before = [
        (value, each.load_kg)
        for each, one in zip(past, lookup.lifted(past, movement, body), strict=True)
        if (value := estimate(one, formula)) is not None
    ]
    new = lookup.lifted([past_of(each, workout.date) for each in sets], movement, body)
    now = [(value, each) for each, one in zip(sets, new, strict=True) if (value := estimate(one, formula)) is not None]
    if not before or not now:
        return None
    usual, usual_load = max(before, key=lambda each: each[0])
    value, best = max(now, key=lambda each: each[0])
    if not is_far_above(value, usual):
        return None
    is_one_load = len({each.load_kg for each in sets}) == 1 and all(each.date < workout.date for each in past)
    was = usual_load if is_one_load and best.load_kg else None
    return _question(movement, best, (value, usual), was, athlete.units)


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
