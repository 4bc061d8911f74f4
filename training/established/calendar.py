"""The days of a program: which weekdays, from when, for how long."""

from datetime import date, timedelta

from training.coaching import Rules, rules
from training.errors import Invalid


class CalendarRules(Rules):
    """The section ``[calendar]``: the weekdays by days a week, as spacing wants them (reference 4.2)."""

    weekdays: tuple[tuple[int, ...], ...]


def usual_weekdays(days: int) -> tuple[int, ...]:
    """The weekdays (Monday 0) for so many days a week.

    >>> usual_weekdays(3), usual_weekdays(4)
    ((0, 2, 4), (0, 1, 3, 4))
    """
    given = rules("calendar", CalendarRules).weekdays
    if not 1 <= days <= len(given):
        raise Invalid(f"A week has 1 to 7 days to train on, not {days}.")
    return given[days - 1]


def dates(starts_on: date, weekdays: tuple[int, ...], count: int) -> tuple[date, ...]:
    """The first so many training days from a day on.

    >>> dates(date(2026, 11, 25), (0, 2, 4), 3)
    (datetime.date(2026, 11, 25), datetime.date(2026, 11, 27), datetime.date(2026, 11, 30))
    """
    found: list[date] = []
    day = starts_on
    while len(found) < count:
        if day.weekday() in weekdays:
            found.append(day)
        day += timedelta(days=1)
    return tuple(found)


def week_of(day: date, starts_on: date) -> int:
    """The week of a program that a day is in, counted from 1.

    >>> week_of(date(2026, 12, 2), date(2026, 11, 25))
    2
    """
    return (day - starts_on).days // 7 + 1
