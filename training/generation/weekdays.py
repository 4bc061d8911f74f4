"""Which days of the week are trained on, and how many."""

from collections.abc import Sequence
from datetime import date
from itertools import combinations

from training.established.calendar import usual_weekdays
from training.program.limits import Limits
from training.program.trainee import Trainee

WEEK = 7


RESTED = 2
"""Days from one session to the next that leave a day free."""


def wanted_days(trainee: Trainee) -> int:
    """How many days a week are wanted: the number that was told, or what lifting and running come to.

    >>> from training.program.wish import Wish
    >>> wanted_days(Trainee(days=3)), wanted_days(Trainee(days=3, wish=Wish(lifting_days=2, running_days=3)))
    (3, 5)
    """
    wish = trainee.wish
    if wish.lifting_days is None or wish.running_days is None:
        return max(trainee.days, wish.lifting_days or 0, wish.running_days or 0)
    return min(WEEK, max(trainee.days, wish.lifting_days + wish.running_days))


def offsets_of(trainee: Trainee, limits: Limits, starts_on: date) -> tuple[int, ...]:
    """The days of a week that are trained on, counted from its first day.

    Of more weekdays than are needed the ones that lie best; minors never on two days in a row. Where lifting and running
    days are told apart, fewer weekdays than days are those of one of them: the others lie where it is best.

    >>> offsets_of(Trainee(days=3), Limits(), date(2026, 11, 25))
    (0, 2, 5)
    >>> from training.program.wish import Wish
    >>> offsets_of(Trainee(days=4, weekdays=(2,), wish=Wish(lifting_days=1, running_days=3)), Limits(), date(2026, 11, 23))
    (0, 2, 3, 5)
    """
    most = min(wanted_days(trainee), limits.most_days)
    weekdays = tuple(sorted(set(trainee.weekdays))) or usual_weekdays(most)
    told: frozenset[int] = frozenset()
    if len(weekdays) < most and trainee.wish.lifting_days and trainee.wish.running_days:
        told, weekdays = frozenset(weekdays), tuple(range(WEEK))
    for count in range(min(most, len(weekdays)), 0, -1):
        sets = [
            tuple(sorted((day - starts_on.weekday()) % WEEK for day in each))
            for each in combinations(weekdays, count)
            if told.issubset(each) or count < len(told)
        ]
        best = max(sets, key=lambda each: (sorted(gaps(each)), [-day for day in each]))
        if not limits.is_apart or count == 1 or min(gaps(best)) >= RESTED:
            return best
    return (0,)


def gaps(offsets: Sequence[int]) -> list[int]:
    """Days from each session to the next, around the week.

    >>> gaps((0, 1, 3, 4))
    [1, 2, 1, 3]
    """
    return [
        (after - before - 1) % WEEK + 1 for before, after in zip(offsets, [*offsets[1:], *offsets[:1]], strict=True)
    ]
