"""What was asked of a program, and where it is in it; what could not be done, with the nearest that could."""

from collections.abc import Iterator, Sequence
from datetime import date

from training.generation.dosing import zones
from training.generation.running import event_rules, goal_km
from training.library import load_library
from training.program.equipment import missing
from training.program.plan import Reason, Session
from training.program.trainee import Trainee
from training.program.unfit import unfit
from training.program.wish import Event, week_of
from training.units import load_text, plain

KEPT, UNMET = "asked", "asked.unmet"
SOURCE = "What you asked for"
RUNS = ("Running", "Treadmill", "Trail Running")
NAMES = {"meet": "The meet", "test": "The test", "race": "The race"}


def kept(trainee: Trainee, sessions: Sequence[Session], weeks: int, starts_on: date) -> tuple[Reason, ...]:
    """A sentence for each thing that was asked."""
    found: list[Reason] = []
    for is_met, text in (
        *_events(trainee, sessions, weeks, starts_on), *_runs(trainee, sessions), *_journeys(trainee, sessions),
        *_lifts(trainee, sessions), *_loads(trainee, sessions), *_targets(trainee, weeks), *_rest(trainee, sessions),
    ):  # fmt: skip
        found.append(Reason(KEPT if is_met else UNMET, text, SOURCE))
    return tuple(found)


Told = Iterator[tuple[bool, str]]


def _events(trainee: Trainee, sessions: Sequence[Session], weeks: int, starts_on: date) -> Told:
    for event in trainee.wish.events:
        number, name = week_of(event.on, starts_on), NAMES[event.kind]
        if number > weeks:
            yield (
                False,
                f"{name} on {event.on:%-d %b} is in week {number}, after these {weeks} weeks: make it {number} weeks to peak for it.",
            )
        elif number < 1:
            yield False, f"{name} on {event.on:%-d %b} is before the program begins."
        else:
            yield from _prepared(event, number, sessions)


def _prepared(event: Event, number: int, sessions: Sequence[Session]) -> Told:
    name, here = NAMES[event.kind], [each for each in sessions if each.week == number]
    own = any(each.key == "event" for each in here)
    tail = sorted({each.week for each in sessions if each.phase in ("peak", "taper") and each.week <= number})
    light = f"weeks {tail[0]} to {tail[-1]} lead to it" if len(tail) > 1 else "that week is a light one"
    if number < event_rules().too_near_weeks:
        yield (
            False,
            f"{name} on {event.on:%-d %b} is too near to build anything new for it: {light}, so that you arrive fresh.",
        )
    else:
        test = "" if own else ", without a maximal test: your age or your health speaks against one"
        yield True, f"{name} on {event.on:%-d %b} is in week {number}; {light}{test}."


def _runs(trainee: Trainee, sessions: Sequence[Session]) -> Told:
    wish, event = trainee.wish, trainee.wish.event
    days = {
        (each.week, each.date)
        for each in sessions
        for item in each.items
        if item.exercise in RUNS and item.role != "warmup"
    }
    if wish.running_days:
        week = min((each.week for each in sessions if each.phase == "build"), default=1)
        has = sum(number == week for number, _ in days)
        more = "" if has >= wish.running_days else ": more find no place beside the lifts; add a day, or lift less"
        yield has >= wish.running_days, f"{has} of {wish.running_days} runs a week{more}."
    if event is None or event.kind != "race" or not event.km:
        return
    long = [
        target.distance_m / 1000
        for each in sessions if each.date < event.on
        for item in each.items if item.exercise in RUNS
        for target in item.work if target.distance_m
    ]  # fmt: skip
    if not long:
        yield False, "No run of yours is planned to grow: say how often a week you run ('3 runs a week')."
    elif max(long) + 0.5 < min(goal_km(event.km), event.km):
        yield (
            False,
            f"The long run grows from {plain(long[0], 1)} to {plain(max(long), 1)} km, no further: faster growth is how "
            "runners get hurt. Take the race easily, or a shorter one.",
        )
    else:
        yield (
            True,
            f"The long run grows from {plain(long[0], 1)} to {plain(max(long), 1)} km, longer than your other sessions where it must be.",
        )


def _journeys(trainee: Trainee, sessions: Sequence[Session]) -> Told:
    for each in trainee.wish.journeys:
        here = [one for one in sessions if each.has(one.date)]
        kit = ", ".join(sorted(each.equipment)).replace("_", " ") or "your body alone"
        days = f"{each.since:%-d %b} to {each.until:%-d %b}"
        if here or each.trains:
            yield bool(here), f"{days}: {len(here)} session{'s' * (len(here) != 1)} with {kit}."
        else:
            yield True, f"{days}: nothing is planned; the week after begins where the one before ended."


def _lifts(trainee: Trainee, sessions: Sequence[Session]) -> Told:
    library, wish = load_library(), trainee.wish
    week = min((each.week for each in sessions if each.phase == "build"), default=1)
    first = [each for each in sessions if each.week == week]
    for name, times in wish.lifts.items():
        has = sum(any(item.exercise == name for item in each.items) for each in first)
        movement = library.by_name(name)
        if has >= times:
            yield True, f"{name} on {has} day{'s' * (has != 1)} a week."
        elif has:
            yield (
                False,
                f"{name} on {has} day{'s' * (has != 1)} a week, not {times}: the same lift needs a day between.",
            )
        elif movement is not None:
            lacking = ", ".join(missing(movement, trainee.equipment)).replace("_", " ")
            why = (
                f"it needs {lacking}"
                if lacking
                else unfit(movement, trainee) or "your level, an injury or the time speaks against it"
            )
            same = next(
                (
                    item.exercise
                    for each in first
                    for item in each.items
                    if (m := library.by_name(item.exercise)) is not None
                    and m.pattern == movement.pattern
                    and item.role != "warmup"
                ),
                None,
            )
            yield False, f"No {name}: {why}." + (f" {same} stands in for it." if same else "")
    for name in sorted(wish.avoid):
        yield True, f"No {name} anywhere."
    if wish.supersets:
        lifting = [each for each in first if each.kind == "lifting"]
        has = sum(any(item.superset is not None for item in each.items) for each in lifting)
        yield has * 2 >= len(lifting), f"Supersets in {has} of {len(lifting)} lifting sessions."


def _loads(trainee: Trainee, sessions: Sequence[Session]) -> Told:
    unit = trainee.gym.unit
    for name, best in trainee.wish.bests.items():
        first = next((item for each in sessions for item in each.items if item.exercise == name and item.work), None)
        if first is None or not best.load_kg:
            continue
        load = first.work[0].load_kg
        if load is not None:
            yield (
                True,
                f"{name} begins at {load_text(load, unit)}, from your {load_text(best.load_kg, unit)} × {best.reps}.",
            )
    for name, weights in trainee.wish.weights_kg.items():
        yield (
            True,
            f"Only with {', '.join(load_text(each, unit) for each in weights)} of {name}: reps and sets grow instead of the weight.",
        )


def _targets(trainee: Trainee, weeks: int) -> Told:
    """What is asked of a lift by the end, against what is usual (``[zones] gain_per_meso``)."""
    unit, usual = trainee.gym.unit, zones().gain_per_meso[trainee.level] * weeks / 4
    for name, target in trainee.wish.targets.items():
        wanted = target.load_kg * (1 + target.reps / 30 if target.reps > 1 else 1)
        now = trainee.e1rm_kg.get(name)
        if not now or wanted <= now:
            continue
        real = now * (1 + usual)
        more = load_text(wanted - round(now), unit)
        text = f"{name} from {load_text(round(now), unit)} to {load_text(wanted, unit)} is {more} more in {weeks} weeks"
        if wanted > real * (1 + usual):
            yield (
                False,
                f"{text}: out of reach, and nobody can guarantee it. About {load_text(round(real), unit)} is real; "
                "training it daily would only hurt.",
            )
        else:
            yield True, f"{text}: possible; about {load_text(round(real), unit)} is usual."


def _rest(trainee: Trainee, sessions: Sequence[Session]) -> Told:
    wish = trainee.wish
    if wish.lifting_days is not None:
        week = min((each.week for each in sessions if each.phase == "build"), default=1)
        has = len({each.date for each in sessions if each.week == week and each.kind == "lifting"})
        yield (
            has == wish.lifting_days,
            f"{has} day{'s' * (has != 1)} of lifting a week{'' if has == wish.lifting_days else f', not {wish.lifting_days}'}.",
        )
    if wish.no_impact:
        yield True, "Nothing with jumps or running."
    if wish.least_rir:
        yield True, f"{plain(wish.least_rir)} reps stay in reserve in every set."
    if wish.no_overhead:
        yield True, "Nothing overhead."
    if wish.away_days:
        yield True, f"After {wish.away_days} days off loads and sets begin lower and come back over the first weeks."
