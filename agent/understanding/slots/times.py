"""Slots that are filled with days and periods, as ISO: every tool reads that."""

import re
from datetime import timedelta

from agent.understanding.words import Words, period_words
from training.when import Day, Duration, Period


def past_day(words: Words) -> str | None:
    """The day of a workout or a number that is there already; today need not be said."""
    day = words.day()
    return None if day is None or (words.situation.today and day == words.situation.today.isoformat()) else day


def shown_day(words: Words) -> str | None:
    """A day that is looked at; "and the friday before" and the like are the nearest."""
    return words.day() or ("today" if words.has("today", "just now") else None)


def coming_day(words: Words) -> str | None:
    """A day ahead; today need not be said."""
    day = words.day(coming=True)
    return None if day is None or (words.situation.today and day == words.situation.today.isoformat()) else day


skipped_day = coming_day


def period(words: Words) -> str | None:
    """A stretch of days behind."""
    return words.period


def first_period(words: Words) -> str | None:
    """The earlier of two periods that are compared."""
    return _said(_in_order(words)[0]) if len(words.periods) > 1 else _alone(words, 1)


def second_period(words: Words) -> str | None:
    """The later of them: where only one is named, the one that is under way or the one before it."""
    return _said(_in_order(words)[1]) if len(words.periods) > 1 else _alone(words, 0)


def _said(period: Period) -> str:
    """A period in the words that it was named by, which the answer repeats; without any as every tool reads it."""
    return period.words.lower() or period_words(period)


def _in_order(words: Words) -> list[Period]:
    return sorted(words.periods[:2], key=lambda each: each.since)


def _alone(words: Words, place: int) -> str | None:
    """One period and the one of its kind before it: "this month" with the last, "last week" with this."""
    if len(words.periods) != 1:
        return None
    text = words.periods[0].words.lower()
    for unit in ("week", "month", "year"):
        if unit in text:
            return (f"this {unit}", f"last {unit}")[place]
    return None


def starts(words: Words) -> str | None:
    """When a program begins: the day behind 'from' or 'start'."""
    found = re.search(
        r"\b(?:from|start\w*|begin\w*|commenc\w*|as of)\b(?: (?:on|from|the|next))?(.*)$",
        words.said,
        re.IGNORECASE | re.DOTALL,
    )
    if found is None:
        return None
    behind = Words(found[1], words.situation)
    first = next((each.value for each in behind.coming_times if isinstance(each.value, Day | Period)), None)
    return None if first is None else _start(first)


def _start(value: Day | Period) -> str:
    return (value.date if isinstance(value, Day) else value.since).isoformat()


def by_day(words: Words) -> str | None:
    """By when a goal is to be reached: the last day of what is named."""
    for each in words.coming_times:
        if isinstance(each.value, Day):
            return each.value.date.isoformat()
        if isinstance(each.value, Period):
            return each.value.until.isoformat()
    return None


def since_day(words: Words) -> str | None:
    """Since when."""
    for each in words.times:
        if isinstance(each.value, Day):
            return each.value.date.isoformat()
        if isinstance(each.value, Period):
            return each.value.since.isoformat()
        if (
            isinstance(each.value, Duration)
            and each.value.unit in ("day", "week", "month", "year")
            and words.situation.today
        ):
            return (words.situation.today - timedelta(days=each.value.days)).isoformat()
    return None


def moved_to(words: Words) -> str | None:
    """The day to which a session goes: behind 'to', 'on' or 'until', or the last that is named."""
    return _days_apart(words, coming=True)[1]


def moved_from(words: Words) -> str | None:
    """The day from which it goes; left out where it is the next one."""
    day = _days_apart(words, coming=True)[0]
    return None if words.situation.today is not None and day == words.situation.today.isoformat() else day


def moved_to_past(words: Words) -> str | None:
    """The day on which a workout really was."""
    return _days_apart(words, coming=False)[1]


def moved_from_past(words: Words) -> str | None:
    """The day on which it stands; today need not be said."""
    day = _days_apart(words, coming=False)[0]
    return None if words.situation.today is not None and day == words.situation.today.isoformat() else day


def _days_apart(words: Words, *, coming: bool) -> tuple[str | None, str | None]:
    """From which day to which: 'X to Y', 'not X but Y', 'Y not X'; one alone is where it goes."""
    found = words.single_days(coming=coming)
    if not found:
        return None, None
    goes = []
    for each in found:
        before = words.text[: each.start].rstrip().rsplit(maxsplit=1)[-1:] or [""]
        at = words.text[each.start : each.start + 4]
        goes.append(
            0
            if before[0] in ("not", "from", "of")
            else 2
            if before[0] in ("to", "on", "for", "until", "till", "was") or at.startswith(("to ", "on "))
            else 1
        )
    today = words.situation.today
    best = max(range(len(found)), key=lambda at: (coming or found[at].day != today, goes[at], at))
    rest = [each for at, each in enumerate(found) if at != best]
    return (rest[0].day.isoformat() if rest else None), found[best].day.isoformat()


def week(words: Words) -> str | None:
    """Which week of the plan: 'this', 'next', 'last' or its number."""
    if found := re.search(r"\b(?:week|wk) (\d{1,2})\b|\b(\d{1,2})(?:st|nd|rd|th) (?:week|wk)\b", words.figures):
        return found[1] or found[2]
    for name in ("next", "last", "this"):
        if re.search(
            rf"\b{name}\b(?: \w+)? (?:week|wk)|\bcoming (?:week|wk)" if name == "next" else rf"\b{name}\b (?:week|wk)",
            words.text,
        ):
            return name
    return "this"
