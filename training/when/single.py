"""The one day or the one period that words name, for a tool that needs exactly one; anything else is ``Invalid``."""

from datetime import date

from training.errors import Invalid
from training.period import EVER, Period
from training.when.calendar import moved
from training.when.reader import mentions
from training.when.values import Day, Direction, Duration, Unplaceable, Value

SHOWN = 60
"""Characters of the words that an error repeats."""
LONGEST = 366 * 150
"""Days of a duration that is taken for a period that ends today."""


def read_day(words: str, today: date, direction: Direction = "past") -> date:
    """The day that words name. Raises ``Invalid`` if they name none, several, a stretch of days or an open one.

    >>> read_day("monday last week", date(2026, 11, 21)), read_day("monday", date(2026, 11, 21), "coming")
    (datetime.date(2026, 11, 9), datetime.date(2026, 11, 23))
    """
    placed = _placed(words, today, direction)
    dated = [value for value in placed if not isinstance(value, Duration)]
    days = {day for day in map(_day_of, dated) if day is not None}
    if len(days) > 1 or any(_day_of(value) is None for value in dated):
        raise Invalid(f"'{words[:SHOWN]}' is more than one day. Say which one, for example '2026-11-18'.")
    if not days:
        raise Invalid(f"'{words[:SHOWN]}' is no day I know. Say for example 'yesterday', 'tuesday' or '2026-11-18'.")
    return days.pop()


def read_start(words: str, today: date, direction: Direction = "coming") -> date:
    """The day that words name, or the first of the days: "next week" begins on Monday. Raises ``Invalid``.

    >>> read_start("june", date(2026, 11, 21)), read_start("friday", date(2026, 11, 21))
    (datetime.date(2027, 6, 1), datetime.date(2026, 11, 27))
    """
    starts = {_start_of(value) for value in _placed(words, today, direction) if not isinstance(value, Duration)}
    if len(starts) > 1:
        raise Invalid(f"'{words[:SHOWN]}' is more than one day. Say which one, for example '2026-11-18'.")
    start = starts.pop() if starts else None
    if start is None:
        raise Invalid(f"'{words[:SHOWN]}' is no day I know. Say for example 'tomorrow', 'friday' or '2026-11-18'.")
    return start


def read_period(words: str, today: date, direction: Direction = "past") -> Period:
    """The period that words name; so long ("4 weeks") is as long up to today. Raises ``Invalid``.

    >>> read_period("since june", date(2026, 11, 21)).since, read_period("4 weeks", date(2026, 11, 21)).since
    (datetime.date(2026, 6, 1), datetime.date(2026, 10, 25))
    """
    placed = _placed(words, today, direction)
    periods = {period_of(value, today, words) for value in placed if not isinstance(value, Duration)}
    found = periods or {period_of(value, today, words) for value in placed}
    known = [period for period in found if period is not None]
    if len(known) > 1:
        raise Invalid(f"'{words[:SHOWN]}' is more than one period. Ask for one at a time.")
    if not known:
        raise Invalid(
            f"'{words[:SHOWN]}' is no period I know. Say for example 'last 4 weeks', 'since June', 'in March', "
            "'this year' or '2026-01-01 to 2026-03-31'."
        )
    return known[0]


def period_of(value: Value, today: date, words: str) -> Period | None:
    """A value as the days from and to, if it is a day, a period, or so long up to today."""
    if isinstance(value, Period):
        return value
    if isinstance(value, Day):
        return Period(value.date, value.date, words)
    if isinstance(value, Duration) and 1 <= value.days <= LONGEST:
        return Period(max(EVER, moved(today, 1 - round(value.days))), today, words)
    return None


def _placed(words: str, today: date, direction: Direction) -> list[Value]:
    """The days, periods and durations that words name, if none of them is open."""
    values = [mention.value for mention in mentions(words, today, direction)]
    for value in values:
        if isinstance(value, Unplaceable):
            raise Invalid(f"'{words[:SHOWN]}' is not clear enough: {value.reason}. {_which(value)}")
    return [value for value in values if isinstance(value, Day | Period | Duration)]


def _which(value: Unplaceable) -> str:
    if not value.choices:
        return "Say the date, for example '2026-11-18'."
    return f"Say {' or '.join(choice.isoformat() for choice in value.choices)}."


def _start_of(value: Value) -> date | None:
    return value.since if isinstance(value, Period) else _day_of(value)


def _day_of(value: Value) -> date | None:
    if isinstance(value, Period):
        return value.since if value.days == 1 else None
    return value.date if isinstance(value, Day) else None
