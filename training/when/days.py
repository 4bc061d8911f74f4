"""Single days: "yesterday", "three days ago", "last monday", "monday last week", "a week before christmas"."""

from datetime import date, timedelta

from training.when.amounts import lasting
from training.when.calendar import easter, moved, shifted, unit_around, weekday_near
from training.when.digits import dated, nth_when
from training.when.grammar import Made, Match, Placed, Rule, When, is_edge
from training.when.values import SECONDS, Day, Direction, Duration, Unplaceable

LONGEST_AGO = 366 * 150
"""Days. Nobody who trains was there."""
_VAGUE = {"feast": "that feast moves from year to year", "span": "from which day to which?"}
HOURS_TODAY = 5
"""So long ago it was the same day, whatever the hour is; beyond, the athlete is asked."""


def _day(day: date) -> Made:
    return "when", When.fixed(Day(day))


def _dayword(match: Match) -> Made:
    return _day(moved(match.now.today, match.get("dayword", int)))


def _now(match: Match) -> Made | None:
    """ "now" alone. In a sentence it says how things are, and not on which day something is done."""
    return _day(match.now.today) if is_edge(match.before) and is_edge(match.after) else None


def _vague(match: Match) -> Made:
    which = match.get("vague", str)
    reason = _VAGUE.get(which, f"how many {which} ago?")
    return "when", When.fixed(Unplaceable(reason))


def _holiday(match: Match) -> Made:
    month, day = (int(part) for part in match.get("holiday", str).split("-"))
    return dated(month, day)


def _feast(match: Match) -> Made:
    """A day that lies so many days after Easter."""
    after = timedelta(days=match.get("feast", int))

    def place(anchor: date, direction: Direction) -> Placed:
        days = [easter(anchor.year + more) + after for more in (-1, 0, 1)]
        return Day(
            max(each for each in days if each <= anchor)
            if direction == "past"
            else min(each for each in days if each >= anchor)
        )

    return "dated", When(place)


# How far away


def _length(match: Match) -> Duration | None:
    kind = "aunit" if match.has("aunit") else "unit"
    return match.duration if match.has("duration") else lasting(1, match.get(kind, str))


def away(match: Match, sign: int, anchor: date) -> Placed | None:
    """The day that lies a duration before or after another."""
    duration = _length(match)
    if duration is None or duration.at_most_s is not None:
        return Unplaceable("how long ago?") if duration is not None else None
    unit, count = duration.unit, duration.seconds / SECONDS[duration.unit]
    if unit in ("second", "minute", "hour"):
        days = duration.days
        if duration.seconds <= HOURS_TODAY * 3600 or days != int(days):
            is_today = duration.seconds <= HOURS_TODAY * 3600
            return Day(anchor) if is_today else Unplaceable("which day was that?")
        unit, count = "day", days
    if duration.days > LONGEST_AGO:
        return None
    if unit == "year" and count * 12 == int(count * 12):
        unit, count = "month", count * 12
    if count != int(count):
        return Day(moved(anchor, sign * round(duration.days)))
    return Day(shifted(anchor, sign * int(count), unit))


def _ago(match: Match) -> Made | None:
    placed = away(match, -1, match.now.today)
    return None if placed is None else ("when", When.fixed(placed))


def _some_ago(match: Match) -> Made:
    return "when", When.fixed(Unplaceable(f"how many {match.get('unit', str)}s ago?"))


def _in(match: Match) -> Made | None:
    if match.has("in") and match.now.direction == "past":
        return None
    placed = away(match, 1, match.now.today)
    return None if placed is None else ("when", When.fixed(placed))


# Weekdays


def _last_weekday(match: Match) -> Made:
    return _day(weekday_near(moved(match.now.today, -1), match.get("weekday", int), "past"))


def _weekday_before_last(match: Match) -> Made:
    return _day(moved(weekday_near(moved(match.now.today, -1), match.get("weekday", int), "past"), -7))


def _coming_weekday(match: Match) -> Made:
    return _day(weekday_near(match.now.today, match.get("weekday", int), "coming"))


def _next_weekday(match: Match) -> Made:
    return _in_week(match, 1)


def _this_weekday(match: Match) -> Made:
    day = moved(match.now.today, match.get("weekday", int) - match.now.today.weekday())
    return _day(moved(day, 7) if match.now.direction == "coming" and day < match.now.today else day)


def _in_week(match: Match, offset: int) -> Made:
    monday = unit_around(match.now.today, "week", offset).since
    return _day(moved(monday, match.get("weekday", int)))


def _of_week(match: Match) -> Made | None:
    if match.get("unit", str) != "week":
        return None
    is_last, is_next = match.has("last") or match.has("lastafter"), match.has("next") or match.has("nextafter")
    return _in_week(match, -1 if is_last else 1 if is_next else 0)


def weekday_when(weekday: int) -> When:
    """The weekday that is latest or coming."""
    return When(lambda anchor, direction: Day(weekday_near(anchor, weekday, direction)))


def _weekday(match: Match) -> Made:
    return "when", weekday_when(match.get("weekday", int))


def _and_date(match: Match) -> Made | None:
    """A weekday with its date. If the two don't agree, the athlete is asked."""
    return _agreeing(match.get("weekday", int), match.get("dated", When))


def _and_nth(match: Match) -> Made | None:
    """ "sunday the 15th"."""
    day = match.whole("nth")
    if day is None or match.counts_things:
        return None
    return _agreeing(match.get("weekday", int), nth_when(day))


def _agreeing(weekday: int, when: When) -> Made:
    def place(anchor: date, direction: Direction) -> Placed:
        placed = when.place(anchor, direction)
        if isinstance(placed, Day) and placed.date.weekday() != weekday:
            choices = (placed.date, weekday_near(anchor, weekday, direction))
            return Unplaceable(f"{placed.date.isoformat()} is another weekday", choices)
        return placed

    return "when", When(place)


def _week_on(match: Match) -> Made | None:
    """ "a week on monday": the monday after the coming one."""
    if match.get("aunit", str) != "week" or match.now.direction == "past":
        return None
    placed = match.get("when", When).place(match.now.today, "coming")
    return _day(moved(placed.date, 7)) if isinstance(placed, Day) else None


def _relative(match: Match) -> Made | None:
    """ "a week before christmas", "the day after monday", "ten days from friday"."""
    when = match.get("when", When) if match.has("when") else weekday_when(match.get("weekday", int))
    forced: Direction | None = "coming" if match.has("from") else None
    if not isinstance(when.place(match.now.today, forced or match.now.direction), Day):
        return None
    if match.has("unit") and match.get("unit", str) not in ("day", "week"):
        return None
    sign = -1 if match.has("before") else 1

    def place(anchor: date, direction: Direction) -> Placed:
        there = when.place(anchor, forced or direction)
        placed = away(match, sign, there.date) if isinstance(there, Day) else there
        return Unplaceable("which day?") if placed is None else placed

    return "when", When(place)


def _after_next(match: Match) -> Made:
    return _day(moved(weekday_near(match.now.today, match.get("weekday", int), "coming"), 7))


RULES = (
    Rule("dayword part?", _dayword),
    Rule("now", _now),
    Rule("vague", _vague),
    Rule("on|in|at? the? holiday", _holiday),
    Rule("on|in|at? the? feast", _feast),
    Rule("duration|aunit ago", _ago),
    Rule("agobefore duration|aunit", _ago),
    Rule("unit ago", _some_ago),
    Rule("agobefore unit", _some_ago),
    Rule("in|inbefore duration|aunit", _in),
    Rule("duration|aunit fromnow", _in),
    Rule("on? the? last|past weekday part?", _last_weekday),
    Rule("on? the? weekday lastafter part?", _last_weekday),
    Rule("on? the? weekday before last", _weekday_before_last),
    Rule("on? the? beforelast weekday", _weekday_before_last),
    Rule("on? the? weekday after next", _after_next),
    Rule("on? the? coming weekday part?", _coming_weekday),
    Rule("on? the? next weekday part?", _next_weekday),
    Rule("on? the? weekday nextafter part?", _coming_weekday),
    Rule("on? this weekday part?", _this_weekday),
    Rule("on? the? weekday part? ,? of? the? last|this|next unit", _of_week),
    Rule("on? the? weekday of? the? unit lastafter|nextafter", _of_week),
    Rule("the? last|this|next unit ,? on? weekday part?", _of_week),
    Rule("on the? weekday part?", _weekday),
    Rule("the? weekday part", _weekday),
)

JOINED = (
    Rule("on? the? weekday part? ,? on? the? dated part?", _and_date),
    Rule("on? dated ,? weekday part?", _and_date),
    Rule("on? the? weekday part? ,? on? the? nth", _and_nth),
)

RELATIVE = (
    Rule("aunit when", _week_on),
    Rule("duration|aunit before|after|from when|weekday", _relative),
    Rule("in duration|aunit from when|weekday", _relative),
    Rule("on? the unit before|after when|weekday", _relative),
)
