"""What is seen of an exercise that somebody tells of: its name, the words around it, and what was measured."""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zlib import crc32

from training.notation.items import Item, Lasting, Length, Load, Pace, Reps

ROWS = 1 << 15
"""Rows that what is seen is spread over."""
MOST_WORDS = 40
"""Words around a name that are looked at."""
LONGEST_SPELLED = 60
_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)?")
_GRAM = 4
_EMPTY = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "and",
        "to",
        "my",
        "me",
        "i",
        "it",
        "was",
        "is",
        "were",
        "did",
        "then",
        "on",
        "in",
        "at",
        "for",
        "with",
    ]
)
NUMBER = "#"


@dataclass(frozen=True, slots=True)
class Told:
    """An exercise as it was told."""

    name: str
    """The words that name it; empty where none do."""
    around: str
    """All that was said of it, its sets included."""
    measures: str
    """What stands with it: ``l`` loads, ``b`` the body alone, ``r`` reps, ``t`` times, ``d`` distances."""

    def rows(self) -> list[int]:
        """The rows of all that is seen."""
        return [crc32(each.encode()) % ROWS for each in self._seen()]

    def _seen(self) -> Iterator[str]:
        named = _words(self.name)
        around = _words(self.around)[:MOST_WORDS]
        told = [each for each in around if each != NUMBER and each not in _EMPTY]
        for one in named:
            yield f"name {one}"
        for one, other in itertools.pairwise(named):
            yield f"names {one} {other}"
        if named:
            yield f"whole {' '.join(named)}"
        spelled = f" {' '.join(named or told)[:LONGEST_SPELLED]} "
        for at in range(len(spelled) - _GRAM + 1):
            yield f"spelled {spelled[at : at + _GRAM]}"
        for one in told:
            yield f"around {one}"
        for one, other in itertools.pairwise(around):
            if NUMBER not in (one, other):
                yield f"beside {one} {other}"
        for each in self.measures:
            yield f"measured {each}"
        yield f"measures {self.measures}"


def measures_of(items: Iterable[Item]) -> str:
    """Which amounts stand with an exercise, as letters."""
    found = set()
    for item in items:
        match item.value:
            case Load(form="body"):
                found.add("b")
            case Load():
                found.add("l")
            case Reps():
                found.add("r")
            case Lasting():
                found.add("t")
            case Length() | Pace():
                found.add("d")
            case _:
                pass
    return "".join(sorted(found))


def _words(text: str) -> list[str]:
    """The words, in one number; numbers are all alike.

    >>> _words("Two rows, 8 reps each")
    ['two', 'row', '#', 'rep', 'each']
    """
    return [NUMBER if each[0].isdigit() else _singular(each) for each in _WORD.findall(text.lower())]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
