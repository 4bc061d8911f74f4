"""How regularly somebody trains: frequency, streaks, adherence by week (reference 2.1 and 8.3)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from training.volume import week_of


@dataclass(frozen=True, slots=True)
class Week:
    """One week of training. ``share`` is sessions done of the weekly target, at most 1, or ``None`` without a target."""

    monday: date
    sessions: int
    share: float | None


@dataclass(frozen=True, slots=True)
class Consistency:
    """Frequency and streaks. Streaks count weeks; the running week counts once its target is met, and never against."""

    weeks: tuple[Week, ...]
    per_week: float
    streak: int
    longest_streak: int
    adherence: float | None


def consistency(days: Iterable[date], today: date, since: date, target: int | None = None) -> Consistency:
    """Look at the weeks from ``since`` to ``today``; ``days`` are those with a workout, one entry per workout.

    A week is kept when it has at least ``target`` sessions, or any session without a target. The
    mean per week and adherence count finished weeks only (the running one too if it is the only one).
    """
    counts = Counter(week_of(day) for day in days if since <= day <= today)
    first, running = week_of(since), week_of(today)
    mondays = [first + timedelta(weeks=n) for n in range((running - first).days // 7 + 1)]
    weeks = tuple(
        Week(monday, counts[monday], None if not target else min(1.0, counts[monday] / target)) for monday in mondays
    )
    finished = weeks[:-1] or weeks
    kept = [week.sessions >= (target or 1) for week in weeks]
    streak = _run_at_end(kept if kept[-1] else kept[:-1])
    shares = [week.share for week in finished if week.share is not None]
    return Consistency(
        weeks=weeks,
        per_week=sum(week.sessions for week in finished) / len(finished),
        streak=streak,
        longest_streak=_longest_run(kept),
        adherence=sum(shares) / len(shares) if shares else None,
    )


def _run_at_end(kept: list[bool]) -> int:
    return next((n for n, each in enumerate(reversed(kept)) if not each), len(kept))


def _longest_run(kept: list[bool]) -> int:
    longest = run = 0
    for each in kept:
        run = run + 1 if each else 0
        longest = max(longest, run)
    return longest
