"""Slots about the body: measurements, pain, illness."""

import re
from typing import Any

from agent.understanding.figures import Number
from agent.understanding.phrases import Found, vocabulary
from agent.understanding.slots.exercises import stands_for
from agent.understanding.slots.times import since_day
from agent.understanding.words import Words
from training.when import Duration

FEVER_C = 38.0
LEAST_PRESSURE = 60
"""Millimetres of mercury: below it no heart beats on."""
_NOT_SHARP = re.compile(
    r"\b(?:not|isn'?t|no|neither|nor|nothing)(?: \w+){0,3}? (?:sharp|swollen|swelling|giving|locking|stabbing|numb)"
)
_SHARP = re.compile(
    r"\b(?:sharp|stabbing|swollen|swell\w*|giv(?:es|ing) way|gave way|lock(?:s|ing|ed)(?: up)?|numb\w*|sudden(?:ly)?|shooting|shoots|shot)\b"
)
_WORD_PAIN = {
    "mild": 2.0,
    "slight": 2.0,
    "little": 2.0,
    "bit": 2.0,
    "moderate": 5.0,
    "bad": 7.0,
    "terrible": 8.0,
    "severe": 8.0,
    "unbearable": 9.0,
}


def measurements(words: Words) -> list[dict[str, Any]]:
    """Every number about the body in a clause, with its metric: 'waist 84, chest 102'."""
    today = words.situation.today
    if today is not None and any(each.days > 1 and each.until < today for each in words.periods):
        return []  # "last summer" is no day that a number could be kept of
    found: list[dict[str, Any]] = []
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
        if number is not None and not any(each["metric"] == place.value for each in found):
            found.append({"metric": place.value, "value": _whole(number, words), **_unit(number, place.value)})
    if pressure and not any(each["metric"].endswith("pressure") for each in found):
        found += [
            {"metric": name, "value": float(pressure[group])}
            for name, group in (("systolic blood pressure", 1), ("diastolic blood pressure", 2))
        ]
    if stone := re.search(r"\b(\d{1,2}) ?(?:stone|st)\b(?: (?:and )?(\d{1,2}))?", words.text):
        pounds = 14 * int(stone[1]) + int(stone[2] or 0)
        found = [
            *(each for each in found if each["metric"] != "body weight"),
            {"metric": "body weight", "value": float(pounds), "unit": "lb"},
        ]
    if not found and numbers and numbers[0].unit in ("kg", "lb") and len(words.names) == 0:
        found.append({"metric": "body weight", "value": numbers[0].value, "unit": numbers[0].unit})
    day = words.day()
    if day is not None and words.situation.today and day != words.situation.today.isoformat():
        found = [{**each, "day": day} for each in found]
    return found


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


def region(words: Words) -> str | None:
    """The part of the body that is named first."""
    return words.first("region")


def region_or_asked(words: Words) -> str | None:
    """The part of the body that is named, or that the coach has just asked about."""
    return words.first("region")


def side(words: Words) -> str | None:
    """Left, right or both."""
    found = [each for each in words.values("side") if each != "both"]
    return "both" if len(found) > 1 or words.has("both") else (found[0] if found else None)


def severity(words: Words) -> float | None:
    """A pain from 0 to 10: so many out of ten, the number behind a word of pain, or a word for it."""
    for each in words.numbers:
        if each.out_of and each.value <= 10:
            return each.value
    found = re.search(
        r"\b(?:pain|hurts?|hurting|sore|aches?|aching|level|sharp|dull|like|about|around|maybe|only|at|a|is|was)\s+(?:like |about |around |maybe |only |at |of |level |is |a |an )*(\d{1,2}(?:[.,]5)?)(?![\d.,/x]|\s?(?:kg|lb|min|sets?|reps?|days?|weeks?|years?|x|%))",
        words.text,
    )
    if found and float(found[1].replace(",", ".")) <= 10:
        return float(found[1].replace(",", "."))
    alone = [each.value for each in words.numbers if not each.unit and each.value <= 10]
    if (len(words.tokens) <= 8 or words.situation.asks == "severity") and len(alone) == 1:
        return alone[0]
    return (
        next((value for word, value in _WORD_PAIN.items() if words.has(word)), None)
        if words.situation.asks == "severity"
        else None
    )


def sharp(words: Words) -> bool | None:
    """Whether a pain is sharp, sudden, swollen, giving way, locking or numb."""
    return True if _SHARP.search(words.text) and not _NOT_SHARP.search(words.text) else None


def injuries(words: Words) -> list[dict[str, Any]]:
    """Every part of the body that hurts, each with what is told of it: 'both my knees and my lower back'."""
    places = words.find("region")
    regions = list(dict.fromkeys(each.value for each in places))
    shared: dict[str, Any] = {"said": words.said.strip()}
    if words.names:
        shared["movement"] = words.names[0].said
    if sharp(words):
        shared["sharp"] = True
    if (since := since_day(words)) is not None:
        shared["since"] = since
    found = []
    for each in regions:
        at = next(one for one in places if one.value == each)
        beside = words.text[max(0, at.start - 16) : at.start]
        hand = re.search(r"\b(left|right|both)\b(?! \w+ and)[^,]*$", beside)
        args: dict[str, Any] = {"region": each, **shared}
        if hand:
            args["side"] = hand[1]
        elif len(regions) == 1 and side(words):
            args["side"] = side(words)
        if (grade := severity(words)) is not None:
            args["severity"] = grade
        found.append(args)
    return found


def symptoms(words: Words) -> list[str]:
    """What somebody is ill with; empty where only 'ill' was said."""
    found = [each.value for each in words.find("symptom") if not _is_denied(words, each)]
    found = list(dict.fromkeys(found))
    degrees = temperature(words)
    return [*found, "fever"] if degrees is not None and degrees >= FEVER_C and "fever" not in found else found


def _is_denied(words: Words, place: Found) -> bool:
    """Whether "no" or "not" stands before something: 'no fever'."""
    return (
        re.search(r"\b(?:no|not|without|never|any)\s+(?:\w+\s+)?$", words.text[max(0, place.start - 16) : place.start])
        is not None
    )


def temperature(words: Words) -> float | None:
    """Degrees, in Celsius whatever they were said in."""
    for each in words.numbers:
        celsius = each.value if each.value < 50 else round((each.value - 32) * 5 / 9, 1)
        is_measured = words.has("fever", "temperature", "temp", "degrees", "thermometer") or celsius % 1 > 0
        if 36.5 <= celsius <= 43 and not each.unit and is_measured:
            return celsius
    return None


def days_ill(words: Words) -> int | None:
    """For how many days."""
    lasting = [each for each in words.durations if each.unit in ("day", "week")]
    if lasting:
        return round(lasting[0].days)
    found = re.search(r"\b(\d+|two|three|four|five|six|seven|ten) days?\b", words.text)
    if found:
        return {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}.get(found[1]) or int(
            found[1]
        )
    if words.has("a week", "one week", "all week", "last week"):
        return 7
    return None


def recovered(words: Words) -> bool | None:
    """Whether an illness is over."""
    return (
        True
        if re.search(
            r"\b(?:over|gone|recovered|better now|fine (?:again|now)|(?:fully|all|totally) (?:ok|fine|good|well)|ok now|healthy again|back|well again|is over|i was|had|finally|(?:fine|ok|good|well|negative) since|now (?:well|fine|ok|good|negative)|went)\b",
            words.text,
        )
        and not re.search(r"\bstill\b|\bnot\b", words.text)
        else None
    )
