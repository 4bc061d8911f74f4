"""How much goals get in each other's way, and what to do about it (reference 5.1)."""

from collections.abc import Mapping
from itertools import combinations
from typing import Literal

from training.coaching import Rules, rules
from training.errors import Invalid
from training.program.trainee import GOALS, Goal

Advice = Literal["silent", "note", "warn", "ask"]
_SCALE = 25
"""Two equal goals of 5 and 5 that disturb each other fully have an index of 1."""


class InterferenceRules(Rules):
    """The section ``[interference]``."""

    silent_below: float
    warn_above: float
    ask_above: float
    other: float
    pairs: tuple[tuple[Goal, Goal, float], ...]


def interference(one: Goal, other: Goal) -> float:
    """How much two goals disturb each other, from 0 to 1.

    >>> interference("endurance", "power"), interference("mobility", "general_health")
    (0.6, 0.1)
    """
    given = rules("interference", InterferenceRules)
    return next((each for a, b, each in given.pairs if {a, b} == {one, other}), given.other)


def check_goals(goals: Mapping[Goal, int]) -> None:
    """One to three goals whose whole weights sum to 10. Raises ``Invalid``."""
    unknown = [each for each in goals if each not in GOALS]
    if unknown:
        raise Invalid(f"'{unknown[0]}' is no goal; there are {', '.join(GOALS)}.")
    if not 1 <= len(goals) <= 3 or sum(goals.values()) != 10 or min(goals.values()) < 1:
        raise Invalid("Goals are one to three with weights from 1 that sum to 10, like strength 7 and fat loss 3.")


def conflict(goals: Mapping[Goal, int]) -> float:
    """The conflict index of a set of goals, from 0 to 1.

    >>> conflict({"strength": 5, "endurance": 5}), conflict({"hypertrophy": 8, "mobility": 2})
    (0.4, 0.0)
    >>> round(conflict({"strength": 7, "fat_loss": 3}), 3)
    0.252
    """
    pairs = combinations(sorted(goals), 2)
    return sum(goals[one] * goals[other] * interference(one, other) for one, other in pairs) / _SCALE


def advice(index: float) -> Advice:
    """What an index asks for.

    >>> [advice(each) for each in (0.05, 0.15, 0.252, 0.4)]
    ['silent', 'note', 'warn', 'ask']
    """
    given = rules("interference", InterferenceRules)
    if index < given.silent_below:
        return "silent"
    if index > given.ask_above:
        return "ask"
    return "warn" if index > given.warn_above else "note"
