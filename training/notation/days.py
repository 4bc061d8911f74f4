"""When it happened: a day named in a line."""

# ruff: noqa: E501 - a pattern is read best in one line
import re
from dataclasses import dataclass
from datetime import date, timedelta

from training.notation.numerals import NUMBER, value_of
from training.notation.words import words

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

MAX_DAYS_AGO = 3660
"""Longer ago is no training diary."""

_DAY = r"(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?\b"
_MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
_ON = r"(?:on |back on |this past |was )?(?:the )?"
_PARTS = r"(?:'?s)?(?: (?:morning|afternoon|evening|night|lunchtime|lunch))?"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<before>(?:the )?day before yesterday)\b{_PARTS}",
        rf"(?P<yesterday>yesterday|last night|gestern)\b{_PARTS}",
        r"(?P<today>today|tonight|this (?:morning|afternoon|evening)|earlier today|heute|just now)\b(?:'s)?",
        r"(?P<tomorrow>tomorrow)\b(?:'s)?(?: (?:morning|afternoon|evening))?",
        rf"{NUMBER} (?P<ago>days?|weeks?|nights?) ago\b",
        r"(?P<aweek>a week ago)(?: today)?\b",
        rf"{_ON}(?P<last>last |next |this )?{_DAY}{_PARTS}(?P<before_week>,? (?:of )?last week)?",
        rf"(?P<before_week>last week)(?:'s)?,? (?:on )?{_DAY}",
        r"(?P<whole_week>(?:some ?time )?last week)\b",
        rf"{_ON}(?P<iso>\d{{4}}-\d\d-\d\d)(?!\d)",
        rf"{_ON}(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)? ?(?:of )?{_MONTH}\.?(?:,? ?(?P<year>\d{{4}})\b)?",
        rf"{_ON}{_MONTH}\.? ?(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?! ?(?:x|kg|lb|reps|sets|min|km|@))(?:,? ?(?P<year>20\d\d)\b)?",
        rf"{_ON}(?P<day>\d{{1,2}})\.(?P<number>\d{{1,2}})\.(?P<year>\d{{4}}|\d{{2}})?(?!\d)",
        r"(?P<on>on (?:the )?)(?P<first>\d{1,2})/(?P<second>\d{1,2})(?:/(?P<year>\d{4}|\d{2}))?(?![\d/])",
        r"(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4}|\d{2})(?![\d/])",
        r"(?P<first>\d{1,2})/(?P<second>\d{1,2})(?=:| ?$|,| [a-z(])(?! (?:kg|lb|lbs|reps|pain|@|at|with)\b)(?! ?x ?\d)",
    )
)
_DATED = re.compile(
    r"\d{4}-\d|\d{1,2}[./]\d|\d{1,9} (?:days?|weeks?|nights?) "
    r"|\d{1,2}(?:st|nd|rd|th|\.)? ?(?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)
_FIRST_WORDS = words(
    "the day yesterday last gestern today tonight this earlier heute just tomorrow a on back was mon monday tue tues "
    "tuesday wed weds wednesday thu thur thurs thursday fri friday sat saturday sun sunday next one two three four "
    "five six seven eight nine ten jan feb mar apr may jun jul aug sep sept oct nov dec january february march april "
    "june july august september october november december mondays tuesdays wednesdays thursdays fridays saturdays "
    "sundays"
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day that was named: one date, or several when the words fit several."""

    dates: tuple[date, ...]
    words: str


def may_begin_day(word: str, is_number: bool) -> bool:
    """Whether a day may begin with this token: a cheap look."""
    return is_number or word in _FIRST_WORDS


def _may_be_day(line: str, start: int) -> bool:
    """Whether what stands at ``start`` is no number, or one with something of a date after it."""
    return not line[start : start + 1].isdecimal() or _DATED.match(line, start) is not None


def day_at(line: str, start: int, today: date, bare: bool) -> tuple[Day, int] | None:
    """The day named at ``start`` of a line, and where its words end.

    ``bare``: nothing stands before it, so that a lone "3/4" may be a day.
    """
    if not _may_be_day(line, start):
        return None
    for pattern in _PATTERNS:
        match = pattern.match(line, start)
        if match is None:
            continue
        groups = match.groupdict()
        if "first" in groups and not bare and not groups.get("on") and not groups.get("year"):
            continue
        dates = _dates(match, groups, today)
        if dates:
            return Day(dates, match.group().strip().removeprefix("on ")), match.end()
    return None


def _dates(match: re.Match[str], groups: dict[str, str | None], today: date) -> tuple[date, ...]:
    if groups.get("before"):
        return (today - timedelta(2),)
    if groups.get("yesterday"):
        return (today - timedelta(1),)
    if groups.get("today"):
        return (today,)
    if groups.get("tomorrow"):
        return (today + timedelta(1),)
    if groups.get("aweek"):
        return (today - timedelta(7),)
    if ago := groups.get("ago"):
        days = int(value_of(match[1])) * (7 if ago[0] == "w" else 1)
        return (today - timedelta(days),) if days <= MAX_DAYS_AGO else ()
    monday = today - timedelta(today.weekday() + 7)
    if groups.get("whole_week"):
        return tuple(monday + timedelta(each) for each in range(7))
    if (weekday := groups.get("weekday")) and groups.get("before_week"):
        return (monday + timedelta(next(at for at, day in enumerate(WEEKDAYS) if day.startswith(weekday[:3]))),)
    if weekday:
        return (_weekday(weekday, groups.get("last"), today),)
    if iso := groups.get("iso"):
        return _calendar(iso[:4], int(iso[5:7]), int(iso[8:]), today)
    if month := groups.get("month"):
        return _calendar(groups.get("year"), MONTHS.index(month[:3]) + 1, int(groups["day"] or 0), today)
    if number := groups.get("number"):
        return _calendar(groups.get("year"), int(number), int(groups["day"] or 0), today)
    first, second, year = int(groups["first"] or 0), int(groups["second"] or 0), groups.get("year")
    both = _calendar(year, second, first, today) + _calendar(year, first, second, today)
    past = tuple(dict.fromkeys(day for day in both if day <= today))
    return past or tuple(dict.fromkeys(both))


def _weekday(name: str, which: str | None, today: date) -> date:
    """The latest such day: today counts unless it was "last"; "next" is to come."""
    index = next(place for place, day in enumerate(WEEKDAYS) if day.startswith(name[:3]))
    back = (today.weekday() - index) % 7
    if which == "next ":
        return today + timedelta(7 - back)
    return today - timedelta(back or (7 if which == "last " else 0))


def _calendar(year: str | None, month: int, day: int, today: date) -> tuple[date, ...]:
    """The date, or none if there is no such day. Without a year: this one, or the last if that was lately."""
    try:
        if year:
            return (date(int(year) + (2000 if len(year) == 2 else 0), month, day),)
        this = date(today.year, month, day)
        if this > today and (before := date(today.year - 1, month, day)) >= today - timedelta(200):
            return (before,)
        return (this,)
    except ValueError:
        return ()
