"""Slots about the athlete's settings: units, time zone, age, sex, height, bar, plates, target."""

import re
from functools import lru_cache
from zoneinfo import available_timezones

from agent.understanding.phrases import tokens
from agent.understanding.slots.training_week import sessions_a_week
from agent.understanding.words import Words

SEXES = {
    "male": "M", "man": "M", "guy": "M", "female": "F", "woman": "F", "girl": "F", "lady": "F", "nonbinary": "X", "non-binary": "X",
    "m": "M", "f": "F",
}  # fmt: skip


def unit_wanted(words: Words) -> str | None:
    """The unit that somebody wants from now on."""
    found = re.findall(r"\b(kgs?|kilos?|kilograms?|lbs?|pounds?|metric|imperial)\b", words.text)
    told = [number for number in words.numbers if number.unit in ("kg", "lb")]
    if not found or (told and not re.search(r"\b(?:switch|use|change|set|in|to|only|please|pls|units?)\b", words.text)):
        return None
    wanted = found[0]
    if found_to := re.search(
        r"\b(?:to|in|use)\s+(?:the )?(kgs?|kilos?|kilograms?|lbs?|pounds?|metric|imperial)\b", words.text
    ):
        wanted = found_to[1]
    return "lb" if wanted.startswith(("lb", "pound", "imp")) else "kg"


PLACED = frozenset(
    [
        "in",
        "to",
        "at",
        "from",
        "near",
        "is",
        "now",
        "of",
        "for",
        "be",
        "zone",
        "timezone",
        "tz",
        "time",
        "set",
        "use",
        "switch",
        "change",
        "clock",
        "here",
        "live",
        "living",
        "moved",
        "based",
        "home",
        "city",
        "the",
        "it's",
        "i'm",
        "and",
        "but",
        "on",
        "as",
    ]
)
"""Words beside which a city is one."""
REGIONS = frozenset(["europe", "america", "asia", "africa", "australia", "pacific", "atlantic", "indian"])


@lru_cache(maxsize=1)
def _cities() -> dict[tuple[str, ...], str]:
    return {
        tuple(each.word for each in tokens(zone.rsplit("/", 1)[-1].replace("_", " "))): zone
        for zone in sorted(available_timezones())
        if "/" in zone and not zone.startswith(("Etc", "SystemV"))
    }


def city(words: Words) -> str | None:
    """The time zone of the city that is named."""
    said = [each.word for each in words.tokens]
    for length in (3, 2, 1):
        for at in range(len(said) - length + 1):
            zone = _cities().get(tuple(said[at : at + length]))
            if zone is not None and len(" ".join(said[at : at + length])) > 3 and _is_place(said, at, at + length):
                return zone
    return None


def _is_place(said: list[str], start: int, end: int) -> bool:
    """Whether a city stands where a place does: a name such as Ana Lima has one in it too."""
    before, after = said[start - 1] if start else "", said[end] if end < len(said) else ""
    if "name" in said[:start] or "called" in said[:start]:
        return False
    return not before or before in PLACED or before in REGIONS or after in PLACED


def formula(words: Words) -> str | None:
    """A formula for the one-rep max."""
    return words.first("formula")


def sex(words: Words) -> str | None:
    """For relative scores: of whoever says so of themselves, beside an age or a height, or in a letter."""
    found = _SEX.search(words.text)
    return SEXES[next(each for each in found.groups() if each)] if found else None


_PERSON = r"(man|guy|woman|girl|lady)\b(?!['’]s)"
_SEX = re.compile(
    r"(?<!my )(?<!the )(?<!his )(?<!her )(?<!our )\b(male|female|non-?binary)\b"
    rf"|\b(?:i'?m|i am|am|as)\s+(?:an?\s+(?:\w+[ -]){{0,2}}?)?{_PERSON}"
    rf"|(?:\d|\b(?:years?|yrs?|old|cm|m))(?:\s*,\s*|\s+and\s+|\s+)(?:an?\s+)?{_PERSON}|^an? {_PERSON}(?=,? (?:of|\d))"
    r"|(?<=\d)\s?([mf])\b|(?<!['\w])([mf])(?=\s?\d{2}\b)|\b(?:sex:? |\d{2}, )([mf])\b"
)
"""A man or a girl who is named otherwise is somebody else."""


def age(words: Words) -> int | None:
    """In years."""
    found = re.search(
        r"\b(?:i'?m|i am|im|am|age[d]?|turned|turning|just turned)\s+(?:now |only |just |already )?(\d{2})\b(?!\s?(?:kg|kilo|lb|cm|min|%|days|weeks|weeks|months|reps|[x.,]\d))|\b(\d{2})\s?(?:years?(?: old)?|yrs?(?: old)?|yo|y/o)\b(?! (?:of|ago))|\b(\d{2})\s?,?\s?(?:m|f|male|female)\b|^(\d{2})(?:,| )(?= ?\d{3} ?cm)",
        words.text,
    )
    value = int(next(each for each in found.groups() if each)) if found else None
    return value if value is not None and 13 <= value <= 99 else None


def height(words: Words) -> float | None:
    """In centimetres."""
    if found := re.search(r"\b(\d)\s?(?:'|ft|feet|foot)\s?(\d{1,2})?", words.text):
        return round(int(found[1]) * 30.48 + int(found[2] or 0) * 2.54, 1)
    found = re.search(r"(?<![\d.,])([12])[.,](\d{2})(?![\d.,])\s?(m\b|met(?:er|re)s?|tall)?", words.text)
    about = re.search(r"\b(?:height|tall|measure|years?|kilo|kg|weigh|i'?m)\b", words.text)
    if found and (found[3] or (about and not words.has("plates", "plate", "bar"))):
        return float(f"{found[1]}{found[2]}")
    found = re.search(
        r"\b(1\d{2}|2[0-2]\d)\s?cm\b|\b(?:height|tall|measure)\D{0,12}(1\d{2})\b|\b1 met(?:er|re) (\d{2})\b", words.text
    )
    if found is None:
        return None
    return float(found[1] or found[2] or f"1{found[3]}")


def bar(words: Words) -> float | None:
    """The weight of the bar."""
    if not words.has("bar", "barbell"):
        return None
    return next((each.value for each in words.numbers if each.unit in ("", "kg", "lb") and 1 <= each.value <= 60), None)


def bar_unit(words: Words) -> str | None:
    """Its unit, if one was said."""
    return (
        next((each.unit for each in words.numbers if each.unit in ("kg", "lb")), None)
        if bar(words) is not None
        else None
    )


def plates(words: Words) -> list[float] | None:
    """The plates that are owned; the smallest alone is not all of them."""
    if re.search(r"\b(?:small|light|big|larg|heav)(?:l?est|iest|gest)\b", words.text):
        return None
    if not re.search(r"\bplates?\b|\b45s\b|\b25s\b", words.text) or re.search(r"\bbar (?:weighs|is)\b", words.text):
        return None
    found = [
        float(each.replace(",", "."))
        for each in re.findall(r"(?<![\d.,])(\d{1,2}(?:[.,]\d{1,2})?)(?=s?\b)(?!\s?(?:pairs?|of|x|each))", words.text)
    ]
    return list(dict.fromkeys(each for each in found if 0.1 <= each <= 50)) or None


def weekly_target(words: Words) -> int | None:
    """Workouts a week that somebody aims for."""
    return sessions_a_week(words)


def connection(words: Words) -> str | None:
    """The connected service that is named, as a sync is asked for: "sync hevy", "pull my workouts from hevy"."""
    found = re.search(r"\b(?:sync(?:hroni[sz]e)?(?: up)?|from|with)\s+(?:my |the )?([a-z][a-z0-9_]*)", words.text)
    return found[1] if found and found[1] not in EVERY_CONNECTION else None


EVERY_CONNECTION = frozenset(("all", "everything", "now", "again", "please", "it", "data", "workouts", "connections"))
"""Words in the place of a name that name none."""


def server_tool(words: Words) -> str | None:
    """A tool of a connected server, as it is listed: "garmin.get_sleep"."""
    found = re.search(r"\b[a-z][a-z0-9_]*\.[A-Za-z][\w-]*", words.said)
    return found[0] if found else None
