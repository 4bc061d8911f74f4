"""Dates in digits: 2026-11-12, 12/11/2026, 12.11., and a lone 3/4 where something shows that it is a day."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from training.period import MONTHS
from training.when.calendar import month_near, month_of, year_near
from training.when.grammar import Made, Match, Piece, Placed, Rule, When
from training.when.values import Day, Direction, Unplaceable

_WRITTEN = re.compile(r"(\d{1,4})([./–-])(\d{1,2})\2(\d{1,4})")
_LONGEST = 9
"""Digits of a number. No count of anything here has more."""
_LEADS = frozenset(("on", "for", "since", "until", "by", "from", "to", "between", "weekday", "before", "after", "of"))
FRACTIONS = frozenset(((1, 2), (1, 3), (2, 3), (1, 4), (3, 4)))


@lru_cache(maxsize=4096)
def senses_of(text: str) -> Mapping[str, object]:
    """What a token that begins with a digit may mean.

    >>> senses_of("12.11"), senses_of("18:30"), senses_of("5x5")
    ({'number': 12.11, 'dotted': (12, 11)}, {'hm': (18, 30)}, {})
    """
    if text.isdecimal():
        return _whole(text)
    parts = re.split(r"[.,:/–-]", text)
    if any(len(part) > 4 or not part.isdecimal() for part in parts):
        return {}
    numbers = [int(part) for part in parts]
    if len(parts) == 3:
        return {"written": text} if _WRITTEN.fullmatch(text) else {}
    if len(parts) != 2:
        return {}
    sign = text[len(parts[0])]
    if sign == "/":
        return {"slashed": (numbers[0], numbers[1])} if max(map(len, parts)) <= 2 else {}
    if sign == ":":
        return {"hm": (numbers[0], numbers[1])} if len(parts[1]) == 2 and numbers[0] < 24 and numbers[1] < 60 else {}
    if sign in "-–":
        return {"yearmonth": (numbers[0], numbers[1])}
    senses: dict[str, object] = {"number": float(f"{parts[0]}.{parts[1]}")}
    if sign == "." and max(map(len, parts)) <= 2:
        senses["dotted"] = (numbers[0], numbers[1])
    return senses


def _whole(text: str) -> dict[str, object]:
    if len(text) > _LONGEST:
        return {}
    value = int(text)
    senses: dict[str, object] = {"number": value, "digits": value}
    if len(text) == 4 and 1900 <= value <= 2199:
        senses["year"] = value
    return senses


def leads(piece: Piece | None) -> bool:
    """Whether a day is expected after this piece."""
    return piece is not None and not _LEADS.isdisjoint(piece.senses)


def _begins_line(piece: Piece | None) -> bool:
    return piece is None or piece.text == "\n"


def dated(month: int, day: int, year: int | None = None) -> Made:
    """The day of that number and month, in the year that fits if none is named."""
    name = f"{MONTHS[month - 1].capitalize()} {year or ''}".strip()

    def place(anchor: date, direction: Direction) -> Placed:
        found = _date(year, month, day) if year is not None else year_near(anchor, month, day, direction)
        return Unplaceable(f"there is no {day} {name}") if found is None else Day(found)

    return "dated", When(place)


def nth_when(day: int) -> When:
    """The day of that number in the latest or the coming month that has it."""

    def place(anchor: date, direction: Direction) -> Placed:
        found = month_near(anchor, day, direction)
        return Unplaceable(f"no month has a day {day}") if found is None else Day(found)

    return When(place)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _one_of(match: Match, dates: Iterable[date | None], words: str) -> Made | None:
    """The only day that it can be, or all of them for the athlete to choose from."""
    valid = list(dict.fromkeys(day for day in dates if day is not None))
    if not valid:
        return None
    if len(valid) > 1 and match.now.day_first is not None:
        return "dated", When.fixed(Day(valid[0 if match.now.day_first else 1]))
    likely = [day for day in valid if (day <= match.now.today) == (match.now.direction == "past")] or valid
    if len(likely) == 1:
        return "dated", When.fixed(Day(likely[0]))
    return "dated", When.fixed(Unplaceable(f"{words} can be two days", tuple(sorted(likely))))


def _written(match: Match) -> Made | None:
    text = match.get("written", str)
    parts = _WRITTEN.fullmatch(text)
    if parts is None:
        return None
    first, sign, second, third = parts[1], parts[2], int(parts[3]), parts[4]
    if len(first) == 4 and len(third) <= 2:
        iso = _date(int(first), second, int(third))
        value: Placed = Unplaceable(f"there is no {text}") if iso is None else Day(iso)
        return ("dated", When.fixed(value)) if 1900 <= int(first) <= 2199 else None
    if len(first) > 2 or len(third) not in (2, 4):
        return None
    year = int(third) + (2000 if len(third) == 2 else 0)
    day_month = _date(year, second, int(first))
    month_day = None if sign == "." else _date(year, int(first), second)
    is_certain = len(third) == 4 or match.has("on") or leads(match.before)
    if not is_certain and (year not in (match.now.today.year, match.now.today.year - 1) or match.counts_things):
        return None
    if len(third) == 2 and sign not in "./" and not (match.has("on") or leads(match.before)):
        return None
    made = _one_of(match, (day_month, month_day), text)
    if made is None and len(third) == 4 and 1900 <= year <= 2199:
        return "dated", When.fixed(Unplaceable(f"there is no {text}"))
    return made


def _slashed(match: Match) -> Made | None:
    first, second = match.get("slashed", tuple)
    if match.counts_things or not _is_day(match, first, second):
        return None
    now = match.now
    dates = [year_near(now.today, month, day, now.direction) for day, month in ((first, second), (second, first))]
    made = _one_of(match, dates, f"{first}/{second}")
    if made is None and match.has("on"):
        return "dated", When.fixed(Unplaceable(f"there is no {first}/{second}"))
    return made


def _is_day(match: Match, first: int, second: int) -> bool:
    """Whether something shows that a fraction is a day."""
    if match.has("on") or leads(match.before):
        return True
    after = match.after
    if not _begins_line(match.before) or (after is not None and "unit" in after.senses):
        return False
    if after is not None and after.text == ":":
        return True
    is_open = second == 10 or (first, second) in FRACTIONS
    return max(first, second) > 12 if after is None or after.text == "\n" else not is_open


def _dotted(match: Match) -> Made | None:
    day, month = match.get("dotted", tuple)
    piece = match.pieces("dotted")[0]
    point = match.pieces(".")
    is_led = match.has("on") or leads(match.before)
    if match.counts_things or not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    two_digits = len(piece.text.split(".")[1]) == 2
    if point and not point[0].glued:
        return None
    if point and (two_digits or is_led or (_begins_line(match.before) and match.after is not None)):
        return dated(month, day)
    return dated(month, day) if is_led and two_digits else None


def _month(match: Match) -> Made | None:
    year, month = match.get("yearmonth", tuple)
    return ("dated", When.fixed(month_of(year, month))) if 1900 <= year <= 2199 and 1 <= month <= 12 else None


def _foreign_day(match: Match) -> Made | None:
    """A bare number after an article that stands before days: "el 20", "am 20."."""
    day, language = match.whole("digits"), match.language("on")
    if day is None or not 1 <= day <= 31 or match.counts_things or language == "en":
        return None
    point = match.pieces(".")
    if (language == "de") != bool(point) or (point and not point[0].glued):
        return None
    if match.after is not None and not ({"unit", "count", "per"}.isdisjoint(match.after.senses)):
        return None
    return "dated", nth_when(day)


RULES = (
    Rule("on? the? written", _written),
    Rule("on? the? slashed", _slashed),
    Rule("on? the? dotted", _dotted),
    Rule("on? the? dotted .", _dotted),
    Rule("yearmonth", _month),
    Rule("on digits", _foreign_day),
    Rule("on digits .", _foreign_day),
)
