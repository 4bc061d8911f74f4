"""A program from an athlete: the search for a week, its growth over the weeks, and every session made (reference 4, 5)."""

from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import Any

from training.coaching import version
from training.errors import Invalid
from training.generation.anchors import anchors_of
from training.generation.candidates import Candidates, candidates
from training.generation.cardio import Engine
from training.generation.course import course
from training.generation.edges import Edges
from training.generation.emphasis import emphasised
from training.generation.interference import advice, check_goals, conflict
from training.generation.kept import kept
from training.generation.macrocycles import Block, numbered_blocks
from training.generation.occasions import with_event, with_journeys
from training.generation.posing import Poser
from training.generation.prescription import Prescriber
from training.generation.session import Makings, goal_words, main_goal
from training.generation.split import Split, split
from training.generation.weeks import FEWEST, MOST, Week
from training.landmarks import landmarks_of
from training.library import load_library
from training.program.limits import Limits, limits_of
from training.program.plan import Program, Reason, Session
from training.program.trainee import Trainee
from training.program.wish import Journey
from training.units import plain

SHORTEST_MIN = 15
SOURCE = "Reference 4.7"


def generate(trainee: Trainee, *, weeks: int, starts_on: date, today: date) -> Program:
    """Make a program. Raises ``Refused`` where training is not safe, ``Invalid`` where the wish makes no sense.

    The same athlete, weeks and days always give the same program. Week 1 begins on ``starts_on``.
    """
    check_goals(trainee.goals)
    _check(trainee, weeks)
    limits = limits_of(trainee, today)
    tests = limits.may_test and _wants_test(trainee)
    blocks = numbered_blocks(weeks, trainee.goals, starts_on, tests=tests, event=trainee.wish.event)
    given = tuple(each for _, those in blocks for each in those)
    library = load_library()
    week = split(trainee, limits, starts_on)
    engine = Engine(trainee, limits, week, today, library)
    engine.lead(given)
    possible = candidates(trainee, today, library)
    table, legs = landmarks_of(trainee, engine.running_min(week.days)), engine.leg_share(week.days)
    anchors = anchors_of(trainee, possible, len(week.lifting), [each.region for each in trainee.active(today)])

    def made(emphasis: float) -> Makings:
        poser = Poser(trainee, limits, possible, table, legs, anchors=anchors, emphasis=emphasis)
        edges, prescriber = Edges(trainee, limits, today, library), Prescriber(trainee, library, limits)
        return Makings(trainee, today, starts_on, library, edges, engine, poser, possible, prescriber)

    sessions, shares = emphasised(trainee, lambda emphasis: course(made(emphasis), week, blocks))
    sessions = with_event(made(1.0), sessions, given, tests=tests)
    sessions = with_journeys(sessions, _away(trainee, weeks, starts_on, today))
    return Program(
        name=f"{weeks} weeks of {main_goal(trainee.goals)}, {len(week.days)} days", origin="generated", weeks=weeks,
        starts_on=starts_on, days_per_week=len(week.days), sessions=sessions, goals={str(goal): weight for goal, weight in trainee.goals.items()},
        level=trainee.level, config_version=version(), made_from=as_record(trainee),
        reasons=(*_reasons(trainee, limits, week, given, possible), *_chain(blocks), *_running(legs), *shares,
                 *kept(trainee, sessions, weeks, starts_on)),
    )  # fmt: skip


def _away(trainee: Trainee, weeks: int, starts_on: date, today: date) -> list[tuple[Journey, tuple[Session, ...]]]:
    """The same weeks made with what there is on each journey."""
    last = starts_on + timedelta(weeks=weeks)
    found = []
    for each in trainee.wish.journeys:
        if each.since >= last or each.until < starts_on:
            continue
        plain_wish = replace(trainee.wish, journeys=(), events=(), weights_kg={}, heaviest_kg={}, singles=frozenset())
        there = replace(
            trainee, equipment=each.equipment, wish=plain_wish, gym=replace(trainee.gym, weights_kg={}, heaviest_kg={})
        )
        found.append(
            (each, generate(there, weeks=weeks, starts_on=starts_on, today=today).sessions if each.trains else ())
        )
    return found


def _check(trainee: Trainee, weeks: int) -> None:
    if not FEWEST <= weeks <= MOST:
        raise Invalid(f"A program has {FEWEST} to {MOST} weeks, not {weeks}.")
    if not 1 <= trainee.days <= 7:
        raise Invalid(f"A week has 1 to 7 days to train on, not {trainee.days}.")
    if trainee.minutes < SHORTEST_MIN:
        raise Invalid(
            f"{trainee.minutes} minutes leave nothing between a warm-up and a cooldown: give it {SHORTEST_MIN} or more."
        )


def _wants_test(trainee: Trainee) -> bool:
    """Maximal tests are for who trains for strength or power, or for size; others end with an easy week."""
    return any(trainee.goals.get(goal, 0) for goal in ("strength", "power", "hypertrophy"))


def _reasons(
    trainee: Trainee, limits: Limits, week: Split, weeks: tuple[Week, ...], possible: Candidates
) -> tuple[Reason, ...]:
    found = [
        Reason(
            "level",
            f"Planned for {_a(trainee.level)} lifter with the goals {goal_words(trainee.goals)}.",
            "Reference 4.1",
        )
    ]
    deloads = sum(each.phase == "deload" for each in weeks)
    last = {"test": " and a test at the end", "easy": " and an easy week at the end"}.get(weeks[-1].phase, "")
    lighter = (
        f"{deloads} deload{'s' if deloads != 1 else ''}" if deloads else "no deload, so begin the next program easily"
    )
    found.append(Reason("weeks", f"{len(weeks)} weeks with {lighter}{last}.", SOURCE))
    index = conflict(trainee.goals)
    said = {
        "note": "they get in each other's way a little", "warn": "they disturb each other, so doses are adjusted",
        "ask": "they disturb each other strongly: it would be better to put one of them first",
    }  # fmt: skip
    if (kind := advice(index)) != "silent":
        text = f"Your goals ({goal_words(trainee.goals)}) have a conflict index of {plain(index, 2)}: {said[kind]}."
        found.append(Reason("conflict", text, "Reference 5.1"))
    out = possible.left_out
    if out:
        causes = ", ".join(f"{many} by {cause}" for cause, many in sorted(out.items()))
        text = f"{len(possible.by_slug)} exercises are possible for you; left out: {causes}."
        found.append(Reason("candidates", text, "Reference 4.10, 8.1"))
    if not (possible.fit_for("h_pull") or possible.fit_for("v_pull")):
        text = "Nothing that pulls can be done with what there is: a bar, a band or rings would make the week whole."
        found.append(Reason("no_pull", text, "Reference 4.10"))
    return (*found, *week.reasons, *limits.reasons)


def _running(legs: float) -> tuple[Reason, ...]:
    if legs == 1:
        return ()
    text = f"Beside this much running the accessories of the legs are cut by {round((1 - legs) * 100)} %."
    return (Reason("running", text, "Reference 5.2"),)


def _chain(blocks: tuple[tuple[Block, tuple[Week, ...]], ...]) -> tuple[Reason, ...]:
    """What the blocks of a long program are for."""
    if len(blocks) < 2:
        return ()
    told = ", ".join(f"{block.name.lower()} (weeks {those[0].number} to {those[-1].number})" for block, those in blocks)
    return (Reason("macrocycle", f"The weeks are blocks with one purpose each: {told}.", "Reference 4.9"),)


def _a(level: str) -> str:
    return f"{'a' if level == 'novice' else 'an'} {level}"


def as_record(trainee: Trainee) -> dict[str, Any]:
    """An athlete as JSON: what a program keeps of what it was made from.

    >>> as_record(Trainee(equipment=frozenset({"rack", "barbell"})))["equipment"]
    ['barbell', 'rack']
    """
    record: dict[str, Any] = _plain(asdict(trainee))
    return record


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (frozenset, set)):
        return sorted(value)
    if isinstance(value, (tuple, list)):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
