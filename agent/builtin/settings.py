"""Settings that people state: units, age, sex, height, formula, bar, plates, target, time zone, equipment."""

import re
from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

_NUM = r"(\d{1,3}(?:[.,]\d{1,2})?)"
_UNITS = re.compile(
    r"\b(?:switch|change|use|set|go|prefer|show)(?: (?:me|everything|it|my|units?|back|all|over|weights?|loads?))*(?: (?:to|in|into))? "
    r"(pounds?|lbs?|imperial|kgs?|kilos?|kilograms?|metric)\b(?! (?:and|for|on|x|×))|\bunits?:?(?: are| to| in)? (lbs?|kg|pounds|kilos)\b"
    r"|^(?:in )?(pounds|lbs?|kgs?|kilos)(?: please)$"
    r"|^(?:(?:and|ok(?:ay)?|please|so|now|let's|i'm|i am|i've|i|we're|go|going|gone|went|put me|take me|turn|everything)[, ]+)*back (?:to|in|into) "
    r"(pounds?|lbs?|imperial|kgs?|kilos?|kilograms?|metric)(?: (?:please|again|now|then|units?))*$"
    r"|^(?:(?:i|lift|lifting|log|logging|think|everything|again)\s+)*(?:in )?(pounds|lbs?|kgs?|kilos) again(?: please)?$"
)
_AGE = re.compile(
    r"(?:\b(?:i'm|i am|age:?|(?:change |set )?my age (?:is|to)|turned|i turn)\s+(?:now |just )?(\d{1,3})"
    r"(?!\d|\s*(?:kgs?|kilos?|lbs?|pounds?|cm|m\b|st\b|stone|%|min|reps?|sets?|days|weeks|months|hours)|\s*[x×@:]\s*\d|[.,]\d))"
    r"|\b(\d{2}) ?(?:-| )?(?:years?[- ]old|y/?o|yrs? old)\b"
)
_ABOUT_ME = re.compile(r"^(?:and )?(?:i'm|i am|sex|gender|\d{2}[ -]?(?:y|/|,|m\b|f\b))")
_SEX = re.compile(
    r"\b(male|man|guy|female|woman|girl|nonbinary|non-binary)\b|(?<![.,\d])\b\d{2}(?: ?(?:y/?o|years? old))?(?:,? |/|, ?)?(m|f)\b"
)
_HEIGHT = re.compile(r"\b(\d{3})\s*cm\b(?! waist)|\b(1[.,]\d{2}|2[.,][0-2]\d)\s*m\b")
_FEET = re.compile(r"\b([4-7])\s*(?:'|ft|foot|feet) ?(\d{1,2})?(?:\"|''| ?in(?:ches)?)?(?: tall)?\b")
_TALL = re.compile(r"\b(?:i'm|i am|height|tall|year|male|female)\b")
_FORMULA = re.compile(r"\b(?:use|switch to|prefer|with)\b.*\b(epley|brzycki|lombardi|o'?conner|wathan|mayhew|lander)\b")
_BAR = re.compile(rf"\b(?:my |the )?bar(?:bell)? (?:is|weighs)\s*(?:only )?{_NUM}\s*(kgs?|kilos?|lbs?|pounds?)?")
_PLATES = re.compile(
    r"\bplates(?: i have| i own)?(?: are|:| of| in)?\s+((?:\d+(?:\.\d+)?[ ,/]*(?:and )?)+)\s*(kgs?|lbs?)?"
)
_TARGET = re.compile(
    r"\b(?:i (?:want|plan|aim|try|would like|can train)(?: to)?(?: train| work ?out| lift| go)*|i train|my (?:goal|target) is|target:?)\s*"
    r"(?:for )?(\d|one|two|three|four|five|six|seven)\s*(?:x|times|days|sessions|workouts)?\s*(?:a|per|/|each|every)\s*week"
)
_ZONE = re.compile(
    r"\b(?:my )?(?:tz|time ?zone)(?: is|:| to)?\s+([a-z][a-z_/ -]+)$|\b(?:i live in|i moved to)\s+([a-z][a-z_/ -]+)$"
)
_PLACE = re.compile(r"^i'm in ([a-z][a-z _]+)$")
_OWN = re.compile(
    r"\b(?:i (?:only |just )?(?:have|own|got)(?: access to)?|my (?:gym|equipment|garage gym)(?: is| has|:)?)\s+(?:only |just )?(.+)"
)
_THINGS = re.compile(
    r"\b(barbell|ez[- ]bar|trap[- ]bar|hex bar|dumbbells?|kettlebells?|cables?|machines?|smith|bands?|incline bench|bench|(?:squat |power )?rack"
    r"|box|pull-?up bar|dip bars?|rings|landmine|sled|ropes|med(?:icine)? ball|ab wheel|bike|rower|treadmill|jump rope)\b"
)
_NAMES = {"hex bar": "trap_bar", "squat rack": "rack", "power rack": "rack", "dip bar": "dip_bars", "medicine ball": "med_ball",
          "jump rope": "rope", "pull-up bar": "pullup_bar", "pullup bar": "pullup_bar"}  # fmt: skip
_COUNT = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_SEXES = {"m": "M", "g": "M", "f": "F", "w": "F", "n": "X"}


def settings(text: str) -> dict[str, Any]:
    """The arguments of ``update_profile`` for what is stated in a plain clause; empty if nothing is."""
    args: dict[str, Any] = {}
    if found := _UNITS.search(text) or re.search(r"^i (?:use|lift in|think in) (lbs?|pounds|kgs?|kilos)$", text):
        args["units"] = "lb" if next(each for each in found.groups() if each)[0] in "pli" else "kg"
    args |= _person(text)
    if found := _FORMULA.search(text):
        args["e1rm_formula"] = found[1].replace("'", "")
    if found := _BAR.search(text):
        args |= {"bar": _number(found[1])} | ({"bar_unit": found[2]} if found[2] else {})
    if found := _PLATES.search(text):
        args["plates"] = [float(each) for each in re.findall(r"\d+(?:\.\d+)?", found[1])]
    if found := _TARGET.search(text):
        args["weekly_target"] = _COUNT.get(found[1]) or int(found[1])
    if found := _ZONE.search(text):
        args["timezone"] = _titled((found[1] or found[2]).strip())
    elif (found := _PLACE.match(text)) and found[1].replace(" ", "_") in _cities():
        args["timezone"] = _titled(found[1])
    if (found := _OWN.search(text)) and (things := _THINGS.findall(found[1])):
        args["equipment"] = [_NAMES.get(each, each.replace("-", " ").replace(" ", "_")) for each in things]
    return args


def _person(text: str) -> dict[str, Any]:
    args: dict[str, Any] = {}
    if found := _AGE.search(text):
        args["age"] = int(found[1] or found[2])
    if _ABOUT_ME.match(text) and (found := _SEX.search(text)):
        word = found[1] or found[2]
        args["sex"] = "F" if word == "girl" else _SEXES[word[0]]
    if _TALL.search(text) and (found := _HEIGHT.search(text)):
        args["height_cm"] = float(found[1]) if found[1] else round(_number(found[2]) * 100, 1)
    elif _TALL.search(text) and (found := _FEET.search(text)):
        args["height_cm"] = round((12 * int(found[1]) + int(found[2] or 0)) * 2.54, 1)
    return args


@lru_cache(maxsize=1)
def _cities() -> frozenset[str]:
    return frozenset(zone.rpartition("/")[2].lower() for zone in available_timezones())


def _titled(zone: str) -> str:
    return "UTC" if zone == "utc" else "/".join(" ".join(map(str.capitalize, part.split())) for part in zone.split("/"))


def _number(text: str) -> float:
    return float(text.replace(",", "."))
