"""A clause with its typed spans: exercises, numbers with what they count, times, and whatever the vocabulary names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from agent.understanding.phrases import Token, tokens, vocabulary
from agent.understanding.situation import Situation
from training.library import load_library
from training.movement import Movement
from training.resolver import Resolver
from training.when import Day, Duration, Mention, Period, Recurrence, Weekdays, mentions

ANY_DAY = date(2000, 12, 31)
"""Where no day was given: only whether a time is named matters then."""
LONGEST_NAME = 5
"""Words in the name of an exercise."""
NO_NAMES = frozenset(
    "set sets rep reps max week weeks day days today last first one two three session program plan work workout time the my a and or of in on "
    "for it is press day easy hard light heavy warm up down more less box ring rings band bands bench rack machine cable rower bike hold".split()
) - {"press", "bench", "hold", "rower", "bike"}
"""Words that alone are no exercise, whatever an alias says."""
WORD_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "once": 1, "twice": 2,
}  # fmt: skip
_NUMBER = re.compile(
    r"(?<![\w.,/])(?P<sign>[+-])?(?P<number>\d{1,4}(?:[.,]\d{1,2})?)(?P<of>\s?/\s?(?:10|5)|\s+out of (?:10|ten|five|5)|\s+of 10)?"
    r"\s?(?P<unit>kgs?|kilos?|kilograms?|lbs?|pounds?|#|reps?\b|repetitions?|sets?|h\b|hrs?|hours?|mins?|minutes?|cm|centimetres?|centimeters?|"
    r"m\b|km|inch(?:es)?|in\b(?=\s*$|[,.])|%|percent|years?|yrs?|yo\b|weeks?|wks?|days?|times|x\b|rpe|rir|in reserve|in the tank|steps|bpm|ms|l\b|litres?|g\b|kcal)?",
    re.IGNORECASE,
)
_WORD_NUMBER = re.compile(
    rf"\b(?P<number>{'|'.join(WORD_NUMBERS)})\b(?P<of>\s+out of (?:10|ten|five|5))?"
    r"(?:[\s-](?P<unit>kilos?|kg|pounds?|reps?\b|repetitions?|sets?|hours?|minutes?|weeks?|days?|times|years?|percent|in reserve|in the tank))?",
    re.IGNORECASE,
)
UNITS = {
    "kg": ("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms"), "lb": ("lb", "lbs", "pound", "pounds", "#"),
    "reps": ("rep", "reps", "repetition", "repetitions"), "sets": ("set", "sets"), "h": ("h", "hr", "hrs", "hour", "hours"),
    "min": ("min", "mins", "minute", "minutes"), "cm": ("cm", "centimetre", "centimetres", "centimeter", "centimeters"), "m": ("m",),
    "in": ("in", "inch", "inches"), "%": ("%", "percent"), "years": ("year", "years", "yr", "yrs", "yo"), "weeks": ("week", "weeks", "wk", "wks"),
    "days": ("day", "days"), "times": ("times", "x"), "rpe": ("rpe",), "rir": ("rir", "in reserve", "in the tank"),
}  # fmt: skip
_UNIT_OF = {word: unit for unit, words in UNITS.items() for word in words}


@dataclass(frozen=True, slots=True)
class Number:
    """A number and what it counts, as far as the words beside it say."""

    value: float
    unit: str
    """A name of ``UNITS``, the word itself for others, empty for none."""
    start: int
    end: int
    out_of: bool = False
    """Whether it is so many out of ten or five."""
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """An exercise as it was said."""

    said: str
    start: int
    end: int


@dataclass(frozen=True)
class Words:
    """What was said in one go, in the situation in which it was said."""

    said: str
    situation: Situation

    @cached_property
    def text(self) -> str:
        """In lower case, apostrophes straight; as long as what was said."""
        return self.said.lower().replace("’", "'")

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its words."""
        return tokens(self.said)

    def values(self, name: str) -> list[str]:
        """The values of a list of the vocabulary that are named."""
        return vocabulary(name).values(self.said)

    def first(self, name: str) -> str | None:
        """The first of them."""
        return vocabulary(name).first(self.said)

    def has(self, *phrases: str) -> bool:
        """Whether one of these phrases is there, word for word."""
        padded = f" {' '.join(each.word for each in self.tokens)} "
        return any(f" {phrase} " in padded for phrase in phrases)

    @cached_property
    def times(self) -> list[Mention]:
        """The times that are named, looked for in the past."""
        return list(mentions(self.said, self.situation.today or ANY_DAY, "past"))

    @cached_property
    def coming_times(self) -> list[Mention]:
        """The same looked for ahead."""
        return list(mentions(self.said, self.situation.today or ANY_DAY, "coming"))

    def day(self, *, coming: bool = False) -> str | None:
        """The one day that is named, as ISO; ``None`` for none or several."""
        days = [each.value.date for each in (self.coming_times if coming else self.times) if isinstance(each.value, Day)]
        return days[0].isoformat() if days else None

    def days(self, *, coming: bool = False) -> list[str]:
        """All days that are named."""
        found = self.coming_times if coming else self.times
        return [each.value.date.isoformat() for each in found if isinstance(each.value, Day)]

    @cached_property
    def periods(self) -> list[Period]:
        """The stretches of days that are named; a single day is one."""
        found = []
        for each in self.times:
            if isinstance(each.value, Period):
                found.append(each.value)
            elif isinstance(each.value, Day):
                found.append(Period(each.value.date, each.value.date, self.said[each.start : each.end]))
        return found

    @cached_property
    def period(self) -> str | None:
        """The first of them, as tools read it."""
        return period_words(self.periods[0]) if self.periods else None

    @cached_property
    def weekdays(self) -> list[int]:
        """Days of the week that come round, Monday 0; of single ones ("friday") all that are named."""
        found: set[int] = set()
        for each in self.coming_times:
            if isinstance(each.value, Weekdays):
                found |= each.value.days
            elif isinstance(each.value, Recurrence):
                found |= each.value.weekdays
            elif isinstance(each.value, Day) and WEEKDAY.search(self.text[each.start : each.end]):
                found.add(each.value.date.weekday())
        return sorted(found)

    @cached_property
    def durations(self) -> list[Duration]:
        """How long something lasts."""
        return [each.value for each in self.times if isinstance(each.value, Duration)]

    @cached_property
    def numbers(self) -> list[Number]:
        """The numbers that are no part of a time, in order."""
        taken = [(each.start, each.end) for each in self.times if not isinstance(each.value, Duration)]
        taken += [(each.start, each.end) for each in self.names]
        found = []
        for match in sorted([*_NUMBER.finditer(self.text), *_WORD_NUMBER.finditer(self.text)], key=lambda one: one.start()):
            if any(start <= match.start() < end for start, end in taken) or (found and match.start() < found[-1].end):
                continue
            word = match["number"]
            value = float(WORD_NUMBERS[word]) if word in WORD_NUMBERS else float(word.replace(",", "."))
            unit = (match["unit"] or "").strip()
            sign = match.groupdict().get("sign") or ""
            found.append(Number(value, _UNIT_OF.get(unit, unit), match.start(), match.end(), bool(match["of"]), sign))
        return [each for each in found if not (each.value == 1 and self.text[each.start : each.end].strip() == "one" and not each.unit)]

    @cached_property
    def names(self) -> list[Name]:
        """The exercises that are named, longest names first where they overlap."""
        return list(_names(self.said, self.situation.own))

    @cached_property
    def movements(self) -> list[Movement]:
        """What the library makes of them; an open name is its first candidate."""
        found = []
        for each in self.names:
            movement = movement_of(each.said, self.situation.own)
            if movement is not None:
                found.append(movement)
        return found

    def after(self, *words: str) -> str | None:
        """What stands behind the first of these words, trimmed."""
        for word in words:
            match = re.search(rf"\b{re.escape(word)}\b[:,]?\s*(.+)$", self.said, re.IGNORECASE | re.DOTALL)
            if match:
                return match[1].strip(" .!?,;\"'“”")
        return None


WEEKDAY = re.compile(
    r"\b(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?\b"
)


def period_words(period: Period) -> str:
    """A period as every tool reads it."""
    return period.since.isoformat() if period.since == period.until else f"{period.since.isoformat()} to {period.until.isoformat()}"


@lru_cache(maxsize=1)
def _resolver() -> Resolver:
    return Resolver(load_library())


@lru_cache(maxsize=8192)
def movement_of(said: str, own: tuple[str, ...]) -> Movement | None:
    """The movement of the library that a name stands for; ``None`` for one of the athlete's own."""
    found = _resolver().known(said)
    return found[0] if found else None


def _names(said: str, own: tuple[str, ...]) -> Iterator[Name]:
    words = tokens(said)
    mine = {tuple(each.word for each in tokens(name)) for name in own}
    at = 0
    while at < len(words):
        for length in range(min(LONGEST_NAME, len(words) - at), 0, -1):
            parts = words[at : at + length]
            if _crosses(said, parts) or (length == 1 and (parts[0].word in NO_NAMES or parts[0].word.isdigit())):
                continue
            name = said[parts[0].start : parts[-1].end]
            if parts[0].word in NO_NAMES - {"box", "ring", "band", "cable", "machine", "easy"} or parts[-1].word in ("the", "and", "for", "of", "my", "on", "today"):
                continue
            if vocabulary("region").first(name) and vocabulary("region").find(name)[0].end == len(name):
                continue  # a part of the body alone is no exercise
            if tuple(each.word for each in parts) in mine or _resolver().known(name):
                yield Name(name, parts[0].start, parts[-1].end)
                at += length
                break
        else:
            at += 1


def _crosses(said: str, parts: tuple[Token, ...]) -> bool:
    """Whether a line or a list goes on between the words."""
    return re.search(r"[\n,;:!?]", said[parts[0].start : parts[-1].end]) is not None
