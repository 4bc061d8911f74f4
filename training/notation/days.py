"""When it happened: the days that a message names, as the reader of times finds them."""

from dataclasses import dataclass
from datetime import date, timedelta

from training.when import Clock, Day as OneDay, Period, Unplaceable, mentions

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
            case Clock() if any(char.isalpha() for char in words):
                found[mention.start] = (None, mention.end)
            case _:
                pass
    return found


def _dates(period: Period) -> list[date]:
    if period.since is None or period.until is None:
        return []
    count = (period.until - period.since).days + 1
    return [period.since + timedelta(at) for at in range(count)] if count <= MOST_DAYS else []
