"""Numbers with what follows them: units, labels, lists. One number of a line becomes one atom."""

import re
from collections.abc import Callable

from training.notation.atoms import Lasting, Load, Pace, Rated, Reps, Sided
from training.notation.reading import Steps
from training.notation.tokens import Token
from training.units import Typed

_SUFFIX = re.compile(
    r"""\ ?(?:
      (?P<perhand>(?:kgs?|lbs?)?\ ?(?:/\ ?|per\ |each\ |a\ |in\ each\ )hand\b)
    | (?P<speed>mph|kph|km/h|kmh\b)
    | (?P<kg>(?:kgs?|kilos?|kilograms?)\b)
    | (?P<lb>(?:lbs?|pounds?)\b|\#(?!\d))
    | (?P<st>(?:st|stones?)\b)
    | (?P<percent>%|percent\b)
    | (?P<rir>rirs?\b(?!\ ?[:=]?\ ?\d)|(?:more\ |reps?\ )?(?:left\ )?in\ (?:the\ tank|reserve)\b|reps?\ in\ reserve\b)
    | (?P<rpe>rpe\b(?!\ ?[:=]?\ ?\d))
    | (?P<repmax>rm\b)
    | (?P<reps>(?:reps?|wdh|wiederholungen|repetitions?)\b)
    | (?P<sets>(?:sets?|sätze|satz|times)\b)
    | (?P<steps>k?\ ?steps?\b)
    | (?P<rate>bpm\b|watts?\b|rpm\b|spm\b)
    | (?P<cal>k?cals?\b|calories\b|kcals?\b)
    | (?P<inhand>(?:db|dbs|kb|kbs|dumbbells?|kettlebells?|dumbells?)\b)
    | (?P<side>(?:/|per\ |each\ |a\ |ea\ )\ ?(?:side|arm|leg|way)\b|ea\b|each\b|e/s\b|p/s\b|e/l\b)
    | (?P<mile>(?:mi|miles?)\b)
    | (?P<km>(?:kms?|kilomet(?:er|re)s?|k)\b)
    | (?P<hour>(?:hrs?|hours?|std)\b|h(?![a-z]))
    | (?P<minute>(?:mins?|minutes?|minuten)\b|'(?![\w'])|m(?=\ ?\d{1,2}\ ?s(?:ec)?\b))
    | (?P<second>(?:secs?|seconds?|sekunden)\b|"|''|s\b)
    | (?P<metre>(?:m|met(?:er|re)s?)\b)
    | (?P<yard>(?:yd|yds|yards?)\b)
    | (?P<foot>(?:ft|feet)\b)
    )""",
    re.VERBOSE,
)
_FAILED = re.compile(r"\+?f\b|\+(?! ?\d)")
_SIDES = re.compile(r" ?(?:l|left),? ?/?(?:and )?(\d{1,3}) ?(?:r|right)\b")
_PACE = re.compile(r" ?(?:min)?(?:/|per | a )(?P<per>km|k\b|mi(?:le)?|500 ?m|100 ?m)\b")
_MINUTES = re.compile(r" ?(\d{1,2})(?![\d.,x]) ?(?:mins?\b|m\b|minutes?\b)?(?! ?(?:kg|lb|km|x|reps|sets))")
_SECONDS = re.compile(r" ?(\d{1,2}) ?(?:secs?|seconds?|s)\b")
_ON_THE_BAR = re.compile(r" on (?:the )?bar\b")
_M_PER_PACE = {"k": 1000.0, "m": 1609.344, "5": 500.0, "1": 100.0}
_LENGTHS = {"mile": "mi", "km": "km", "metre": "m", "yard": "yd", "foot": "ft"}

Found = tuple[str, object, int]
"""Sign, value, and where it ends in the line."""


def quantity(line: str, tokens: list[Token], at: int, after_at: bool) -> Found:
    """Read the number, clock or dotted list at ``tokens[at]``. ``after_at``: an @ stands before it."""
    token = tokens[at]
    if token.kind == "time":
        return _time(line, token)
    if token.kind == "dotted":
        parts = token.text.split(".")
        small = all(0 < len(part) <= 2 for part in parts)
        return ("u", tuple(float(part) for part in parts), token.end) if small else ("w", token.text, token.end)
    suffix = _SUFFIX.match(line, token.end)
    if suffix:
        return _MAKERS[suffix.lastgroup or ""](token.value, suffix, line)
    if sides := _SIDES.match(line, token.end):
        left, right = int(token.value), int(sides[1])
        return "r", Reps((min(left, right),), note=f"left {left}, right {right}"), sides.end()
    if failed := _FAILED.match(line, token.end):
        kind: Reps = Reps((int(token.value),), "failure" if "f" in failed.group() else "amrap")
        return "r", kind, failed.end()
    return _list(line, tokens, at, after_at)


def _time(line: str, token: Token) -> Found:
    if pace := _PACE.match(line, token.end):
        return "q", Pace(token.value / _M_PER_PACE[pace["per"][0]], token.text + pace.group()), pace.end()
    hours = re.compile(r" ?(?:h|hrs?|hours?)\b").match(line, token.end)
    if hours:
        return "t", Lasting(token.value * 60), hours.end()
    minutes = re.compile(r" ?(?:mins?|minutes?)\b").match(line, token.end)
    return "t", Lasting(token.value), minutes.end() if minutes else token.end


def _list(line: str, tokens: list[Token], at: int, after_at: bool) -> Found:
    """A lone number, a list of them, a range, or a chain like 8+3+2."""
    values = [tokens[at].value]
    separator = ""
    place = at
    while True:
        sign, following = tokens[place + 1], place + 2
        if sign.kind == "number" and not sign.glued:
            mark, following = " ", place + 1
        elif sign.kind == "sign" and sign.text in ",/-+" and tokens[following].kind == "number":
            mark = sign.text
        else:
            break
        after = tokens[following + 1]
        number = tokens[following]
        if separator not in ("", mark) or len(values) >= 100:
            break
        if mark in "/+" and not (sign.glued and number.glued):
            break
        if mark == " " and (max(values[-1], number.value) > 30 or _is_reps(tokens, at)):
            break
        are_loads = mark == "/" and min(*values, number.value) > 30
        if (after.text in ("x", "*", "rm", ":") and not are_loads) or (after.text == "@" and after_at):
            break
        if _SUFFIX.match(line, number.end):
            ends = _SUFFIX.match(line, number.end)
            if ends and ends.lastgroup in ("kg", "lb") and mark in "/,-" and number.glued and sign.glued:
                loads = tuple(Load(value, ends.lastgroup) for value in (*values, number.value))
                return "j", loads, ends.end()
            if ends and ends.lastgroup == "percent" and mark == "-":
                return "k", Load((values[0] + number.value) / 2, None, "percent", high=number.value), ends.end()
            if ends and ends.lastgroup == "reps" and mark == "-" and len(values) == 1:
                return "g", (values[0], number.value), ends.end()
            if not (ends and ends.lastgroup == "reps" and mark in "/, "):
                break
            counts = tuple(int(value) for value in (*values, number.value))
            return "r", Reps(counts), ends.end()
        values.append(number.value)
        separator = mark
        place = following
    end = tokens[place].end
    if len(values) == 1:
        return "n", values[0], end
    if separator in "/," and _FAILED.match(line, end):
        return "r", Reps(tuple(int(value) for value in values), "amrap"), end + 1
    if separator == "+":
        return "u", tuple(values), end
    if separator == "-" and len(values) == 2:
        return "g", (values[0], values[1]), end
    if separator == "-" and len(values) == 4 and 0 in values:
        return "o", "tempo " + "-".join(str(int(value)) for value in values), end
    return "l", tuple(values), end


def _is_reps(tokens: list[Token], at: int) -> bool:
    """Whether a number is the reps of "3x12": what stands beside it is then no list of reps."""
    return at >= 2 and tokens[at - 1].text in ("x", "*") and tokens[at - 2].value <= 12


def _load(unit: str) -> Callable[[float, re.Match[str], str], Found]:
    return lambda value, suffix, line: _sided_load(Load(value, unit), suffix, line)


def _sided_load(load: Load, suffix: re.Match[str], line: str) -> Found:
    """A load with a unit: of each side of the bar when that is said."""
    side = _SUFFIX.match(line, suffix.end())
    if side and side.lastgroup == "side":
        bar = _ON_THE_BAR.match(line, side.end())
        return "k", Load(load.value, load.unit, "plates"), bar.end() if bar else side.end()
    if side and side.lastgroup == "inhand":
        return "k", Load(load.value, load.unit, pair=True), side.end()
    return "k", load, suffix.end()


def _side(value: float, suffix: re.Match[str], line: str) -> Found:
    bar = _ON_THE_BAR.match(line, suffix.end())
    return "d", Sided(value, bar is not None), bar.end() if bar else suffix.end()


def _hours(value: float, suffix: re.Match[str], line: str) -> Found:
    minutes = _MINUTES.match(line, suffix.end())
    more = float(minutes[1]) if minutes else 0.0
    return "t", Lasting(value * 3600 + more * 60), minutes.end() if minutes else suffix.end()


def _minutes(value: float, suffix: re.Match[str], line: str) -> Found:
    seconds = _SECONDS.match(line, suffix.end())
    pace = _PACE.match(line, suffix.end())
    if pace:
        return "q", Pace(value * 60 / _M_PER_PACE[pace["per"][0]], f"{value:g} min{pace.group()}"), pace.end()
    more = float(seconds[1]) if seconds else 0.0
    return "t", Lasting(value * 60 + more), seconds.end() if seconds else suffix.end()


def _lasting(value: float, suffix: re.Match[str], line: str) -> Found:
    side = _SUFFIX.match(line, suffix.end())
    plural = suffix.group() == "s"
    if side and side.lastgroup == "side":
        return "t", Lasting(value, note="per side"), side.end()
    if plural and side and side.lastgroup == "inhand":
        return "k", Load(value, pair=True), side.end()
    return "t", Lasting(value, plural), suffix.end()


def _length(value: float, suffix: re.Match[str], line: str) -> Found:
    if suffix.group() == "m" and value < 10 and value != int(value):
        return "n", value, suffix.start()
    return "m", Typed(value, _LENGTHS[suffix.lastgroup or "m"]), suffix.end()


def _per_hand(value: float, suffix: re.Match[str], line: str) -> Found:
    unit = suffix.group().strip()[:2]
    return "k", Load(value, unit if unit in ("kg", "lb") else None, pair=True), suffix.end()


_MAKERS: dict[str, Callable[[float, re.Match[str], str], Found]] = {
    "perhand": _per_hand,
    "speed": lambda value, suffix, line: ("o", f"{value:g} {suffix.group().strip()}", suffix.end()),
    "kg": _load("kg"),
    "lb": _load("lb"),
    "st": _load("st"),
    "percent": lambda value, suffix, line: ("k", Load(value, None, "percent"), suffix.end()),
    "rir": lambda value, suffix, line: ("e", Rated(10.0 - value), suffix.end()),
    "rpe": lambda value, suffix, line: ("e", Rated(value), suffix.end()),
    "repmax": lambda value, suffix, line: ("T", int(value), suffix.end()),
    "reps": lambda value, suffix, line: ("r", Reps((int(value),)), suffix.end()),
    "sets": lambda value, suffix, line: ("s" if value >= 1 else "w", int(value), suffix.end()),
    "steps": lambda value, suffix, line: (
        "M",
        Steps(int(value * (1000 if "k" in suffix.group() else 1))),
        suffix.end(),
    ),
    "rate": lambda value, suffix, line: ("o", f"{value:g} {suffix.group().strip()}", suffix.end()),
    "cal": lambda value, suffix, line: ("c", f"{value:g} kcal", suffix.end()),
    "inhand": lambda value, suffix, line: ("k", Load(value, pair=suffix.group().strip()[-1] == "s"), suffix.end()),
    "side": _side,
    "mile": _length,
    "km": _length,
    "hour": _hours,
    "minute": _minutes,
    "second": _lasting,
    "metre": _length,
    "yard": _length,
    "foot": _length,
}
