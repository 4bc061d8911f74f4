"""The facts that a message tells: what kind, whose, in whose words, from when to when, and how sure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from agent.telling.listener import hear
from agent.telling.sentences import sentences
from agent.telling.times import is_open, says_when, span_of
from agent.telling.vocabulary import pattern
from agent.telling.voice import core_of, to_you
from memory.findings import Finding
from memory.injections import is_injection
from memory.people import ME, is_of_somebody, names_somebody, whose

MOST_SENTENCES = 64
"""Sentences of a message in which facts are looked for."""
LEAST = 0.55
"""From this chance on a sentence tells a fact."""
KINDS = {
    "medical": "medical", "injury": "injury", "schedule": "schedule", "equipment": "equipment", "place": "context", "event": "life_event",
    "goal": "goal", "coaching": "coaching_style", "preference": "preference", "other": "context", "person": "context",
}  # fmt: skip
"""The listener's kinds, as memory calls them."""
OWN_TOOL = {"injury": "medical", "goal": "life_event"}
"""Kinds that the tool leaves to tools of their own: what these don't take is kept all the same."""
SURE, UNSURE = 0.8, 0.4
"""How sure what was said is, and what was said with an if or a maybe."""
_ME = r"(?:i|i'm|i've|im|ive|my|we|call)\b"
_AND = re.compile(
    rf"\s*,\s*(?:and |but |so |because |btw )*(?={_ME}|(?:don't|please)\b)|\s+(?:and|but|so|because|cause|btw|by the way)\s+(?={_ME})",
    re.IGNORECASE,
)
_DISLIKED = re.compile(
    r"^(?: doing| the| all| any| my| to do)* +(?P<x>[a-z][a-z' -]*?)(?: (?:with|because|but|so|more|even|in|on|at|and i|cause)\b.*|[,.;(].*)?$",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\b(?:call me|i go by|my name(?:'s| is))\s+([\w'-]+)(?: until .*)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as it was told."""

    kind: str
    subject: str
    """Whose it is: ``me``, ``of:wife``."""
    text: str
    """To the athlete: 'You work nights.'"""
    said: str
    since: date | None = None
    until: date | None = None
    ends: bool = False
    confidence: float = SURE
    corrects: bool = False
    """Whether it puts right what was told shortly before."""

    @property
    def args(self) -> dict[str, Any]:
        """The arguments of the tool that remembers it."""
        more = {
            "subject": self.subject.removeprefix("of:") if self.subject != ME else None,
            "since": self.since and self.since.isoformat(), "until": self.until and self.until.isoformat(),
            "ends": self.ends or None, "sure": None if self.confidence == SURE else False, "corrects": self.corrects or None,
        }  # fmt: skip
        plain = {"text": self.text, "said": self.said, "kind": OWN_TOOL.get(self.kind, self.kind)}
        return plain | {name: value for name, value in more.items() if value is not None}

    @property
    def finding(self) -> Finding:
        """The same, as it is laid beside what is known."""
        return Finding(
            self.kind, self.subject, self.text, self.said, self.since, self.until, self.confidence, self.ends, self.disliked, self.corrects
        )  # fmt: skip

    @property
    def disliked(self) -> str:
        """What it says that one dislikes, in a few words."""
        verb = pattern("against").search(self.said) if self.kind == "aversion" else None
        found = None if verb is None else _DISLIKED.match(self.said[verb.end() :])
        return "" if found is None else found["x"]


def told_in(said: str, today: date, most: int = 8) -> list[Told]:
    """What a message tells that is true beyond today, in the order in which it is told.

    >>> [(each.kind, each.subject, each.text) for each in told_in("bench 3x5 100, and I work nights now. Slept badly today", date(2026, 2, 20))]
    [('schedule', 'me', 'You work nights now.')]
    """
    told = (each for each in with_their_times(sentences(said)[:MOST_SENTENCES], today) if not is_injection(each[0]))
    found = (fact for sentence, when in told for fact in _facts_in(sentence, when, today))
    return list(islice(found, most))


def _facts_in(sentence: str, when: str, today: date) -> Iterator[Told]:
    """The facts of a sentence; the last of them is of the time that followed it."""
    found = [(part, fact) for part in parts(sentence) if (fact := fact_in(part, today)) is not None]
    yield from (fact for _, fact in found[:-1])
    for part, fact in found[-1:]:
        yield fact_of(f"{part}, {when}", today) if when else fact


def with_their_times(told: Sequence[str], today: date) -> list[tuple[str, str]]:
    """Sentences, each with what follows it and says no more than when.

    >>> with_their_times(["180 squat before I turn 40", "thats 9 march 2028 so you got time", "Friday I rest"], date(2026, 2, 10))
    [('180 squat before I turn 40', 'thats 9 march 2028 so you got time'), ('Friday I rest', '')]
    """
    found: list[tuple[str, str]] = []
    for each in told:
        if found and not found[-1][1] and not found[-1][0].endswith("?") and says_when(each, today):
            found[-1] = (found[-1][0], each)
        else:
            found.append((each, ""))
    return found


def fact_in(said: str, today: date, least: float = LEAST) -> Told | None:
    """The fact that one sentence tells, if it does at least so surely: a question tells nothing, nor does an order to the coach."""
    if (
        said.endswith("?")
        or pattern("asking").match(said)
        or is_injection(said)
        or any(pattern(each).search(said) for each in ("unreal", "momentary"))
    ):
        return None
    if hear(said).tells < least:
        return None
    return fact_of(said, today)


def fact_of(said: str, today: date) -> Told:
    """A sentence that tells a fact, whatever it sounds like: of its kind, whose it is, and its times."""
    words = core_of(said)
    is_theirs = is_of_somebody(words) or (hear(said).is_theirs and names_somebody(words))
    subject = f"of:{whose(words)}" if is_theirs else ME
    kind = told_as(said)
    span = span_of(words, today, kind)
    over = pattern("over").search(words) is not None
    return Told(
        _kind(kind, words), subject, _text(kind, words), words, span.since, None if over else span.until,
        over and not is_open(words), UNSURE if is_open(words) else SURE, pattern("misspoke").search(words) is not None,
    )  # fmt: skip


def told_as(said: str) -> str:
    """The listener's kind of what a sentence tells."""
    heard = hear(said)
    return "person" if heard.is_theirs else heard.kind


def parts(sentence: str) -> list[str]:
    """A sentence in parts, where each tells something by itself; one with an if or a maybe stays whole."""
    parts = [each for each in _AND.split(sentence) if each and each.strip()]
    if len(parts) < 2 or is_open(sentence):
        return [sentence]
    return parts if all(hear(each).tells >= LEAST for each in parts) else [sentence]


def _kind(kind: str, words: str) -> str:
    return "aversion" if kind == "preference" and pattern("against").search(words) else KINDS.get(kind, "context")


def _text(kind: str, words: str) -> str:
    if kind != "coaching":
        return to_you(words)
    named = _NAMED.search(words)
    return f"You go by {named[1]}." if named else f"You asked: “{words}”."
