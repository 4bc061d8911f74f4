"""A lift that no longer moves: recognised, and taken on step by step (reference 8.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from training.coaching import Rules, rules
from training.program.plan import Reason
from training.program.trainee import Level
from training.units import plain

SOURCE = "Reference 8.2"
StepKind = Literal["check", "more_sets", "rep_zone", "variation", "restart"]
STEPS: tuple[StepKind, ...] = ("check", "more_sets", "rep_zone", "variation", "restart")


class PlateauRules(Rules):
    """The section ``[plateau]``."""

    gain: float
    weeks: dict[Level, int]
    adherence: float
    sleep_h: float
    least_exposures: int
    more_sets: int
    restart: float


@dataclass(frozen=True, slots=True)
class Plateau:
    """A lift without progress, and the next step against it."""

    lift: str
    weeks: int
    gain: float
    """Since before, as a share."""
    step: StepKind
    extra_sets: int
    load: float
    """Where a restart begins, after a deload."""
    reason: Reason

    def __str__(self) -> str:
        return self.reason.text


def plateau(
    lift: str, e1rm: Sequence[tuple[date, float]], today: date, level: Level, *, adherence: float | None, sleep_h: float | None = None,
    tried: Sequence[StepKind] = (), below_mav: bool = True,
) -> Plateau | None:  # fmt: skip
    """Whether a lift stands still: no gain above 0.5 % in 3, 6 or 12 weeks, trained and slept for.

    ``e1rm`` are session bests by day, ``tried`` the steps that were taken before, ``below_mav`` whether its
    muscles may have more sets. ``None``: no plateau, or training or sleep explain it.
    """
    given = rules("plateau", PlateauRules)
    if adherence is None or adherence < given.adherence or (sleep_h is not None and sleep_h < given.sleep_h):
        return None
    weeks = given.weeks[level]
    since = today - timedelta(weeks=weeks)
    before = [value for day, value in e1rm if day <= since]
    recent = [value for day, value in e1rm if since < day <= today]
    if not before or len(recent) < given.least_exposures:
        return None
    gain = max(recent) / max(before) - 1
    if gain > given.gain:
        return None
    left = [step for step in STEPS if step not in tried and (step != "more_sets" or below_mav)]
    step = left[0] if left else "restart"
    text = (
        f"{lift}: {plain(gain * 100, 1)} % in {weeks} weeks, with training and sleep in order. {_advice(step, given)}"
    )
    return Plateau(
        lift, weeks, gain, step, given.more_sets if step == "more_sets" else 0, given.restart if step == "restart" else 1.0,
        Reason(f"plateau.{step}", text, SOURCE),
    )  # fmt: skip


def _advice(step: StepKind, given: PlateauRules) -> str:
    return {
        "check": "First look at food, energy and technique.",
        "more_sets": f"{given.more_sets} more sets a week for it.",
        "rep_zone": "Another rep zone or scheme for a block.",
        "variation": "A close variation of it for a block.",
        "restart": f"A deload, then on from {plain((given.restart - 1) * 100, 1)} %.",
    }[step]
