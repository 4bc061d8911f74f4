"""Arithmetic of the calendar: weekdays, weeks, months and seasons around a day."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, date, timedelta

from training.period import Period
from training.when.values import Direction, UnitName

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""The month that each begins in, as meteorologists of the north count."""
YEARS_SEARCHED = 8
"""From one 29 February to the next at most."""


def weekday_near(anchor: date, weekday: int, direction: Direction) -> date:
    """The latest or the coming such day; the anchor itself counts.

    >>> weekday_near(date(2026, 11, 21), 0, "past"), weekday_near(date(2026, 11, 21), 0, "coming")
    (datetime.date(2026, 11, 16), datetime.date(2026, 11, 23))
    """
    if direction == "past":
        return moved(anchor, days=-((anchor.weekday() - weekday) % 7))
    return moved(anchor, days=(weekday - anchor.weekday()) % 7)


def moved(day: date, days: int) -> date:
    """A day so many days away, or the end of the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def months_on(day: date, months: int) -> date:
    """The same day so many months on, or the last of that month.

    >>> months_on(date(2026, 3, 31), -1)
    datetime.date(2026, 2, 28)
    """
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shifted(day: date, count: int, unit: UnitName) -> date:
    """A day so many units away."""
    if unit in ("month", "year"):
        return months_on(day, count * (12 if unit == "year" else 1))
    return moved(day, count * (7 if unit == "week" else 1))


def year_near(anchor: date, month: int, day: int, direction: Direction) -> date | None:
    """The latest or the coming day of that name, or ``None`` if no month has it.

    >>> year_near(date(2026, 11, 21), 12, 1, "past"), year_near(date(2026, 11, 21), 2, 30, "past")
    (datetime.date(2025, 12, 1), None)
    """
    for year in _years(anchor, direction):
        if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
            found = date(year, month, day)
            if found <= anchor if direction == "past" else found >= anchor:
                return found
    return None


def month_near(anchor: date, day: int, direction: Direction) -> date | None:
    """The latest or the coming day of that number: "the 31st" is in a month that has one."""
    for count in range(4):
        first = months_on(anchor.replace(day=1), -count if direction == "past" else count)
        if 1 <= day <= monthrange(first.year, first.month)[1]:
            found = first.replace(day=day)
            if found <= anchor if direction == "past" else found >= anchor:
                return found
    return None


def _years(anchor: date, direction: Direction) -> Iterator[int]:
    step = -1 if direction == "past" else 1
    for count in range(YEARS_SEARCHED + 1):
        if MINYEAR <= anchor.year + step * count <= MAXYEAR:
            yield anchor.year + step * count


def month_of(year: int, month: int) -> Period:
    """A whole month."""
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "")


def year_of(year: int) -> Period:
    """A whole year."""
    return Period(date(year, 1, 1), date(year, 12, 31), "")


def season_of(year: int, name: str) -> Period:
    """A season, named by the year in which it begins.

    >>> season_of(2025, "winter").until
    datetime.date(2026, 2, 28)
    """
    first = date(year, SEASONS[name], 1)
    return Period(first, moved(months_on(first, 3), -1), "")


def unit_around(day: date, unit: UnitName, offset: int) -> Period:
    """The calendar week, month or year that a day lies in, or one ``offset`` units away.

    >>> unit_around(date(2026, 11, 21), "week", -1).since
    datetime.date(2026, 11, 9)
    """
    if unit == "day":
        there = moved(day, offset)
        return Period(there, there, "")
    if unit == "week":
        monday = moved(day, 7 * offset - day.weekday())
        return Period(monday, moved(monday, 6), "")
    there = shifted(day.replace(day=1), offset, unit)
    return year_of(there.year) if unit == "year" else month_of(there.year, there.month)


def third_of(period: Period, which: str) -> Period:
    """The start, the middle or the end of a period, a third each."""
    third = max(1, period.days // 3)
    if which == "start":
        return Period(period.since, moved(period.since, third - 1), "")
    if which == "end":
        return Period(moved(period.until, 1 - third), period.until, "")
    return Period(moved(period.since, third), moved(period.until, -third), "")


def easter(year: int) -> date:
    """Easter Sunday of a year of the Gregorian calendar (Meeus, Jones and Butcher's rule: Meeus, Astronomical Algorithms, 1991, ch. 8).

    >>> easter(2026).isoformat(), easter(2027).isoformat()
    ('2026-04-05', '2027-03-28')
    """
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)
