"""The words of six languages for times, out of the TOML files beside this module."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from training.when.tokens import Token, tokens_of

LANGUAGES = ("en", "de", "es", "fr", "pt", "it")
SHORTEST_TYPO = 6
"""Shorter names are one letter away from too many other words."""
SHARED = 2
"""Languages that may have a word in common for it to tell one of these."""
OWN = 3
"""Weight of a word that only one language has, beside one that two have."""
FUZZY = ("weekday", "weekdays", "month", "day")
NUMERIC = ("feast", "weekday", "month", "number", "ordinal", "day", "times")


class Sense(NamedTuple):
    """One meaning of a word in one language. A weak one is an ordinary word as well."""

    kind: str
    value: object
    weak: bool
    language: str
    is_mark: bool
    """A little word of grammar; its value is its language."""
    is_guess: bool = False
    """A letter was wrong."""


class Phrase(NamedTuple):
    """A fixed expression of several words."""

    words: tuple[str, ...]
    sense: Sense


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All languages in one index."""

    words: dict[str, list[Sense]] = field(default_factory=dict)
    phrases: dict[str, dict[str, list[Phrase]]] = field(default_factory=dict)
    """By their first and their second word, the longest first."""
    votes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Words that tell the language."""
    ordinary: set[str] = field(default_factory=set)
    targets: dict[str, list[str]] = field(default_factory=dict)
    """By their first letter, names that may be misspelt."""

    def add(self, expression: str, sense: Sense) -> None:
        """Take in a word or a phrase."""
        words = tuple(token.text for token in tokens_of(expression))
        if len(words) == 1:
            self.words.setdefault(words[0], []).append(sense)
        else:
            by_second = self.phrases.setdefault(words[0], {})
            by_second.setdefault(words[1], []).append(Phrase(words, sense))

    def senses(self, word: str) -> Sequence[Sense]:
        """What a word means, also if one letter is wrong in a long name."""
        return self.words.get(word) or self._misspelt(word)

    def _misspelt(self, word: str) -> Sequence[Sense]:
        if len(word) < SHORTEST_TYPO - 1 or word in self.ordinary or word in self.votes:
            return ()
        return _nearest(word)

    def nearest(self, word: str) -> Sequence[Sense]:
        """The senses of the one name that is one slip away."""
        near: list[Sense] = []
        for first in {word[0], word[1]}:
            for target in self.targets.get(first, ()):
                if (
                    abs(len(target) - len(word)) <= 1
                    and DamerauLevenshtein.distance(word, target, score_cutoff=1) <= 1
                    and not _is_other_ending(word, target)
                ):
                    near += [
                        sense._replace(is_guess=True)
                        for sense in self.words[target]
                        if sense.kind in FUZZY and sense.value is not None
                    ]
        return near if len({(sense.kind, sense.value) for sense in near}) == 1 else ()


def _is_other_ending(word: str, target: str) -> bool:
    """Whether a word is a name with an ending, which is grammar and no slip."""
    return word.startswith(target) or target.startswith(word)


@lru_cache(maxsize=8192)
def _nearest(word: str) -> Sequence[Sense]:
    return lexicon().nearest(word)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The words of all languages, read once."""
    index = Lexicon()
    owners: dict[str, set[str]] = {}
    for language in LANGUAGES:
        path = files("training.when").joinpath("languages", f"{language}.toml")
        tables: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        for word in tables.pop("hints").split():
            owners.setdefault(word, set()).add(language)
        index.ordinary.update(str(tables.pop("not_typos", "")).split())
        for kind, table in tables.items():
            for sense, expression in _entries(language, kind, table):
                index.add(expression, sense)
                for token in tokens_of(expression):
                    if len(token.text) > 2:
                        owners.setdefault(token.text, set()).add(language)
    index.votes.update({word: tuple(spoken) for word, spoken in owners.items() if len(spoken) <= SHARED})
    for by_second in index.phrases.values():
        for phrases in by_second.values():
            phrases.sort(key=lambda phrase: -len(phrase.words))
    for word, senses in index.words.items():
        if len(word) >= SHORTEST_TYPO and any(sense.kind in FUZZY and not sense.weak for sense in senses):
            index.targets.setdefault(word[0], []).append(word)
    return index


def _entries(language: str, kind: str, table: dict[str, list[str]]) -> Iterator[tuple[Sense, str]]:
    for key, expressions in table.items():
        for expression in expressions:
            weak = expression.endswith("~")
            sense_kind, value = (key, language) if kind == "mark" else (kind, _value(kind, key))
            yield Sense(sense_kind, value, weak, language, kind == "mark"), expression.removesuffix("~")


def _value(kind: str, key: str) -> object:
    if kind == "weekdays":
        return frozenset(int(day) for day in key.split(","))
    return float(key) if kind in NUMERIC and "." in key else int(key) if kind in NUMERIC else key


class Tongue(NamedTuple):
    """The languages of one text."""

    active: frozenset[str]
    main: frozenset[str]

    def hears(self, sense: Sense) -> bool:
        """Whether a sense counts: names of times always, little words in a language that is spoken."""
        if sense.weak or sense.is_guess:
            return sense.language in self.main
        return not sense.is_mark or sense.language in self.active


def tongue_of(tokens: Iterable[Token]) -> Tongue:
    """Which languages a text is in, by the words that only one of them has.

    >>> sorted(tongue_of(tokens_of("ich war gestern im gym")).active)
    ['de']
    """
    votes = lexicon().votes
    counts: Counter[str] = Counter()
    for token in tokens:
        spoken = votes.get(token.text, ())
        for language in spoken:
            counts[language] += OWN if len(spoken) == 1 else 1
    most = max(counts.values(), default=0)
    if most == 0 or (most < OWN and counts["en"] == most):
        return Tongue(frozenset(("en",)), frozenset(("en",)))
    active = frozenset(
        language for language, count in counts.items() if count * 5 >= most and (count >= OWN or count * 2 >= most)
    )
    return Tongue(active, frozenset(language for language, count in counts.items() if count * 2 > most))
