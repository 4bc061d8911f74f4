"""Sessions of an established program from the state of its progressions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from training.established.schemes.cycle import Cycle
from training.established.schemes.ladder import Ladder
from training.established.schemes.timed import Timed
from training.established.state import Setting, State
from training.established.template import Day, Lift, Template
from training.library import load_library
from training.loading import Gym
from training.movement import Movement
from training.program.plan import LONGEST_NOTE, Item, Phase, Reason, Session, Target
from training.ramp import ramp, region
from training.timing import session_minutes

ROTATION = "rotation"
"""The key of ``Program.lifts`` that counts the sessions done."""
SWAPPED = "exercise"
"""The key in a progression's state for the exercise that took the place of the program's own."""
MOST_NAMES = 3
"""Exercises that a note names."""
WALK = "Walking"
EASY_WALK = "Brisk walk"


@dataclass(frozen=True, slots=True)
class Place:
    """Which program, in which gym, for one who opted in to Olympic lifts or not."""

    template: Template
    gym: Gym
    olympic: bool = False

    def lift_key(self, key: str) -> str:
        """The lift that is done: for those who did not opt in it may be another."""
        lift = self.template.lifts[key]
        if lift.opt_in == "olympic" and not self.olympic and lift.instead is not None:
            return lift.instead
        return key

    def lift_keys(self) -> tuple[str, ...]:
        """The keys of all lifts that are done."""
        used = (
            key for name in (*self.template.opening, *self.template.rotation) for key in self.template.days[name].lifts
        )
        return tuple(dict.fromkeys(self.lift_key(key) for key in used))

    def setting(self, key: str, states: Mapping[str, State]) -> Setting:
        """Where one lift is done, with which exercise now."""
        lift = self.template.lifts[key]
        state = states.get(key, {})
        exercise = lift.scheme.exercise(state) if isinstance(lift.scheme, Ladder) and state else lift.exercise
        movement = load_library().by_name(state[SWAPPED]) if SWAPPED in state else None
        movement = movement or movement_of(exercise)
        return Setting(movement.name, movement, self.gym, states, self.template.scheme_of)


@lru_cache(maxsize=512)
def movement_of(exercise: str) -> Movement:
    """The movement with this core id or slug. Raises ``KeyError``."""
    library = load_library()
    try:
        return library.by_core_id(exercise)
    except KeyError:
        return library.by_slug(exercise)


def assumed(place: Place, day: Day, states: Mapping[str, State]) -> dict[str, State]:
    """The states after a session in which all went well. The base of a follower moves last."""
    after = dict(states)
    for key in map(place.lift_key, day.lifts):
        at = place.setting(key, states)
        scheme = place.template.lifts[key].scheme
        if isinstance(scheme, Timed) or scheme.work(states[key], at):
            after[key] = place.template.lifts[key].scheme.assumed(states[key], at)
    return after


def session(place: Place, key: str, states: Mapping[str, State], on: date, week: int, day: int) -> Session:
    """One session as it would be done with these states."""
    pattern = place.template.days[key]
    items: list[Item] = []
    warm: set[str] = set()
    for lift_key in map(place.lift_key, pattern.lifts):
        items += _items(place, lift_key, states, warm)
    return Session(
        date=on, week=week, day=day, title=pattern.title, kind=pattern.kind, items=tuple(items),
        minutes=session_minutes(items, load_library().by_name), phase=_phase(place, pattern, states), key=key, note=_note(place, pattern, states),
    )  # fmt: skip


def _items(place: Place, key: str, states: Mapping[str, State], warm: set[str]) -> list[Item]:
    lift, at = place.template.lifts[key], place.setting(key, states)
    scheme, state = lift.scheme, states[key]
    work = scheme.work(state, at)
    if not work:
        return []
    reason = Reason(f"established.{scheme.kind}", scheme.why(state, at), place.template.source)
    if isinstance(scheme, Timed):
        return _timed(scheme, state, at, key, lift, work, reason)
    ramped = _ramp(lift, at, work, warm)
    notes = scheme.note(state) if isinstance(scheme, Ladder) else ""
    return [
        Item(
            exercise=at.exercise,
            role=lift.role,
            targets=(*ramped, *work),
            rest_s=lift.rest_s,
            superset=lift.superset,
            lift=key,
            notes=notes or lift.note,
            reasons=(reason,),
        )
    ]


def _ramp(lift: Lift, at: Setting, work: tuple[Target, ...], warm: set[str]) -> tuple[Target, ...]:
    loads = [each.load_kg for each in work if each.load_kg is not None]
    if lift.role != "main" or not loads or at.movement.is_bodyweight or at.exercise in warm:
        return ()
    part = region(at.movement)
    found = ramp(max(loads), at.movement, at.gym, first_kg=loads[0], is_first=part not in warm)
    warm |= {part, at.exercise}
    return found


def _timed(
    scheme: Timed, state: State, at: Setting, key: str, lift: Lift, work: tuple[Target, ...], reason: Reason
) -> list[Item]:
    between = scheme.between(state, "walk")
    together = 1 if between else None
    exercise = at.exercise if scheme.how(state) == "run" else movement_of("bike").name
    notes = scheme.words(state)
    found = [
        Item(exercise, "cardio", work, superset=together, lift=key, notes=notes or lift.note, reasons=(reason,)),
    ]
    if between:
        found.append(Item(WALK, "cardio", between, superset=together, notes="Between the runs, in turn"))
    if warm := scheme.between(state, "warm"):
        found.insert(0, Item(WALK, "warmup", warm, notes=EASY_WALK))
    if cool := scheme.between(state, "cool"):
        found.append(Item(WALK, "cooldown", cool, notes="Easy walk"))
    return found


def _phase(place: Place, pattern: Day, states: Mapping[str, State]) -> Phase:
    steps = [
        scheme.step(states[key])
        for key in map(place.lift_key, pattern.lifts)
        if isinstance(scheme := place.template.lifts[key].scheme, Cycle)
    ]
    if steps and all(each.is_deload for each in steps):
        return "deload"
    return "test" if steps and all(each.is_test for each in steps) else "build"


def _note(place: Place, pattern: Day, states: Mapping[str, State]) -> str:
    unknown = [
        place.setting(key, states).exercise
        for key in map(place.lift_key, pattern.lifts)
        if states[key].get("done") == 0 and "no number" in states[key].get("origin", "")
    ]
    if not unknown:
        return ""
    first = list(dict.fromkeys(unknown))
    names = ", ".join(first[:MOST_NAMES]) + (f" and {len(first) - MOST_NAMES} more" if len(first) > MOST_NAMES else "")
    return f"No number yet for {names}: starts light; tell me a hard set and I'll set it."[:LONGEST_NOTE]


def made_from(gym: Gym, olympic: bool, weekdays: tuple[int, ...]) -> dict[str, Any]:
    """What an established program has to remember of whom it was made for, as JSON."""
    plates = None if gym.plates_kg is None else list(gym.plates_kg)
    return {
        "gym": {"unit": gym.unit, "bar_kg": gym.bar_kg, "plates_kg": plates},
        "olympic": olympic,
        "weekdays": list(weekdays),
    }
