"""When it happened: the days that a message names, as the reader of times finds them."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from training.when import Clock, Period, Unplaceable, mentions
from training.when import Day as OneDay

_BARE = re.compile(r"\s*(\d{1,2}/\d{1,2})(?=:| ?$|,| [a-z(])(?! (?:kg|lb|lbs|reps|pain|@|at|with|for|x)\b)")
"""A message that begins with 3/4: a date where no sets can be meant."""
_OF_DAY = re.compile(r"am\b|pm\b|o'clock|uhr|noon|midnight")
MOST_DAYS = 7
"""A longer period says nothing of which day it was."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day that was named: one date, or several when the words fit several."""

    dates: tuple[date, ...]
    words: str


def days_in(text: str, today: date) -> dict[int, tuple[Day | None, int]]:
    """The days of a text by where they start, each with where it ends; ``None`` is a time of day."""
    found: dict[int, tuple[Day | None, int]] = {}
    bare = _BARE.match(text)
    for mention in mentions(f"on {bare[1]}", today, "past") if bare else ():
        choices = mention.value.choices if isinstance(mention.value, Unplaceable) else ()
        dates = (mention.value.date,) if isinstance(mention.value, OneDay) else choices
        if bare and dates:
            found[bare.start(1)] = (Day(dates, bare[1]), bare.end(1))
    for mention in mentions(text, today, "past"):
        words = text[mention.start : mention.end]
        said = words.strip().removeprefix("on ")
        match mention.value:
            case OneDay(day):
                found[mention.start] = (Day((day,), said), mention.end)
            case Unplaceable(_, choices) if choices:
                found[mention.start] = (Day(choices, said), mention.end)
            case Period() as period:
                dates = tuple(_dates(period))
                if dates:
                    found[mention.start] = (Day(dates, said), mention.end)
            case Clock() if _OF_DAY.search(words):
                found[mention.start] = (None, mention.end)
            case _:
                pass
    return found


def _dates(period: Period) -> list[date]:
    if period.since is None or period.until is None:
        return []
    count = (period.until - period.since).days + 1
    return [period.since + timedelta(at) for at in range(count)] if count <= MOST_DAYS else []
