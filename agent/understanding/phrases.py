"""Phrases that stand for values: word lists as data, matched word by word, the longest first."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

VOCABULARY = Path(__file__).with_name("vocabulary.toml")
_APART = re.compile(r"[,;+:]")
"""What no phrase reaches across."""
_WORD = re.compile(r"\d+(?:/\d+)+|[^\W_]+(?:['’][^\W_]+)?")


@dataclass(frozen=True, slots=True)
class Token:
    """A word and where it stands."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase that stands for a value."""

    value: str
    start: int
    end: int


@lru_cache(maxsize=256)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text in lower case, apostrophes straight."""
    return tuple(
        Token(match[0].lower().replace("’", "'"), match.start(), match.end()) for match in _WORD.finditer(text)
    )


def plain(said: str) -> str:
    """Lower case, straight quotes, single spaces, contractions with their apostrophe."""
    text = said.lower()
    for curly, straight in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"')):
        text = text.replace(curly, straight)
    return " ".join(_contractions().get(word, word) for word in text.split())


@lru_cache(maxsize=1)
def _contractions() -> dict[str, str]:
    """Contractions by how they are typed without the apostrophe."""
    return {word.replace("'", ""): word for word in _lists()["contraction"]["with_apostrophe"]}


def bare(word: str) -> str:
    """A word without the ending of its plural."""
    if len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@dataclass(frozen=True)
class Phrases:
    """Values by the words that stand for them."""

    by_words: Mapping[tuple[str, ...], str]
    longest: int

    def find(self, text: str) -> list[Found]:
        """Every phrase in a text, in order, none within another."""
        words = tokens(text)
        apart = {at for at in range(1, len(words)) if _APART.search(text[words[at - 1].end : words[at].start])}
        plain = [bare(each.word) for each in words]
        found, at = [], 0
        while at < len(words):
            for length in range(min(self.longest, len(words) - at), 0, -1):
                value = self.by_words.get(tuple(plain[at : at + length]))
                if value is not None and apart.isdisjoint(range(at + 1, at + length)):
                    found.append(Found(value, words[at].start, words[at + length - 1].end))
                    at += length
                    break
            else:
                at += 1
        return found

    def values(self, text: str) -> list[str]:
        """The values that a text names, each once, in order."""
        return list(dict.fromkeys(each.value for each in self.find(text)))

    def first(self, text: str) -> str | None:
        """The value that is named first."""
        return next(iter(self.values(text)), None)


@lru_cache(maxsize=64)
def vocabulary(name: str) -> Phrases:
    """One of the lists of ``vocabulary.toml``. Raises ``KeyError`` for another name."""
    return phrases_of(_lists()[name])


def phrases_of(lists: Mapping[str, Sequence[str]]) -> Phrases:
    """Phrases from lists of them by value."""
    by_words: dict[tuple[str, ...], str] = {}
    for value, phrases in lists.items():
        for phrase in phrases:
            by_words.setdefault(tuple(bare(each.word) for each in tokens(phrase)), value)
    return Phrases(by_words, max(map(len, by_words)))


@lru_cache(maxsize=1)
def _lists() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(VOCABULARY.read_text(encoding="utf-8"))
