"""Numbers in words, in English as people say them at the bar, and the small ones of five more languages."""

from typing import NamedTuple

_ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
_OTHERS = (
    "uno dos tres cuatro cinco seis siete ocho nueve diez",
    "eins zwei drei vier fünf sechs sieben acht neun zehn",
    "un deux trois quatre cinq - - huit neuf dix",
    "um dois três quatro - - sete oito - dez",
    "- due tre quattro cinque - sette otto nove dieci",
)
SMALL: dict[str, int] = {word: value for value, word in enumerate(_ENGLISH.split())}
FOREIGN: dict[str, int] = {
    word: value for line in _OTHERS for value, word in enumerate(line.split(), 1) if len(word) > 2
} | {"doce": 12, "quince": 15, "veinte": 20, "zwölf": 12, "zwanzig": 20, "fünfzehn": 15, "treinta": 30, "quinze": 15}
NUMBER = r"(\d{1,9}(?:[.,]\d{1,3})?(?!\d|[.,]\d))"
"""A number in a pattern, as one group: words were put in digits before."""
_HUNDREDS_UP_TO = 5
"""Up to here a digit before tens counts hundreds: "two twenty five" is 225, "eight twenty" are two numbers."""


ANDS = frozenset(("and", "n"))
"""Words that join the parts of one number."""
FRACTIONS = {
    "a half": 0.5, "half": 0.5, "a quarter": 0.25, "quarter": 0.25, "three quarters": 0.75, "three quarter": 0.75,
}  # fmt: skip
"""What is said behind a whole number."""


class Spoken(NamedTuple):
    """A number that was said in words: its value, and how many words it took."""

    value: float
    words: int


def value_of(text: str) -> float:
    """The value of what ``NUMBER`` matched.

    >>> value_of("8,5")
    8.5
    """
    return float(text.replace(",", "."))


def is_number_word(word: str) -> bool:
    """Whether a word is a number by itself."""
    return word in SMALL or word in _TENS or word in FOREIGN


def spoken(words: list[str], joins_hundreds: bool = True) -> Spoken | None:
    """The number that a list of words begins with.

    >>> [spoken(each.split()) for each in ("two twenty five for", "a hundred and ten", "forty seven and a half")]
    [Spoken(value=225.0, words=3), Spoken(value=110.0, words=4), Spoken(value=47.5, words=5)]
    >>> spoken("one oh five".split()), spoken("twelve point four".split()), spoken("eight eight".split())
    (Spoken(value=105.0, words=3), Spoken(value=12.4, words=3), Spoken(value=8.0, words=1))
    >>> spoken("nine thousand four hundred steps".split()), spoken("a hundred n two and a quarter".split())
    (Spoken(value=9400.0, words=4), Spoken(value=102.25, words=7))
    """
    whole = _whole(words, joins_hundreds)
    if whole is None:
        return None
    value, count = whole
    if words[count : count + 1] == ["point"] and (digits := _digits(words[count + 1 : count + 4])):
        return Spoken(float(f"{value:g}.{digits}"), count + 1 + len(digits))
    more, also = fraction(words[count:]) or (0.0, 0)
    return Spoken(value + more, count + also)


def fraction(words: list[str]) -> tuple[float, int] | None:
    """What "and a half" adds, and how many words it is.

    >>> fraction("and a half hours".split()), fraction("and three quarter hours".split())
    ((0.5, 3), (0.75, 3))
    """
    if words[:1] and words[0] in ANDS:
        for length in (3, 2):
            if (share := FRACTIONS.get(" ".join(words[1:length]))) is not None:
                return share, length
    return None


def _digits(words: list[str]) -> str:
    found = ""
    for word in words:
        if (word in SMALL and SMALL[word] < 10) or (word == "oh" and found):
            found += str(SMALL.get(word, 0))
        else:
            break
    return found


def _whole(words: list[str], joins_hundreds: bool) -> tuple[int, int] | None:
    found = _below_thousand(words, joins_hundreds)
    if found is None or words[found[1] : found[1] + 1] != ["thousand"]:
        return found
    thousands, count = found[0] * 1000, found[1] + 1
    skip = 1 if words[count : count + 1] and words[count] in ANDS else 0
    rest = _below_thousand(words[count + skip :], joins_hundreds=False)
    return (thousands + rest[0], count + skip + rest[1]) if rest else (thousands, count)


def _below_thousand(words: list[str], joins_hundreds: bool) -> tuple[int, int] | None:
    first = words[0] if words else ""
    if first in ("a", "hundred") or first in SMALL:
        hundreds = 1 if first in ("a", "hundred") else SMALL[first]
        at = 1 if first == "hundred" else 2
        if (first == "hundred" or words[1:2] == ["hundred"]) and hundreds < 20:
            return _after_hundreds(words, hundreds * 100, at)
        if first == "a":
            return None
    below = _below_hundred(words)
    if below is None:
        return (FOREIGN[first], 1) if first in FOREIGN else None
    value, count = below
    if joins_hundreds and count == 1 and 1 <= value <= _HUNDREDS_UP_TO:
        if words[1:2] in (["oh"], ["o"]) and SMALL.get("".join(words[2:3]), 99) < 10:
            return value * 100 + SMALL[words[2]], 3
        rest = _below_hundred(words[1:])
        if rest is not None and rest[0] >= 10:
            return value * 100 + rest[0], 1 + rest[1]
    return below


def _after_hundreds(words: list[str], value: int, at: int) -> tuple[int, int]:
    skip = 1 if words[at : at + 1] and words[at] in ANDS else 0
    rest = _below_hundred(words[at + skip :])
    return (value + rest[0], at + skip + rest[1]) if rest and (skip or rest[0] >= 5) else (value, at)


def _below_hundred(words: list[str]) -> tuple[int, int] | None:
    first = words[0] if words else ""
    if first in _TENS:
        unit = SMALL.get(words[1], 0) if len(words) > 1 else 0
        return (_TENS[first] + unit, 2) if 1 <= unit <= 9 else (_TENS[first], 1)
    return (SMALL[first], 1) if first in SMALL else None
