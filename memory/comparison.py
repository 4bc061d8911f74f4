"""A new finding beside what is known of its subject: a repeat, a refinement, a contradiction, an end, or new."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol
from uuid import UUID

from memory.findings import Finding, content_words

Relation = Literal["new", "repeats", "refines", "contradicts", "ends"]
_NOT = re.compile(r"\b(?:not|no|never|nothing|neither|without|stopped|quit|gave up)\b|n't\b", re.IGNORECASE)
SAME = 0.75
"""Share of words in common from which two sentences of an open subject are one."""


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
        """What it is about."""
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


def compare(new: Finding, known: Sequence[Known], until_is_new: bool = True) -> Verdict:
    """Lay a finding beside the facts that hold.

    Under a subject of which one thing is true, the same words repeat, more words refine, others contradict. Under
    an open subject only sentences with mostly the same words are compared; everything else is new beside them.
    """
    there = [each for each in known if each.subject == new.subject]
    if new.ends:
        meant = there if new.is_alone else [each for each in there if _overlap(new.text, each.text) >= SAME / 2]
        return Verdict("ends", tuple(each.id for each in meant))
    if not there:
        return Verdict("new")
    if not new.is_alone:
        there = [each for each in there if each.kind == new.kind and _is_same(new.text, each.text)]
        if not there:
            return Verdict("new")
    old = max(there, key=lambda each: _overlap(new.text, each.text))
    words, before = content_words(new.text), content_words(old.text)
    if _denies(new.text) != _denies(old.text) and words & before:
        return Verdict("contradicts", (old.id,) if not new.is_alone else tuple(each.id for each in there))
    if words <= before and (new.until is None or not until_is_new):
        return Verdict("repeats", (old.id,))
    if words >= before:
        return Verdict("refines", (old.id,))
    if not new.is_alone:
        return Verdict("refines", (old.id,))
    return Verdict("contradicts", tuple(each.id for each in there))


def _denies(text: str) -> bool:
    return _NOT.search(text) is not None


def _is_same(one: str, other: str) -> bool:
    first, second = content_words(one), content_words(other)
    if not first or not second:
        return False
    return first <= second or second <= first or _overlap(one, other) >= SAME


def _overlap(one: str, other: str) -> float:
    first, second = content_words(one), content_words(other)
    return len(first & second) / max(1, len(first | second))
