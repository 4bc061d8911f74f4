"""A message in plain signs, with its numbers in digits and its keywords in English, and where each part came from."""

# ruff: noqa: E501 - a table or a pattern is read best in one line

import re
from bisect import bisect_right
from dataclasses import dataclass

from training.notation.numerals import fraction, is_number_word, spoken
from training.notation.tokens import plain
from training.notation.words import KEYWORDS_ABROAD, mended
from training.spelled import spelled

_PIECE = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,]\d+)*|\s+|.", re.DOTALL)
_NO_NUMBER_BEFORE = frozenset(
    [
        "weighted",
        "last",
        "that",
        "the",
        "this",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "quick",
        "another",
        "which",
        "any",
        "every",
        "each",
        "no",
        "next",
        "easy",
        "heavy",
        "hard",
        "big",
        "good",
        "bad",
        "other",
        "only",
        "same",
        "an",
        "final",
        "opening",
        "working",
        "top",
    ]
)
_NO_NUMBER_AFTER = frozenset(
    [
        "arm",
        "arms",
        "leg",
        "legs",
        "hand",
        "armed",
        "legged",
        "handed",
        "last",
        "more",
        "thing",
        "day",
        "was",
        "is",
        "felt",
        "who",
        "with",
        "where",
    ]
)
_PHRASES: tuple[tuple[tuple[str, ...], str], ...] = (
    (("half", "an", "hour"), "30 min"), (("half", "hour"), "30 min"), (("an", "hour", "and", "a", "half"), "90 min"), (("an", "hour", "and", "a", "quarter"), "75 min"),
    (("an", "hour", "and", "three", "quarters"), "105 min"), (("a", "flat", "minute"), "1 minute"),
    (("hour", "and", "a", "half"), "90 min"), (("quarter", "of", "an", "hour"), "15 min"), (("an", "hour"), "1 hour"),
    (("a", "minute", "and", "a", "half"), "90 s"), (("a", "minute"), "1 minute"), (("a", "mile"), "1 mile"),
    (("a", "kilometre"), "1 km"), (("a", "kilometer"), "1 km"), (("twice",), "2 times"), (("thrice",), "3 times"),
    (("two", "times"), "2 times"), (("a", "couple", "of"), "2"),
    (("a", "couple"), "2"), (("a", "dozen"), "12"), (("half", "a", "mile"), "0.5 mile"), (("half", "a", "k"), "0.5 km"),
    (("a", "single", "set"), "1 set"), (("half", "a", "minute"), "30 s"), (("to", "sets"), "2 sets"), (("too", "sets"), "2 sets"), (("won", "set"), "1 set"), (("three", "quarters", "of", "an", "hour"), "45 min"),
)  # fmt: skip
_PLURALS = {"twos": 2, "threes": 3, "fours": 4, "fives": 5, "sixes": 6, "sevens": 7, "eights": 8, "nines": 9, "tens": 10, "twelves": 12,
            "elevens": 11, "thirteens": 13, "fourteens": 14, "sixteens": 16, "eighteens": 18,
            "fifteens": 15}  # fmt: skip
_TENS_OF_SIZE = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_SIZES = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}
"""The sizes of dumbbells: "the twenty fives"."""
_SPEEDS = frozenset(["km", "k", "kms", "kilometres", "kilometers", "miles", "mi"])
_COUNTED = frozenset(
    [
        "for",
        "x",
        "of",
        "and",
        "then",
        "by",
        "got",
        "did",
        "with",
        "at",
        "to",
        "just",
        "a",
        "or",
        "times",
        "reps",
        "rep",
        "sets",
    ]
)
"""Words after which "one" at the end of a clause is a number; after others it stands for a noun."""
_STARTS = {words[0] for words, _ in _PHRASES}


@dataclass(frozen=True, slots=True)
class Normal:
    """A text as it is read, with the way back to the text as it was written."""

    said: str
    plain: str
    _starts: tuple[int, ...]
    _origins: tuple[tuple[int, int], ...]

    def words(self, start: int, end: int) -> str:
        """What was written where the plain text has ``start`` to ``end``."""
        first, last = self.span(start, end)
        return self.said[first:last]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where that stands in the text as it was written."""
        return self._origin(start)[0], self._origin(max(start, end - 1))[1]

    def _origin(self, place: int) -> tuple[int, int]:
        at = bisect_right(self._starts, place) - 1
        if at < 0:
            return 0, 0
        start, end = self._origins[at]
        following = self._starts[at + 1] if at + 1 < len(self._starts) else len(self.plain)
        if following - self._starts[at] == end - start:
            return start + place - self._starts[at], start + place - self._starts[at] + 1
        return start, end


def normal(text: str) -> Normal:
    """Read a text once: "two twenty five" as 225, "three sets" as 3 sets, "half an hour" as 30 min.

    >>> normal("Bench: two twenty five for five, twice").plain
    'bench: 225 for 5, 2 times'
    >>> normal("Bench: two twenty five for five").words(7, 10)
    'two twenty five'
    """
    pieces = [(match.group(), match.start()) for match in _PIECE.finditer(plain(text))]
    words = [(place, piece) for place, (piece, _) in enumerate(pieces) if piece[0].isalnum()]
    found: list[str] = []
    starts: list[int] = []
    origins: list[tuple[int, int]] = []
    length = 0

    def keep(piece: str, start: int, end: int) -> None:
        nonlocal length
        found.append(piece)
        starts.append(length)
        origins.append((start, end))
        length += len(piece)

    at = 0
    place = 0
    while place < len(pieces):
        piece, start = pieces[place]
        if not piece[0].isalnum():
            keep(piece, start, start + len(piece))
            place += 1
            continue
        run = _run(pieces, words, at)
        before = words[at - 1][1] if at else ""
        replaced, count = _replacement(run, before)
        last = words[at + count - 1][0]
        keep(replaced, start, pieces[last][1] + len(pieces[last][0]))
        at += count
        place = last + 1
    return Normal(text, "".join(found), tuple(starts), tuple(origins))


def _run(pieces: list[tuple[str, int]], words: list[tuple[int, str]], at: int) -> list[str]:
    """The word at hand and those that follow it with only a space or a hyphen between."""
    run = [words[at][1]]
    while at + 1 < len(words) and len(run) < 8:
        between = "".join(piece for piece, _ in pieces[words[at][0] + 1 : words[at + 1][0]])
        if between.strip(" ") not in ("", "-") or "\n" in between or (between == "-" and not is_number_word(run[-1])):
            break
        run.append(words[at + 1][1])
        at += 1
    return run


def _replacement(run: list[str], before: str) -> tuple[str, int]:
    first = run[0]
    if run[:2] == ["an", "hour"] and before in _SPEEDS:
        return "per hour", 2
    if first in _STARTS:
        for words, meant in _PHRASES:
            if tuple(run[: len(words)]) == words:
                return meant, len(words)
    if len(first) == 1 and (word := spelled(run)) is not None:
        return word, len(word)
    if first[0].isdigit():
        half = fraction(run[1:])
        return (
            (f"{float(first.replace(',', '.')) + half[0]:g}", 1 + half[1])
            if half and first.count(".") < 2
            else (first, 1)
        )
    if first in _SIZES or (len(run) > 1 and first in _TENS_OF_SIZE and run[1] in _PLURALS):
        return (f"{_SIZES[first]}s", 1) if first in _SIZES else (f"{_TENS_OF_SIZE[first] + _PLURALS[run[1]]}s", 2)
    if first in _PLURALS and before == "the":
        return f"{_PLURALS[first]}s", 1
    if first in _PLURALS:
        return (
            f"sets of {_PLURALS[first]}" if before.isdigit() or is_number_word(before) else f"{_PLURALS[first]} reps"
        ), 1
    stands_for = len(run) == 1 and before.isalpha() and before not in _COUNTED and not is_number_word(before)
    if first == "one" and (stands_for or before in _NO_NUMBER_BEFORE or (len(run) > 1 and run[1] in _NO_NUMBER_AFTER)):
        return first, 1
    if is_number_word(first) or first in ("a", "hundred"):
        number = spoken(run, joins_hundreds=before not in ("of", "for"))
        if number is not None:
            return f"{number.value:g}", number.words
    if first in KEYWORDS_ABROAD:
        return KEYWORDS_ABROAD[first], 1
    return mended(first) or first, 1
