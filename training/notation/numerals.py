"""Numbers as they are said: in digits, in words, with a comma."""

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
]
NUMERALS: dict[str, int] = {word: value for value, word in enumerate(_UNITS)} | {
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
    "couple": 2,
    "dozen": 12,
}
NUMBER = r"(\d{1,9}(?:[.,]\d{1,3})?(?!\d)|zero|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)"
"""A number in a pattern, as one group."""


def value_of(text: str) -> float:
    """The value of what ``NUMBER`` matched.

    >>> value_of("8,5"), value_of("three")
    (8.5, 3)
    """
    return NUMERALS[text] if text in NUMERALS else float(text.replace(",", "."))
