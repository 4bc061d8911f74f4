"""The phrase book: fixed expressions, found by their first word and matched by a short pattern."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from training.notation import circuits, effort, feedback, loads, variants
from training.notation.atoms import Atom

Parts = tuple[tuple[str, object], ...]


class Phrase(NamedTuple):
    """An expression: the words it may begin with, its pattern, and the atoms it becomes."""

    pattern: re.Pattern[str]
    make: Callable[[re.Match[str]], Parts]


@cache
def _book() -> dict[str, tuple[Phrase, ...]]:
    book: dict[str, list[Phrase]] = {}
    for firsts, pattern, make in _all():
        phrase = Phrase(re.compile(pattern), make)
        for first in firsts.split():
            book.setdefault(first, []).append(phrase)
    return {first: tuple(phrases) for first, phrases in book.items()}


def _all() -> Iterable[tuple[str, str, Callable[[re.Match[str]], Parts]]]:
    return (*circuits.PHRASES, *feedback.PHRASES, *loads.PHRASES, *effort.PHRASES, *variants.PHRASES)


def is_first(word: str) -> bool:
    """Whether some phrase begins with this word."""
    return word in _book()


def phrase(line: str, first: str, start: int) -> list[Atom]:
    """The atoms of the phrase that stands at ``start`` and begins with ``first``; none without one."""
    for pattern, make in _book().get(first, ()):
        if match := pattern.match(line, start):
            return [Atom(sign, value, start, match.end()) for sign, value in make(match)]
    return []
