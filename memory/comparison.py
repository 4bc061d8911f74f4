"""A new finding beside what is known: a repeat, a refinement, a contradiction, an end, or new beside it.

Facts add up. One ends another only where both can't be true: of one person, either under an attribute of which there
is one at a time, or of one topic where the new one denies the old, tells that it is over, or moves its day.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol
from uuid import UUID

from memory.attributes import attribute_of, topic
from memory.findings import Finding, content_words
from memory.people import ME

Relation = Literal["new", "repeats", "refines", "contradicts", "ends", "corrects"]
_NOT = re.compile(
    r"\b(?:not|no|never|nothing|neither|without|stopped|quit|gave up|hate|dislike|nicht|kein\w*|nie|ne|pas|jamais|ya no|nunca|non|mai|não)\b|n't\b",
    re.IGNORECASE,
)
_MOVES = re.compile(
    r"\b(?:postponed|moved (?:to|back|up|forward)|pushed (?:back|out|to)|put (?:back|off)|rescheduled|brought forward|verschoben|verlegt"
    r"|repouss\w+|décal\w+|reporté\w*|aplaz\w+|pospuest\w+|rinviat\w+|spostat\w+|adiad\w+)\b",
    re.IGNORECASE,
)
"""What is told has another day from now on, also where its name is not said again."""
_CLAUSE = re.compile(r"[,;.:!]\s|\b(?:because|since|cos|cause|so|weil|car|porque|perché)\b", re.IGNORECASE)
LEAST_SURE = 0.5
"""A fact that is less sure ends nothing."""
OF_NEW, OF_OLD = 0.5, 0.34
"""Shares of the topic of a new fact, and of an old one, that both must have in common: one that tells of more goes on."""
OF_EVENT = 0.2
"""The same of an event with its day: who comes along and what is not trained then is over with it."""
SAME = 0.75
"""Share of words in common from which two sentences say the same."""
TASTES = ("preference", "aversion")
DATED = "life_event"


class Known(Protocol):
    """A fact that holds, as far as it is compared."""

    @property
    def id(self) -> UUID:
        """Its key."""
        ...

    @property
    def kind(self) -> str:
        """Its kind."""
        ...

    @property
    def subject(self) -> str:
        """Whose it is, or what it is about."""
        ...

    @property
    def text(self) -> str:
        """Its sentence."""
        ...

    @property
    def valid_to(self) -> date | None:
        """The first day on which it no longer holds."""
        ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a finding is to what is known, and to which facts."""

    relation: Relation
    of: tuple[UUID, ...] = ()


def compare(new: Finding, known: Sequence[Known]) -> Verdict:
    """Lay a finding beside the facts that hold, in the order in which they were learnt."""
    there = [each for each in known if _whose(each.subject) == _whose(new.subject)]
    if new.corrects and (meant := _misspoken(new, there)) is not None:
        return Verdict("corrects", (meant.id,))
    same = [each for each in there if _says_same(new, each)]
    if same:
        old = max(same, key=lambda each: _overlap(new.text, each.text))
        is_more = not content_words(new.text) <= content_words(old.text) or new.until is not None
        return Verdict("refines" if is_more else "repeats", (old.id,))
    if new.confidence < LEAST_SURE:
        return Verdict("new")
    over = tuple(each.id for each in there if _excludes(new, each)) or _moved(new, there)
    if new.ends:
        return Verdict("ends", over)
    return Verdict("contradicts", over) if over else Verdict("new")


def _misspoken(new: Finding, there: Sequence[Known]) -> Known | None:
    """What was told wrongly: the latest that shares a word of its topic with what puts it right."""
    near = [each for each in there if topic(new.text) & topic(each.text)]
    return near[-1] if near else None


def _moved(new: Finding, there: Sequence[Known]) -> tuple[UUID, ...]:
    """The event that is to come, if there is just one and this moves one to another day."""
    if new.until is None or not _MOVES.search(new.text):
        return ()
    coming = [each.id for each in there if each.kind == DATED and each.valid_to is not None]
    return tuple(coming) if len(coming) == 1 else ()


def _whose(subject: str) -> str:
    """Whose a fact is; what a language model names its subject says nothing of that."""
    return subject.removeprefix("of:") if subject.startswith("of:") else ME


def _says_same(new: Finding, old: Known) -> bool:
    """Whether both say the same, one of them maybe more exactly."""
    if (
        _denies(new.text) != _denies(old.text)
        or new.ends
        or (new.kind != old.kind and {new.kind, old.kind} == set(TASTES))
    ):
        return False
    first, second = content_words(new.text), content_words(old.text)
    if not first or not second:
        return new.text == old.text
    return (
        first <= second
        or second <= first
        or (_overlap(new.text, old.text) >= SAME and _numbers(new.text) == _numbers(old.text))
    )


def _excludes(new: Finding, old: Known) -> bool:
    """Whether both can't be true from now on."""
    attribute = attribute_of(new.text)
    if attribute is not None and attribute == attribute_of(old.text):
        return True
    mine, before = topic(new.text), topic(old.text)
    if (
        mine == before
        and new.text.startswith("Your ")
        and old.text.startswith("Your ")
        and _numbers(new.text) != _numbers(old.text)
    ):
        return True  # another number of the same thing: 'Your locker is 14'
    of_old = OF_EVENT if new.ends and old.kind == DATED and old.valid_to is not None else OF_OLD
    if not any(_is_about(each, before, of_old) for each in _topics(new)):
        return False
    if new.ends or _denies(new.text) != _denies(old.text):
        return True
    if {new.kind, old.kind} == set(TASTES):
        return True
    return new.kind == old.kind == DATED and new.until is not None and old.valid_to is not None


def _topics(new: Finding) -> list[frozenset[str]]:
    """What a finding is about: of one that tells of an end each clause, for why it is over is another matter."""
    return [topic(each) for each in _CLAUSE.split(new.text)] if new.ends else [topic(new.text)]


def _is_about(mine: frozenset[str], before: frozenset[str], of_old: float) -> bool:
    shared = len(mine & before)
    return bool(shared) and shared >= OF_NEW * len(mine) and shared >= of_old * len(before)


def _denies(text: str) -> bool:
    return _NOT.search(text) is not None


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _overlap(one: str, other: str) -> float:
    first, second = content_words(one), content_words(other)
    return len(first & second) / max(1, len(first | second))
