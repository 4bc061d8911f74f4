"""Times of day: "at 6am", "half past six", "18:30", "um 18 Uhr", "a las seis y media"."""

from datetime import time

from training.when.grammar import Made, Match, Rule

_EVENING = ("afternoon", "evening")
_LENGTHS = ("m", "km", "k", "mi", "mile", "miles", "meters", "metres", "row", "rowed")
_BARE = {"es": "a las", "it": "alle", "de": "um", "pt": "as"}
"""Words before a bare hour that say of themselves that it is one."""


def is_pace(hour: int, minute: int) -> bool:
    """Whether h:mm is rather how fast somebody was: "4 x 500 m at 2:04"."""
    return hour < 6 and minute % 5 != 0


def _clock(hour: int, minute: int = 0) -> Made | None:
    return ("clock", time(hour % 24, minute)) if 0 <= hour <= 24 and 0 <= minute < 60 else None


def _on_twelve(match: Match, hour: int, minute: int = 0) -> Made | None:
    """An hour of twelve with its half of the day."""
    if not 1 <= hour <= 12:
        return None
    return _clock(hour % 12 + (12 if match.get("half", str) == "pm" else 0), minute)


def _half_day(match: Match) -> Made | None:
    hour = match.whole("number")
    return None if hour is None or match.counts_things else _on_twelve(match, hour)


def _half_follows(match: Match) -> Made | None:
    """ "from 6 to 8 pm": both are pm."""
    hour = match.whole("number")
    return None if hour is None else _on_twelve(match, hour)


def _half_day_minutes(match: Match) -> Made | None:
    hour, minute = match.get("hm" if match.has("hm") else "dotted", tuple)
    return _on_twelve(match, hour, minute)


def _of_part(match: Match, hour: int, minute: int) -> Made | None:
    if not match.has("part"):
        return _clock(hour, minute)
    late = match.get("part", str) in _EVENING and hour < 12
    return _clock(hour + (12 if late else 0), minute)


def _written(match: Match) -> Made | None:
    hour, minute = match.get("hm" if match.has("hm") else "dotted", tuple)
    before = match.before
    if (
        match.counts_things
        or (is_pace(hour, minute) and not match.has("part"))
        or (before is not None and before.text.lower() in _LENGTHS)
    ):
        return None
    return _of_part(match, hour, minute)


def _hour(match: Match) -> Made | None:
    hour = match.whole("number")
    if hour is None or not 0 <= hour <= 24:
        return None
    minute = match.whole("number", 1) if len(match.pieces("number")) > 1 else 0
    return None if minute is None else _of_part(match, hour, minute + (30 if match.has("halfof") else 0))


def _french_hour(match: Match) -> Made | None:
    return _hour(match) if match.get("unit", str) == "hour" and match.language("at") != "en" else None


def _bare(match: Match) -> Made | None:
    language = match.language("at")
    at = match.pieces("at")[0]
    if match.counts_things or at.text.lower() != _BARE.get(language) or (language == "pt" and not match.has("part")):
        return None
    return _hour(match)


def _half_past(match: Match) -> Made | None:
    hour = match.whole("number")
    if hour is None or not 1 <= hour <= 24:
        return None
    to_it = match.language("halfof") == "de"
    return _clock(hour - 1 if to_it else hour, 30)


def _half_hour(match: Match) -> Made | None:
    return _half_past(match) if match.has("at") or match.language("halfof") == "de" else None


def _quarter(match: Match) -> Made | None:
    hour = match.whole("number")
    if hour is None or not 1 <= hour <= 24:
        return None
    return _clock(hour, 15) if match.has("pastclock") else _clock(hour - 1, 45)


def _minutes_from(match: Match) -> Made | None:
    minutes, hour = match.whole("number"), match.whole("number", 1)
    if minutes is None or hour is None or not 1 <= minutes <= 29 or not 1 <= hour <= 12:
        return None
    return _clock(hour, minutes) if match.has("pastclock") else _clock(hour - 1, 60 - minutes)


def _named(match: Match) -> Made | None:
    hour, minute = match.get("clockword", str).split(":")
    return _clock(int(hour), int(minute))


RULES = (
    Rule("at? number half", _half_day),
    Rule("number ~ -|to|and number half", _half_follows),
    Rule("at? hm|dotted half", _half_day_minutes),
    Rule("at hm oclock? part?", _written),
    Rule("at? hm|dotted oclock part?", _written),
    Rule("hm part", _written),
    Rule("at? number oclock number? part?", _hour),
    Rule("at number part", _hour),
    Rule("at number and halfof part?", _hour),
    Rule("at number unit number?", _french_hour),
    Rule("at number", _bare),
    Rule("at? halfof pastclock number", _half_past),
    Rule("at? halfof number", _half_hour),
    Rule("at? quarterof pastclock|toclock number", _quarter),
    Rule("at number pastclock|toclock number", _minutes_from),
    Rule("at? clockword", _named),
)
