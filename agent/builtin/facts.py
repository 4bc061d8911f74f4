"""Facts that people state about their body: weight, girths, sleep and other numbers."""

import re
from typing import Any

from agent.builtin.intents import Call
from agent.builtin.phrases import day_in, plain
from agent.builtin.settings import settings
from training.metrics import METRICS

_NUM = r"(\d{1,3}(?:[.,]\d{1,2})?)"
_UNIT = r"(kgs?|kilos?|lbs?|pounds?|st|stones?)"
_NO_SET = r"\b(?!\s*[x×*@/]|[.,]?\d|,\s*\d|\s+\d+\b(?!\s*(?:days?|weeks?|months?)\b)|\s*(?:for|reps?|sets?)\b)"
_WEIGH = (
    re.compile(
        r"\b(?:i )?(?:weigh(?:ed)?(?: in)?(?: at)?|(?:my |today's |morning )?(?:body ?)?weight(?: is| was| today| this morning|:|=)*"
        rf"|scales? (?:said|says?))\s*(?:is |was |at |of |about |: ?)*{_NUM}\s*{_UNIT}?{_NO_SET}"
    ),
    re.compile(rf"(?:^|\band )(?:my )?bw(?: is| was|:|=)?\s*{_NUM}\s*{_UNIT}?{_NO_SET}"),
    re.compile(rf"(?:^|\band )(?:i'm|i am|now|down to|up to)\b[^.]*?\b{_NUM}\s*{_UNIT}{_NO_SET}"),
    re.compile(rf"^{_NUM}\s*{_UNIT}? (?:this morning|on the scales?|fasted|after waking up)$"),
)
_STONE = re.compile(r"\b(\d{1,2}) ?(?:st|stones?)(?: and)? (\d{1,2})(?: ?(?:lbs?|pounds?))?\b")
_OTHER = (
    (re.compile(rf"\bbody ?fat(?: is| was| at|:)?\s*{_NUM}\s*()%?"), "body fat"),
    (
        re.compile(rf"\b(?:resting (?:hr|heart rate|pulse)|rhr)(?: is| was| of|:)?\s*{_NUM}\s*(bpm)?"),
        "resting heart rate",
    ),
    (re.compile(rf"\bhrv(?: is| was| of|:)?\s*{_NUM}\s*(ms)?"), "hrv"),
    (
        re.compile(rf"\b(?:i )?(?:slept|sleep:?)(?: for| only| about)*\s*{_NUM}\s*(h(?:ou)?rs?|h|min(?:utes)?)?\b"),
        "sleep",
    ),
    (re.compile(rf"^(?:and |got |had |about |only )*{_NUM}\s*(h(?:ou)?rs?|h) (?:of )?sleep\b"), "sleep"),
    (re.compile(r"\b(\d{3,6})\s*()steps\b"), "steps"),
)
_GIRTH = re.compile(
    r"^(?:and )?(?:my )?(waist|hips|neck|chest girth|(?:left |right )?(?:thigh|calf|bicep)|forearm)(?: is| was| measures|:)?\s*"
    rf"{_NUM}\s*(cm|inches|inch|in\b|\")?(?!\s*[x×*@\d])"
)


def facts(clause: str) -> list[Call]:
    """The calls that keep what somebody says about themselves; none if it is nothing of that."""
    text = plain(clause).strip(" .!")
    changes = settings(text)
    return _measurements(text) + ([Call("update_profile", changes)] if changes else [])


def _measurements(text: str) -> list[Call]:
    day = day_in(text) or ("last week" if "last week" in text else None)
    when: dict[str, Any] = {"day": day} if day and day not in ("today", "this morning") else {}
    woke: dict[str, Any] = {} if day == "last night" else when  # a night belongs to the day it ends on
    calls = []
    if found := _STONE.search(text):
        calls.append(_logged("body weight", float(14 * int(found[1]) + int(found[2])), "lb", when))
    elif weighed := next((match for pattern in _WEIGH if (match := pattern.search(text))), None):
        calls.append(_logged("body weight", _number(weighed[1]), weighed[2], when))
    for pattern, metric in _OTHER:
        if found := pattern.search(text):
            calls.append(_logged(metric, _number(found[1]), found[2], woke if metric == "sleep" else when))
    if (found := _GIRTH.search(text)) and found[1].replace(" ", "_") in METRICS:
        calls.append(_logged(found[1], _number(found[2]), found[3], when))
    return calls


def _logged(metric: str, value: float, unit: str | None, when: dict[str, Any]) -> Call:
    return Call("log_measurement", {"metric": metric, "value": value} | ({"unit": unit} if unit else {}) | when)


def _number(text: str) -> float:
    return float(text.replace(",", "."))
