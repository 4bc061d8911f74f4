"""An established program from its file: started, advanced by what was done, projected from where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from training.coaching import version
from training.errors import Invalid
from training.established import calendar, starting
from training.established.judgement import judge
from training.established.own import kept_with, template_of
from training.established.schemes.ladder import Ladder
from training.established.sessions import ROTATION, Place, assumed, made_from, movement_of, session
from training.established.state import Happened, State, Step, stepped
from training.established.template import Template
from training.loading import Gym
from training.program.plan import Item, Program, Reason, Session
from training.program.trainee import Trainee
from training.workout import Exercise

DEFAULT_WEEKS = 12
"""The normal length of an open-ended program (issue 3)."""
MOST_SESSIONS = 400
"""A plan that is repeated without end is cut here."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a session made of one lift, in a sentence."""

    lift: str
    exercise: str
    kind: Happened
    text: str

    def __str__(self) -> str:
        return f"{self.exercise}: {self.text}."


@dataclass(frozen=True, slots=True)
class Outcome:
    """The program's state after a session, and what happened to each lift."""

    lifts: dict[str, State]
    told: tuple[Told, ...]
    reasons: tuple[Reason, ...]
    is_finished: bool = False

    def __str__(self) -> str:
        return "\n".join(str(each) for each in self.told)


def start(
    template: Template, trainee: Trainee, *, weeks: int | None = None, starts_on: date, weekdays: tuple[int, ...] = ()
) -> Program:
    """The program for a trainee, with every session dated and its loads projected as if all goes well.

    Finite programs keep their own length; others are laid out for ``weeks`` (12 without).
    Raises ``Invalid`` for a number of days that the program does not have.
    """
    days = _days(template, trainee, weekdays)
    on = tuple(sorted(weekdays or trainee.weekdays or template.weekdays.get(str(days), ())))
    on = on if len(on) == days else template.weekdays.get(str(days), calendar.usual_weekdays(days))
    place = Place(template, trainee.gym, trainee.olympic)
    states: dict[str, State] = {ROTATION: {"done": 0}}
    names = {rung.exercise: movement_of(rung.exercise).name for rung in _rungs(template)}
    for key in place.lift_keys():
        states[key] = starting.begin(template.lifts[key], trainee, place.setting(key, {}), names)
    length = template.weeks or weeks or DEFAULT_WEEKS
    goals = {str(goal): weight for goal, weight in trainee.goals.items()}
    program = Program(
        name=template.name, origin="established", weeks=length, starts_on=starts_on, days_per_week=days, sessions=(),
        template=template.id, goals=goals, level=trainee.level, config_version=version(), lifts=states,
        made_from=made_from(trainee.gym, trainee.olympic, on) | kept_with(template), reasons=_reasons(template),
    )  # fmt: skip
    return replace(program, sessions=_walk(program, place, states, calendar.dates(starts_on, on, length * days), {}))


def advance(
    program: Program, done_session: Session, done: Mapping[str, Exercise | None], gym: Gym | None = None
) -> Outcome:
    """What a performed session makes of the program: by lift key what was done, ``None`` for skipped.

    Pure: neither the program nor its sessions change; ``project`` lays out what follows.
    """
    place = place_of(program, gym)
    if done_session.key not in place.template.days:
        raise Invalid(f"'{done_session.key}' is no session of {place.template.name}.")
    states, told = dict(program.lifts), []
    touched: list[tuple[str, State]] = []
    for item in done_session.items:
        if item.lift is None or item.lift not in place.template.lifts:
            continue
        step = _step(place, item.lift, program.lifts, item, done.get(item.lift))
        states[item.lift] = step.state
        touched += step.others.items()
        told.append(Told(item.lift, item.exercise, step.kind, step.text))
    for key, patch in touched:
        states[key] = {**states[key], **patch}
    if any(each is not None for each in done.values()):
        states[ROTATION] = {"done": _position(place.template, program.lifts[ROTATION]["done"], done_session.key)}
    reasons = tuple(Reason(f"established.{each.kind}", str(each), place.template.source) for each in told)
    return Outcome(states, tuple(told), reasons, _is_over(place, states))


def project(
    program: Program, lifts: Mapping[str, State], from_date: date, gym: Gym | None = None
) -> tuple[Session, ...]:
    """The sessions from a day on, again, from the state of the progressions: the same days, the next sessions in turn.

    A finite program that has fallen behind goes on past its last day, on the same weekdays.
    """
    place = place_of(program, gym)
    known = {each.date: each for each in program.sessions}
    slots = tuple(day for day in sorted(known) if day >= from_date)
    return _walk(program, place, dict(lifts), slots, known)


def _walk(
    program: Program, place: Place, states: dict[str, State], slots: tuple[date, ...], known: Mapping[date, Session]
) -> tuple[Session, ...]:
    found: list[Session] = []
    at = 0
    on = tuple(program.made_from["weekdays"])
    last = max(known, default=program.starts_on)
    while at < len(slots) or (place.template.is_finite and at < MOST_SESSIONS):
        if _is_over(place, states):
            break
        if at >= len(slots):
            after = calendar.dates(slots[-1] if slots else last, on, 2)
            slots = (*slots, after[0] if not slots or after[0] > slots[-1] else after[1])
        day = slots[at]
        week = calendar.week_of(day, program.starts_on)
        number = known[day].day if day in known else 1 + sum(each.week == week for each in found)
        key = place.template.day_key(states[ROTATION]["done"])
        made = session(place, key, states, day, week, number)
        if made.items:  # a day of rest is part of a plan of runs, but no session
            found.append(made)
        states = assumed(place, place.template.days[key], states) | {ROTATION: {"done": states[ROTATION]["done"] + 1}}
        at += 1
    return tuple(found)


def _step(place: Place, key: str, lifts: Mapping[str, State], item: Item, exercise: Exercise | None) -> Step:
    state, at = lifts[key], place.setting(key, lifts)
    if exercise is None or not exercise.sets:
        return stepped(state, "skipped", "Skipped: it comes next time as it was")
    scheme = place.template.lifts[key].scheme
    wanted = scheme.work(state, at)
    judged = judge(wanted, exercise, at.exercise)
    if judged.status == "other":
        return stepped(state, "adapted", f"{exercise.name} instead: {at.exercise} stays where it was")
    if judged.status != "passed" and item.work != wanted and judge(item.work, exercise, at.exercise).is_passed:
        return stepped(state, "adapted", "Done as adapted today: the planned session comes next time, no miss")
    return scheme.after(state, judged, at)


def _position(template: Template, done: int, key: str) -> int:
    """How many sessions are behind: the one that was done, and any before it that was passed over."""
    length = len(template.opening) + len(template.rotation)
    return next((done + ahead + 1 for ahead in range(length) if template.day_key(done + ahead) == key), done + 1)


def _is_over(place: Place, states: Mapping[str, State]) -> bool:
    if not place.template.is_finite:
        return False
    ends = [key for key in place.lift_keys() if _steps(place, key) is not None]
    return bool(ends) and all(states[key]["step"] >= (_steps(place, key) or 0) for key in ends)


def _steps(place: Place, key: str) -> int | None:
    """How many sessions a progression has that ends."""
    scheme: Any = place.template.lifts[key].scheme
    if scheme.kind == "timed" or (scheme.kind == "cycle" and scheme.ends):
        return len(scheme.steps)
    return None


def _rungs(template: Template) -> list[Any]:
    return [rung for lift in template.lifts.values() if isinstance(lift.scheme, Ladder) for rung in lift.scheme.rungs]


def place_of(program: Program, gym: Gym | None = None) -> Place:
    """Which program it is, in which gym: its own, or the one that is given."""
    template = template_of(program)
    if template is None:
        raise Invalid(f"{program.name} is no established program.")
    made = program.made_from.get("gym") or {}
    plates = made.get("plates_kg")
    own = Gym(made.get("unit", "kg"), made.get("bar_kg"), None if plates is None else tuple(plates))
    return Place(template, gym or own, bool(program.made_from.get("olympic")))


def _days(template: Template, trainee: Trainee, weekdays: tuple[int, ...]) -> int:
    asked = len(weekdays) or trainee.days
    if asked in template.days_per_week:
        return asked
    if weekdays:
        raise Invalid(f"{template.name} is done on {_or(template.days_per_week)} days a week, not on {asked}.")
    return template.days_per_week[0]


def _or(days: tuple[int, ...]) -> str:
    return " or ".join(map(str, days))


def _reasons(template: Template) -> tuple[Reason, ...]:
    found = [Reason("established.program", template.summary, template.source)]
    if template.differs:
        found.append(Reason("established.differs", template.differs, template.source))
    return tuple(found)
