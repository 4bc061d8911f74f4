"""Stretches of days by their distance: "last week", "the past 3 weeks", "this month", "the week before last"."""

from datetime import date

from training.period import EVER, Period
from training.when.calendar import moved, shifted, unit_around
from training.when.grammar import Made, Match, Placed, Rule, When, is_edge
from training.when.values import SECONDS, Day, Direction, Duration, UnitName

CALENDAR: tuple[UnitName, ...] = ("day", "week", "month", "year")


def period(since: date, until: date) -> Made:
    """A period that lies where it lies."""
    return "when", When.fixed(Period(since, until, ""))


# Counted: the last so many


def steps_of(duration: Duration) -> tuple[int, UnitName] | None:
    """A duration as so many units of the calendar."""
    count = duration.seconds / SECONDS[duration.unit]
    if duration.unit not in CALENDAR or count != int(count) or duration.at_most_s is not None:
        return None
    return int(count), duration.unit


def _days_before(today: date, steps: tuple[int, UnitName]) -> Made:
    count, unit = steps
    return period(max(EVER, moved(shifted(today, -count, unit), 1)), today)


def _last_counted(match: Match) -> Made | None:
    """So many units that end today. Months are of the calendar: from the day after the same day back then."""
    steps = steps_of(match.duration)
    return None if steps is None else _days_before(match.now.today, steps)


def _count_last(match: Match) -> Made | None:
    count, unit = match.whole("number"), match.get("unit", str)
    name = next((known for known in CALENDAR if known == unit), None)
    if match.language("last") == "en":  # "squat 140 last year"
        return None
    return None if count is None or count < 1 or name is None else _days_before(match.now.today, (count, name))


def _counted_before(match: Match) -> Made | None:
    """ "the four weeks before": as long as the last so many, and right before these."""
    steps = steps_of(match.duration)
    if steps is None or not is_edge(match.after):
        return None
    count, unit = steps
    last = shifted(match.now.today, -count, unit)
    return period(max(EVER, moved(shifted(last, -count, unit), 1)), last)


def _next_counted(match: Match) -> Made | None:
    steps = steps_of(match.duration)
    if steps is None:
        return None
    return period(match.now.today, moved(shifted(match.now.today, *steps), -1))


def _past_unit(match: Match) -> Made | None:
    name = next((known for known in CALENDAR if known == match.get("unit", str)), None)
    return _weekend(match, -1) if name is None else _days_before(match.now.today, (1, name))


# Weeks, months, years of the calendar


def _unit(match: Match, offset: int) -> Made | None:
    unit = match.get("unit", str)
    if unit == "weekend":
        return _weekend(match, offset)
    name = next((known for known in CALENDAR if known == unit), None)
    if name is None or (name == "day" and offset == 0):
        return None
    today = match.now.today
    whole = unit_around(today, name, offset)
    if offset == 0 and match.now.direction == "past":
        return period(whole.since, today)
    return period(whole.since, whole.until)


def _weekend(match: Match, offset: int) -> Made | None:
    """Saturday and Sunday: the last one that began before today's, this week's, next week's."""
    if match.get("unit", str) != "weekend":
        return None
    today = match.now.today
    saturday = moved(today, 5 - today.weekday() + 7 * offset)
    return period(saturday, moved(saturday, 1))


def _last_unit(match: Match) -> Made | None:
    return _unit(match, -1)


def _this_unit(match: Match) -> Made | None:
    return _unit(match, 0)


def _next_unit(match: Match) -> Made | None:
    return _unit(match, 1)


def _before_last(match: Match) -> Made | None:
    return _unit(match, -2)


def _the_weekend(match: Match) -> Made | None:
    """The weekend that is, or is nearest in that direction."""
    if match.get("unit", str) != "weekend":
        return None
    is_over = match.now.direction == "past" and match.now.today.weekday() < 5
    return _weekend(match, -1 if is_over else 0)


def _week_of(match: Match) -> Made | None:
    """ "the week of november 9": the one from Monday to Sunday."""
    when = match.get("when", When)
    if match.get("unit", str) != "week" or not isinstance(when.place(match.now.today, match.now.direction), Day):
        return None

    def place(anchor: date, direction: Direction) -> Placed:
        day = when.place(anchor, direction)
        return unit_around(day.date, "week", 0) if isinstance(day, Day) else day

    return "when", When(place)


def _after_next(match: Match) -> Made | None:
    return _unit(match, 2)


def _all_time(match: Match) -> Made | None:
    piece = match.pieces("alltime")[0]
    after = match.after
    if piece.weak and after is not None and after.text not in ("?", "\n"):
        return None
    return period(EVER, match.now.today)


def _until_now(match: Match) -> Made:
    return period(EVER, match.now.today)


RULES = (
    Rule("in|for? the? last|past duration", _last_counted),
    Rule("the? duration before", _counted_before),
    Rule("in|for? the? number last unit", _count_last),
    Rule("in|for? the? duration lastafter", _last_counted),
    Rule("in|for? the? next|coming duration", _next_counted),
    Rule("in|for|on? the? last unit", _last_unit),
    Rule("in|for|on? the? unit lastafter", _last_unit),
    Rule("in|for|on? the? past unit", _past_unit),
    Rule("in|for|on? the? this unit", _this_unit),
    Rule("in|for|on? the? next|coming unit", _next_unit),
    Rule("in|for|on? the? unit nextafter", _next_unit),
    Rule("in|for? the? unit before last", _before_last),
    Rule("in|for|on? the? beforelast unit", _before_last),
    Rule("in|for? the? unit after next", _after_next),
    Rule("in|for|on? the? afternext unit", _after_next),
    Rule("on|at|in|for? the unit", _the_weekend),
    Rule("on|in|at unit", _the_weekend),
    Rule("alltime", _all_time),
    Rule("outset", _until_now),
)

RELATIVE = (Rule("in? the? unit of when", _week_of),)
