"""The sessions of all weeks: block by block, each searched once and grown from week to week (reference 4.7, 4.9)."""

from collections.abc import Sequence
from dataclasses import replace

from training.generation.fit import fit
from training.generation.growth import Growth
from training.generation.instance import Plan
from training.generation.macrocycles import Block
from training.generation.posing import Posed
from training.generation.search import solve
from training.generation.session import Maker, Makings
from training.generation.split import LONG_RUN, Day, Split
from training.generation.weeks import Week
from training.program.plan import Session

TRIES = 2
"""So often a week is searched again with less room."""


def course(made: Makings, week: Split, blocks: Sequence[tuple[Block, tuple[Week, ...]]]) -> tuple[Session, ...]:
    """All sessions. A block without a week that builds (a peak, an easy week) goes on with the lifts before it."""
    found: list[Session] = []
    worked: tuple[Growth, Maker] | None = None
    for block, weeks in blocks:
        building = tuple(each for each in weeks if each.phase == "build")
        if building or worked is None:
            goals = dict(block.goals(made.trainee.goals))
            ceilings = None if worked is None else worked[0].ceilings
            posed = made.poser.pose(week.lifting, building or weeks, goals, ceilings)
            posed, plan = _first_week(made, posed, weeks[0])
            worked = Growth(made.poser, posed, plan, goals), Maker(made, posed, plan)
        for each in weeks:
            found += _week(made, week, each, *worked)
    return tuple(found)


def _week(made: Makings, split: Split, week: Week, growth: Growth, maker: Maker) -> list[Session]:
    lifting, found = split.lifting, []
    cardio = [each for each in split.days if each.kind == "cardio"]
    if week.phase == "build":
        growth.week(week)
    for number, day in enumerate(split.days, start=1):
        if day.kind == "lifting":
            session = _lifting(maker, growth, day, number, week, lifting.index(day))
        else:
            place = cardio.index(day) if day in cardio else 0
            session = maker.other(day, number, week, place, len(cardio))
        found.append(session if session.key == LONG_RUN else fit(session, made.trainee.minutes, made.trainee))
        if day.kind == "lifting" and week.phase == "build":
            maker.keep(found[-1], lifting.index(day))
    return found


def _first_week(made: Makings, posed: Posed, first: Week) -> tuple[Posed, Plan]:
    """The search, and again with less room where supersets that find no partner make a session too long."""
    plan = solve(posed.instance)
    for _ in range(TRIES):
        maker, rooms = Maker(made, posed, plan), list(posed.instance.rooms)
        sets = tuple(0 if chosen is None else chosen[1] for chosen in plan)
        for place, day in enumerate(posed.days):
            minutes = maker.lifting(day, 1, first, sets, place).minutes
            over = (minutes - made.trainee.minutes) * 60 / made.trainee.time_factor
            if over > 0:
                rooms[place] = replace(rooms[place], seconds=max(0, int(rooms[place].seconds - over)))
        if rooms == list(posed.instance.rooms):
            break
        before, posed = posed, replace(posed, instance=replace(posed.instance, rooms=tuple(rooms)))
        is_same = [one == other for one, other in zip(before.instance.rooms, rooms, strict=True)]
        start = tuple(
            chosen if is_same[place.session] else None
            for place, chosen in zip(posed.instance.places, plan, strict=True)
        )  # fmt: skip
        plan = solve(posed.instance, start)
    return posed, plan


def _lifting(maker: Maker, growth: Growth, day: Day, number: int, week: Week, place: int) -> Session:
    """A session, with fewer of the sets that it gained where they do not fit."""
    session = maker.lifting(day, number, week, growth.sets, place)
    while session.minutes > maker.minutes and week.phase == "build" and growth.trim(place):
        session = maker.lifting(day, number, week, growth.sets, place)
    is_empty = all(each.role in ("warmup", "cooldown") for each in session.items)
    return maker.other(replace(day, kind="cardio"), number, week, 0, 1) if is_empty else session
