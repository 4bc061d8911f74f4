"""A goal with a target and a date: how far it is, when it will be there, whether it is on track (reference 8.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from training.coaching import Rules, rules
from training.program.plan import Reason
from training.trend import slope_per_week
from training.units import plain

SOURCE = "Reference 8.3"
Status = Literal["reached", "on_track", "off_track", "unknown", "past"]
FARTHEST_WEEKS = 520
"""A forecast beyond ten years is none."""


class GoalRules(Rules):
    """The section ``[goals]``."""

    off_track: float
    slope_weeks: int
    least_points: int


@dataclass(frozen=True, slots=True)
class Goal:
    """What is wanted. Any number: an e1RM in kg, a body weight, a time in s (then less is better)."""

    name: str
    start: float
    started_on: date
    target: float
    by: date
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where a goal stands."""

    status: Status
    now: float | None
    progress: float | None
    """Of the way, as a share; negative when it went backwards."""
    expected: float | None
    """Of the way, by the calendar."""
    behind: float
    """How far behind the calendar, as a share of the way; 0 when ahead."""
    per_week: float | None
    reached_on: date | None
    """At the pace of the last weeks; ``None`` when it moves the other way, or too little is known."""
    needed_per_week: float | None
    reason: Reason

    def __str__(self) -> str:
        return self.reason.text


def forecast(goal: Goal, points: Sequence[tuple[date, float]], today: date) -> Forecast:
    """The forecast from measurements by day, oldest first; the last one is where it stands now."""
    given = rules("goals", GoalRules)
    known = [(day, value) for day, value in points if day <= today]
    way = goal.target - goal.start
    if not known or way == 0:
        return _forecast(
            goal, "unknown", "nothing measured yet" if not known else "the target is where it started", today
        )
    now = known[-1][1]
    progress = (now - goal.start) / way
    span = max(1, (goal.by - goal.started_on).days)
    expected = min(1.0, max(0.0, (today - goal.started_on).days / span))
    if progress >= 1:
        return _forecast(goal, "reached", "reached", today, now, progress, expected)
    recent = [(day, value) for day, value in known if day > today - timedelta(weeks=given.slope_weeks)]
    slope = slope_per_week(recent) if len(recent) >= given.least_points else None
    reached = _reached(goal, now, slope, today)
    left_weeks = (goal.by - today).days / 7
    needed = (goal.target - now) / left_weeks if left_weeks > 0 else None
    behind = max(0.0, expected - progress)
    status: Status = "past" if today > goal.by else "off_track" if behind > given.off_track else "on_track"
    return _forecast(goal, status, "", today, now, progress, expected, behind, slope, reached, needed)


def _reached(goal: Goal, now: float, slope: float | None, today: date) -> date | None:
    if slope is None or slope * (goal.target - now) <= 0:
        return None
    weeks = (goal.target - now) / slope
    return today + timedelta(days=round(weeks * 7)) if weeks <= FARTHEST_WEEKS else None


def _forecast(
    goal: Goal, status: Status, why: str, today: date, now: float | None = None, progress: float | None = None,
    expected: float | None = None, behind: float = 0.0, slope: float | None = None, reached: date | None = None,
    needed: float | None = None,
) -> Forecast:  # fmt: skip
    text = _words(goal, status, why, now, progress, behind, slope, reached, needed)
    return Forecast(
        status, now, progress, expected, behind, slope, reached, needed, Reason(f"goal.{status}", text, SOURCE)
    )


def _words(
    goal: Goal, status: Status, why: str, now: float | None, progress: float | None, behind: float, slope: float | None,
    reached: date | None, needed: float | None,
) -> str:  # fmt: skip
    unit = f" {goal.unit}" if goal.unit else ""
    if status == "unknown" or now is None or progress is None:
        return f"{goal.name}: {why}."
    here = f"{goal.name}: {plain(now, 1)}{unit} of {plain(goal.target, 1)}{unit}"
    if status == "reached":
        return f"{here}: reached."
    told = [f"{here}, {plain(progress * 100, 0)} % of the way"]
    if status == "past":
        told.append(f"its date ({goal.by.isoformat()}) has passed")
    elif status == "off_track":
        told.append(f"{plain(behind * 100, 0)} % behind the calendar")
    if slope is not None:
        at = (
            f", there on {reached.isoformat()}"
            if reached is not None
            else ", away from it"
            if slope * (goal.target - now) < 0
            else ""
        )
        told.append(f"{'+' if slope >= 0 else '-'}{plain(abs(slope), 2)}{unit} a week{at}")
    if needed is not None and status == "off_track":
        told.append(
            f"{'+' if needed >= 0 else '-'}{plain(abs(needed), 2)}{unit} a week would be needed: move the date, or give it more weight"
        )
    return "; ".join(told) + "."
