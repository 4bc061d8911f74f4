"""A message in pieces that may each want something: where it can be cut, and where it must not."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from agent.understanding.figures import inside

MOST = 12
"""Pieces of a message that are looked at one by one; a longer one is cut at its sentences only."""
MOST_IN_PARTS, LONGEST_IN_PARTS = 64, 8_000
"""Pieces and characters of a message of which the parts are looked at."""
_STRONG = re.compile(r"\n+|(?<=[a-zA-Z)\]!?…])\s*[.!?…;]+(?=\s|$)|(?<=\d)[.!?;]+(?=\s|$)|\s+[-–—]\s+(?=[a-zA-Z])")
_WEAK = re.compile(
    r",\s+(?=[a-zA-Z])|(?<!\band)(?<!\bbut)(?<!\bso)(?<!\bme)(?<!\balso)(?<!\bthen)\s+(?=(?:how|what)(?:'?s| is| are| was)\b)|\s+(?=(?:and|but|except|also|plus|btw|then|so|oh|cos|because|though|anyway|while|y|und|aber|et|mais|e|ma|mas)\b\s+\S)",
    re.IGNORECASE,
)
_PAIRS = re.compile(
    r"\b(?:on and off|off and on|back and forth|up and down|more and more|again and again|clean and (?:jerk|press)|(\w+) and \1)\b",
    re.IGNORECASE,
)
"""Words that say one thing together."""
_ONLY_JOINS = re.compile(r"\W*(?:(?:and|but|also|plus|then|so|oh|y|und|aber|et|mais|e|mas)\b\W*)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a message: from where to where, and its words."""

    start: int
    end: int
    text: str
    begins_sentence: bool = True
    """Whether a new sentence or line begins here, not only the next part of one."""


@lru_cache(maxsize=64)
def pieces(said: str) -> tuple[Piece, ...]:
    """The smallest parts that are looked at, in order: several look at those of one message.

    >>> [each.text for each in pieces("bench 3x5 82.5, and whats my max now? thx")]
    ['bench 3x5 82.5', 'and whats my max now?', 'thx']
    >>> [each.text for each in pieces("undo that, and then list my week")]
    ['undo that', 'and then list my week']
    >>> [each.text for each in pieces("it was a hundred and two and a half, and felt heavy")]
    ['it was a hundred and two and a half', 'and felt heavy']
    """
    cuts = _cuts(said, (_STRONG, _WEAK))
    if len(cuts) > MOST:
        cuts = _cuts(said, (_STRONG,))
    strong = [0, *(match.end() for match in _STRONG.finditer(said))]
    return tuple(Piece(start, end, said[start:end], _begins(said, start, strong)) for start, end in cuts)


def is_too_long(said: str) -> bool:
    """Whether a message is too long for its parts to be looked at: it is one thing, or has to be told in several messages.

    >>> is_too_long("bench 3x5 80. " * 9), is_too_long("and how is my squat? " * 90)
    (False, True)
    """
    return len(said) > LONGEST_IN_PARTS or len(pieces(said)) > MOST_IN_PARTS


def _begins(said: str, start: int, strong: Sequence[int]) -> bool:
    """Whether nothing but spaces and signs stands between the last end of a sentence and here."""
    last = strong[bisect_right(strong, start) - 1]
    return not re.search(r"\w", said[last:start])


def joined(said: str, parts: Sequence[Piece]) -> str:
    """The words from the first to the last of neighbouring pieces."""
    return said[parts[0].start : parts[-1].end]


def _is_inside(mark: re.Match[str], numbers: Sequence[tuple[int, int]]) -> bool:
    """Whether a number or a pair goes on behind a mark: the "and" of "a hundred and two", of "on and off"."""
    return any(start <= mark.start() and mark.end() < end for start, end in numbers)


def _cuts(said: str, patterns: Sequence[re.Pattern[str]]) -> list[tuple[int, int]]:
    numbers = [*inside(said.lower()), *(match.span() for match in _PAIRS.finditer(said))]
    marks = sorted(
        {match.end() for pattern in patterns for match in pattern.finditer(said) if not _is_inside(match, numbers)}
        | {0, len(said)}
    )
    found: list[tuple[int, int]] = []
    for begin, end in pairwise(marks):
        only_joins = bool(found) and _ONLY_JOINS.fullmatch(said[slice(*found[-1])])
        start = found.pop()[0] if only_joins else begin  # "and" belongs to what it begins
        text = said[start:end]
        left = start + len(text) - len(text.lstrip(" ,;.\n\t-–—"))
        right = end - (len(text) - len(text.rstrip(" ,;.\n\t-–—")))
        if re.search(r"\w|[^\s\w.,;!-]", said[left:right] if right > left else ""):
            found.append((left, right))
    return found
