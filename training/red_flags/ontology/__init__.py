"""Symptoms, places, circumstances and cues as data: words of six languages, found in a message."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from training.red_flags.language import LANGUAGES, Language, scores
from training.red_flags.words import Words, plain

FILES = ("places", "symptoms", "conditions", "cues")
GAP = "~"
LONGEST_GAP = 3
STEM = 3
"""Letters by which a word with an open end is looked up."""

Element = tuple[str, ...]
"""The words that may stand at a place of a phrase; one with '*' is the beginning of a word."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that mean a concept: one element a word, or a gap."""

    concept: str
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept that was found: at which words, in which sentence."""

    concept: str
    start: int
    end: int
    sentence: int


def find(words: Words) -> list[Hit]:
    """Every concept in a message, in the order of the words.

    >>> from training.red_flags.words import words_of
    >>> sorted({hit.concept for hit in find(words_of("tengo opresión en el pecho"))})
    ['chest', 'chest_pain', 'pressing']
    """
    index = _index()
    hits: set[Hit] = set()
    languages = spoken_in(words.text)
    for at, word in enumerate(words.words):
        for language in languages:
            for phrase in _candidates(index[language], word):
                end = _match(phrase.elements, words.words, at)
                if end is not None and words.sentence[at] == words.sentence[end - 1]:
                    hits.add(Hit(phrase.concept, at, end, words.sentence[at]))
    return sorted(hits, key=lambda hit: (hit.start, hit.end, hit.concept))


def spoken_in(text: str) -> list[Language]:
    """The languages whose words are looked for: English, and those that the text may well be written in."""
    found = scores(text)
    most = max(found.values())
    return [each for each in LANGUAGES if each == "en" or found[each] >= 0.6 * most]


def concepts() -> list[str]:
    """The names of all concepts, in the order of the files."""
    return list(_read())


@lru_cache(maxsize=1)
def cues() -> tuple[str, ...]:
    """The names of those that tell whose it is and when."""
    return tuple(tomllib.loads(files(__name__).joinpath("cues.toml").read_text(encoding="utf-8")))


def _candidates(by_word: dict[str, list[Phrase]], word: str) -> Iterator[Phrase]:
    yield from by_word.get(word, ())
    for phrase in by_word.get(word[:STEM] + "*", ()):
        if any(_is(each, word) for each in phrase.elements[0]):
            yield phrase


def _match(elements: tuple[Element, ...], words: tuple[str, ...], at: int) -> int | None:
    """Where the phrase ends if it begins here."""
    if not elements:
        return at
    if elements[0] == (GAP,):
        ends = (_match(elements[1:], words, later) for later in range(at, min(at + LONGEST_GAP, len(words) - 1) + 1))
        return next((end for end in ends if end is not None), None)
    if at < len(words) and any(_is(each, words[at]) for each in elements[0]):
        return _match(elements[1:], words, at + 1)
    return None


def _is(wanted: str, word: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


@lru_cache(maxsize=1)
def _read() -> dict[str, dict[str, str]]:
    folder = files(__name__)
    return {
        concept: words
        for name in FILES
        for concept, words in tomllib.loads(folder.joinpath(f"{name}.toml").read_text(encoding="utf-8")).items()
    }


@lru_cache(maxsize=1)
def _index() -> dict[Language, dict[str, list[Phrase]]]:
    found: dict[Language, dict[str, list[Phrase]]] = {language: defaultdict(list) for language in LANGUAGES}
    for concept, by_language in _read().items():
        for language in LANGUAGES:
            for text in by_language.get(language, "").split(","):
                elements = tuple(tuple(plain(word).split("|")) for word in text.split())
                if not elements:
                    continue
                phrase = Phrase(concept, elements)
                for first in {each[:STEM] + "*" if each.endswith("*") else each for each in elements[0]}:
                    found[language][first].append(phrase)
    return found
