"""What a number of a message is likely to be, by the words, signs and numbers around it: a classifier fitted on logs.

``evals.learn_number_roles`` fits it. Its word is one cost among those of the grammar (``costs.BY_CONTEXT``).
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from training.notation.items import Item, Length, Load, Number, Reps, Sets, Sign, Word
from training.notation.normal import Normal
from training.notation.order import Named, When
from training.resolver import Resolved

WEIGHTS = Path(__file__).with_name("number_roles.json")
ROLES = "SRLETDPN"
"""Those of the grammar, and N: no number of the athlete's sets."""
REACH = 4
"""Items to each side that are looked at one by one."""
FAR = 10
"""Items to each side whose words are looked at without their order."""
_ENDS = (".", ";", "\n")

Likely = Mapping[str, float]


def likely_roles(items: Sequence[Item], text: Normal) -> dict[int, Likely]:
    """For each amount, by where it starts: how likely it has which role."""
    return {items[at].start: _chances(found) for at, found in features(items, text)}


def features(items: Sequence[Item], text: Normal) -> Iterator[tuple[int, list[str]]]:
    """The places of the amounts among the items of a message, each with what can be seen from there."""
    unknown = [_unknown(item, text) for item in items]
    tokens = [_token(item) for item in items]
    amounts = [at for at, item in enumerate(items) if item.is_amount]
    before_each, after_each = _names(items, tokens), _names(items[::-1], tokens[::-1])[::-1]
    for order, at in enumerate(amounts):
        before = amounts[order - 1] if order else None
        after = amounts[order + 1] if order + 1 < len(amounts) else None
        names = before_each[at], after_each[at]
        yield (
            at,
            [
                *_of_value(items[at]),
                *_around(tokens, at),
                *_unknown_near(unknown, at),
                *_beside(items, tokens, (before, at, after), names),
            ],
        )


def _unknown(item: Item, text: Normal) -> str:
    """What kind of word nobody knows this is: one that is written like the name of a person, or another."""
    if not isinstance(item.value, Word) or not item.value.strange:
        return ""
    return "name" if text.words(item.start, item.end)[:1].isupper() else "word"


def _unknown_near(unknown: Sequence[str], at: int) -> Iterator[str]:
    for step in range(1, REACH + 1):
        if at >= step and unknown[at - step]:
            yield f"-{step} unknown {unknown[at - step]}"
        if at + step < len(unknown) and unknown[at + step]:
            yield f"+{step} unknown {unknown[at + step]}"
    last = next((unknown[place] for place in range(at - 1, max(-1, at - FAR - 1), -1) if unknown[place]), "none")
    yield f"left unknown {last}"


def _names(items: Sequence[Item], tokens: Sequence[str]) -> list[str]:
    """By place, the exercise that was named last."""
    found, name = [], "none"
    for item, token in zip(items, tokens, strict=True):
        name = token if isinstance(item.value, Named) else name
        found.append(name)
    return found


def _token(item: Item) -> str:
    value = item.value
    match value:
        case Word() | Sign():
            return value.text
        case Named(Resolved(movement)):
            return f"<{movement.modality}>"
        case Named():
            return "<name>"
        case Number():
            return "#"
        case _:
            return f"<{type(value).__name__}{getattr(value, 'kind', '') or ''}>"


def _size(item: Item) -> float | None:
    value = item.value
    found = getattr(value, "value", None) or getattr(value, "count", None) or getattr(value, "seconds", None)
    if isinstance(value, Length):
        found = value.typed.value
    return float(found) if isinstance(found, (int, float)) else None


def _of_value(item: Item) -> Iterator[str]:
    value = item.value
    kind = type(value).__name__
    yield f"type {kind}"
    if isinstance(value, Load):
        yield f"form {value.form} {value.unit} {value.pair}"
    if isinstance(value, (Sets, Reps)):
        yield f"times {getattr(value, 'times', False)}"
    if isinstance(value, Number) and value.got:
        yield "got"
    size = _size(item)
    if size is not None:
        yield f"{kind} size {_bucket(size)}"
        yield f"{kind} grain {1 if size % 1 else 0} {int(size % 5 == 0)} {int(size % 2.5 == 0)}"


def _bucket(size: float) -> str:
    if size <= 12 and size % 1 == 0:
        return f"{size:g}"
    return str(next((limit for limit in (12, 15, 20, 30, 50, 75, 100, 200, 500) if size <= limit), 999))


def _around(tokens: Sequence[str], at: int) -> Iterator[str]:
    for step in range(1, REACH + 1):
        yield f"-{step} {tokens[at - step] if at >= step else '^'}"
        yield f"+{step} {tokens[at + step] if at + step < len(tokens) else '$'}"
    one, two = (tokens[at - step] if at >= step else "^" for step in (1, 2))
    next_one, next_two = (tokens[at + step] if at + step < len(tokens) else "$" for step in (1, 2))
    yield f"-2-1 {two} {one}"
    yield f"-1+1 {one} {next_one}"
    yield f"+1+2 {next_one} {next_two}"
    yield f"-2-1+1 {two} {one} {next_one}"
    yield f"-1+1+2 {one} {next_one} {next_two}"
    for place in range(at - 1, max(-1, at - FAR - 1), -1):
        if tokens[place] in _ENDS:
            break
        yield f"left {tokens[place]}"
    for place in range(at + 1, min(len(tokens), at + FAR + 1)):
        if tokens[place] in _ENDS:
            break
        yield f"right {tokens[place]}"


def _beside(
    items: Sequence[Item], tokens: Sequence[str], places: tuple[int | None, int, int | None], names: tuple[str, str]
) -> Iterator[str]:
    """How the number stands to the ones before and after it, and to the exercises."""
    (before, at, after), (name, coming) = places, names
    kind = type(items[at].value).__name__
    yield f"of {name}"
    yield f"of {name} {kind}"
    yield f"before {coming}"
    size = _size(items[at])
    for side, other in (("prev", before), ("next", after)):
        if other is None:
            yield f"{side} none {kind}"
            continue
        between = " ".join(tokens[min(at, other) + 1 : min(max(at, other), min(at, other) + 5)])
        gap = between if len(between) < 24 else "far"
        other_kind = type(items[other].value).__name__
        beyond = _size(items[other])
        compared = "?"
        if size and beyond and size > 0 and beyond > 0:
            ratio = math.log(size / beyond)
            compared = str(max(-4, min(4, round(ratio * 2))))
        yield f"{side} gap {gap} {kind}"
        yield f"{side} {kind} {other_kind} {compared}"
        yield f"{side} {gap} {kind} {other_kind} {compared}"
    yield f"lead {'' if before is None else 'not '}first {kind} {name}"
    if any(isinstance(items[place].value, When) for place in range(max(0, at - 2), min(len(items), at + 3))):
        yield "day near"


def _chances(found: Sequence[str]) -> dict[str, float]:
    table = _weights()
    scores = [0.0] * len(ROLES)
    for feature in found:
        for place, weight in table.get(feature, ()):
            scores[place] += weight
    most = max(scores)
    powers = [math.exp(score - most) for score in scores]
    whole = sum(powers)
    return {role: power / whole for role, power in zip(ROLES, powers, strict=True)}


@cache
def _weights() -> dict[str, list[tuple[int, float]]]:
    """By feature, the places of the roles it speaks for or against, and how much."""
    found: dict[str, list[tuple[int, float]]] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return found
