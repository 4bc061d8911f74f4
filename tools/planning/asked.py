"""What is asked of a program beside goals, days and equipment, as tools are told it, and as planning keeps it."""

from collections import Counter
from functools import lru_cache
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from db.athletes import Athlete
from db.engine import Session
from tools import lookup
from tools.planning.days import read_future
from tools.profile import owned
from tools.wording import date_words
from training.errors import Invalid, TopsetError
from training.library import load_library
from training.program.wish import Best, Event, EventKind, Journey, Style, Target, Wish
from training.units import WeightUnit, in_unit, load_text, plain

IMPLEMENTS = ("dumbbell", "kettlebell")


@lru_cache(maxsize=1)
def families() -> frozenset[str]:
    """The names without equipment that several exercises of the library share: 'Lunge'."""
    bare = Counter(each.name.partition(" (")[0] for each in load_library().movements)
    words = Counter(name.rpartition(" ")[2] for name in bare)
    return frozenset(name for name, number in (bare + words).items() if number > 1)


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")


class AskedEvent(_Asked):
    """A day that the program leads to."""

    kind: EventKind
    on: Annotated[str, Field(description="The day in words, or as 2027-05-02")]
    km: Annotated[float | None, Field(description="Of a race on foot", gt=0, le=250)] = None
    lifts: list[str] = []


class AskedJourney(_Asked):
    """Days away with other equipment."""

    since: str
    until: str
    equipment: Annotated[list[str], Field(description="What is there; [] is nothing")] = []
    trains: Annotated[bool, Field(description="False: no training in those days")] = True


class AskedLift(_Asked):
    """A lift in the athlete's unit: what was lifted, or is to be."""

    exercise: str
    load: Annotated[float, Field(ge=0, le=1000)] = 0.0
    reps: Annotated[int, Field(ge=0, le=100)] = 1


class Asked(_Asked):
    """What was asked of a program; leave out what was not."""

    events: list[AskedEvent] = []
    lifting_days: Annotated[
        int | None, Field(description="Days with weights, where runs were named apart", ge=0, le=7)
    ] = None
    running_days: Annotated[int | None, Field(description="Runs a week", ge=0, le=7)] = None
    run_km: Annotated[float | None, Field(description="The longest run of late", gt=0, le=250)] = None
    journeys: list[AskedJourney] = []
    styles: list[Style] = []
    lifts: Annotated[dict[str, int], Field(description="Exercises that have to be there, with days a week")] = {}
    avoid: Annotated[list[str], Field(description="Exercises that must not be there")] = []
    supersets: bool = False
    no_impact: Annotated[bool, Field(description="No jumping or running")] = False
    no_overhead: bool = False
    least_rir: Annotated[
        float, Field(description="Reps that always stay in reserve; 2 for 'nothing to failure'", ge=0, le=6)
    ] = 0.0
    weights: Annotated[
        dict[str, list[float]], Field(description="The only weights there are: {'kettlebell': [16]}")
    ] = {}
    heaviest: Annotated[dict[str, float], Field(description="The heaviest there is: {'dumbbell': 30}")] = {}
    singles: Annotated[list[str], Field(description="Of these there is only one: ['kettlebell']")] = []
    bests: Annotated[list[AskedLift], Field(description="What can be lifted, or could before a break")] = []
    targets: Annotated[list[AskedLift], Field(description="What is to be reached by the end")] = []
    away_days: Annotated[int, Field(description="Days without any training until now", ge=0, le=20000)] = 0
    pregnant_week: Annotated[int | None, Field(ge=1, le=45)] = None


async def wish_from(asked: Asked, session: Session, athlete: Athlete) -> Wish:
    """What was asked, with days and names looked up. Raises ``Invalid`` for what can't be meant."""

    async def named(said: str) -> str:
        return (await lookup.movement(session, athlete, said)).name

    async def known(said: str) -> str | None:
        try:
            return await named(said)
        except TopsetError:
            return None  # one name of many that is unclear costs no other: what is not kept shows in the answer

    def kg(value: float) -> float:
        return value / in_unit(1.0, athlete.units)

    today = athlete.today
    journeys = []
    for each in asked.journeys:
        since, until = read_future(each.since, today), read_future(each.until, today)
        if until < since:
            raise Invalid(f"A journey from {since} to {until} ends before it begins.")
        journeys.append(Journey(since, until, frozenset(owned(each.equipment)), each.trains))
    events = [
        Event(each.kind, read_future(each.on, today), each.km, tuple([await named(lift) for lift in each.lifts]))
        for each in asked.events
    ]
    bests = {name: Best(kg(each.load), each.reps) for each in asked.bests if (name := await known(each.exercise))}
    targets = {name: Target(kg(each.load), each.reps) for each in asked.targets if (name := await known(each.exercise))}
    return Wish(
        events=tuple(events), lifting_days=asked.lifting_days, running_days=asked.running_days, run_km=asked.run_km,
        journeys=tuple(journeys), styles=tuple(asked.styles),
        lifts={name: times for said, times in asked.lifts.items() if (name := await known(said))},
        avoid=frozenset([name for said in asked.avoid if (name := said if said in families() else await known(said))]),
        supersets=asked.supersets, no_impact=asked.no_impact, no_overhead=asked.no_overhead, least_rir=asked.least_rir,
        weights_kg={_implement(name): tuple(kg(each) for each in those) for name, those in asked.weights.items()},
        heaviest_kg={_implement(name): kg(each) for name, each in asked.heaviest.items()},
        singles=frozenset(_implement(each) for each in asked.singles), bests=bests, targets=targets,
        away_days=asked.away_days, pregnant_week=asked.pregnant_week,
    )  # fmt: skip


def wish_words(wish: Wish, athlete: Athlete) -> list[str]:
    """A wish in a few words each."""
    unit, today = athlete.units, athlete.today
    found = [_event_words(each, athlete) for each in wish.events]
    found += [f"{wish.lifting_days} days of lifting"] if wish.lifting_days is not None else []
    found += [f"{wish.running_days} runs a week"] if wish.running_days is not None else []
    found += [f"the longest run of late {plain(wish.run_km, 1)} km"] if wish.run_km else []
    for each in wish.journeys:
        kit = ", ".join(sorted(each.equipment)).replace("_", " ") or "nothing but your body"
        what = f"with {kit}" if each.trains else "no training"
        found.append(f"away from {date_words(each.since, today)} to {date_words(each.until, today)}, {what}")
    found += [f"{each} style" for each in wish.styles]
    found += [f"{name} on {times} day{'s' if times > 1 else ''} a week" for name, times in wish.lifts.items()]
    found += [f"no {name}" for name in sorted(wish.avoid)]
    found += ["supersets"] if wish.supersets else []
    found += ["nothing with impact"] if wish.no_impact else []
    found += ["nothing overhead"] if wish.no_overhead else []
    found += [f"{plain(wish.least_rir)} reps always in reserve"] if wish.least_rir else []
    for name, weights in wish.weights_kg.items():
        one = "one " if name in wish.singles else ""
        found.append(f"{one}{name} of {', '.join(load_text(each, unit) for each in weights)}")
    found += [f"{name}s up to {load_text(kg, unit)}" for name, kg in wish.heaviest_kg.items()]
    found += [f"you can do {name} {_lift_words(best, unit)}" for name, best in wish.bests.items()]
    found += [f"you want {name} {_lift_words(target, unit)}" for name, target in wish.targets.items()]
    found += (
        [f"{wish.away_days // 30} months away" if wish.away_days >= 60 else f"{wish.away_days} days away"]
        if wish.away_days
        else []
    )
    found += [f"week {wish.pregnant_week} of pregnancy"] if wish.pregnant_week else []
    return found


def _event_words(event: Event, athlete: Athlete) -> str:
    what = f"{plain(event.km, 1)} km {event.kind}" if event.km else event.kind
    lifts = f" of {', '.join(event.lifts)}" if event.lifts else ""
    return f"{what}{lifts} on {date_words(event.on, athlete.today)}"


def _lift_words(lift: Best, unit: WeightUnit) -> str:
    if not lift.reps:
        return "not once"
    return f"{load_text(lift.load_kg, unit)} × {lift.reps}" if lift.load_kg else f"{lift.reps} times"


def _implement(name: str) -> str:
    found = name.lower().strip().removesuffix("s")
    if found not in IMPLEMENTS:
        raise Invalid(f"Weights are kept of dumbbells and kettlebells, not of '{name[:30]}'.")
    return found
