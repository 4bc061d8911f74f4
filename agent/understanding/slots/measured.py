"""Slots about numbers of the body: each with its metric and the day that is named with it."""

import re
from typing import Any, NamedTuple

from agent.understanding.figures import Number, inside
from agent.understanding.phrases import Found, vocabulary
from agent.understanding.slots.exercises import stands_for
from agent.understanding.words import Words
from training.when import Duration

LIGHTEST_KG, HEAVIEST_KG, POUND_KG = 38, 250, 0.4536
_SEGMENT = re.compile(r"\s*[,;:]\s+|\s*[.!?]+(?:\s+|$)|\s+(?:and|n|&|but|then)\s+")
_SENTENCE_END = re.compile(r"(?<=[\w)])[.!?]+\s+|\n+")
_ALONE = re.compile(
    r"(?:[\d.,]+|\b(?:im|i'?m|i am|at|about|around|now|weigh(?:ing)?|kgs?|kilos?|lbs?|pounds?|this|morning|today|fasted|on|the|scales?|just|still)\b|\s)*"
)
"""A weight with nothing beside it that it could be of."""
LEAST_PRESSURE = 60
"""Millimetres of mercury: below it no heart beats on."""


class Stretch(NamedTuple):
    """From where to where."""

    start: int
    end: int


def measurements(words: Words) -> list[dict[str, Any]]:
    """Every number about the body in a clause, with its metric: 'waist 84, chest 102'."""
    today = words.situation.today
    if today is not None and any(each.days > 1 and each.until < today for each in words.periods):
        return []  # "last summer" is no day that a number could be kept of
    found: list[tuple[dict[str, Any], int]] = []
    numbers = [each for each in words.numbers if not each.out_of]
    hours = [
        Number(each.value.seconds / 3600, "h", each.start, each.end)
        for each in words.times
        if isinstance(each.value, Duration) and each.value.unit in ("hour", "minute")
    ]
    pressure = re.search(r"\b(\d{2,3})\s?(?:/|over)\s?(\d{2,3})\b", words.text)
    if pressure and not (int(pressure[1]) >= LEAST_PRESSURE and int(pressure[1]) > int(pressure[2])):
        pressure = None  # "11/18" is a day
    for place in _places(words):
        if place.value == "blood pressure" or (
            pressure and place.value in ("systolic blood pressure", "diastolic blood pressure")
        ):
            continue
        candidates = hours + numbers if place.value == "sleep" else numbers
        near = [each for each in candidates if _fits(place.value, each)]
        number = min(near, key=lambda each: _distance(place.start, place.end, each), default=None)
        if number is not None and not any(each["metric"] == place.value for each, _ in found):
            found.append((_kept(place.value, number, words), number.start))
    if pressure and not any(each["metric"].endswith("pressure") for each, _ in found):
        found += [
            ({"metric": name, "value": float(pressure[group])}, pressure.start())
            for name, group in (("systolic blood pressure", 1), ("diastolic blood pressure", 2))
        ]
    if stone := re.search(r"\b(\d{1,2}) ?(?:stone|st)\b(?: (?:and )?(\d{1,2}))?", words.text):
        pounds = 14 * int(stone[1]) + int(stone[2] or 0)
        found = [
            *(each for each in found if each[0]["metric"] != "body weight"),
            ({"metric": "body weight", "value": float(pounds), "unit": "lb"}, stone.start()),
        ]
    if not found and numbers and numbers[0].unit in ("kg", "lb") and len(words.names) == 0:
        found.append((_kept("body weight", numbers[0], words), numbers[0].start))
    found += _told_again(words, found, hours + numbers)
    found += _weight_alone(words, found, numbers)
    found.sort(key=lambda each: each[1])
    return [each | _day_of(words, place) for each, place in found]


def _kept(name: str, number: Number, words: Words) -> dict[str, Any]:
    """The arguments that keep a number."""
    return {"metric": name, "value": _whole(number, words), **_unit(number, name)}


def _told_again(
    words: Words, found: list[tuple[dict[str, Any], int]], numbers: list[Number]
) -> list[tuple[dict[str, Any], int]]:
    """The same metric of another day, or of the other side: "hrv 61 today, 74 yesterday", "left thigh 52, right 50"."""
    more: list[tuple[dict[str, Any], int]] = []
    taken = {place for _, place in found}
    for part, start, end in _segments(words):
        inside = [each for each in numbers if start <= each.start < end and each.start not in taken]
        before = [each for each, place in found if place < start]
        if not inside or not before or any(start <= place < end for _, place in found):
            continue
        metric = str(before[-1]["metric"])
        fitting = [each for each in inside if _fits(metric, each)]
        other = re.match(r"\s*(?:and |the )*(left|right)\b", part.text)
        sided = re.fullmatch(r"(?:left |right )?(bicep|thigh|calf)", metric)
        if fitting and other and sided:
            more.append((_kept(f"{other[1]} {sided[1]}", fitting[0], words), fitting[0].start))
        elif fitting and len(inside) == 1 and part.times and not part.names:
            more.append((_kept(metric, fitting[0], words), fitting[0].start))
    return more


def _weight_alone(
    words: Words, found: list[tuple[dict[str, Any], int]], numbers: list[Number]
) -> list[tuple[dict[str, Any], int]]:
    """A body weight of which nothing says so but that it stands alone beside other numbers of the body: "83.4, waist 84"."""
    if not found or any(each["metric"] == "body weight" for each, _ in found):
        return []
    for part, start, end in _segments(words):
        inside = [each for each in numbers if start <= each.start < end]
        if len(inside) == 1 and _ALONE.fullmatch(part.text):
            kg = inside[0].value * (POUND_KG if inside[0].unit == "lb" else 1)
            if LIGHTEST_KG <= kg <= HEAVIEST_KG:
                return [(_kept("body weight", inside[0], words), inside[0].start)]
    return []


def _segments(words: Words) -> list[tuple[Words, int, int]]:
    """The shortest stretches that may tell a number each, with their places."""
    numbers = inside(words.text)
    cuts = [
        each.span() for each in _SEGMENT.finditer(words.text)
        if not any(first <= each.start() and each.end() < last for first, last in numbers)
    ]  # fmt: skip
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(words.said)]
    return [
        (Words(words.said[start:end], words.situation), start, end) for start, end in zip(starts, ends, strict=True)
    ]


def _day_of(words: Words, place: int) -> dict[str, str]:
    """The day that is named with a number: in its stretch, else in its sentence, else the only one of all that has no number."""
    today = words.situation.today
    days = words.single_days()
    if not days:
        return {}
    start, end = next((start, end) for _, start, end in _segments(words) if start <= place < end)
    near = [each for each in days if start <= each.start < end]
    first, last = next(
        (each.start, each.end) for each in _sentences(words) if each.start <= place < max(each.end, each.start + 1)
    )
    own = near or [each for each in days if first <= each.start < last]
    if not own:
        numbers = [each.start for each in words.numbers]
        own = [
            day for day in days for each in _sentences(words)
            if each.start <= day.start < each.end and not any(each.start <= one < each.end for one in numbers)
        ]  # fmt: skip
    day = own[0].day if own else today
    return {} if day is None or day == today else {"day": day.isoformat()}


def _sentences(words: Words) -> list[Stretch]:
    """From where to where its sentences reach."""
    ends = [each.end() for each in _SENTENCE_END.finditer(words.text)]
    return [Stretch(start, end) for start, end in zip([0, *ends], [*ends, len(words.said)], strict=True)]


def _places(words: Words) -> list[Found]:
    """Where metrics are named, 'left arm' as the side of it."""
    found = []
    for each in vocabulary("metric").find(words.said):
        side = re.search(r"\b(left|right)\s+$", words.text[max(0, each.start - 7) : each.start])
        if side and each.value in ("bicep", "thigh", "calf"):
            found.append(Found(f"{side[1]} {each.value}", each.start, each.end))
        else:
            found.append(each)
    return found


def _fits(metric: str, number: Number) -> bool:
    wanted = {
        "body weight": ("", "kg", "lb"), "body fat": ("", "%"), "sleep": ("", "h", "min"), "steps": ("", "steps", "k"), "hrv": ("", "ms"),
        "resting heart rate": ("", "bpm"), "protein": ("g", ""), "water": ("l", ""), "calories": ("kcal", ""),
    }.get(metric, ("", "cm", "in"))  # fmt: skip
    return number.unit in wanted


def _distance(start: int, end: int, number: Number) -> int:
    return number.start - end if number.start >= end else (start - number.end) + 3


def _whole(number: Number, words: Words) -> float:
    """'58 kilos and 300 grams', '7 and a half hours'."""
    rest = words.text[number.end : number.end + 20]
    if found := re.match(r"\s*(?:and |,)?\s*(\d{2,3})\s?(?:g|grams?)\b", rest):
        return number.value + float(found[1]) / 1000
    return number.value + 0.5 if re.match(r"\s*and a half|½", rest) else number.value


def _unit(number: Number, metric: str) -> dict[str, str]:
    return (
        {"unit": number.unit} if number.unit in ("kg", "lb", "cm", "in", "h", "min", "%") and metric != "steps" else {}
    )


def metric(words: Words) -> str | None:
    """Which number about the body is asked for; "it" is the one that an earlier part of the message tells."""
    return words.first("metric") or (words.situation.measured if stands_for(words) else None)
