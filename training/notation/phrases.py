"""The phrase book: fixed expressions, found by their first word and matched by a short pattern."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from training.notation import circuits, effort, feedback, loads, variants
from training.notation.items import Item, Value

Values = tuple[Value, ...]


class Phrase(NamedTuple):
    """An expression: the words it may begin with, its pattern, and the values it becomes."""

    pattern: re.Pattern[str]
    make: Callable[[re.Match[str]], Values]


@cache
def _book() -> dict[str, tuple[Phrase, ...]]:
    book: dict[str, list[Phrase]] = {}
    for firsts, pattern, make in _all():
        phrase = Phrase(re.compile(pattern), make)
        for first in firsts.split():
            book.setdefault(first, []).append(phrase)
    return {first: tuple(phrases) for first, phrases in book.items()}


def _all() -> Iterable[tuple[str, str, Callable[[re.Match[str]], Values]]]:
    return (*circuits.PHRASES, *feedback.PHRASES, *loads.PHRASES, *effort.PHRASES, *variants.PHRASES)


def is_first(word: str) -> bool:
    """Whether some phrase begins with this word."""
    return word in _book()


def phrase(line: str, first: str, start: int) -> list[Item]:
    """The items of the phrase that stands at ``start`` and begins with ``first``; none without one."""
    for pattern, make in _book().get(first, ()):
        if match := pattern.match(line, start):
            return [Item(value, start, match.end()) for value in make(match)]
    return []
