"""Missed sessions: slide, merge, go by priority, repeat the week, or come back as after a gap (reference 8.2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from training.coaching import Rules, rules
from training.program.plan import Item, Reason, Session
from training.units import plain

SOURCE = "Reference 8.2"
Action = Literal["none", "slide", "merge", "priority", "repeat_week", "gap"]


class MissedRules(Rules):
    """The section ``[missed]``."""

    spacing_days: int
    merge_sets: int
    most_day: float
    repeat_below: float
    gap_from: int


@dataclass(frozen=True, slots=True)
class Missed:
    """What becomes of missed sessions."""

    action: Action
    day: date | None
    """Where the missed session slides to."""
    reason: Reason

    def __str__(self) -> str:
        return self.reason.text


def missed(
    count: int, today: date, *, upcoming: Iterable[date] = (), done: Iterable[date] = (), set_share: float | None = None,
    days_off: int = 0, week_is_over: bool = False,
) -> Missed:  # fmt: skip
    """What to do about so many sessions missed in a week.

    ``upcoming`` and ``done`` are days with sessions; ``set_share`` the part of the week's sets that was done.

    >>> day = date(2026, 11, 24)
    >>> missed(1, day, upcoming=[date(2026, 11, 26)]).day, missed(1, day, upcoming=[date(2026, 11, 25)]).action
    (datetime.date(2026, 11, 24), 'merge')
    """
    given = rules("missed", MissedRules)
    if count == 0:
        return _decision("none", None, "Nothing was missed.")
    if days_off >= given.gap_from:
        return _decision("gap", None, f"{days_off} days without training: come back as after a gap, no make-ups.")
    if week_is_over and set_share is not None and set_share < given.repeat_below:
        return _decision(
            "repeat_week", None, f"{plain(set_share * 100, 0)} % of the week's sets were done: the week repeats."
        )
    if count == 1:
        ahead = [each for each in upcoming if each >= today]
        day = slot(today, ahead, done, until=min(ahead, default=None))
        if day is not None:
            when = "today" if day == today else f"on {day.isoformat()}"
            return _decision("slide", day, f"One session missed: do it {when}, a day clear of the others.")
        return _decision(
            "merge",
            None,
            f"One session missed and no free day: its main lift ({given.merge_sets} sets) joins the next one.",
        )
    return _decision("priority", None, f"{count} sessions missed: the most important one that is left, no make-ups.")


def slot(today: date, upcoming: Iterable[date], done: Iterable[date] = (), *, until: date | None = None) -> date | None:
    """The first day of the week with nothing on it, the day before or the day after; ``None`` without one."""
    spacing = rules("missed", MissedRules).spacing_days
    taken = {*upcoming, *done}
    last = until or today + timedelta(days=6 - today.weekday())
    day = today
    while day <= last:
        near = {day + timedelta(days=off) for off in range(-spacing, spacing + 1)}
        if not near & taken:
            return day
        day += timedelta(days=1)
    return None


def merged(following: Session, lost: Session, reason: Reason) -> Session:
    """The next session with the main lift of the missed one: three sets at most, and no day above 120 % of its sets.

    Without room, or when the lift is there already, nothing is added.
    """
    given = rules("missed", MissedRules)
    main = next((item for item in lost.items if item.role == "main"), None)
    if main is None or any(item.exercise == main.exercise for item in following.items):
        return following
    sets = sum(len(item.work) for item in following.items if item.role in ("main", "accessory"))
    room = min(given.merge_sets, len(main.work), int(sets * given.most_day) - sets)
    if room < 1:
        return following
    joined = replace(main.with_work(main.work[:room]), reasons=(*main.reasons, reason))
    return replace(following, items=_after_main(following.items, joined), reasons=(*following.reasons, reason))


def by_priority(left: Sequence[Session], priorities: Sequence[str]) -> Session | None:
    """The session that matters most of those that are left: the one with a priority lift, else the first."""
    for wanted in priorities:
        for each in left:
            if any(item.exercise == wanted for item in each.items):
                return each
    return left[0] if left else None


def _after_main(items: Sequence[Item], joined: Item) -> tuple[Item, ...]:
    place = max((index for index, item in enumerate(items) if item.role == "main"), default=-1) + 1
    return (*items[:place], joined, *items[place:])


def _decision(action: Action, day: date | None, text: str) -> Missed:
    return Missed(action, day, Reason(f"missed.{action}", text, SOURCE))
