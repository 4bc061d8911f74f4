"""A reading of an exercise while it grows, and the items that it is made from, each with what joins it to the last."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from training.notation.groups import Group
from training.notation.items import Failed, Form, Item, Kind, Missed, Rated, Sign, Word
from training.notation.order import Dropped, Scope
from training.workout import SetKind

STRONG = frozenset((".", ";", "\n", "then"))
_TIGHT = frozenset(("x", "sx", "@", "of", "=", "for", " ", "with"))
_LOOSE = frozenset((",", "/", "-", "+", ":", "and", "("))


class State(NamedTuple):
    """A reading of the items so far."""

    cost: float = 0.0
    groups: tuple[Group, ...] = ()
    open: Group = Group()
    kind: SetKind | None = None
    """Announced for the groups that follow."""
    drops: bool = False
    fail_next: bool = False
    negated: bool = False
    light: bool = False
    """There are drop sets: small numbers before an x are loads."""
    earlier: int = 0
    """The groups from here on were done before those up to here."""
    sentence: int = 0
    """The first of the groups of the sentence in hand."""
    noise: tuple[int, ...] = ()
    """Places of items that found no role."""
    unlikely: float = 0.0
    """How unlikely by its context the most unlikely role is that was given: the negative logarithm."""
    unlikely_in_all: float = 0.0
    """The same of all roles together."""


@dataclass(frozen=True, slots=True)
class Step:
    """An item with what joins it to the amount before: a sign, and how many words stand between."""

    item: Item
    place: int
    by: str
    words: int
    tight_before: bool
    """Nothing stands between it and the item before."""
    next_by: str
    """What joins the next amount to it; empty without one."""


@dataclass(frozen=True, slots=True)
class Parse:
    """A whole reading: its groups, its cost, and the places of what found no role."""

    groups: tuple[Group, ...]
    cost: float
    noise: tuple[int, ...]
    unlikely: float = 0.0
    unlikely_in_all: float = 0.0


def steps(items: list[Item]) -> Iterator[Step]:
    """The items that matter, each with the sign that joins it to the amount before."""
    by, words, before = "", 0, 0
    kept: list[tuple[Item, int, str, int, bool]] = []
    for place, item in enumerate(items):
        match item.value:
            case Sign(text, spaced):
                by = _stronger(by, "sx" if text == "x" and spaced else text)
            case Word():
                words += 1
            case _:
                kept.append((item, place, by or " ", words, item.start == before and place > 0))
                if item.is_amount or isinstance(item.value, (Rated, Missed, Form, Kind, Dropped, Scope, Failed)):
                    by, words = "", 0
        before = item.end
    for at, (item, place, sign, count, tight) in enumerate(kept):
        following = next((each[2] for each in kept[at + 1 : at + 2] if each[0].is_amount), "")
        yield Step(item, place, sign, count, tight, following)


def _stronger(before: str, sign: str) -> str:
    """Which of two signs between numbers counts: the one next to the number, unless the first one parts."""
    if not before:
        return sign
    if sign in ("x", "sx", "@", "=", ">"):
        return sign
    if before in STRONG and sign not in ("then", "\n", ";"):
        return before
    if before in ("x", "sx", "@") and sign in ("a", "of", "with", ":", "-", "and", "for"):
        return before
    if sign == "a" and before in ("with", "for", "@", "x", "of", ","):
        return before
    if sign in STRONG or before in ("", " "):
        return sign
    if before in (",", "and", "(", ")") and sign in ("with", "for", "of", "a", "in", "to", "-"):
        return before if before != "and" and sign in ("with", "a", "in", "to", "-", "for") else sign
    return sign
