"""The part of the body that a red flag is about, among the regions that plans know."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from training.red_flags.language import Language
from training.red_flags.words import words_of


def part_of(said: str) -> str | None:
    """The region whose word comes first; ``None`` where none is named.

    >>> part_of("left calf swollen and hot since the flight"), part_of("linke Wade dick und heiß")
    ('calf', 'calf')
    >>> part_of("back squats felt odd") is None, part_of("i get dizzy") is None
    (True, True)
    """
    words = words_of(said).words
    named = (_region(word) for at, word in enumerate(words) if not _is_lift(words[at : at + 2]))
    return next((region for region in named if region is not None), None)


def parts_named(language: Language) -> dict[str, str]:
    """The regions that plans know, each by its name in a language.

    >>> parts_named("de")["knee"]
    'Knie'
    """
    return {region: str(table["names"][language]) for region, table in _data().items()}


def _is_lift(words: tuple[str, ...]) -> bool:
    """Whether a word is the first of an exercise's name: 'back squat', 'shoulder press'."""
    return len(words) > 1 and words[1].rstrip("s") in _LIFTS


_LIFTS = frozenset(["squat", "press", "raise", "curl", "extension", "row", "fly", "lunge", "drücken"])


def _region(word: str) -> str | None:
    whole, beginnings = _words()
    return whole.get(word) or next((region for each, region in beginnings if word.startswith(each)), None)


@lru_cache(maxsize=1)
def _words() -> tuple[dict[str, str], list[tuple[str, str]]]:
    pairs = [(word, region) for region, table in _data().items() for word in table["words"].split()]
    whole = {word: region for word, region in pairs if not word.endswith("*")}
    return whole, [(word[:-1], region) for word, region in pairs if word.endswith("*")]


@lru_cache(maxsize=1)
def _data() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("training.red_flags").joinpath("parts.toml").read_text(encoding="utf-8"))
