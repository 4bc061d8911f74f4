"""General knowledge of training that may be said without a tool: from a reviewed list, and only about nobody in particular."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from agent.numbers import numbers_in

GLOSSARY = Path(__file__).with_name("glossary.toml")
_THEIRS = re.compile(
    r"\b(?:your|yours|you (?:did|lifted|have lifted|should (?:lift|do|bench|squat|use)))\b", re.IGNORECASE
)
_SMALL = {
    "two": 2.0,
    "three": 3.0,
    "four": 4.0,
    "five": 5.0,
    "six": 6.0,
    "seven": 7.0,
    "eight": 8.0,
    "nine": 9.0,
    "ten": 10.0,
}


def is_general(sentence: str, asked: str = "") -> bool:
    """Whether a sentence says no number but those that the glossary has for what it, or the question, is about.

    >>> is_general("Rest 3 to 5 minutes between heavy sets."), is_general("Rest 20 minutes."), is_general("Your rest was 3 minutes.")
    (True, False, False)
    >>> is_general("0.45 kg.", "what's a pound in kilos?")
    True
    """
    if _THEIRS.search(sentence):
        return False
    values = {value for _, value in numbers_in(sentence)}
    values |= {_SMALL[word] for word in re.findall(r"[a-z]+", sentence.lower()) if word in _SMALL}
    context = sentence if re.search(r"\byou\b", sentence, re.IGNORECASE) else f"{sentence} {asked}"
    return any(values <= numbers for about, numbers in _entries() if about.search(context)) if values else False


@lru_cache(maxsize=1)
def _entries() -> list[tuple[re.Pattern[str], frozenset[float]]]:
    entries = tomllib.loads(GLOSSARY.read_text(encoding="utf-8"))["entry"]
    return [
        (
            re.compile("|".join(rf"\b{word}\b" for word in each["about"]), re.IGNORECASE),
            frozenset(map(float, each["numbers"])),
        )
        for each in entries
    ]
