"""Numbers in a text, in digits or in words, with what the words beside them say that they count."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from training.notation.numerals import SMALL, fraction, is_number_word, spoken

WORD_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "once": 1, "twice": 2,
}  # fmt: skip
_OF = r"(?P<of>\s?/\s?(?:10|5)(?!\d)|\s+out of (?:10|ten|five|5)|\s+of 10)?"
_UNIT = (
    r"[\s-]?(?P<unit>kgs?|kilos?|kilograms?|lbs?|pounds?|#|reps?\b|repetitions?|sets?|h\b|hrs?|hours?|mins?|minutes?|cm|centimetres?|centimeters?|"
    r"m\b|km|inch(?:es)?|in\b(?=\s*$|[,.])|%|percent|years?|yrs?|yo\b|weeks?|wks?|days?|times|x\b|rpe|rir|in reserve|in the tank|steps|bpm|ms|l\b|litres?|g\b|kcal)?"
)
_NUMBER = re.compile(
    rf"(?<![\w.,/])(?P<sign>[+-])?(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}(?:[.,]\d{{1,2}})?)(?!\d|(?:st|nd|rd|th)\b){_OF}{_UNIT}"
)
_AFTER_WORDS = re.compile(_OF + _UNIT)
_WORD = re.compile(r"[a-z]+")
_SAID_ONCE = {"once": 1.0, "twice": 2.0}
_REPS = re.compile(r"\b(?:(?P<singles>singles)|(?P<doubles>doubles)|(?P<triples>triples?))\b")
_COUNT = {"singles": 1.0, "doubles": 2.0, "triples": 3.0}
_AND_MORE = re.compile(r"\s*(?:\b(?:and|n)\b|&)(?:\s+a)?\s+(?:half|three quarters?|quarter)\b")
"""Behind a number in digits: a part of one more."""
LONGEST_SPOKEN = 9
"""Words of a number that is said in words."""
_COUNTED_ONE_BY_ONE = frozenset(("reps", "sets", "h", "min", "weeks", "days", "times"))
"""Units of which nobody says "two twenty" for 220."""
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


def numbers_in(text: str) -> list[Number]:
    """Every number of a text in lower case, in order, none within another.

    >>> [(each.value, each.unit) for each in numbers_in("eighty two point five kilos for 3 sets, 9,400 steps, the 2nd was two oh five")]
    [(82.5, 'kg'), (3.0, 'sets'), (9400.0, 'steps'), (205.0, '')]
    >>> [(each.value, each.unit) for each in numbers_in("slept 5 n a half, then six and three quarter hours")]
    [(5.5, ''), (6.75, 'h')]
    """
    written = [
        _with_part(_number(found, _value(found["number"]), found.start()), text) for found in _NUMBER.finditer(text)
    ]
    found: list[Number] = []
    named = [Number(_COUNT[str(found.lastgroup)], "reps", found.start(), found.end()) for found in _REPS.finditer(text)]
    for each in sorted([*written, *_in_words(text), *named], key=lambda one: (one.start, -one.end)):
        if not found or each.start >= found[-1].end:
            found.append(each)
    return found


def _with_part(number: Number, text: str) -> Number:
    """A number in digits with the part of one that is said behind it: "5 n a half"."""
    behind = _AND_MORE.match(text, number.end)
    if behind is None or number.unit:
        return number
    more = fraction(behind[0].replace("&", "and").split())
    after = _AFTER_WORDS.match(text, behind.end())
    assert more is not None and after is not None, "the one is what the pattern says, the other matches nothing as well"
    return _number(after, number.value + more[0], number.start)


def inside(text: str) -> list[tuple[int, int]]:
    """From where to where the numbers of a text reach: nothing is cut in there.

    >>> inside("one hundred and two and a half, an hour and a half")
    [(0, 30), (39, 50)]
    """
    spans = [(start, end) for start, end, _ in _said_in(text)]
    return spans + [
        each.span() for each in _AND_MORE.finditer(text) if not any(s <= each.start() < e for s, e in spans)
    ]


def _value(digits: str) -> float:
    return float(digits.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+", digits) else digits.replace(",", "."))


def _number(after: re.Match[str], value: float, start: int) -> Number:
    unit = (after["unit"] or "").strip()
    return Number(
        value, UNIT_OF.get(unit, unit), start, after.end(), bool(after["of"]), after.groupdict().get("sign") or ""
    )


def in_digits(text: str) -> str:
    """A text in lower case with its numbers in digits.

    >>> in_digits("eighty two point five kilos, twice")
    '82.5 kilos, twice'
    """
    for start, end, value in reversed(list(_said_in(text))):
        if text[start:end] not in _SAID_ONCE:
            text = f"{text[:start]}{value:g}{text[end:]}"
    return text


def _in_words(text: str) -> Iterator[Number]:
    for start, end, value in _said_in(text):
        after = _AFTER_WORDS.match(text, end)
        assert after is not None, "it matches nothing as well"
        number = _number(after, value, start)
        yield replace(number, unit="times") if text[start:end] in _SAID_ONCE else number


def _said_in(text: str) -> Iterator[tuple[int, int, float]]:
    """Where numbers are said in words, and their values."""
    words = list(_WORD.finditer(text))
    at = 0
    while at < len(words):
        run = _run(text, words[at : at + LONGEST_SPOKEN])
        said = _spoken([each[0] for each in run], text, run) if run else None
        if said is not None:
            yield run[0].start(), run[said[1] - 1].end(), said[0]
        at += 1 if said is None else said[1]


def _run(text: str, words: list[re.Match[str]]) -> list[re.Match[str]]:
    """The first words, as far as nothing but a space or a hyphen stands between them; nothing where no number begins."""
    first = words[0][0]
    begins = (
        first in SMALL
        or first in _SAID_ONCE
        or first in ("a", "hundred")
        or (is_number_word(first) and first.endswith("ty"))
    )
    if not begins or (words[0].start() and re.match(r"[\w'./]", text[words[0].start() - 1])):
        return []
    run = [words[0]]
    for each in words[1:]:
        if text[run[-1].end() : each.start()] not in (" ", "-"):
            break
        run.append(each)
    return run


def _spoken(words: list[str], text: str, run: list[re.Match[str]]) -> tuple[float, int] | None:
    if words[0] in _SAID_ONCE:
        return _SAID_ONCE[words[0]], 1
    found = spoken(words)
    if found is None:
        return None
    after = _AFTER_WORDS.match(text, run[found.words - 1].end())
    unit = (after["unit"] or "").strip() if after else ""
    if UNIT_OF.get(unit, unit) in _COUNTED_ONE_BY_ONE:
        found = spoken(words, joins_hundreds=False) or found
    return found.value, found.words
