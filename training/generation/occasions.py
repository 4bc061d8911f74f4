"""The day that a program leads to, and the days away: sessions of their own in the weeks where they fall."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from training.generation.anchors import anchor_rules
from training.generation.dosing import zones
from training.generation.running import run_item
from training.generation.session import Makings
from training.generation.weeks import Week
from training.program.plan import Item, Reason, Session, SessionKind
from training.program.wish import Event, Journey
from training.ramp import ramp
from training.timing import session_minutes
from training.units import plain

SOURCE = "Reference 4.6, 4.9"
REST_BEFORE = timedelta(days=1)
"""The day before the day that counts is free."""
DAY_NOTES = ("Your day: begin slower than feels right.", "Your day. Warm up well, and stop when the bar slows.")
NAMES = {"meet": "Meet", "test": "Test", "race": "Race"}


def with_event(
    made: Makings, sessions: Sequence[Session], weeks: Sequence[Week], *, tests: bool
) -> tuple[Session, ...]:
    """The sessions with that of the day that counts: in its week one session makes way for it, and none comes after."""
    event = made.trainee.wish.event
    if event is None:
        return tuple(sessions)
    number = (event.on - made.starts_on).days // 7 + 1
    week = next((each for each in weeks if each.number == number), None)
    own = None if week is None else _session(made, event, week, tests=tests)
    if own is None:
        return tuple(sessions)
    here = [each for each in sessions if each.week == number]
    kept = [each for each in here if each.date < event.on - REST_BEFORE]
    kept = kept[: max(0, len(here) - 1)]
    others = [each for each in sessions if each.week != number]
    own = replace(own, day=len(kept) + 1)
    return tuple(sorted([*others, *kept, own], key=lambda each: (each.date, each.day)))


def with_journeys(
    sessions: Sequence[Session], away: Sequence[tuple[Journey, Sequence[Session]]]
) -> tuple[Session, ...]:
    """The sessions with those of the days away in their places; ``away`` are the same weeks with what there is then."""
    found = []
    for each in sessions:
        journey = next((pair for pair in away if pair[0].has(each.date)), None)
        if journey is None:
            found.append(each)
        elif journey[0].trains:
            found += [_travelled(one, journey[0]) for one in journey[1] if one.date == each.date]
    return tuple(found)


def _travelled(session: Session, journey: Journey) -> Session:
    kit = ", ".join(sorted(journey.equipment)).replace("_", " ") or "your body alone"
    text = f"Away from {journey.since:%-d %b} to {journey.until:%-d %b}: with {kit}."
    return replace(
        session, title=f"Away: {session.title}", reasons=(*session.reasons, Reason("travel", text, "Reference 8.2"))
    )


def _session(made: Makings, event: Event, week: Week, *, tests: bool) -> Session | None:
    reason = Reason("event", f"{NAMES[event.kind]} on {event.on:%-d %b}: everything before leads to it.", SOURCE)
    items = _race(event, reason) if event.kind == "race" else _tested(made, event, week, reason) if tests else ()
    if not items:
        return None
    title = f"{NAMES[event.kind]}: {plain(event.km, 1)} km" if event.km else NAMES[event.kind]
    if event.kind != "race" and len(event.lifts) == 1:
        title = f"{title}: {event.lifts[0]}"
    kind: SessionKind = "cardio" if event.kind == "race" else "lifting"
    patterns = ("squat", "h_push", "hinge") if kind == "lifting" else ()
    every = (*made.edges.warmup(patterns), *items, *made.edges.cooldown(patterns))
    return Session(
        event.on, week.number, 1, title, kind, every, session_minutes(every, made.library.by_name, made.trainee.time_factor),
        "test" if event.kind != "race" else "taper", "event", DAY_NOTES[kind == "lifting"],
        (reason,),
    )  # fmt: skip


def _race(event: Event, reason: Reason) -> tuple[Item, ...]:
    return (run_item("Running", event.km, "The race", reason),) if event.km else ()


def _tested(made: Makings, event: Event, week: Week, reason: Reason) -> tuple[Item, ...]:
    """Single heavy sets of each lift, as far as it may be planned at all."""
    by_name = {each.entry.movement.name: each for each in made.possible.by_slug.values()}
    big = [made.possible.by_slug[slug] for slug in anchor_rules().big_lifts if slug in made.possible.by_slug]
    lifts = [by_name[name] for name in event.lifts if name in by_name] or big
    given, found = zones(), []
    reps = given.novice_test_reps if made.trainee.level == "novice" else 1
    for each in lifts:
        if each.is_limited:
            continue
        tops = made.prescriber.tops(each, reps, given.test_rir, "heavy", week, "test")
        top = tops.top_kg
        way = (
            ()
            if top is None
            else ramp(
                top,
                each.entry.movement,
                made.trainee.gym,
                first_kg=tops.work[0].load_kg or top,
                is_first=True,
                share_of_max=1.0,
            )
        )
        found.append(
            Item(each.entry.movement.name, "main", (*way, *tops.work), given.test_rest_s, notes=tops.notes, reasons=(reason, *tops.reasons))
        )  # fmt: skip
    return tuple(found)
