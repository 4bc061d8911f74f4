"""What is seen at each piece of a message, for the tagger: the word, its neighbours, what the lexicon makes of them."""

from bisect import bisect_right
from collections.abc import Sequence
from math import log2

from training.notation.clauses import clauses
from training.notation.items import Item, Number, Word
from training.notation.message import Message
from training.notation.tagging.pieces import COUNTS, ORDINALS, Piece, is_number
from training.notation.words import FILLERS, GRAMMAR, NO_NAMES, VERBS

REACH = 3
"""Pieces to each side that are looked at one by one."""
NEAR = 9
"""Pieces to each side whose words are looked at without their order."""
LINE = "<line>"
_EXACT = 12
_ENDS = frozenset((".", ";", "\n", "!"))
_CLASSES = {
    "kg": "weight", "kgs": "weight", "kilo": "weight", "kilos": "weight", "lb": "weight", "lbs": "weight", "pounds": "weight", "pound": "weight",
    "min": "time", "mins": "time", "minutes": "time", "minute": "time", "sec": "time", "secs": "time", "seconds": "time", "second": "time",
    "h": "time", "hr": "time", "hour": "time", "hours": "time", "hrs": "time",
    "km": "length", "k": "length", "kms": "length", "miles": "length", "mile": "length", "mi": "length", "metres": "length", "meters": "length",
    "reps": "reps", "rep": "reps", "repetitions": "reps", "set": "sets", "sets": "sets", "rounds": "sets", "round": "sets", "rds": "sets",
    "dumbbell": "kit", "dumbbells": "kit", "db": "kit", "dbs": "kit", "barbell": "kit", "bb": "kit", "kettlebell": "kit", "kettlebells": "kit",
    "kb": "kit", "kbs": "kit", "machine": "kit", "cable": "kit", "band": "kit", "bands": "kit", "bar": "kit",
}  # fmt: skip


def sightings(message: Message, pieces: Sequence[Piece]) -> list[list[str]]:
    """For each piece of a message what can be seen from there."""
    shapes = [_shape(piece) for piece in pieces]
    kinds = _kinds(message, pieces)
    abouts = _abouts(message, pieces)
    numbers = [at for at, piece in enumerate(pieces) if is_number(piece) or piece.text in COUNTS]
    names = [at for at, kind in enumerate(kinds) if kind == "Named"]
    words = message.names.spelled.words
    found = []
    for at, piece in enumerate(pieces):
        here = [f"w {shapes[at]}", f"k {kinds[at]}", f"a {abouts[at]}"]
        here += _of_word(piece, words)
        for step in range(1, REACH + 1):
            for side in (-step, step):
                place = at + side
                if 0 <= place < len(pieces):
                    here += (f"{side} {shapes[place]}", f"{side} k {kinds[place]}")
                else:
                    here.append(f"{side} none")
        left = shapes[at - 1] if at else "^"
        right = shapes[at + 1] if at + 1 < len(pieces) else "$"
        right2 = shapes[at + 2] if at + 2 < len(pieces) else "$"
        left2 = shapes[at - 2] if at > 1 else "^"
        here += (
            f"lr {left}|{right}",
            f"ll {left2}|{left}",
            f"rr {right}|{right2}",
            f"wl {shapes[at]}|{left}",
            f"wr {shapes[at]}|{right}",
        )
        here += _of_names(pieces, names, at)
        if is_number(piece) or piece.text in COUNTS:
            here += _of_numbers(pieces, shapes, kinds, numbers, at)
            here += _around(pieces, shapes, at)
        elif piece.kind == "word":
            here += (f"l w {_near_word(pieces, at, -1)}", f"r w {_near_word(pieces, at, 1)}")
        found.append(here)
    return found


def _shape(piece: Piece) -> str:
    """A word, or the size and form of a number."""
    if piece.kind == "line":
        return LINE
    if not is_number(piece):
        return piece.text
    if piece.kind != "number":
        return f"#{piece.kind}"
    return f"#{_size(piece.value)}"


def _size(value: float) -> str:
    if value <= _EXACT and value == int(value):
        return str(int(value)) if value <= 5 else "6-12"
    whole = "" if value == int(value) else ".5" if value * 2 == int(value * 2) else "."
    return f"{round(2 * log2(max(1.0, value)))}{whole}"


def _of_word(piece: Piece, words: frozenset[str]) -> list[str]:
    if is_number(piece):
        value = piece.value
        steps = [f"by {step}" for step in (2.5, 5, 10, 25, 45) if value and value % step == 0]
        return [
            f"v {value:g}" if value <= 30 else "v more",
            f"s {_size(value)}",
            "number",
            f"kind {piece.kind}",
            *steps,
        ]
    if piece.kind != "word":
        return [piece.kind]
    text = piece.text
    found = [f"end {text[-3:]}", f"start {text[:4]}"]
    found += [f"is {_CLASSES[text]}"] if text in _CLASSES else []
    found += ["in name"] if text in words or text.rstrip("s") in words else []
    found += (
        ["filler"]
        if text in FILLERS
        else ["grammar"]
        if text in GRAMMAR
        else ["verb"]
        if text in VERBS
        else ["unknown"]
    )
    found += ["no name"] if text in NO_NAMES else []
    found += ["ordinal"] if text in ORDINALS else []
    return found


def _kinds(message: Message, pieces: Sequence[Piece]) -> list[str]:
    """What the grammar of sets takes each piece for."""
    items = sorted(message.items, key=lambda each: each.start)
    starts = [item.start for item in items]
    found = []
    for piece in pieces:
        at = bisect_right(starts, piece.start) - 1
        item = items[at] if at >= 0 and piece.start < items[at].end else None
        found.append(_kind(item))
    return found


def _kind(item: Item | None) -> str:
    if item is None:
        return "none"
    value = item.value
    if isinstance(value, Word):
        return "strange" if value.strange else "word"
    if isinstance(value, Number):
        return "number"
    form = getattr(value, "form", "")
    return f"{type(value).__name__}{f' {form}' if isinstance(form, str) and form else ''}"


def _abouts(message: Message, pieces: Sequence[Piece]) -> list[str]:
    """What the clause of each piece is about."""
    every = list(clauses(message.text.plain))
    starts = [each.start for each in every]
    return [every[max(0, bisect_right(starts, piece.start) - 1)].about if every else "sets" for piece in pieces]


def _of_names(pieces: Sequence[Piece], names: Sequence[int], at: int) -> list[str]:
    """Where the nearest names of exercises stand."""
    place = bisect_right(names, at)
    before = at - names[place - 1] if place else None
    after = names[place] - at if place < len(names) else None
    far = ["name before " + ("none" if before is None else _distance(before))]
    far.append("name after " + ("none" if after is None else _distance(after)))
    line = any(piece.kind == "line" for piece in pieces[names[place - 1] : at]) if place else False
    far.append(f"name of line {place > 0 and not line}")
    return far


def _distance(steps: int) -> str:
    return str(steps) if steps < 4 else "4-6" if steps < 7 else "7-12" if steps < 13 else "far"


def _of_numbers(
    pieces: Sequence[Piece], shapes: Sequence[str], kinds: Sequence[str], numbers: Sequence[int], at: int
) -> list[str]:
    """The numbers before and after, and what stands between."""
    place = bisect_right(numbers, at) - 1
    found = []
    for step, side in ((-2, "bb"), (-1, "b"), (1, "f"), (2, "ff")):
        other = place + step
        if not 0 <= other < len(numbers):
            found.append(f"{side} none")
            continue
        there = numbers[other]
        first, last = min(at, there), max(at, there)
        between = [shapes[each] for each in range(first + 1, last)]
        joined = (
            " ".join(between)
            if len(between) <= 3
            else "…" + (LINE if LINE in between else "," if "," in between else "." if "." in between else "")
        )
        named = "Named" in kinds[first + 1 : last]
        found += (
            f"{side} {shapes[there]}",
            f"{side} j {joined}",
            f"{side} n {named}",
            f"{side} r {_ratio(pieces[at], pieces[there])} {joined}",
        )
        found.append(f"{side} k {kinds[there]} {kinds[at]}")
    line = [each for each in numbers if _same_line(pieces, at, each)]
    found += (f"nth {min(6, line.index(at))}", f"of {min(8, len(line))}", f"all {min(8, len(numbers))}")
    return found


def _same_line(pieces: Sequence[Piece], at: int, other: int) -> bool:
    first, last = min(at, other), max(at, other)
    return not any(piece.kind == "line" for piece in pieces[first:last])


def _ratio(one: Piece, other: Piece) -> str:
    if one.value == other.value:
        return "same"
    if not one.value or not other.value:
        return "zero"
    ratio = one.value / other.value
    return "near" if 0.7 < ratio < 1.45 else "less" if ratio < 1 else "more"


def _around(pieces: Sequence[Piece], shapes: Sequence[str], at: int) -> list[str]:
    """Words of the same sentence to the left and to the right."""
    found = []
    for side, step in (("L", -1), ("R", 1)):
        place = at + step
        count = 0
        while 0 <= place < len(pieces) and count < NEAR and pieces[place].text not in _ENDS:
            if pieces[place].kind == "word":
                found.append(f"{side} {shapes[place]}")
            place += step
            count += 1
    return found


def _near_word(pieces: Sequence[Piece], at: int, step: int) -> str:
    place = at + step
    while 0 <= place < len(pieces) and pieces[place].kind != "line":
        if pieces[place].kind == "word":
            return pieces[place].text
        place += step
    return "none"
