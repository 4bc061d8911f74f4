"""What an athlete says of a session, and the rules that follow (reference 8.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from training.coaching import Rules, rules
from training.program.plan import Reason
from training.units import plain

SOURCE = "Reference 8.2"
Difficulty = Literal["too_easy", "right", "too_hard"]
Tag = Literal["long", "boring", "dislike", "pain", "fun", "tired", "crowded"]
EffectKind = Literal[
    "raise_load", "add_reps", "advance_week", "lower_load", "drop_set", "repeat_week", "trim", "swap", "replace_at_block", "ask_pain", "keep",
]  # fmt: skip
Scope = Literal["next", "week", "block"]


class FeedbackRules(Rules):
    """The section ``[feedback]``."""

    easy_rpe: float
    easy_load: float
    easy_reps: tuple[int, int]
    easy_lifts: int
    hard_load: tuple[float, float]
    hard_sets: int
    hard_sessions: int
    low_enjoyment: int
    low_times: int


@dataclass(frozen=True, slots=True)
class Said:
    """Feedback on a session, or on one exercise of it."""

    difficulty: Difficulty | None = None
    enjoyed: int | None = None
    """1 to 5."""
    tags: tuple[Tag, ...] = ()
    pain: float | None = None
    exercise: str | None = None
    """``None``: of the whole session."""
    rpe_off: float | None = None
    """Mean actual minus target RPE of what it is about."""
    is_isolation: bool = False
    is_priority: bool = False
    """A priority main lift: swapped only when that is asked for."""
    swap_asked: bool = False


@dataclass(frozen=True, slots=True)
class Before:
    """What was said earlier."""

    hard_sessions: int = 0
    """Too hard, in a row, before this one."""
    easy_lifts: int = 0
    """Lifts that were too easy in this session, this one not counted."""
    low_enjoyment: int = 0
    """How often this exercise was enjoyed little before."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One change that follows, for the next session, the week or the next block."""

    kind: EffectKind
    scope: Scope
    exercise: str | None
    load: float
    reps: tuple[int, int]
    sets: int
    reason: Reason

    def __str__(self) -> str:
        return self.reason.text


def effects(said: Said, before: Before | None = None) -> tuple[Effect, ...]:
    """What follows from feedback; nothing at all when all was right.

    >>> [each.kind for each in effects(Said("too_hard", exercise="Squat (Barbell)"))]
    ['lower_load']
    """
    given, earlier = rules("feedback", FeedbackRules), before or Before()
    found: list[Effect] = []
    if said.pain is not None and said.pain > 0:
        found.append(
            _effect(
                "ask_pain", "next", said, f"Pain {plain(said.pain)}/10: the pain rules decide, before anything else."
            )
        )
    elif said.difficulty == "too_easy" or (said.rpe_off is not None and said.rpe_off <= given.easy_rpe):
        found += _easy(said, earlier, given)
    elif said.difficulty == "too_hard":
        found += _hard(said, earlier, given)
    if "long" in said.tags:
        found.append(_effect("trim", "next", said, "Too long: trimmed to your minutes, main lifts last."))
    low = said.enjoyed is not None and said.enjoyed <= given.low_enjoyment
    if said.exercise is not None and (low or "boring" in said.tags or "dislike" in said.tags):
        found += _disliked(said, earlier, low, given)
    return tuple(found)


def _easy(said: Said, earlier: Before, given: FeedbackRules) -> Sequence[Effect]:
    if earlier.easy_lifts + 1 >= given.easy_lifts:
        return [_effect("advance_week", "week", said, f"{earlier.easy_lifts + 1} lifts too easy: a week ahead.")]
    if said.is_isolation:
        low, high = given.easy_reps
        return [
            _effect(
                "add_reps",
                "next",
                said,
                f"Too easy: {low} to {high} reps more, or the next size.",
                reps=given.easy_reps,
            )
        ]
    more = plain((given.easy_load - 1) * 100)
    return [_effect("raise_load", "next", said, f"Too easy: +{more} % next time.", load=given.easy_load)]


def _hard(said: Said, earlier: Before, given: FeedbackRules) -> Sequence[Effect]:
    if earlier.hard_sessions + 1 >= given.hard_sessions:
        return [
            _effect(
                "repeat_week", "week", said, f"Too hard {earlier.hard_sessions + 1} sessions running: the week repeats."
            )
        ]
    if said.is_isolation:
        return [_effect("drop_set", "next", said, "Too hard: a set less next time.", sets=given.hard_sets)]
    low, high = given.hard_load
    text = f"Too hard: {plain((1 - high) * 100)} to {plain((1 - low) * 100)} % less next time."
    return [_effect("lower_load", "next", said, text, load=high)]


def _disliked(said: Said, earlier: Before, low: bool, given: FeedbackRules) -> Sequence[Effect]:
    if said.is_priority and not said.swap_asked:
        return [
            _effect(
                "keep", "next", said, f"{said.exercise} is one of your priorities: it stays unless you ask to swap it."
            )
        ]
    if (
        low
        and earlier.low_enjoyment + 1 < given.low_times
        and not said.swap_asked
        and not {"boring", "dislike"} & set(said.tags)
    ):
        return []
    if low and earlier.low_enjoyment + 1 >= given.low_times:
        return [
            _effect(
                "replace_at_block",
                "block",
                said,
                f"{said.exercise} was no fun {earlier.low_enjoyment + 1} times: another one from the next block.",
            )
        ]
    return [_effect("swap", "next", said, f"{said.exercise} for something that trains the same.")]


def _effect(
    kind: EffectKind,
    scope: Scope,
    said: Said,
    text: str,
    *,
    load: float = 1.0,
    reps: tuple[int, int] = (0, 0),
    sets: int = 0,
) -> Effect:
    return Effect(kind, scope, said.exercise, load, reps, sets, Reason(f"feedback.{kind}", text, SOURCE))
