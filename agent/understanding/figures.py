"""Numbers in a text, with what the words beside them say that they count."""

import re
from dataclasses import dataclass

WORD_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "once": 1, "twice": 2,
}  # fmt: skip
NUMBER = re.compile(
    r"(?<![\w.,/])(?P<sign>[+-])?(?P<number>\d{1,6}(?:[.,]\d{1,2})?)(?P<of>\s?/\s?(?:10|5)|\s+out of (?:10|ten|five|5)|\s+of 10)?"
    r"\s?(?P<unit>kgs?|kilos?|kilograms?|lbs?|pounds?|#|reps?\b|repetitions?|sets?|h\b|hrs?|hours?|mins?|minutes?|cm|centimetres?|centimeters?|"
    r"m\b|km|inch(?:es)?|in\b(?=\s*$|[,.])|%|percent|years?|yrs?|yo\b|weeks?|wks?|days?|times|x\b|rpe|rir|in reserve|in the tank|steps|bpm|ms|l\b|litres?|g\b|kcal)?",
    re.IGNORECASE,
)
WORD_NUMBER = re.compile(
    rf"\b(?P<number>{'|'.join(WORD_NUMBERS)})\b(?P<of>\s+out of (?:10|ten|five|5))?"
    r"(?:[\s-](?P<unit>kilos?|kg|pounds?|reps?\b|repetitions?|sets?|hours?|minutes?|weeks?|days?|times|years?|percent|in reserve|in the tank))?",
    re.IGNORECASE,
)
WORD_FIGURE = re.compile(rf"\b(?:{'|'.join(each for each in WORD_NUMBERS if each not in ('once', 'twice'))})\b")
UNITS = {
    "kg": ("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms"), "lb": ("lb", "lbs", "pound", "pounds", "#"),
    "reps": ("rep", "reps", "repetition", "repetitions"), "sets": ("set", "sets"), "h": ("h", "hr", "hrs", "hour", "hours"),
    "min": ("min", "mins", "minute", "minutes"), "cm": ("cm", "centimetre", "centimetres", "centimeter", "centimeters"), "m": ("m",),
    "in": ("in", "inch", "inches"), "%": ("%", "percent"), "years": ("year", "years", "yr", "yrs", "yo"), "weeks": ("week", "weeks", "wk", "wks"),
    "days": ("day", "days"), "times": ("times", "x"), "rpe": ("rpe",), "rir": ("rir", "in reserve", "in the tank"),
}  # fmt: skip
UNIT_OF = {word: unit for unit, words in UNITS.items() for word in words}


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
