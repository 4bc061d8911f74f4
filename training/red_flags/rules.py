"""Rules: which concepts together are a red flag, and what speaks against it."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal, cast

from training.red_flags.measures import measures_in
from training.red_flags.ontology import Hit, cues, find
from training.red_flags.words import Words, words_of

Tier = Literal["emergency", "see_doctor", "redirect"]
TIERS: tuple[Tier, ...] = ("emergency", "see_doctor", "redirect")
NEAR = 6
"""Words between two concepts that belong together."""
NEGATED = 3
"""Words after a 'no' that it may deny."""
_EXCUSES = frozenset({"history", "cleared", "relative", "nobody", "slang", "old_year", "planned"})
"""Cues by which a sign is likely past, treated, of somebody else, made up, or a way of speaking."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Concepts that are a sign together: all of the needs, each of which is any of its terms; a term is near concepts."""

    kind: str
    tier: Tier
    sure: bool
    needs: tuple[tuple[frozenset[str], ...], ...]
    unless: frozenset[str]


@dataclass(frozen=True)
class Reading:
    """What a message has of concepts, numbers and cues, and which rules they make."""

    words: Words
    hits: tuple[Hit, ...]
    present: frozenset[str]
    denied: frozenset[str]
    rules: tuple[Rule, ...]

    @property
    def excuses(self) -> frozenset[str]:
        """The cues that speak against a flag."""
        return self.present & _EXCUSES

    @property
    def signs(self) -> frozenset[str]:
        """The concepts that are no cues: what is felt, where, and since what."""
        return self.present - frozenset(cues())

    @property
    def sure(self) -> Rule | None:
        """The most urgent rule that suffices alone."""
        found = [rule for rule in self.rules if rule.sure]
        return min(found, key=lambda rule: TIERS.index(rule.tier), default=None)

    @property
    def likely(self) -> Rule | None:
        """The most urgent rule, sure or not."""
        return min(self.rules, key=lambda rule: (TIERS.index(rule.tier), not rule.sure), default=None)

    def because(self, rule: Rule) -> list[str]:
        """The athlete's own words by which a rule was found.

        >>> reading = read("my chest feels tight and i'm clammy")
        >>> reading.because(reading.sure)
        ['chest feels tight']
        """
        wanted = {concept for need in rule.needs for term in need for concept in term}
        hits = [hit for hit in self.hits if hit.concept in wanted]
        widest = [each for each in hits if not any(_covers(other, each) for other in hits)]
        found = [" ".join(self.words.words[hit.start : hit.end]) for hit in widest]
        return list(dict.fromkeys(found))


def read(said: str) -> Reading:
    """Find the concepts of a message and the rules that they make.

    >>> read("my chest feels tight and my left arm is heavy").sure.kind
    'heart'
    >>> read("no chest pain, bench 3x5 100").sure is None
    True
    """
    words = words_of(said)
    found = find(words)
    denials = [hit for hit in found if hit.concept == "negation"]
    hits = [hit for hit in found if not _is_denied(hit, denials)]
    cue_names = set(cues())
    present = {hit.concept for hit in hits} | {name for name, _ in measures_in(said)}
    denied = {hit.concept for hit in found if hit not in hits and hit.concept not in cue_names}
    rules = tuple(rule for rule in _rules() if not rule.unless & present and _fits(rule, hits, present))
    return Reading(words, tuple(hits), frozenset(present), frozenset(denied), rules)


def _covers(one: Hit, other: Hit) -> bool:
    return one.start <= other.start and other.end <= one.end and one.end - one.start > other.end - other.start


def _is_denied(hit: Hit, denials: list[Hit]) -> bool:
    """Whether a 'no' stands before it: one that is no part of the concept itself."""
    if hit.concept == "negation":
        return False
    return any(
        denial.sentence == hit.sentence and denial.end <= hit.start < denial.end + NEGATED and denial.start < hit.start
        for denial in denials
    )


def _fits(rule: Rule, hits: list[Hit], present: set[str]) -> bool:
    return all(any(_has(term, hits, present) for term in need) for need in rule.needs)


def _has(term: frozenset[str], hits: list[Hit], present: set[str]) -> bool:
    if not term <= present:
        return False
    if len(term) == 1:
        return True
    one, other = term
    return any(
        first.sentence == second.sentence
        and max(first.start, second.start) - min(first.end, second.end) <= NEAR
        and (first.start, first.end) != (second.start, second.end)
        for first in hits
        if first.concept == one
        for second in hits
        if second.concept == other
    )


@lru_cache(maxsize=1)
def _rules() -> tuple[Rule, ...]:
    data = tomllib.loads(files("training.red_flags.ontology").joinpath("rules.toml").read_text(encoding="utf-8"))
    return tuple(
        Rule(kind, cast(Tier, tier), sure, _needs(needs), frozenset(unless.split()))
        for kind, tier, sure, needs, unless in data["rules"]
    )


def _needs(text: str) -> tuple[tuple[frozenset[str], ...], ...]:
    """What a rule asks for, out of its notation: in 'a+b|c' the first stands near either of the others.

    >>> [[sorted(term) for term in need] for need in _needs("a+b|c, d")]
    [[['a', 'b'], ['a', 'c']], [['d']]]
    """
    needs = []
    for part in text.split(","):
        first, _, rest = part.strip().partition("+")
        if rest:
            needs.append(tuple(frozenset((first, other)) for other in rest.split("|")))
        else:
            needs.append(tuple(frozenset((each,)) for each in first.split("|")))
    return tuple(needs)


@lru_cache(maxsize=1)
def kinds() -> tuple[str, ...]:
    """The kinds of red flag that rules know."""
    return tuple(dict.fromkeys(rule.kind for rule in _rules()))
