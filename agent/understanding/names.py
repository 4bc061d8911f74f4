"""The exercises that a text names: the longest names of the library, or of the athlete's own, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from agent.understanding.phrases import Token, tokens, vocabulary
from training.library import load_library
from training.movement import Movement
from training.resolver import Resolver

LONGEST_NAME = 5
"""Words in the name of an exercise."""
NO_NAMES = frozenset(
    [
        "set",
        "sets",
        "rep",
        "reps",
        "max",
        "week",
        "weeks",
        "day",
        "days",
        "today",
        "last",
        "first",
        "one",
        "two",
        "three",
        "session",
        "program",
        "plan",
        "work",
        "workout",
        "time",
        "the",
        "my",
        "a",
        "and",
        "or",
        "of",
        "in",
        "on",
        "for",
        "it",
        "is",
        "press",
        "day",
        "easy",
        "hard",
        "light",
        "heavy",
        "warm",
        "up",
        "down",
        "more",
        "less",
        "box",
        "ring",
        "rings",
        "band",
        "bands",
        "bench",
        "rack",
        "machine",
        "cable",
        "rower",
        "bike",
        "hold",
    ]
) - {"press", "bench", "hold", "rower", "bike"}
"""Words that alone are no exercise, whatever an alias says."""
CONNECTING = frozenset(
    ("for", "to", "or", "and", "instead", "not", "over", "by", "then", "but", "of", "with", "vs", "is", "are", "was")
)


@dataclass(frozen=True, slots=True)
class Name:
    """An exercise as it was said."""

    said: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _resolver() -> Resolver:
    return Resolver(load_library())


@lru_cache(maxsize=8192)
def movement_of(said: str, own: tuple[str, ...]) -> Movement | None:
    """The movement of the library that a name stands for; ``None`` for one of the athlete's own."""
    found = _resolver().known(said)
    return found[0] if found else None


@lru_cache(maxsize=64)
def names_in(said: str, own: tuple[str, ...]) -> tuple[Name, ...]:
    """The exercises of a text, in order; ``own`` are the names of the athlete's own ones."""
    return tuple(_names_in(said, own))


def _names_in(said: str, own: tuple[str, ...]) -> Iterator[Name]:
    words = tokens(said)
    mine = {tuple(each.word for each in tokens(name)) for name in own}
    at = 0
    while at < len(words):
        for length in range(min(LONGEST_NAME, len(words) - at), 0, -1):
            parts = words[at : at + length]
            if _crosses(said, parts) or (length == 1 and (parts[0].word in NO_NAMES or parts[0].word.isdigit())):
                continue
            name = said[parts[0].start : parts[-1].end]
            if length > 1 and any(each.word in CONNECTING for each in parts[1:-1]) and _resolver().named(name) is None:
                continue  # "deadlift for trap bar" has the words of one exercise and means two
            if parts[0].word in NO_NAMES - {"box", "ring", "band", "cable", "machine", "easy"} or parts[-1].word in (
                "the",
                "and",
                "for",
                "of",
                "my",
                "on",
                "today",
            ):
                continue
            if vocabulary("region").first(name) and vocabulary("region").find(name)[0].end == len(name):
                continue  # a part of the body alone is no exercise
            if tuple(each.word for each in parts) in mine or _resolver().known(name):
                yield Name(name, parts[0].start, parts[-1].end)
                at += length
                break
        else:
            at += 1


def _crosses(said: str, parts: tuple[Token, ...]) -> bool:
    """Whether a line or a list goes on between the words."""
    return re.search(r"[\n,;:!?]", said[parts[0].start : parts[-1].end]) is not None
