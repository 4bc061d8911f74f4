"""Numbers in words, and how long something lasts: "an hour and a half", "1h20", "30-45 min", "two weeks"."""

from training.when.grammar import Made, Match, Rule
from training.when.values import SECONDS, Duration, UnitName

_UNITS: dict[str, tuple[int, UnitName]] = {
    "second": (1, "second"),
    "minute": (1, "minute"),
    "hour": (1, "hour"),
    "day": (1, "day"),
    "night": (1, "day"),
    "week": (1, "week"),
    "fortnight": (2, "week"),
    "month": (1, "month"),
    "year": (1, "year"),
}
MOST = 100_000
"""Units. More of anything is no time that a diary knows."""


def lasting(count: float, unit: str, at_most: float | None = None) -> Duration | None:
    """So many units, or ``None`` for what is no measure of time.

    >>> lasting(90, "minute").minutes
    90.0
    """
    if unit not in _UNITS or not 0 < count <= MOST or (at_most is not None and not count < at_most <= MOST):
        return None
    factor, name = _UNITS[unit]
    seconds = SECONDS[name] * factor
    return Duration(count * seconds, name, None if at_most is None else at_most * seconds)


def _made(duration: Duration | None) -> Made | None:
    return None if duration is None else ("duration", duration)


def _compound(match: Match) -> Made | None:
    tens, ones = match.whole("spelled"), match.whole("spelled", 1)
    if tens is None or ones is None or tens < 20 or tens % 10 or tens >= 100 or not 1 <= ones <= 9:
        return None
    return "number", tens + ones


def _compound_ordinal(match: Match) -> Made | None:
    tens, ones = match.whole("spelled"), match.whole("ordinal")
    if tens not in (20, 30) or ones is None or not 1 <= ones <= 9:
        return None
    return "ordinal", tens + ones


def _counted(match: Match) -> Made | None:
    unit = match.pieces("unit")[0]
    if len(unit.text) == 1 and unit.text.lower() != "h" and not unit.glued:
        return None
    if match.before is not None and match.before.text in ("x", "×", "*") and unit.text.lower() in ("w", "d"):
        return None
    return _made(lasting(match.number(), match.get("unit", str)))


def _and_more(match: Match) -> Made | None:
    """Hours and minutes."""
    counts = [match.number(nth) for nth in range(len(match.pieces("number")))]
    hours, minutes = (1.0, counts[0]) if match.has("a") else (counts[0], counts[1])
    if match.get("unit", str) != "hour" or minutes >= 60 or minutes != int(minutes):
        return None
    second_unit = match.pieces("unit")[1:]
    if second_unit and second_unit[0].senses["unit"] != "minute":
        return None
    glued = match.pieces("number")[-1].glued
    if not second_unit and not match.has("minutemark") and not glued:
        return None
    return _made(lasting(hours * 60 + minutes, "minute"))


def _minutes_seconds(match: Match) -> Made | None:
    """Minutes and seconds, or hours and minutes with both units."""
    units = [match.get("unit", str, nth) for nth in (0, 1)]
    if units != ["minute", "second"]:
        return None
    return _made(lasting(match.number() * 60 + match.number(1), "second"))


def _between(match: Match) -> Made | None:
    return _made(lasting(match.number(), match.get("unit", str), match.number(1)))


def _one(match: Match) -> Made | None:
    unit = match.get("unit", str)
    return ("aunit", unit) if unit in _UNITS else None


def _half(match: Match) -> Made | None:
    return _made(lasting(0.5, match.get("unit", str)))


def _one_and_half(match: Match) -> Made | None:
    unit = match.get("aunit", str) if match.has("aunit") else match.get("unit", str)
    count = match.number() if match.has("number") else 1
    return _made(lasting(count + 0.5, unit))


def _bare_and_half(match: Match) -> Made | None:
    """ "hora y media"."""
    return _one_and_half(match) if match.language("halfof") != "en" else None


NUMBERS = (
    Rule("spelled -? spelled", _compound),
    Rule("spelled and spelled", _compound),
    Rule("spelled -? ordinal", _compound_ordinal),
)

RULES = (
    Rule("number -? unit", _counted),
    Rule("number unit and? number minutemark|unit", _and_more),
    Rule("number unit number", _and_more),
    Rule("number unit and? number unit", _minutes_seconds),
    Rule("number -|to|and|or number -? unit", _between),
    Rule("a unit", _one),
    Rule("a unit and? number unit", _and_more),
    Rule("halfof a? -? unit", _half),
    Rule("a halfof -? unit", _half),
    Rule("a unit and a? halfof", _one_and_half),
    Rule("number unit and a? halfof", _one_and_half),
    Rule("unit and halfof", _bare_and_half),
    Rule("number and a? halfof unit", _one_and_half),
)
