"""Whose effort is asked about after a session: the main lift whose estimate rests on the least that was told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from training.coaching import Rules, rules


class EffortAskedRules(Rules):
    """The section ``[effort_asked]``."""

    every_days: int
    lately_days: int
    off_target: float
    after_silence_days: int


@dataclass(frozen=True, slots=True)
class Heard:
    """What was told of the effort of a lift in a session of the program."""

    exercise: str
    on: date
    off_target: float
    """Mean actual minus target RPE."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about the effort of a lift, and whether it was answered."""

    on: date
    is_answered: bool


def lift_to_ask_about(
    lifts: Sequence[str], heard: Sequence[Heard], today: date, last_asked: Asked | None = None
) -> str | None:
    """The lift to ask about, of the main lifts just done in their order; ``None`` where enough is known of all of them.

    Whoever leaves a question open is left in peace for a while. ``heard`` is oldest first.

    >>> day = date(2026, 3, 2)
    >>> lift_to_ask_about(["Squat", "Bench"], [Heard("Squat", day, 0.0)], date(2026, 3, 4))
    'Bench'
    """
    given = rules("effort_asked", EffortAskedRules)
    silence = timedelta(days=given.after_silence_days)
    if last_asked is not None and not last_asked.is_answered and today - last_asked.on < silence:
        return None
    lately = [each for each in heard if today - each.on < timedelta(days=given.lately_days)]
    told = {name: [each for each in lately if each.exercise == name] for name in lifts}
    due = [
        name
        for name, these in told.items()
        if not these
        or today - these[-1].on >= timedelta(days=given.every_days)
        or abs(these[-1].off_target) >= given.off_target
    ]
    return min(due, key=lambda name: len(told[name]), default=None)
