"""A lift day by day: what was best, and whether it is falling."""

from datetime import date

from db import exercises, history
from db.athletes import Athlete
from db.engine import Session as DbSession
from tools import lookup
from tools.views import movement_named
from training.progress import session_bests


async def lift_points(
    session: DbSession, athlete: Athlete, name: str, *, since: date, reps: bool = False
) -> list[tuple[date, float]]:
    """The best of each day of an exercise: its e1RM in kg, or its most reps."""
    movement = movement_named(name)
    key = await exercises.id_of(session, athlete.id, name)
    if movement is None or key is None:
        return []
    sets = await history.of_exercise(session, athlete.id, key, since)
    if reps:
        best: dict[date, float] = {}
        for each in sets:
            if each.reps and each.kind != "warmup":
                best[each.date] = max(best.get(each.date, 0.0), float(each.reps))
        return sorted(best.items())
    body = await lookup.body_weight_kg(session, athlete)
    formula = await lookup.formula_of(session, athlete)
    return [
        (each.date, each.e1rm_kg)
        for each in session_bests(lookup.lifted(sets, movement, body), formula, by_effort=True)
    ]
