"""What a message is read against: the athlete's exercises, their history with them, their settings."""

from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median

from db import habits, history, workouts
from db.athletes import Athlete
from db.engine import Session
from db.habits import Habits
from db.history import PastSet
from training.errors import NotFound, Unclear
from training.library import load_library
from training.movement import Movement
from training.notation import Context, Past, exercises_in
from training.progress import LiftedSet, line
from training.resolver import Candidates, Resolved, Resolver
from training.strength import Formula
from training.units import Typed
from training.workout import Exercise, Set

RECENT = timedelta(days=120)
"""How far back an open name looks for what this athlete does."""
REPEATABLE = timedelta(days=15)
BAR_KG = {"kg": 20.0, "lb": 45 * 0.45359237}
BODY_WEIGHT_AGE = timedelta(days=30)


async def habits_of(session: Session, athlete: Athlete) -> Habits:
    """The athlete's habits; looked up once in a transaction, however many parts of a tool ask."""
    known = session.info.get("habits")
    if not isinstance(known, Habits):
        known = await habits.habits(session, athlete.id, athlete.today, athlete.today - RECENT)
        session.info["habits"] = known
    return known


async def resolver_of(session: Session, athlete: Athlete) -> Resolver:
    """The resolver that knows this athlete's own exercises and habits."""
    known = await habits_of(session, athlete)
    equipment = None if known.equipment is None else frozenset(known.equipment)
    return Resolver(load_library(), own=known.own, times_done=known.times_done, equipment=equipment)


async def movement(session: Session, athlete: Athlete, said: str) -> Movement:
    """The one exercise that was meant. Raises ``Unclear`` with the choice, or ``NotFound`` with what is near."""
    return resolved(await resolver_of(session, athlete), said)


def resolved(resolver: Resolver, said: str) -> Movement:
    """The same with a resolver at hand."""
    found = resolver.resolve(said)
    if isinstance(found, Resolved):
        return found.movement
    if isinstance(found, Candidates):
        raise Unclear(f"'{said}' can be {_either([each.name for each in found.movements])}. Which one?")
    near = f" Did you mean {_either([each.name for each in found.nearest])}?" if found.nearest else ""
    raise NotFound(f"I don't know an exercise called '{said}'.{near} Otherwise say \"add {said} as an exercise\".")


async def family(session: Session, athlete: Athlete, said: str) -> str:
    """The name of what is kept out of plans: of all kinds of an exercise that was named without equipment, as far as one is."""
    name = (await movement(session, athlete, said)).name
    bare, _, equipment = name.partition(" (")
    is_named = any(word in said.lower() for word in equipment.strip(")").lower().split())
    return bare if not is_named and load_library().by_name(bare) is not None else name


async def context(session: Session, athlete: Athlete, said: str) -> Context:
    """All that a message about training is read against."""
    resolver = await resolver_of(session, athlete)
    known = await habits_of(session, athlete)
    names = {*exercises_in(said, resolver), *([known.current] if known.current else [])}
    lately = await history.lately(session, athlete.id, sorted(names)) if names else {}
    days = {}
    if any(word in said.lower() for word in ("repeat", "same", "ditto")):
        past = await workouts.between(session, athlete.id, athlete.today - REPEATABLE, athlete.today)
        days = {each.workout.date: each.workout for each in past}
    formula = await formula_of(session, athlete)
    return Context(
        today=athlete.today,
        resolver=resolver,
        unit=athlete.units,
        bar_kg=known.bar_kg or BAR_KG[athlete.units],
        past={name: _past(name, sets, athlete.today, formula) for name, sets in lately.items()},
        days=days,
        current=known.current,
    )


async def formula_of(session: Session, athlete: Athlete) -> Formula:
    """The athlete's e1RM formula."""
    formula: Formula = (await habits_of(session, athlete)).e1rm_formula  # type: ignore[assignment]
    return formula


async def body_weight_kg(session: Session, athlete: Athlete) -> float | None:
    """The athlete's weight, if there is a weigh-in of the last 30 days."""
    known = await habits_of(session, athlete)
    if known.weighed_at is None or athlete.day_of(known.weighed_at) < athlete.today - BODY_WEIGHT_AGE:
        return None
    return known.body_weight_kg


def _past(name: str, sets: list[PastSet], today: date, formula: Formula) -> Past:
    loads = [each.load_kg for each in sets if each.kind == "work" and each.load_kg is not None]
    earlier = next((each for each in sets if each.date < today), sets[0])  # today's is what is being repeated into
    last = [each for each in sets if each.workout_id == earlier.workout_id]
    known = line((LiftedSet(each.date, each.kind, each.load_kg, each.reps, each.rpe) for each in sets), formula)
    return Past(
        usual_load_kg=median(loads) if loads else None,
        one_rep_max_kg=known.at(today),
        last=Exercise(name, tuple(_set(each) for each in last)),
        last_date=earlier.date,
    )


def _set(each: PastSet) -> Set:
    typed = None
    if each.typed_load is not None and each.typed_load_unit is not None:
        typed = Typed(each.typed_load, each.typed_load_unit)
    return Set(each.kind, each.load_kg, each.reps, each.rpe, each.duration_s, each.distance_m, typed)


def _either(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def alternatives(movement: Movement, most: int = 4) -> list[str]:
    """What could be done instead of an exercise."""
    return [each.name for each in load_library().equivalents(movement.slug)][:most]
