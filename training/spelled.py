"""Abbreviations that were dictated letter by letter: "r p e" is RPE, "e z bar" an EZ bar."""

import re
from collections.abc import Sequence
from functools import cache

from training.library import load_library

_MEASURES = ("rpe", "rir", "kg", "lb", "lbs", "km", "amrap", "emom", "hrv", "ftp")
_LETTERS = re.compile(r"(?<![^\W_])(?:[^\W\d_] )+[^\W\d_](?![^\W_]|')")
_VOWELS = frozenset("aeiouy")
_OFTEN_WORDS = frozenset("ai")
"""Letters that are words: two letters with one of them were hardly spelled."""
LONGEST = 5


def spelled(letters: Sequence[str]) -> str | None:
    """The longest abbreviation that the first of these letters spell; ``None`` where they spell none.

    >>> spelled(["r", "p", "e", "eight"]), spelled(["e", "z", "bar"]), spelled(["a", "b"])
    ('rpe', 'ez', None)
    """
    alone = next((at for at, each in enumerate(letters) if len(each) != 1), len(letters))
    for count in range(min(alone, LONGEST), 1, -1):
        word = "".join(letters[:count])
        if word in _abbreviations() and (count > 2 or not _OFTEN_WORDS & set(word)):
            return word
    return None


def with_spelled(text: str) -> str:
    """The same text, as long, with spelled abbreviations written together and filled up with spaces.

    >>> with_spelled("squat triples at r p e 8")
    'squat triples at rpe   8'
    """
    return _LETTERS.sub(_together, text)


def _together(found: re.Match[str]) -> str:
    letters, made = found.group().split(" "), []
    while letters:
        word = spelled([each.lower() for each in letters])
        count = len(word) if word else 1
        made.append("".join(letters[:count]) + " " * (count - 1))
        letters = letters[count:]
    return " ".join(made)


@cache
def _abbreviations() -> frozenset[str]:
    library = load_library()
    named = {word for each in library.movements for alias in each.aliases for word in alias.lower().split()}
    short = set(library.tokens) | {word for word in named if not set(word) & _VOWELS}
    return frozenset(_MEASURES) | {word for word in short if word.isalpha() and 1 < len(word) <= LONGEST}
