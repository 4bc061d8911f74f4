"""How strong the athlete is, lift by lift: the one estimate that every answer, goal, check-in and plan goes by."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from db import exercises, history
from db.athletes import Athlete
from db.engine import Session
from tools import lookup
from training.movement import Movement
from training.program.intent import Intent, intents
from training.program.plan import Target
from training.progress import LiftedSet, Line, line
from training.strength import effective_load

LOOKED_BACK = timedelta(days=365)
"""What is older says nothing of now, unless there is nothing newer."""
Plans = Mapping[tuple[UUID, str], Sequence[Target]]
Done = Sequence[history.PastSet | history.PeriodSet]


async def line_of(session: Session, athlete: Athlete, movement: Movement, since: date | None = None) -> Line:
    """The estimate of a lift from a year back, or from before a day that is longer ago; of all there is if that is empty."""
    key = await exercises.id_of(session, athlete.id, movement.name)
    if key is None:
        return Line()
    begin = athlete.today - LOOKED_BACK
    if since is not None:
        begin = min(begin, max(since, history.EVER + LOOKED_BACK) - LOOKED_BACK)
    sets = await history.of_exercise(session, athlete.id, key, begin) or await history.of_exercise(
        session, athlete.id, key
    )
    if not sets:
        return Line()
    plans = await history.planned(session, athlete.id, sets[0].date, sets[-1].date, movement.name)
    body = await lookup.body_weight_kg(session, athlete) if movement.bodyweight_share else None
    lifted = lifted_sets(sets, movement, body, plans)
    return line(lifted, await lookup.formula_of(session, athlete))


async def lines_of(session: Session, athlete: Athlete, sets: Sequence[history.PeriodSet]) -> dict[str, Line]:
    """The estimate of every lift in these sets of a period."""
    if not sets:
        return {}
    resolver = await lookup.resolver_of(session, athlete)
    body = await lookup.body_weight_kg(session, athlete)
    formula = await lookup.formula_of(session, athlete)
    plans = await history.planned(session, athlete.id, sets[0].date, sets[-1].date)
    by_name: dict[str, list[history.PeriodSet]] = defaultdict(list)
    for each in sets:
        by_name[each.exercise].append(each)
    found = {}
    for name, these in by_name.items():
        movement = resolver.named(name)
        if movement is not None and (known := line(lifted_sets(these, movement, body, plans), formula)).points:
            found[name] = known
    return found


def lifted_sets(sets: Done, movement: Movement, body_kg: float | None, plans: Plans) -> list[LiftedSet]:
    """Sets with what was really lifted (the body included where the exercise lifts it), and what a plan meant by them."""
    by_workout: dict[UUID, list[int]] = defaultdict(list)
    for at, each in enumerate(sets):
        if each.kind not in ("warmup", "drop") and (each.workout_id, movement.name) in plans:
            by_workout[each.workout_id].append(at)
    meant: dict[int, Intent] = {}
    for workout, places in by_workout.items():
        asked = intents(plans[workout, movement.name], [(sets[at].load_kg, sets[at].reps) for at in places])
        meant |= dict(zip(places, asked, strict=True))
    none = Intent()
    return [
        LiftedSet(
            each.date, each.kind, effective_load(each.load_kg, body_kg, movement.bodyweight_share), each.reps, each.rpe,
            said.is_as_planned, said.reserve, said.is_missed,
        )
        for at, each in enumerate(sets)
        for said in (meant.get(at, none),)
    ]  # fmt: skip
