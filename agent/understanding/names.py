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
        "rack",
        "machine",
        "cable",
        "a",
        "the",
        "my",
        "it",
        "is",
        "be",
    ]
)
"""Words that alone are no exercise, whatever an alias says."""
CONNECTING = frozenset(
    [
        "for",
        "to",
        "or",
        "and",
        "instead",
        "not",
        "over",
        "by",
        "then",
        "but",
        "of",
        "with",
        "vs",
        "is",
        "are",
        "was",
        "in",
        "on",
        "at",
        "from",
        "again",
        "the",
        "my",
        "a",
        "please",
        "pls",
        "today",
        "do",
        "did",
        "as",
        "it",
    ]
)
"""Words that join names, and neither begin nor end one."""
MATERIAL = frozenset(["box", "ring", "rings", "band", "bands", "rack", "machine", "cable", "easy", "light", "heavy"])
"""Words of ``NO_NAMES`` that begin names of several words."""


_VERB = re.compile(r"(?P<stem>[a-z]+?)(?P<last>[a-z])(?P=last)?(?:ed|ing)")
"""A verb that tells of a lift; its last letter may be doubled."""


SHORTEST_VERB = 4
"""Letters of a verb that is taken for a lift: what was logged was no log lift."""


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
            first, last = parts[0].word, parts[-1].word
            if tuple(each.word for each in parts) in mine:
                yield Name(said[parts[0].start : parts[-1].end], parts[0].start, parts[-1].end)
                at += length
                break
            if _crosses(said, parts) or (length == 1 and (first in NO_NAMES or first.isdigit())):
                continue
            if first in CONNECTING or last in CONNECTING or first in NO_NAMES - MATERIAL:
                continue
            name = said[parts[0].start : parts[-1].end]
            if length > 1 and any(each.word in CONNECTING for each in parts[1:-1]) and _resolver().named(name) is None:
                continue  # "deadlift for trap bar" has the words of one exercise and means two
            known = name if _resolver().known(name) else _lifted(name)
            if known is None or _is_part_or_kind(name):
                continue
            yield Name(known, parts[0].start, parts[-1].end)
            at += length
            break
        else:
            at += 1


def _is_part_or_kind(name: str) -> bool:
    """Whether a name is a part of the body alone, or a kind of set: neither is an exercise."""
    region = vocabulary("region").find(name)
    if region and region[0].end == len(name):
        return True
    return any((kind.start, kind.end) == (0, len(name)) for kind in vocabulary("set_kind").find(name))


def _lifted(word: str) -> str | None:
    """The exercise of a verb in another form: "benched", "squatting"."""
    form = _VERB.fullmatch(word.lower())
    stem = None if form is None else f"{form['stem']}{form['last']}"
    return stem if stem and len(stem) >= SHORTEST_VERB and _resolver().known(stem) else None


def _crosses(said: str, parts: tuple[Token, ...]) -> bool:
    """Whether a line or a list goes on between the words, or they begin within a number: the 2k of 5.2k."""
    start = parts[0].start
    if parts[0].word[:1].isdigit() and re.search(r"\d[.,]$", said[max(0, start - 2) : start]):
        return True
    return re.search(r"[\n,;:!?]", said[start : parts[-1].end]) is not None
