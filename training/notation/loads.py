"""Loads that are not a number and a unit: discs, an empty bar, body weight, pins and bands."""

# ruff: noqa: E501 - a pattern is read best in one line
import re

from training.notation.items import Load, Note, Value, Word
from training.notation.numerals import NUMBER, value_of

Values = tuple[Value, ...]

_UNIT = r"(?:\s?(kgs?|kilos?|lbs?|pounds?)\b)?"
_AMERICAN = {"quarter": 25.0, "dime": 10.0, "nickel": 5.0}


def unit_of(text: str | None) -> str | None:
    """``kg`` or ``lb`` for what ``_UNIT`` matched."""
    return None if not text else "kg" if text[0] == "k" else "lb"


def _bar_and(match: re.Match[str]) -> Values:
    count = match.groupdict().get("count") or "1"
    return (Load(value_of(match["extra"]) * (1 if count == "a" else int(count)), unit_of(match["unit"]), "plates"),)


def _discs(match: re.Match[str]) -> Values:
    if match["count"] is None and match["coin"] is None and match["extra"] is None and match["total"] is None:
        if match.end() < len(match.string) and re.match(r" ?(?:x|for) ?\d", match.string[match.end() :]):
            return (Load(1.0, None, "discs"),)
        return (Word(match.group()),)
    count = 1.0 if match["count"] in ("a", None) else value_of(match["count"])
    if match["total"]:
        return (Load(value_of(match["total"]), unit_of(match["total_unit"])),)
    if match["coin"]:
        return (Load(count, "lb", "discs", extra=_AMERICAN[match["coin"]]),)
    extra = value_of(match["extra"]) if match["extra"] else 0.0
    return (Load(count, unit_of(match["unit"]), "discs", extra=extra),)


def _body(match: re.Match[str]) -> Values:
    if match[2] is None:
        return (Load(0.0, None, "body"),)
    value = value_of(match[2]) * (-1 if match[1].strip() in ("-", "minus") else 1)
    return (Load(value, unit_of(match[3]), "body"),)


def _added(match: re.Match[str]) -> Values:
    sign = 1 if match[1] == "+" else -1
    return (Load(sign * value_of(match[2]), unit_of(match[3]), "body"),)


def _assisted(match: re.Match[str]) -> Values:
    return (Load(-value_of(match[1]), unit_of(match[2]), "body"),)


def _vest(match: re.Match[str]) -> Values:
    return (Load(value_of(match[1]), unit_of(match[2]), "body"), Note("vest"))


def _setting(match: re.Match[str]) -> Values:
    word = "pin" if match[1] == "#" else match[1]
    return (Load(0.0, None, "none", note=f"{word} {value_of(match[2]):g}"),)


def _rack(match: re.Match[str]) -> Values:
    return (Load(value_of(match[1]), unit_of(match[2]), pair=True),)


def _band(match: re.Match[str]) -> Values:
    return (Load(0.0, None, "none", note=match[1] + " band"),)


PHRASES = (
    ("a plate plates 0", rf"(?:a |1 )?plates? of {NUMBER}{_UNIT}(?! (?:a|per|in each|each|on each) side)", lambda match: (Load(value_of(match[1]), unit_of(match[2])),)),
    ("0", rf"{NUMBER}{_UNIT} (?:bar|barbell)\b(?: only)?(?! (?:and|plus|with|\+) (?:a |an )?\d)", lambda match: (Load(value_of(match[1]), unit_of(match[2])),)),
    ("weight load wt", rf"(?:weight|load|wt)s?\s?(?:was|is|of|:|=)?\s?{NUMBER}{_UNIT}(?! ?(?:x ?\d+ ?x|sets|reps))", lambda match: (Load(value_of(match[1]), unit_of(match[2])),)),
    ("0 a plate",
     r"(?:(?P<count>a|[1-9](?:\.5)?)\s?)?(?:pps|plates?)\b(?: (?:per|a|each|on each|every) side)?"
     r"(?:\s?(?:\+|and|&|plus|n)\s?(?:a |an )?(?:(?P<coin>quarter|dime|nickel)s?|(?P<extra>\d+(?:\.\d+)?)(?!\d|(?<![+]\d\d) ?x ?\d)\s?(?P<unit>kgs?|lbs?)?(?:'?s)?)\b(?! ?x ?\d*%)(?: (?:per|a|each|on each) side)?)?"
     r"(?: (?:a|per|each|on each) side)?(?:,? (?:so|=|is|makes|total) (?P<total>\d{2,4})(?! ?x)\s?(?P<total_unit>kgs?|lbs?)?\b)?",
     _discs),
    ("bar the", r"(?:the )?bar(?: of (?P<bar>\d+))?(?: ?kg)? (?:and|plus|with|\+) (?:(?P<count>a|\d) )?plates? of (?P<extra>\d+(?:\.\d+)?)\s?(?P<unit>kgs?|lbs?)?(?: (?:a|per|in each|each|on each|in every) side)", _bar_and),
    ("bar the", r"(?:the )?bar(?:bell)? (?:plus|and|with|\+) (?:a |an |the )?(?P<extra>\d+(?:\.\d+)?)(?:'?s)?\s?(?P<unit>kgs?|lbs?)?(?: (?:a|per|each|on each|on either|either) side)", _bar_and),
    ("0", rf"{NUMBER}{_UNIT} plates?\b(?! (?:a|per|each|on each) side)", lambda match: (Load(value_of(match[1]), unit_of(match[2])),)),
    ("just the empty bar only", r"(?:just |only )?(?:with )?(?:the |an )?(?:empty )?bar(?:bell)?(?: only)?\b(?:(?<![a-z] bar)|(?<=the bar)|(?<=just bar)|(?<=empty bar)|(?<=with bar)|(?<=only bar)|(?=\s*[x*]))(?=\s*(?:$|[,.;x@*)\n]|for\b|so\b|\d{1,2} ?[x*]))|(?:just |only )?(?:with )?(?:just |only )?the (?:empty )?bar\b(?! (?:bell|row|is|was|felt|moved|speed|path))(?<!over the bar)|(?:just |only )?(?:the |an )?empty bar(?:bell)?\b",
     lambda match: (Load(0.0, None, "bar"),)),
    ("minus", rf"(minus) {NUMBER}{_UNIT}", _added),
    ("bw bodyweight body", rf"(?:bw|body ?-?weight)(?:\s?(\+|-|plus|minus)\s?{NUMBER}{_UNIT})?(?![a-wyz])", _body),
    ("+ -", rf"(\+|-)(\d+(?:[.,]\d+)?){_UNIT}", _added),
    ("weighted added", rf"(?:weighted|added) (?:with )?\+?{NUMBER}{_UNIT}", lambda match: (Load(value_of(match[1]), unit_of(match[2]), "body"),)),
    ("assisted assistance assist", rf"(?:assisted|assistance|assist)(?: (?:by|with|of))?\s?:?\s?-?{NUMBER}{_UNIT}(?! ?(?:reps|sets))(?! ?x ?\d+ ?[x@])", _assisted),
    ("0", rf"{NUMBER}{_UNIT} (?:of )?(?:assist(?:ance|ed)?|help|support|counter ?weight)(?!s? me)\b", _assisted),
    ("0", rf"{NUMBER}{_UNIT} (?:weighted |weight )?vest\b", _vest),
    ("0", r"\d{1,3} ?(?:%|percent) ?\(?of (?:my |the )?(?:\d+(?:\.\d+)?(?! ?(?:x|reps))|that|it)(?: ?(?:kg|lb)s?)?(?: max| pr| pb| 1rm)?(?:,? so)?", lambda match: (Word(match.group()),)),
    ("threw put slapped added adding plus another", rf"(?:threw|put|slapped|added|adding|plus|another)(?: on)? (?:a |an |another )?{NUMBER}{_UNIT}(?:'?s)? (?:each|a|per|on each) side", lambda match: (Load(0.0, None, "same", extra=2 * value_of(match[1])),)),
    ("the 2", r"(?:the )?2 (\d+(?:\.\d+)?)\s?(kgs?|lbs?)?'?s\b", _rack),
    ("pin level setting #", rf"(pin|level|setting|#)\s?{NUMBER}(?!\.?\d)", _setting),
    ("full the stack", r"(?:full |the (?:full |whole )?)?stack\b(?! ?(?:at )?\d)", lambda match: (Load(0.0, None, "none", note="full stack"),)),
    ("the", rf"the {NUMBER}{_UNIT}(?:'?s)\b(?: dbs?\b| dumbbells\b)?", _rack),
    ("red blue green black purple orange yellow mini light medium heavy strong thick thin grey gray pink white monster micro",
     r"(red|blue|green|black|purple|orange|yellow|mini|light|medium|heavy|strong|thick|thin|grey|gray|pink|white|monster|micro)(?: resistance| mini)? bands?\b", _band),
    ("band bands banded", r"band(?:s|ed)?\b(?! pull)", lambda match: (Note("band"),)),
)  # fmt: skip
