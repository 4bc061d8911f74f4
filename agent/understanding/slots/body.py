"""Slots about the body: pain and illness."""

import re
from typing import Any

from agent.understanding.phrases import Found
from agent.understanding.slots.times import since_day
from agent.understanding.words import Words

FEVER_C = 38.0
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
    if counted := re.search(r"\bday (?:no\.? |number |#)?(\d{1,2})\b", words.figures):
        return int(counted[1])
    begun = [each.day for each in words.single_days()] + [each.since for each in words.periods]
    today = words.situation.today
    if today is None or not re.search(r"\b(?:since|began|begun|started|came on|woke up)\b", words.text):
        return None
    return next(((today - each).days for each in begun if each < today), None)


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
