"""Slots about how somebody slept and feels."""

import re

from agent.understanding.slots.measured import measurements
from agent.understanding.words import Words

_SORE = re.compile(
    r"\b(?:sore|soreness|doms|fried|ache[sd]?|aching|stiff|smoked|heavy|toast|cooked|wrecked|hurt|hurts|dead|tired|stiffness)\b"
)
LEVELS = {
    "sleep_quality": ("sleep quality", "quality"), "energy": ("energy", "battery"), "stress": ("stress", "stressed"), "mood": ("mood",),
}  # fmt: skip
_WORD_LEVEL = {
    "low": 3.0,
    "zero": 1.0,
    "high": 8.0,
    "through the roof": 9.0,
    "great": 9.0,
    "bad": 3.0,
    "terrible": 2.0,
    "ok": 6.0,
    "fine": 7.0,
}


def sleep_h(words: Words) -> float | None:
    """Hours of sleep."""
    told = next((each["value"] for each in measurements(words) if each["metric"] == "sleep"), None)
    lasting = [each.seconds / 3600 for each in words.durations if each.unit == "hour"]
    return told if told is not None else next((each for each in lasting if each <= 16), None)


def sleep_quality(words: Words) -> float | None:
    """From 1 to 5."""
    found = re.search(r"\bsleep (?:quality )?(?:was |is )?(?:a |like )?([1-5])\s?(?:/|of|out of)\s?5\b", words.text)
    return float(found[1]) if found else None


def energy(words: Words) -> float | None:
    """From 1 to 10."""
    return _level(words, "energy")


def stress(words: Words) -> float | None:
    """From 1 to 10, 10 is worst."""
    return _level(words, "stress")


def mood(words: Words) -> float | None:
    """From 1 to 10."""
    return _level(words, "mood")


def _level(words: Words, name: str) -> float | None:
    graded = "|".join(_WORD_LEVEL)
    for word in LEVELS[name]:
        for numbered in (
            rf"\b{word}\b[^\d.;]{{0,22}}?(\d{{1,2}}(?:[.,]5)?)\b",
            rf"\b(\d{{1,2}})(?:\s?/\s?10| of 10| out of 10)? (?:for |of )?{word}\b",
        ):
            if (found := re.search(numbered, words.figures)) and float(found[1].replace(",", ".")) <= 10:
                return float(found[1].replace(",", "."))
        if found := re.search(rf"\b{word}\b(?: is| was| levels?)? ({graded})\b|\b({graded}) {word}\b", words.figures):
            return _WORD_LEVEL[found[1] or found[2]]
    return None


def soreness(words: Words) -> dict[str, float] | None:
    """How sore which muscles are, from 0 to 10."""
    found: dict[str, float] = {}
    if not _SORE.search(words.text):
        return None
    for each in words.find("muscle"):
        near = [
            number
            for number in words.numbers
            if abs(number.start - each.end) < 24 and number.value <= 10 and not number.unit
        ]
        if near:
            found[each.value] = min(near, key=lambda number: abs(number.start - each.end)).value
    return found or None
