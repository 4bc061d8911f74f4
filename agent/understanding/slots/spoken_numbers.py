"""Small numbers as they are said in wishes: how often, how much."""

import re

NUMBER = r"(\d|one|two|three|four|five|six|seven|once|twice)"


COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "once": 1, "twice": 2}


def first_number(text: str, *patterns: str) -> int | None:
    """The number of the first pattern that is found."""
    for each in patterns:
        if found := re.search(each, text):
            return as_count(found[1])
    return None


def as_count(word: str) -> int:
    """A small number in figures or in words."""
    return COUNTS.get(word) or int(word)


def as_float(text: str) -> float:
    """A number with a point or a comma."""
    return float(text.replace(",", "."))
