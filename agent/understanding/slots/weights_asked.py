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
    """Weights that follow the name of an implement: '2x16 and one 24', '. 16 kg.', '(10, 15 and 20 kg)'."""
    match = re.match(
        r"[\s(.:,]*(?:of |with )?((?:(?:\d ?x ?)?(?:one |two |2 |1 )?\d{1,2}(?:[.,]5)?\s?(?:kgs?|kilos?|lbs?)?(?:\s?(?:,|and|\+|&|/)\s?)?)+)",
        behind,
    )
    if match is None:
        return []
    found = [
        (as_float(one[1]), one[2])
        for one in re.finditer(r"(?:\d ?x ?|one |two )?(\d{1,2}(?:[.,]5)?)\s?(kgs?|kilos?|lbs?)?", match[1])
    ]
    is_kg = any(unit for _, unit in found) or len(found) > 1
    return sorted({value for value, _ in found if value >= 2}) if is_kg or (found and found[0][0] >= 4) else []
