"""Periods as people name them: 'last 4 weeks', 'since June', 'in march', 'this week', '2026-03'."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from training.errors import Invalid

EVER = date(1900, 1, 1)
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "eight": 8,
    "ten": 10,
    "twelve": 12,
}
_COUNTED = re.compile(r"\b(\d{1,4}|" + "|".join(_NUMBERS) + r")\s*(days?|weeks?|wks?|months?|mos?|years?|yrs?)\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_ISO_MONTH = re.compile(r"\b(\d{4})-(\d{2})\b")
_MONTH_NAME = re.compile(
    r"\b(" + "|".join(f"{name[:3]}(?:{name[3:]}|t)?" for name in MONTHS) + r")\b\.?(?:\s+(\d{4}))?"
)
_NAME = re.compile(r"\b(?:" + "|".join((*MONTHS, *WEEKDAYS)) + r")\b")
_YEAR = re.compile(r"\b(20\d\d)\b")
_BEFORE = re.compile(r"\b(\d{1,4}|" + "|".join(_NUMBERS) + r")\s*weeks?\s+before\b")
_VAGUE = re.compile(r"\b(?:before (?=\w)|until now|spring|summer|autumn|fall|winter|half|quarter|q[1-4])\b")
"""Words that a guess would turn into some other period."""
_DAYS_AGO = re.compile(r"\b(\d{1,4}|" + "|".join(_NUMBERS) + r")\s*(days?|weeks?)\s+ago\b")


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``since`` to ``until``, both included, and how to say it."""

    since: date
    until: date
    words: str

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.until - self.since).days + 1


def read_period(words: str, today: date) -> Period:
    """Read a period. Raises ``Invalid`` with examples for what is none.

    >>> read_period("since june", date(2026, 11, 21)).since, read_period("last week", date(2026, 11, 21)).until
    (datetime.date(2026, 6, 1), datetime.date(2026, 11, 15))
    """
    text = " ".join(words.lower().split())
    if _VAGUE.search(text):
        raise Invalid(
            f"'{words[:60]}' is not clear enough. Say for example 'since June', 'March to May' or 'last 6 weeks'."
        )
    if re.search(r"\bago$", text):
        day = read_day(text, today)
        return Period(day, day, text)
    found = _open_ended(text, today) or _named(text, today) or _counted(text, today) or _calendar(text, today)
    if found is None:
        raise Invalid(
            f"'{words[:60]}' is no period I know. Say for example 'last 4 weeks', 'since June', 'in March', "
            "'this year' or '2026-01-01 to 2026-03-31'."
        )
    return replace(found, words=_NAME.sub(lambda name: name[0].capitalize(), found.words))


def read_day(words: str, today: date) -> date:
    """Read a day in the past or today: 'yesterday', 'tuesday', '3 days ago', '2026-11-18', '18 nov'.

    Raises ``Invalid`` for what is none.

    >>> read_day("tuesday", date(2026, 11, 21)), read_day("18 nov", date(2026, 11, 21))
    (datetime.date(2026, 11, 17), datetime.date(2026, 11, 18))
    """
    text = " ".join(words.lower().replace(",", " ").split())
    if text in ("today", "now", "this morning", "tonight", "this afternoon", "this evening"):
        return today
    if "day before yesterday" in text:
        return today - timedelta(days=2)
    if "yesterday" in text or text == "last night":
        return today - timedelta(days=1)
    if match := _DAYS_AGO.search(text):
        return today - timedelta(days=_number(match[1]) * (7 if match[2].startswith("week") else 1))
    for position, name in enumerate(WEEKDAYS):
        if re.search(rf"\b{name[:3]}(?:{name[3:]}|s|rs|urs|nes)?\b", text):
            back = (today.weekday() - position) % 7
            return today - timedelta(days=back or (7 if "last" in text else 0))
    day = _written_day(text, today)
    if day is None:
        raise Invalid(f"'{words[:60]}' is no day I know. Say for example 'yesterday', 'tuesday' or '2026-11-18'.")
    return day


def _open_ended(text: str, today: date) -> Period | None:
    if match := re.search(r"\b(?:since|from)\s+(.+?)(?:\s+(?:to|until|till|through)\s+(.+))?$", text):
        start = _start_of(match[1], today)
        end = _end_of(match[2], today) if match[2] else today
        return _period(start, end, match[0]) if start and end else None
    if match := re.search(r"\b(?:between )?(.+?)\s+(?:to|until|till|through|–|-|and)\s+(.+)$", text):
        start, end = _start_of(match[1], today), _end_of(match[2], today)
        return _period(start, end, text) if start and end else None
    return None


def _period(start: date, end: date, words: str) -> Period:
    if start > end:
        raise Invalid(f"'{words}' ends before it begins.")
    return Period(start, end, words)


def _named(text: str, today: date) -> Period | None:
    monday = today - timedelta(days=today.weekday())
    month = today.replace(day=1)
    if re.search(r"\b(ever|all time|all-time|always|overall|everything|so far|in total)\b", text):
        return Period(EVER, today, "all time")
    if "this week" in text:
        return Period(monday, today, "this week")
    if re.search(r"\b(last|previous|past) week\b", text):
        return Period(monday - timedelta(days=7), monday - timedelta(days=1), "last week")
    if "this month" in text:
        return Period(month, today, "this month")
    if re.search(r"\b(last|previous) month\b", text):
        before = month - timedelta(days=1)
        return Period(before.replace(day=1), before, "last month")
    if "this year" in text:
        return Period(date(today.year, 1, 1), today, "this year")
    if re.search(r"\b(last|previous) year\b", text):
        return Period(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31), "last year")
    if text in ("today", "yesterday"):
        day = today if text == "today" else today - timedelta(days=1)
        return Period(day, day, text)
    return None


def _counted(text: str, today: date) -> Period | None:
    if before := _BEFORE.search(text):  # the weeks before the last so many weeks
        weeks = _number(before[1])
        end = today - timedelta(weeks=weeks)
        return Period(end - timedelta(weeks=weeks) + timedelta(days=1), end, f"the {weeks} weeks before")
    match = _COUNTED.search(text)
    if match is None:
        found = re.search(r"\b(?:past|last) (month|year)\b", text)
        if found is None:
            return None
        count, unit = 1, found[1]
    else:
        count, unit = _number(match[1]), match[2]
    if count == 0:
        return None
    span = {"d": 1, "w": 7, "m": 30, "y": 365}[unit[0]] * count
    word = {"d": "day", "w": "week", "m": "month", "y": "year"}[unit[0]]
    words = f"the last {count} {word}s" if count > 1 else f"the last {word}"
    try:
        return Period(today - timedelta(days=span) + timedelta(days=1), today, words)
    except OverflowError:
        return Period(EVER, today, "all time")


def _calendar(text: str, today: date) -> Period | None:
    if _ISO.search(text) and (day := _written_day(text, today)) is not None:
        return Period(day, day, day.isoformat())
    start = _start_of(text, today)
    end = _end_of(text, today)
    return None if start is None or end is None else Period(start, min(end, today) if start <= today else end, text)


def _start_of(text: str, today: date) -> date | None:
    return _edge(text, today, last=False)


def _end_of(text: str, today: date) -> date | None:
    return _edge(text, today, last=True)


def _edge(text: str, today: date, *, last: bool) -> date | None:
    """The first or the last day of what is named: a day, a month, a year, a named period."""
    if (day := _written_day(text, today)) is not None:
        return day
    if match := _ISO_MONTH.search(text):
        return _of_month(int(match[1]), int(match[2]), last)
    if match := _MONTH_NAME.search(text):
        month = next(n for n, name in enumerate(MONTHS, 1) if name.startswith(match[1][:3]))
        year = int(match[2]) if match[2] else today.year - (month > today.month)
        return _of_month(year, month, last)
    if match := _YEAR.search(text):
        return date(int(match[1]), 12, 31) if last else date(int(match[1]), 1, 1)
    if text in ("today", "now"):
        return today
    if re.search(r"\bago\b|yesterday|" + "|".join(WEEKDAYS), text):
        return read_day(text, today)
    named = _named(text, today) or _counted(text, today)
    return None if named is None else (named.until if last else named.since)


def _of_month(year: int, month: int, last: bool) -> date | None:
    if not 1 <= month <= 12 or not 1900 <= year <= 2199:
        return None
    return date(year, month, monthrange(year, month)[1] if last else 1)


def _written_day(text: str, today: date) -> date | None:
    """A day with its number: ISO, '18 nov', 'nov 18th', '18.11.'."""
    try:
        if match := _ISO.search(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := re.search(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})?", text):
            return _latest(int(match[2]), int(match[1]), match[3], today)
        month = _MONTH_NAME.search(text)
        number = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", text)
        if month and number:
            which = next(n for n, name in enumerate(MONTHS, 1) if name.startswith(month[1][:3]))
            year = re.search(r"\b(\d{4})\b", text)
            return _latest(which, int(number[1]), year[1] if year else None, today)
    except ValueError:
        return None
    return None


def _latest(month: int, day: int, year: str | None, today: date) -> date:
    if year is not None:
        return date(int(year), month, day)
    this_year = date(today.year, month, day)
    return this_year if this_year <= today else date(today.year - 1, month, day)


def _number(word: str) -> int:
    return _NUMBERS[word] if word in _NUMBERS else int(word)
