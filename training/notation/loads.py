"""Loads that are not a number and a unit: discs, an empty bar, body weight, pins and bands."""

# ruff: noqa: E501 - a pattern is read best in one line
import re

from training.notation.atoms import Load
from training.notation.numerals import NUMBER, value_of

Parts = tuple[tuple[str, object], ...]

_UNIT = r"(?:\s?(kgs?|kilos?|lbs?|pounds?)\b)?"
_AMERICAN = {"quarter": 25.0, "dime": 10.0, "nickel": 5.0}


def unit_of(text: str | None) -> str | None:
    """``kg`` or ``lb`` for what ``_UNIT`` matched."""
    return None if not text else "kg" if text[0] == "k" else "lb"


def _discs(match: re.Match[str]) -> Parts:
    count = 1.0 if match[1] == "a" else value_of(match[1])
    if match["coin"]:
        return (("k", Load(count, "lb", "discs", extra=_AMERICAN[match["coin"]])),)
    extra = value_of(match["extra"]) if match["extra"] else 0.0
    return (("k", Load(count, unit_of(match["unit"]), "discs", extra=extra)),)


def _body(match: re.Match[str]) -> Parts:
    if match[2] is None:
        return (("k", Load(0.0, None, "body")),)
    value = value_of(match[2]) * (-1 if match[1].strip() in ("-", "minus") else 1)
    return (("k", Load(value, unit_of(match[3]), "body")),)


def _added(match: re.Match[str]) -> Parts:
    sign = -1 if match[1] == "-" else 1
    return (("k", Load(sign * value_of(match[2]), unit_of(match[3]), "body")),)


def _assisted(match: re.Match[str]) -> Parts:
    return (("k", Load(-value_of(match[1]), unit_of(match[2]), "body")),)


def _vest(match: re.Match[str]) -> Parts:
    return (("k", Load(value_of(match[1]), unit_of(match[2]), "body")), ("o", "vest"))


def _setting(match: re.Match[str]) -> Parts:
    word = "pin" if match[1] == "#" else match[1]
    return (("k", Load(0.0, None, "none", note=f"{word} {value_of(match[2]):g}")),)


def _rack(match: re.Match[str]) -> Parts:
    return (("k", Load(value_of(match[1]), unit_of(match[2]), pair=True)),)


def _band(match: re.Match[str]) -> Parts:
    return (("k", Load(0.0, None, "none", note=match[1] + " band")),)


PHRASES = (
    ("0 a one two three four five",
     rf"(a|{NUMBER[1:-1]})\s?(?:pps|plates?)\b(?: (?:per|a|each|on each) side)?"
     rf"(?:\s?(?:\+|and|&|plus)\s?(?:a )?(?:(?P<coin>quarter|dime|nickel)s?|(?P<extra>\d+(?:\.\d+)?)\s?(?P<unit>kgs?|lbs?)?(?:'?s)?)\b(?! ?x ?\d*%)(?: (?:per|a) side)?)?",
     _discs),
    ("just the empty bar only", r"(?:just |only )?(?:the |an )?(?:empty )?bar(?:bell)?(?: only)?\b(?=\s*(?:$|[,.;x@*)]|for|\d))|(?:just|only) the bar\b|empty bar(?:bell)?\b",
     lambda match: (("k", Load(0.0, None, "bar")),)),
    ("bw bodyweight body", rf"(?:bw|body ?-?weight)(?:\s?(\+|-|plus|minus)\s?{NUMBER}{_UNIT})?(?![a-wyz])", _body),
    ("+ -", rf"(\+|-)(\d+(?:[.,]\d+)?){_UNIT}", _added),
    ("weighted added", rf"(?:weighted|added) (?:with )?\+?{NUMBER}{_UNIT}", lambda match: (("k", Load(value_of(match[1]), unit_of(match[2]), "body")),)),
    ("assisted assistance assist", rf"(?:assisted|assistance|assist)(?: (?:by|with|of))?\s?:?\s?-?{NUMBER}{_UNIT}(?! ?(?:reps|sets))(?! ?x ?\d+ ?[x@])", _assisted),
    ("0", rf"{NUMBER}{_UNIT} (?:of )?(?:assist(?:ance|ed)?)\b", _assisted),
    ("0", rf"{NUMBER}{_UNIT} (?:weighted )?vest\b", _vest),
    ("pin level setting #", rf"(pin|level|setting|#)\s?{NUMBER}(?!\.?\d)", _setting),
    ("full the stack", r"(?:full |the (?:full |whole )?)?stack\b", lambda match: (("k", Load(0.0, None, "none", note="full stack")),)),
    ("the", rf"the {NUMBER}{_UNIT}(?:'?s)\b(?: dbs?\b| dumbbells\b)?", _rack),
    ("red blue green black purple orange yellow mini light medium heavy strong thick thin grey gray pink white monster micro",
     r"(red|blue|green|black|purple|orange|yellow|mini|light|medium|heavy|strong|thick|thin|grey|gray|pink|white|monster|micro)(?: resistance| mini)? bands?\b", _band),
    ("band bands banded", r"band(?:s|ed)?\b(?! pull)", lambda match: (("o", "band"),)),
)  # fmt: skip
