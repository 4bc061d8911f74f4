"""The few weights of dumbbells and kettlebells that there are."""

import re
from collections.abc import Iterator
from typing import Any

from agent.understanding.phrases import vocabulary
from agent.understanding.slots.spoken_numbers import as_float
from agent.understanding.words import Words

_WEIGHT = re.compile(r"(\d{1,2}(?:[.,]\d)?)\s?(?:-?\s?(kgs?|kilos?|lbs?|pounds?))?")


def weights(words: Words) -> Iterator[tuple[str, Any]]:
    """The few weights of dumbbells and kettlebells there are."""
    text = words.text
    yield from _in_pairs(words)
    for each in vocabulary("equipment").find(words.said):
        if each.value not in ("dumbbell", "kettlebell"):
            continue
        before, behind = text[max(0, each.start - 34) : each.start], text[each.end : each.end + 34]
        near = re.split(r"[;,]|\band\b", before)[-1]
        plural = text[each.end - 1 : each.end] == "s"
        if found := re.match(
            r"\s*(?:go(?:es)? |all )*(?:up to|to|max(?:imum)?|until|til)\s?(\d{1,2}(?:[.,]\d)?)", behind
        ):
            yield "heaviest", {each.value: as_float(found[1])}
            continue
        if found := re.match(r"\s*(?:from )?\(?\d{1,2}\s?(?:kg)?\s?(?:-|–|to)\s?(\d{1,2}(?:[.,]\d)?)", behind):
            yield "heaviest", {each.value: as_float(found[1])}
            continue
        weights = [as_float(one[1]) for one in _WEIGHT.finditer(near) if one[2]]
        weights = weights or _listed(behind)
        if weights:
            yield "weights", {each.value: weights}
        if (
            not plural
            and re.search(r"\b(?:1|one|a|single|my|the only)\s+(?:\d{1,2}\s?(?:kg|kilos?|lbs?)?\s?)?$", before)
            and len(weights) <= 1
        ):
            yield "singles", [each.value]


def _listed(behind: str) -> list[float]:
    """Weights that follow the name of an implement: '2x16 and one 24', '. 16 kg.', '(10, 15 and 20 kg)', '10kg and 2 of 5', '5s + 10s'."""
    match = re.match(rf"[\s(.:,]*(?:of |with )?((?:{_ONE}(?:\s?(?:,|and|\+|&|/)\s?)?)+)", behind)
    return _told(match[1]) if match else []


_NO_WEIGHT = r"(?![\d.,]*\d|\s?-?(?:reps|sets|min|days?|times|weeks?|months?|hours?|hrs?|sessions?|years?|x|%|km|mi))"
"""What stands behind a number that counts something else."""
_ONE = rf"(?:(?:\d|one|two|an?|a pair|pair)\s?(?:x|of)?\s)?(?:\d\s?x\s?)?\d{{1,2}}(?:[.,]5)?{_NO_WEIGHT}\s?(?:kgs?|kilos?|lbs?|s\b)?"
_PAIRS = re.compile(
    rf"\b(?:pairs? of|\d\s?x|one|two|an?) \d{{1,2}}(?:[.,]5)?(?:kg|s)?\b{_NO_WEIGHT}|\b[12]x\d{{1,2}}\b"
)


def _told(text: str) -> list[float]:
    """The weights of a list, without how many of each there are."""
    found = [
        (as_float(one[1]), one[2])
        for one in re.finditer(
            r"(?:(?:\d|one|two|an?|a pair|pair)\s?(?:x|of)\s?|(?:one|two|an?|[12])\s(?=\d))?(\d{1,2}(?:[.,]5)?)\s?(kgs?|kilos?|lbs?|s\b)?",
            text,
        )
    ]
    is_kg = any(unit for _, unit in found) or len(found) > 1
    return sorted({value for value, _ in found if value >= 2}) if is_kg or (found and found[0][0] >= 4) else []


def _in_pairs(words: Words) -> Iterator[tuple[str, Any]]:
    """Weights of the one implement that is spoken of, told apart from its name: 'a pair of 16s, a pair of 20s and one 24'."""
    named = {each.value for each in vocabulary("equipment").find(words.said)} & {"dumbbell", "kettlebell"}
    pairs = [each[0] for each in _PAIRS.finditer(words.text)]
    if len(named) == 1 and len(pairs) > 1:
        yield "weights", {named.pop(): sorted({one for each in pairs for one in _told(each)})}
