"""A lift day by day: the estimate of its one-rep max, or its most reps."""

from datetime import date

from db import exercises, history
from db.athletes import Athlete
from db.engine import Session as DbSession
from tools.strength import line_of
from tools.views import movement_named


async def lift_points(
    session: DbSession, athlete: Athlete, name: str, *, since: date, reps: bool = False
) -> list[tuple[date, float]]:
    """An exercise day by day: the estimate of its 1RM after it in kg, or the most reps of a set."""
    movement = movement_named(name)
    if movement is None:
        return []
    if not reps:
        found = await line_of(session, athlete, movement, since)
        return [(each.date, each.e1rm_kg) for each in found.since(since).points]
    key = await exercises.id_of(session, athlete.id, name)
    best: dict[date, float] = {}
    for each in [] if key is None else await history.of_exercise(session, athlete.id, key, since):
        if each.reps and each.kind != "warmup":
            best[each.date] = max(best.get(each.date, 0.0), float(each.reps))
    return sorted(best.items())
