"""Facts that people state about themselves: body weight and other numbers, age, units, equipment."""

import re
from typing import Any

from agent.builtin.intents import Call
from agent.builtin.phrases import day_in, plain
from training.metrics import METRICS

_NUM = r"(\d{1,3}(?:[.,]\d{1,2})?)"
_WEIGHT_UNIT = r"(kgs?|kilos?|lbs?|pounds?|st|stone)?"
_WEIGH = re.compile(
    rf"\b(?:i )?(?:weigh(?:ed)?(?: in)?(?: at)?|(?:my |today's |morning )?(?:body ?)?weight(?: is| was| today| this morning|:|=)*|bw(?: is|:)?|scales? (?:said|says?))\s*(?:is |was |at |of |: ?)?{_NUM}\s*{_WEIGHT_UNIT}\b(?!\s*[x×*@\d])"
)
_OTHER = (
    (re.compile(rf"\bbody ?fat(?: is| was| at|:)?\s*{_NUM}\s*()%?"), "body fat"),
    (re.compile(rf"\b(?:resting (?:hr|heart rate|pulse)|rhr)(?: is| was| of|:)?\s*{_NUM}\s*(bpm)?"), "resting heart rate"),
    (re.compile(rf"\bhrv(?: is| was| of|:)?\s*{_NUM}\s*(ms)?"), "hrv"),
    (re.compile(rf"\b(?:i )?(?:slept|sleep:?)(?: for| only| about)*\s*{_NUM}\s*(h(?:ou)?rs?|h)?\b"), "sleep"),
    (re.compile(rf"\b(?:my )?(?P<girth>waist|hips|neck|chest girth|left thigh|right thigh|thigh|left calf|right calf)(?: is| was|:)?\s*{_NUM}\s*(cm|in|inches|inch|\")"), ""),
    (re.compile(r"\b(\d{3,6})\s*()steps\b"), "steps"),
)
_AGE = re.compile(r"\b(?:i'm|i am|im|age:?|my age is)\s+(?:now )?(\d{1,3})(?!\s*(?:kg|kilos?|lbs?|pounds?|cm|m\b|st|[x×@.,:]\d|%|min|reps?|sets?|days|weeks))(?: years?(?: old)?| yo)?\b")
_SEX = re.compile(r"\b(?:i'm|i am|im|sex:?|gender:?)\s+(?:an? )?(?:\d+[- ]?(?:years?[- ]old|yo)?[ ,]+)?(male|man|guy|female|woman|girl|nonbinary|non-binary)\b")
_HEIGHT = re.compile(r"\b(?:i'm|i am|im|height:?|my height is|and)\s+(\d{2,3})\s*cm\b|\b(1[.,]\d{2}|2[.,][0-2]\d)\s*m(?: tall)?\b")
_UNITS = re.compile(r"\b(?:switch|change|use|set|go|prefer|show)(?: (?:me|everything|it|my|units?|back|all|over|weights?|loads?))*(?: (?:to|in|into))? (pounds?|lbs?|imperial|kgs?|kilos?|kilograms?|metric)\b|\bunits?:? (lbs?|kg|pounds|kilos)\b|^(?:in )?(pounds|kilos) please")
_FORMULA = re.compile(r"\b(?:use|switch to|prefer|with)\b.*\b(epley|brzycki|lombardi|o'?conner|wathan|mayhew|lander)\b")
_BAR = re.compile(rf"\b(?:my |the )?bar (?:is|weighs)\s*{_NUM}\s*{_WEIGHT_UNIT}")
_TARGET = re.compile(r"\b(?:i (?:want|plan|aim|try|would like|train|work ?out|can train)(?: to)?(?: train| work ?out| lift| go)*|my (?:goal|target) is|target:?)\s*(?:for )?(\d|one|two|three|four|five|six|seven)\s*(?:x|times|days|sessions|workouts)?\s*(?:a|per|/|each|every)\s*week")
_ZONE = re.compile(r"\btime ?zone\b.*?\b([a-z]+/[a-z_/]+|utc)\b|\bi(?:'m| am| live) in ([a-z]+/[a-z_]+)\b")
_OWN = re.compile(r"\bi (?:only )?(?:have|own|got)(?: access to)?\s+(?:only )?(.+)")
_THINGS = re.compile(r"\b(barbell|ez[- ]bar|trap[- ]bar|hex bar|dumbbells?|kettlebells?|cables?|machines?|smith|bands?|incline bench|bench|(?:squat |power )?rack|box|pull-?up bar|dip bars?|rings|landmine|sled|ropes|med(?:icine)? ball|ab wheel|bike|rower|treadmill|jump rope)\b")
_NAMES = {"hex bar": "trap_bar", "squat rack": "rack", "power rack": "rack", "dip bar": "dip_bars", "medicine ball": "med_ball",
          "jump rope": "rope", "pull-up bar": "pullup_bar", "pullup bar": "pullup_bar"}  # fmt: skip
_COUNT = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}


def facts(clause: str) -> list[Call]:
    """The calls that keep what somebody says about themselves; none if it is nothing of that."""
    text = plain(clause)
    calls = _measurements(text)
    settings = _settings(text)
    return calls + ([Call("update_profile", settings)] if settings else [])


def _measurements(text: str) -> list[Call]:
    day = day_in(text)
    when: dict[str, Any] = {"day": day.removeprefix("on ")} if day and day not in ("today", "this morning") else {}
    calls = []
    if found := _WEIGH.search(text):
        calls.append(Call("log_measurement", {"metric": "body weight", "value": _number(found[1])} | _unit(found[2]) | when))
    for pattern, metric in _OTHER:
        if found := pattern.search(text):
            girth = found.groupdict().get("girth")
            number, unit = (found[2], found[3]) if girth else (found[1], found[2])
            name = girth or metric
            if name.replace(" ", "_") in METRICS:
                calls.append(Call("log_measurement", {"metric": name, "value": _number(number)} | _unit(unit) | when))
    return calls


def _settings(text: str) -> dict[str, Any]:
    args: dict[str, Any] = {}
    if found := _UNITS.search(text):
        word = next(each for each in found.groups() if each)
        args["units"] = "lb" if word[0] in "pli" else "kg"
    if found := _AGE.search(text):
        args["age"] = int(found[1])
    if found := _SEX.search(text):
        args["sex"] = {"m": "M", "g": "M", "f": "F", "w": "F", "n": "X"}["f" if found[1] == "girl" else found[1][0]]
    if found := _HEIGHT.search(text):
        args["height_cm"] = float(found[1]) if found[1] else round(_number(found[2]) * 100, 1)
    if found := _FORMULA.search(text):
        args["e1rm_formula"] = found[1].replace("'", "")
    if found := _BAR.search(text):
        args["bar"] = _number(found[1])
    if found := _TARGET.search(text):
        args["weekly_target"] = _COUNT.get(found[1]) or int(found[1])
    if found := _ZONE.search(text):
        area, _, city = (found[1] or found[2]).partition("/")
        args["timezone"] = "/".join(part.replace("_", " ").title().replace(" ", "_") for part in (area, city) if part) if city else "UTC"
    if (found := _OWN.search(text)) and (things := _THINGS.findall(found[1])):
        args["equipment"] = [_NAMES.get(each, each.replace("-", " ").replace(" ", "_")) for each in things]
    return args


def _unit(unit: str | None) -> dict[str, Any]:
    return {"unit": unit} if unit else {}


def _number(text: str) -> float:
    return float(text.replace(",", "."))
