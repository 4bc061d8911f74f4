"""What comes round: lists of weekdays, "every second friday", "twice a week", "weekends"."""

from training.period import Period
from training.when.calendar import moved, unit_around
from training.when.grammar import Made, Match, Now, Piece, Rule, When
from training.when.values import Recurrence, UnitName, Unplaceable

UNITS: tuple[UnitName, ...] = ("day", "week", "month", "year")
_PLACED = frozenset(("last", "past", "next", "this", "coming", "since", "until", "by", "from", "between"))
"""Before a weekday these tell one day of it, so that it opens no list."""

_DAYS = frozenset(("weekday", "weekdays", "shortday"))
_WORKING = frozenset(range(5))


def list_weekdays(pieces: list[Piece], now: Now, text: str) -> list[Piece]:
    """Join weekdays that stand together ("mon/wed/fri", "mondays and thursdays", "mon-fri") into one piece."""
    result: list[Piece] = []
    at = 0
    while at < len(pieces):
        found = None if _DAYS.isdisjoint(pieces[at].senses) else _list_at(pieces, at)
        if found is None or (result and not _may_open(result[-1], found[0])):
            result.append(pieces[at])
            at += 1
            continue
        days, end = found
        first, last = pieces[at], pieces[end - 1]
        result.append(Piece({"weekdays": days}, first.start, last.end, text[first.start : last.end], glued=first.glued))
        at = end
    return result


def _may_open(before: Piece, days: frozenset[int]) -> bool:
    """Whether a list of weekdays may stand after a piece: "last monday and ..." is none, "from monday to friday" is."""
    placing = _PLACED & before.senses.keys()
    return not placing or (placing <= {"from", "by", "since"} and "from" in placing and days >= _WORKING)


def _days_of(piece: Piece) -> frozenset[int]:
    if "weekdays" in piece.senses:
        value = piece.senses["weekdays"]
        return value if isinstance(value, frozenset) else frozenset()
    value = piece.senses.get("weekday", piece.senses.get("shortday"))
    return frozenset((value,)) if isinstance(value, int) else frozenset()


def _list_at(pieces: list[Piece], at: int) -> tuple[frozenset[int], int] | None:
    """The weekdays of the list that begins at a place, and where it ends."""
    days = _days_of(pieces[at])
    members, end = [pieces[at]], at + 1
    signs: set[str] = set()
    while True:
        sign, following = _separator(pieces, end)
        if following >= len(pieces) or not (more := _days_of(pieces[following])):
            break
        if more <= days:
            break
        if not sign and min(len(members[-1].text), len(pieces[following].text)) < 3:
            break
        if sign == "to":
            if len(members) > 1 or len(days) != 1 or len(more) != 1:
                break
            first, last = next(iter(days)), next(iter(more))
            return frozenset((first + step) % 7 for step in range((last - first) % 7 + 1)), following + 1
        signs.add(sign)
        days |= more
        members.append(pieces[following])
        end = following + 1
    if len(days) == 1:
        return None
    if any("weekday" not in piece.senses and "weekdays" not in piece.senses for piece in members):
        return (days, end) if len(members) > 2 or signs <= {"/"} else None
    return days, end


def _separator(pieces: list[Piece], at: int) -> tuple[str, int]:
    """What stands between two days of a list, and where the next may be."""
    sign = ""
    for _ in range(2):
        if at < len(pieces):
            piece = pieces[at]
            if piece.text in (",", "/", "&", "+"):
                sign, at = piece.text, at + 1
            elif "and" in piece.senses:
                sign, at = sign or "and", at + 1
            elif not sign and (piece.text == "-" or "to" in piece.senses):
                return "to", at + 1
    if at < len(pieces) and sign and not _PLACED.isdisjoint(pieces[at].senses):
        return sign, len(pieces)
    if sign and at < len(pieces) and "the" in pieces[at].senses:
        at += 1
    return sign, at


def _unit(unit: str) -> tuple[int, UnitName] | None:
    if unit == "fortnight":
        return 2, "week"
    name = "day" if unit == "night" else unit
    return next(((1, known) for known in UNITS if known == name), None)


def _times(match: Match) -> Made | None:
    """So many times in a unit."""
    kind = "aunit" if match.has("aunit") else "unit"
    unit = _unit(match.get(kind, str))
    if unit is None:
        return None
    counts = [match.whole("times")] if match.has("times") else [
        match.whole("number", nth) for nth in range(len(match.pieces("number")))
    ]  # fmt: skip
    first, last = counts[0], counts[-1]
    if first is None or last is None or not 1 <= first <= last <= 100:
        return None
    return "rhythm", Recurrence(unit[1], unit[0], first, last if last > first else None)


def _days_in(match: Match) -> Made | None:
    """So many days in a week or month."""
    days = match.duration
    kind = "aunit" if match.has("aunit") else "unit"
    unit = _unit(match.get(kind, str))
    if unit is None or unit[1] == "day" or days.unit != "day" or days.days != int(days.days):
        return None
    most = None if days.at_most_s is None else int(days.at_most_s // 86_400)
    return "rhythm", Recurrence(unit[1], unit[0], int(days.days), most)


def _every_duration(match: Match) -> Made | None:
    lasting = match.duration
    counted = next((kind for kind in ("times", "number") if match.has(kind)), None)
    times = 1 if counted is None else match.whole(counted)
    weekdays = frozenset((match.get("weekday", int),)) if match.has("weekday") else frozenset()
    for unit, days in (("year", 365), ("month", 30), ("week", 7), ("day", 1)):
        if lasting.unit == unit and lasting.days % days == 0 and times is not None:
            return "rhythm", Recurrence(lasting.unit, int(lasting.days // days), times, weekdays=weekdays)
    return None


def _last_weekends(match: Match) -> Made | None:
    """ "the last two weekends": from the first of these to the end of the last."""
    count = match.whole("number")
    if count is None or not 1 <= count <= 500:
        return None
    if match.get("weekdays", frozenset) != frozenset((5, 6)):
        return "when", When.fixed(Unplaceable("which of these days?"))
    monday = unit_around(match.now.today, "week", 0).since
    return "when", When.fixed(Period(moved(monday, 5 - 7 * count), moved(monday, -1), ""))


def _every_other(match: Match) -> Made | None:
    count = match.whole("ordinal") if match.has("ordinal") else match.whole("nth") if match.has("nth") else 2
    unit = _unit(match.get("unit", str)) if match.has("unit") else None
    if count is None or not 1 <= count <= 60:
        return None
    if match.has("weekday"):
        return "rhythm", Recurrence("week", count, weekdays=frozenset((match.get("weekday", int),)))
    if match.get("unit", str) == "weekend":
        return "rhythm", Recurrence("week", count, weekdays=frozenset((5, 6)))
    return None if unit is None else ("rhythm", Recurrence(unit[1], unit[0] * count))


def _every_weekday(match: Match) -> Made | None:
    if match.has("weekday"):
        return "weekdays", frozenset((match.get("weekday", int),))
    if match.has("unit"):
        return ("weekdays", frozenset((5, 6))) if match.get("unit", str) == "weekend" else None
    return "weekdays", match.get("weekdays", frozenset)


def _all_but(match: Match) -> Made | None:
    """ "weekdays except thursday", "every day but not sunday"."""
    named = match.pieces("weekdays")
    if match.has("rhythmword"):
        if match.get("rhythmword", str) != "1 day":
            return None
        whole = frozenset(range(7))
    else:
        whole = _days_of(named.pop(0))
    without = frozenset((match.get("weekday", int),)) if match.has("weekday") else _days_of(named[-1])
    return "weekdays", whole - without


def _plural(match: Match) -> Made | None:
    return "weekdays", match.get("weekdays", frozenset)


def _named(match: Match) -> Made | None:
    count, unit = match.get("rhythmword", str).split()
    made = _unit(unit)
    counted = next((kind for kind in ("times", "number") if match.has(kind)), None)
    times = 1 if counted is None else match.whole(counted)
    return None if made is None or times is None else ("rhythm", Recurrence(made[1], int(count), times))


RULES = (
    Rule("times|number aunit", _times),
    Rule("times|number per unit", _times),
    Rule("times / unit", _times),
    Rule("times rhythmword", _named),
    Rule("number count|parts per|/ unit", _times),
    Rule("number count|parts in? aunit", _times),
    Rule("weekdays except weekday|weekdays", _all_but),
    Rule("rhythmword except weekday|weekdays", _all_but),
    Rule("number -|to|or number count per|/ unit", _times),
    Rule("number -|to|or number count in? aunit", _times),
    Rule("duration aunit", _days_in),
    Rule("duration per|/ unit", _days_in),
    Rule("times? every duration", _every_duration),
    Rule("number count every duration", _every_duration),
    Rule("every duration on? weekday", _every_duration),
    Rule("last|past number weekdays", _last_weekends),
    Rule("every other|ordinal|nth unit|weekday", _every_other),
    Rule("every weekday|weekdays|unit", _every_weekday),
    Rule("on? weekdays part|parts?", _plural),
    Rule("on? weekday parts", _every_weekday),
    Rule("number? count? rhythmword", _named),
)
