"""Numbers with the unit, the label or the clock that makes them an amount."""

# ruff: noqa: E501 - a pattern is read best in one line
import re
from collections.abc import Callable

from training.notation.items import (
    Broken,
    Calories,
    Laps,
    Lasting,
    Length,
    Load,
    Note,
    Number,
    Pace,
    Range,
    Rated,
    RepMax,
    Reps,
    Said,
    Sets,
    Sided,
    Value,
    Word,
)
from training.notation.reading import Steps
from training.notation.tokens import Token
from training.units import Typed

_SUFFIX = re.compile(
    r"""\ ?-?(?:
      (?P<perhand>(?:kgs?|kilos?|lbs?|pounds?)?\ ?(?:/\ ?|per\ |in\ each\ |each\ |a\ |in\ every\ )(?:hand|dumbbell|kettlebell|db|kb)\b)
    | (?P<speed>mph|kph|km/h|kmh\b|(?:kms?|k|kilomet(?:er|re)s|miles)\ (?:per|a|/)\ ?h(?:r|our)?\b)
    | (?P<kg>(?:kgs?|kilos?|kilograms?|kilo's)\b)
    | (?P<lb>(?:lbs?|pounds?|pounders?)\b|\#(?!\d))
    | (?P<st>(?:st|stones?)\b(?!\ ?over))
    | (?P<tonne>(?:tonnes?|tons?)\b)
    | (?P<percent>(?:%|percent\b))
    | (?P<rir>rirs?\b(?!\ ?[:=]?\ ?[0-5]\b(?!\s?[x*]))|(?:more\ |reps?\ )?(?:left\ )?in\ (?:the\ |my\ )?(?:tank|reserve)\b|reps?\ in\ reserve\b|(?:reps?\ )?left\ in\ (?:me|the\ tank)\b)
    | (?P<rpe>(?:rpe\b|out\ of\ 10\b)(?!\ ?[:=]?\ ?(?:10|[5-9](?:\.5)?)\b(?!\s?[x*])))
    | (?P<repmax>rm\b)
    | (?P<reps>(?:reps?|repetitions?|flips?)\b)
    | (?P<sets>(?:more\ |working\ |work\ |hard\ |easy\ |straight\ |good\ |total\ |quick\ )?(?:sets?|times|trips?|runs?|lots|rds|holds?|goes|attempts?|efforts?|intervals?|bouts?|tries)\b)
    | (?P<laps>(?:laps?|lengths?|pool\ lengths?)\b)
    | (?P<steps>k?\ ?steps?\b)
    | (?P<rate>(?:bpm|watts?|rpm|spm)\b)
    | (?P<cal>(?:k?cals?|calories)\b)
    | (?P<inhand>(?:db|dbs|kb|dumbbells?|kettlebells?|dumbells?|bells?)\b)
    | (?P<side>(?:/|per\ |each\ |a\ |ea\ |every\ )\ ?(?:side|arm|leg|way)\b|ea\b|each\b(?!\ (?:set|time|hand))|e/s\b|p/s\b|e/l\b)
    | (?P<mile>(?:mi|miles?|milers?)\b)
    | (?P<km>(?:kms?|kilomet(?:er|re)s?|k)\b)
    | (?P<hour>(?:hrs?|hours?|std)\b|h(?![a-z]))
    | (?P<minute>(?:mins?|minutes?)\b|'(?![\w'])|m(?=\ ?\d{1,2}\ ?s(?:ec)?\b))
    | (?P<second>(?:secs?|seconds?|segs?)\b|"|''|'?s\b)
    | (?P<metre>(?:m|met(?:er|re)s?)\b)
    | (?P<yard>(?:yd|yds|yards?)\b)
    | (?P<foot>(?:ft|feet)\b)
    | (?P<other>(?:st|nd|rd|th|°c?|years?|yrs?|y/?o|weeks?|wks?|months?|days?|am|pm|o'clock|people|beers?|inch(?:es)?|in(?=[,.;)]|\ (?:block|deficit|box))|cm|mm|%|degrees?|deg)(?![a-z]))
    )""",
    re.VERBOSE,
)
_HAND = re.compile(
    r" ?(?:dumb-?bells?|dumbells?|dbs?|kbs?|kettle-?bells?|bells?|db's)?(?: ?(?:in |per |each |every |a |/|on )+hands?\b| (?:in )?(?:both|each) (?:hands?|arms?)\b)"
)
_PAIR = re.compile(r" ?(?:dumb-?bells|dumbells|dbs|kbs|kettle-?bells)\b")
_SIDES = re.compile(r" ?(?:l|left),? ?/?(?:and )?(\d{1,3}) ?(?:r|right)\b")
_BOTH_SIDES = re.compile(r" (?:on )?(?:the )?left,? (?:and )?(\d{1,3}) (?:on )?(?:the )?right\b")
_PACE = re.compile(r" ?(?:min)?(?:/|per | a )(?P<per>km|k\b|mi(?:le)?|500 ?m|100 ?m)\b")
_MINUTES = re.compile(
    r" ?(?:and )?(\d{1,2})(?![\dx:]|[.,]\d) ?(?:mins?\b|m\b|minutes?\b)?(?! ?(?:kg|lb|km|x|k\b|reps|sets|@))"
)
_SECONDS = re.compile(r" ?(?:and )?(\d{1,2}) ?(?:secs?|seconds?|s)\b")
_BARE_SECONDS = re.compile(r" (\d\d)(?=$|[,.;\n])(?!\.\d)")
_ON_THE_BAR = re.compile(r" on (?:the )?bar\b")
_SETTLED = re.compile(r"\+?f\b(?!\w)|\+(?! ?\d)")
_TIMES = re.compile(r" ?x(?=\s*(?:[,;.)\n]|$))")
"""A number of times, with nothing to multiply: "100 5x, 110 3x"."""
_HOURS = re.compile(r" ?(?:h|hrs?|hours?)\b")
_UNIT_MINUTES = re.compile(r" ?(?:mins?|minutes?|m)\b(?!/)")
_M_PER_PACE = {"k": 1000.0, "m": 1609.344, "5": 500.0, "1": 100.0}
_HYPHENED = frozenset(("metre", "minute", "mile", "km", "kg", "lb", "second", "hour", "yard", "foot"))
_LENGTHS = {"mile": "mi", "km": "km", "metre": "m", "yard": "yd", "foot": "ft"}
Found = tuple[Value, int]
"""A value, and where it ends in the line."""


def quantity(line: str, tokens: list[Token], at: int) -> Found:
    """Read the number, clock or dotted list at ``tokens[at]``."""
    token = tokens[at]
    if token.kind == "time":
        return _time(line, token)
    if token.kind == "dotted":
        parts = token.text.split(".")
        small = all(0 < len(part) <= 2 for part in parts)
        return (Broken(tuple(int(part) for part in parts)), token.end) if small else (Word(token.text), token.end)
    for pattern in (_SIDES, _BOTH_SIDES):
        if sides := pattern.match(line, token.end):
            left, right = int(token.value), int(sides[1])
            note = "per side" if left == right else f"left {left}, right {right}"
            return Reps(min(left, right), note=note), sides.end()
    suffix = _SUFFIX.match(line, token.end)
    if suffix and not (suffix.group().startswith("-") and suffix.lastgroup not in _HYPHENED):
        return _MAKERS[suffix.lastgroup or ""](token.value, suffix, line)
    if settled := _SETTLED.match(line, token.end):
        return Reps(int(token.value), "failure" if "f" in settled.group() else "amrap"), settled.end()
    if times := _TIMES.match(line, token.end):
        of_load = at > 0 and tokens[at - 1].kind == "number" and token.value % 1 == 0
        return (Reps(int(token.value)), times.end()) if of_load else _sets(token.value, times, line)
    joined = _joined(line, tokens, at)
    if joined:
        return joined
    if re.fullmatch(r"0\d{3}", token.text):
        return Word(token.text), token.end
    clock = re.fullmatch(r"(\d{1,2})\.([0-5]\d)", token.text)
    return Number(token.value, clock_s=int(clock[1]) * 60.0 + int(clock[2]) if clock else None), token.end


def _joined(line: str, tokens: list[Token], at: int) -> Found | None:
    """Numbers that only one sign without spaces joins: 8+3+2, 8-10, 8/8."""
    values, place = [tokens[at].value], at
    mark = tokens[at + 1].text
    if mark not in ("+", "-"):
        return None
    while (
        tokens[place + 1].text == mark and tokens[place + 1].glued and tokens[place + 2].kind == "number"
        and tokens[place + 2].glued and len(values) < 50
    ):  # fmt: skip
        values.append(tokens[place + 2].value)
        place += 2
    end = tokens[place].end
    if len(values) == 1:
        return None
    if mark == "+":
        whole = all(value % 1 == 0 and value <= 50 for value in values)
        return (Broken(tuple(int(value) for value in values)), end) if whole else None
    if len(values) == 2 and tokens[place + 1].text not in ("x", "*", "/"):
        low, high = values
        suffix = _SUFFIX.match(line, end)
        if suffix and suffix.lastgroup == "percent":
            return Load((low + high) / 2, None, "percent", high=high), suffix.end()
        if (suffix and suffix.lastgroup == "reps") or suffix is None:
            return (Range(low, high), suffix.end() if suffix else end) if low < high else None
        return None
    if len(values) in (3, 4) and 0 in values and max(values) <= 9:
        return Note("tempo " + "-".join(str(int(value)) for value in values)), end
    return None


def _time(line: str, token: Token) -> Found:
    if pace := _PACE.match(line, token.end):
        return Pace(token.value / _M_PER_PACE[pace["per"][0]], token.text + pace.group()), pace.end()
    if hours := _HOURS.match(line, token.end):
        return Lasting(token.value * 60), hours.end()
    minutes = _UNIT_MINUTES.match(line, token.end)
    return Lasting(token.value), minutes.end() if minutes else token.end


def _load(unit: str) -> Callable[[float, re.Match[str], str], Found]:
    return lambda value, suffix, line: _sided_load(Load(value, unit), suffix, line)


def _sided_load(load: Load, suffix: re.Match[str], line: str) -> Found:
    """A load with a unit: of each hand, or of each side of the bar, when that is said."""
    if re.compile(r" ?(?:a |per |each |/ ?|on each )side\b").match(line, suffix.end()):
        side = re.compile(r" ?(?:a |per |each |/ ?|on each )side\b(?: on (?:the )?bar\b)?").match(line, suffix.end())
        assert side is not None
        return Load(load.value, load.unit, "plates"), side.end()
    if hand := _HAND.match(line, suffix.end()) or _PAIR.match(line, suffix.end()):
        return Load(load.value, load.unit, pair=True, kit=_kit(hand.group())), hand.end()
    return load, suffix.end()


def _side(value: float, suffix: re.Match[str], line: str) -> Found:
    bar = _ON_THE_BAR.match(line, suffix.end())
    return Sided(value, bar is not None), bar.end() if bar else suffix.end()


def _hours(value: float, suffix: re.Match[str], line: str) -> Found:
    minutes = _MINUTES.match(line, suffix.end())
    more = float(minutes[1]) if minutes else 0.0
    return Lasting(value * 3600 + more * 60), minutes.end() if minutes else suffix.end()


def _minutes(value: float, suffix: re.Match[str], line: str) -> Found:
    if pace := _PACE.match(line, suffix.end()):
        return Pace(value * 60 / _M_PER_PACE[pace["per"][0]], f"{value:g} min{pace.group()}"), pace.end()
    seconds = _SECONDS.match(line, suffix.end()) or _BARE_SECONDS.match(line, suffix.end())
    more = float(seconds[1]) if seconds else 0.0
    return Lasting(value * 60 + more), seconds.end() if seconds else suffix.end()


def _seconds(value: float, suffix: re.Match[str], line: str) -> Found:
    plural = suffix.group().lstrip(" '") == "s" and not suffix.group().startswith(" ")
    if plural and (hand := _HAND.match(line, suffix.end())):
        return Load(value, pair=True), hand.end()
    side = _SUFFIX.match(line, suffix.end())
    if side and side.lastgroup == "side":
        return Lasting(value, plural, note="per side"), side.end()
    if plural and side and side.lastgroup == "inhand":
        return Load(value, pair=True), side.end()
    return Lasting(value, plural), suffix.end()


def _length(value: float, suffix: re.Match[str], line: str) -> Found:
    if suffix.group().strip() == "m" and value < 10 and value != int(value):
        return Number(value), suffix.start()
    pool = re.compile(r" (?:pool|track|lengths?|laps?)\b").match(line, suffix.end())
    return Length(Typed(value, _LENGTHS[suffix.lastgroup or "m"]), pool is not None), suffix.end()


def _per_hand(value: float, suffix: re.Match[str], line: str) -> Found:
    unit = suffix.group().strip(" -")[:2]
    return Load(value, {"kg": "kg", "ki": "kg", "lb": "lb", "po": "lb"}.get(unit), pair=True), suffix.end()


def _in_hand(value: float, suffix: re.Match[str], line: str) -> Found:
    hand = _HAND.match(line, suffix.end())
    return Load(value, pair=True, kit=_kit(suffix.group())), hand.end() if hand else suffix.end()


def _kit(words: str) -> str:
    """Which implement is named."""
    return "kettlebell" if "kettle" in words or "kb" in words else "dumbbell" if "d" in words else ""


def _rated(value: float, suffix: re.Match[str], line: str) -> Found:
    return (Rated(value), suffix.end()) if value <= 10 else (Word(suffix.group()), suffix.end())


def _sets(value: float, suffix: re.Match[str], line: str) -> Found:
    if value < 1 or value % 1 or value > 100:
        return Number(value), suffix.start()
    return Sets(int(value), more="more" in suffix.group(), times=suffix.group().strip() in ("times", "x")), suffix.end()


_MAKERS: dict[str, Callable[[float, re.Match[str], str], Found]] = {
    "perhand": _per_hand,
    "speed": lambda value, suffix, line: (Note(f"{value:g} {suffix.group().strip()}"), suffix.end()),
    "kg": _load("kg"),
    "lb": _load("lb"),
    "st": _load("st"),
    "tonne": lambda value, suffix, line: (Load(value * 1000, "kg"), suffix.end()),
    "percent": lambda value, suffix, line: (Load(value, None, "percent"), suffix.end()),
    "rir": lambda value, suffix, line: _rated(10.0 - value, suffix, line),
    "rpe": _rated,
    "repmax": lambda value, suffix, line: (RepMax(int(value)), suffix.end()),
    "reps": lambda value, suffix, line: (Reps(int(value)), suffix.end()),
    "sets": _sets,
    "laps": lambda value, suffix, line: (Laps(int(value)), suffix.end()),
    "steps": lambda value, suffix, line: (
        Said(Steps(int(value * (1000 if "k" in suffix.group() else 1)))),
        suffix.end(),
    ),
    "rate": lambda value, suffix, line: (Note(f"{value:g} {suffix.group().strip()}"), suffix.end()),
    "cal": lambda value, suffix, line: (Calories(f"{value:g} kcal"), suffix.end()),
    "inhand": _in_hand,
    "side": _side,
    "mile": _length,
    "km": _length,
    "hour": _hours,
    "minute": _minutes,
    "second": _seconds,
    "metre": _length,
    "yard": _length,
    "foot": _length,
    "other": lambda value, suffix, line: (
        Number(value, ordinal=True) if suffix.group().strip(" -") in ("st", "nd", "rd", "th") else Word(f"{value:g}"),
        suffix.end(),
    ),
}
