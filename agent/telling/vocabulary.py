"""The words of ``vocabulary.toml``, as patterns."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def _lists() -> dict[str, list[str]]:
    data: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text(encoding="utf-8"))
    return data


@lru_cache(maxsize=32)
def pattern(name: str) -> re.Pattern[str]:
    """What finds the words of a list."""
    return re.compile(rf"\b(?:{'|'.join(_lists()[name])})\b", re.IGNORECASE)


@lru_cache(maxsize=8)
def small_words(name: str) -> frozenset[str]:
    """The plain words of a list."""
    return frozenset(_lists()[name])
