"""Slots about the week of somebody to plan for: how many days, which ones, how long a session may take."""

import re

from agent.understanding.figures import WORD_NUMBERS
from agent.understanding.slots.asked import asked
from agent.understanding.words import Words
from training.period import WEEKDAYS
from training.when import Day, Duration, Recurrence, Weekdays

FEW = 6
"""Words of a message in which a bare number may be one of days."""
NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "once": 1,
    "twice": 2,
    "thrice": 3,
}


def days_a_week(words: Words) -> int | None:
    """Sessions a week; a bare number where the coach has just asked."""
    told = asked(words) or {}
    if "running_days" in told:  # so many runs and so many days with weights are as many days
        return min(7, told["running_days"] + told.get("lifting_days", 0)) if "lifting_days" in told else None
    if "lifting_days" in told and any(each["kind"] == "race" for each in told.get("events", ())):
        return None
    found, on = sessions_a_week(words), possible_days(words)
    if found is not None or on:
        return min(found or len(on or ()), len(on or WEEKDAYS))
    if re.search(r"\bevery ?day\b|\bdaily\b", words.text):
        return 7
    if words.situation.asks == "days":
        return next(
            (int(each.value) for each in words.numbers if each.unit in ("", "days", "times") and 1 <= each.value <= 7),
            None,
        )
    return None


def days_alone(words: Words) -> int | None:
    """The same where 'days' alone says it: 'and with two days?'."""
    units = ("days", "") if len(words.tokens) <= FEW else ("days",)
    return days_a_week(words) or next(
        (int(each.value) for each in words.numbers if each.unit in units and 1 <= each.value <= 7), None
    )


_COUNT = re.compile(rf"\d|\b(?:{'|'.join(WORD_NUMBERS)})\b")
"""What makes so many times a week of "weekly"."""


def sessions_a_week(words: Words) -> int | None:
    """How many sessions a week are named."""
    for each in words.times:
        if (
            isinstance(each.value, Recurrence)
            and each.value.unit == "week"
            and each.value.every == 1
            and not each.value.weekdays
            and _COUNT.search(words.text, each.start, each.end)
            and not _OF_SOMETHING.search(words.text[: each.start])
        ):
            return each.value.times if 1 <= each.value.times <= 7 else None
    found = re.search(
        r"\b(\d|one|two|three|four|five|six|seven)(?:\s?(?:-|–|to|or|maybe)\s?(?:\d|two|three|four|five))?[ -]?(?:x|times|days?|sessions?|workouts?|trainings?|gym days?)\b(?:(?: only| max| tops)*\s?(?:/|a|per|each|every|in(?: the| a)?)\s?(?:week|wk))?(?! (?:ago|off|in a row|ill|sick|now|straight))",
        words.text,
    )
    if found and _OF_SOMETHING.search(words.text[: found.start()]):
        return None
    return (
        (NUMBERS.get(found[1]) or int(found[1]))
        if found and 1 <= (NUMBERS.get(found[1]) or int(found[1])) <= 7
        else None
    )


_OF_SOMETHING = re.compile(
    r"\b(?:legs?|arms?|chest|back|shoulders?|abs|core|glutes?|squats?|bench|deadlifts?|press|rows?|runs?|running|cardio|curls?|pull-?ups?)\b[^.,;]{0,14}$"
)
"""What so many times a week is said of, where it is not training as a whole."""


def possible_days(words: Words) -> list[str] | None:
    """The days of the week on which training is possible."""
    if _are_out(words):
        return None
    found = words.weekdays
    named = sum(isinstance(each.value, Weekdays | Recurrence) for each in words.coming_times)
    single = sum(isinstance(each.value, Day) for each in words.coming_times)
    return [WEEKDAYS[each] for each in found] if found and (named or single > 1 or len(found) > 1) else None


def impossible_days(words: Words) -> list[str] | None:
    """Days that are no longer possible."""
    return [WEEKDAYS[each] for each in words.weekdays] if words.weekdays and _are_out(words) else None


def _are_out(words: Words) -> bool:
    return (
        re.search(
            r"^not\b|\b(?:out|can'?t|cannot|can not|no longer|not on|never on|no (?:more )?training on|don'?t work|doesn'?t work|impossible|off|no more|busy|won'?t)\b|\b(?:not|no|except|but)\s+(?:on\s+)?(?:mon|tue|wed|thu|fri|sat|sun)",
            words.text,
        )
        is not None
    )


def minutes(words: Words) -> int | None:
    """For one session; hours are turned into minutes. A time to beat is none; a bare number is, where it was asked for."""
    for mention in words.times:
        each = mention.value
        if not isinstance(each, Duration) or each.unit not in ("minute", "hour") or not 5 <= each.minutes <= 240:
            continue
        if not re.search(r"\b(?:under|sub|below|in|beat|faster than)\s+$", words.text[: mention.start]):
            return round(each.minutes)
    if words.situation.asks == "minutes":
        bare = [each.value for each in words.numbers if each.unit in ("", "min") and 10 <= each.value <= 240]
        if bare:
            return int(bare[0])
    found = re.search(
        r"\b(\d{2,3}|twenty|thirty|forty|fifty|sixty|ninety|forty[- ]five)\s?(?:m|min|mins|minutes?|')\b", words.text
    )
    if found:
        return {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}.get(found[1]) or (
            45 if found[1].startswith("forty") else int(found[1])
        )
    if words.has("an hour", "one hour", "1 hour", "1 h") and not re.search(
        r"\b(?:under|sub|below|in) (?:an|one|1) h", words.text
    ):
        return 60
    return 30 if words.has("half an hour", "half hour") else None
