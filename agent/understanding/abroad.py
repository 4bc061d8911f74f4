"""Messages in other languages than English: which one it is, and what is honestly said in it where they are not understood."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Literal

from training.red_flags.language import Language, scores

SENTENCES = Path(__file__).with_name("abroad.toml")
LEAST, AHEAD = 1.5, 1.0
"""What must speak for another language, in function words, and by how much more than for English."""


def foreign(said: str) -> Language | None:
    """The language of a message that is clearly not in English.

    >>> foreign("was soll ich heute trainieren?"), foreign("squat 100 5,5,5"), foreign("how strong am i?")
    ('de', None, None)
    """
    found = scores(said)
    best = max(found, key=lambda language: found[language])
    return best if best != "en" and found[best] >= LEAST and found[best] - found["en"] >= AHEAD else None


def in_own_language(said: str, kind: Literal["not_understood", "not_sure"], rest: str) -> str | None:
    """What is said in the language of a message; ``None`` for English."""
    language = foreign(said)
    return None if language is None else _sentences()[language][kind].format(rest=rest)


@lru_cache(maxsize=1)
def _sentences() -> dict[str, dict[str, str]]:
    return tomllib.loads(SENTENCES.read_text(encoding="utf-8"))
