"""What a sentence says of a person that they have one of at a time; and its topic, for everything that adds up."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from memory.findings import content_words

GENERIC = content_words(
    "train training trained lift lifting work working go going went have got new bought own get like love hate prefer want need can can't "
    "never always usually really day days week weeks month year time times today yesterday tomorrow good fine well thing things use using "
    "old since until back lot bit make made take took monday tuesday wednesday thursday friday saturday sunday january february march april "
    "may june july august september october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep oct nov dec "
    "morning evening night moved move cancelled canceled cancel sold gave quit stopped gone lost over anymore longer done finished ended "
    "off out eat eating drink all any only still again"
)
"""Words that name no topic."""


def attribute_of(text: str) -> str | None:
    """The attribute that a sentence is about, if it is one of the table.

    >>> attribute_of("You live in Hamburg."), attribute_of("You moved to the second floor."), attribute_of("You're allergic to nuts.")
    ('home', None, None)
    """
    low = text.lower().replace("’", "'")
    return next((name for name, patterns in _table().items() if any(each.search(low) for each in patterns)), None)


def topic(text: str) -> frozenset[str]:
    """The words that say what a sentence is about.

    >>> sorted(topic("You sold your rower on Monday.")), sorted(topic("You bought a new rower."))
    (['rower'], ['rower'])
    """
    return frozenset(
        word for word in content_words(text) - GENERIC if not re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?|\d{4}", word)
    )


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[re.Pattern[str], ...]]:
    data = tomllib.loads(Path(__file__).with_name("attributes.toml").read_text(encoding="utf-8"))
    return {name: tuple(re.compile(each) for each in patterns) for name, patterns in data.items()}
