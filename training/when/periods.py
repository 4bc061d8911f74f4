"""Stretches of days: "last week", "the past 3 weeks", "in march", "last summer", "the first week of may"."""

from datetime import date

from training.period import EVER, Period
from training.when.calendar import month_of, moved, season_of, shifted, third_of, unit_around, year_of
from training.when.grammar import Made, Match, Placed, Rule, When
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


# Months, seasons, years by name


def month_when(month: int) -> When:
    """The month that is latest or coming; the running one counts."""

    def place(anchor: date, direction: Direction) -> Placed:
        if direction == "past":
            whole = month_of(anchor.year - (month > anchor.month), month)
            return Period(whole.since, min(whole.until, anchor), "")
        return month_of(anchor.year + (month < anchor.month), month)

    return When(place)


def season_when(name: str) -> When:
    """The season that is latest or coming; the running one counts."""

    def place(anchor: date, direction: Direction) -> Placed:
        years = (
            (anchor.year, anchor.year - 1) if direction == "past" else (anchor.year - 1, anchor.year, anchor.year + 1)
        )
        for year in years:
            season = season_of(year, name)
            if direction == "past" and season.since <= anchor:
                return Period(season.since, min(season.until, anchor), "")
            if direction == "coming" and season.until >= anchor:
                return season
        return season

    return When(place)


def _named(whole: Period) -> When:
    """A month or a year with its number; looking back, the running one goes up to today."""

    def place(anchor: date, direction: Direction) -> Placed:
        is_running = direction == "past" and whole.since <= anchor < whole.until
        return Period(whole.since, anchor, "") if is_running else whole

    return When(place)


def _month(match: Match) -> Made:
    month = match.get("month", int)
    if match.has("year"):
        return "when", _named(month_of(match.get("year", int), month))
    return "when", month_when(month)


def _last_month_name(match: Match) -> Made:
    """The latest of that name that is over."""
    today = match.now.today
    month = match.get("month", int)
    whole = month_of(today.year - (month >= today.month), month)
    return period(whole.since, whole.until)


def _next_month_name(match: Match) -> Made:
    today = match.now.today
    month = match.get("month", int)
    whole = month_of(today.year + (month <= today.month), month)
    return period(whole.since, whole.until)


def _month_of_year(match: Match) -> Made | None:
    """ "march last year"."""
    if match.get("unit", str) != "year":
        return None
    step = -1 if match.has("last") else 1 if match.has("next") else 0
    whole = month_of(match.now.today.year + step, match.get("month", int))
    return period(whole.since, whole.until)


def _season(match: Match) -> Made | None:
    name = match.get("season", str)
    if match.has("year"):
        whole = season_of(match.get("year", int), name)
        return period(whole.since, whole.until)
    today = match.now.today
    if match.has("last") or match.has("lastafter"):
        year = today.year if season_of(today.year, name).until < today else today.year - 1
        return period(*_days(season_of(year, name)))
    if match.has("this"):
        return period(*_days(season_of(today.year - (name == "winter" and today.month < 3), name)))
    if match.has("next") or match.has("nextafter"):
        year = today.year if season_of(today.year, name).since > today else today.year + 1
        return period(*_days(season_of(year, name)))
    return "when", season_when(name)


def _days(whole: Period) -> tuple[date, date]:
    return whole.since, whole.until


def _year(match: Match) -> Made:
    return "when", _named(year_of(match.get("year", int)))


def _third(match: Match) -> Made | None:
    """The start, the middle or the end of a month, a week or a year."""
    which = match.get("edgeof", str) if match.has("edgeof") else match.get("edge", str)
    if match.has("month"):
        month = match.get("month", int)
        if match.has("year"):
            whole = month_of(match.get("year", int), month)
            return period(*_days(third_of(whole, which)))

        def place(anchor: date, direction: Direction) -> Placed:
            year = anchor.year - (month > anchor.month) if direction == "past" else anchor.year + (month < anchor.month)
            return third_of(month_of(year, month), which)

        return "when", When(place, is_end=which == "end")
    unit = match.get("unit", str)
    name = next((known for known in CALENDAR[1:] if known == unit), None)
    if name is None:
        return None
    offset = -1 if match.has("last") else 1 if match.has("next") else 0
    third = third_of(unit_around(match.now.today, name, offset), which)
    return "when", When(lambda _anchor, _direction: third, is_end=which == "end")


def _week_of_month(match: Match) -> Made | None:
    """ "the first week of may": the days 1 to 7; the last week: the last seven."""
    kind = next((kind for kind in ("ordinal", "nth") if match.has(kind)), None)
    nth = 0 if kind is None else match.whole(kind)
    month = match.get("month", int)
    if match.get("unit", str) != "week" or nth is None or not 0 <= nth <= 4:
        return None

    def place(anchor: date, direction: Direction) -> Placed:
        year = anchor.year - (month > anchor.month) if direction == "past" else anchor.year + (month < anchor.month)
        whole = month_of(match.get("year", int) if match.has("year") else year, month)
        if nth == 0:
            return Period(moved(whole.until, -6), whole.until, "")
        return Period(moved(whole.since, 7 * nth - 7), moved(whole.since, 7 * nth - 1), "")

    return "when", When(place)


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
    Rule("in|for? the? unit after next", _after_next),
    Rule("in|for|on? the? afternext unit", _after_next),
    Rule("in? the? ordinal|nth|last unit of|in the? month ,? year?", _week_of_month),
    Rule("on|at|in|for? the unit", _the_weekend),
    Rule("on unit", _the_weekend),
    Rule("in|for|of the? month ,? of? year?", _month),
    Rule("month ,? of? year", _month),
    Rule("in? the? last month", _last_month_name),
    Rule("in? the? month lastafter", _last_month_name),
    Rule("in? the? next|coming month", _next_month_name),
    Rule("in? month of? the? last|this|next unit", _month_of_year),
    Rule("in|for|on? the? last|this|next season", _season),
    Rule("in|for|on? the? season lastafter|nextafter", _season),
    Rule("in|for|on the? season of? year?", _season),
    Rule("in year", _year),
    Rule("in|at|on|by? the? edge of? the? month of? year?", _third),
    Rule("in|at|on? the? edgeof of the? month of? year?", _third),
    Rule("in|at|on? the? edge|edgeof of? the? last|this|next unit", _third),
    Rule("in|at|on? the? edge|edgeof of the unit", _third),
    Rule("alltime", _all_time),
    Rule("outset", _until_now),
)

RELATIVE = (Rule("in? the? unit of when", _week_of),)
