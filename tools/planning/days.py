"""Days that are still to come, as people name them."""

import re
from datetime import date, timedelta

from training.errors import Invalid
from training.period import MONTHS, WEEKDAYS, read_day

_AHEAD = re.compile(r"\bin (?:about )?(\d{1,3}|a|an|one|two|three|four|six|eight|ten|twelve) (day|week|month|year)s?\b")
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "six": 6, "eight": 8, "ten": 10, "twelve": 12}
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}|\d")
_NAMES = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS)
_MONTH = re.compile(rf"^(?:the )?(?:start of |beginning of |by )*({_NAMES})(?: (20\d\d))?$")


def read_future(words: str, today: date) -> date:
    """A day that is still to come. Raises ``Invalid``.

    >>> today = date(2026, 11, 21)
    >>> read_future("monday", today), read_future("next week", today), read_future("june", today)
    (datetime.date(2026, 11, 23), datetime.date(2026, 11, 23), datetime.date(2027, 6, 1))
    >>> read_future("1 june", today), read_future("in 12 weeks", today), read_future("2027-02-01", today)
    (datetime.date(2027, 6, 1), datetime.date(2027, 2, 13), datetime.date(2027, 2, 1))
    """
    text = " ".join(words.lower().replace("on ", "").split())
    if text in ("today", "now", "tonight"):
        return today
    if text == "tomorrow":
        return today + timedelta(days=1)
    if text == "next week":
        return today + timedelta(days=7 - today.weekday())
    if found := _AHEAD.search(text):
        count = _COUNTS.get(found[1]) or int(found[1])
        return today + timedelta(days=count * _DAYS[found[2]])
    if found := _MONTH.match(text):
        month = next(n for n, name in enumerate(MONTHS, 1) if name.startswith(found[1][:3]))
        year = int(found[2]) if found[2] else today.year + (month <= today.month)
        return date(year, month, 1)
    day = _weekday(text, today) or read_day(text, today)
    if day < today and _WRITTEN.search(text):
        return _next_year(day) if not re.search(r"\b20\d\d\b", text) else day
    while day < today:
        day += timedelta(days=7)
    return day


def _weekday(text: str, today: date) -> date | None:
    """The coming day of that name; 'next monday' is one of next week."""
    found = re.fullmatch(r"(?:this |coming |(next) )?(" + "|".join(f"{name[:3]}\\w*" for name in WEEKDAYS) + ")", text)
    if found is None:
        return None
    number = next(n for n, name in enumerate(WEEKDAYS) if name.startswith(found[2][:3]))
    if not WEEKDAYS[number].startswith(found[2].rstrip("s")) and found[2] not in ("tues", "thurs", "thur", "weds"):
        return None
    if found[1]:
        return today + timedelta(days=7 - today.weekday() + number)
    return today + timedelta(days=(number - today.weekday()) % 7)


def _next_year(day: date) -> date:
    if (day.month, day.day) == (2, 29):
        raise Invalid("The 29th of February comes only in leap years; name another day.")
    return day.replace(year=day.year + 1)
