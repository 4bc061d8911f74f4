"""Months, seasons and years by name: "in march", "last summer", "the end of june", "the first week of may"."""

from datetime import date

from training.period import Period
from training.when.calendar import month_of, moved, season_of, third_of, unit_around, year_of
from training.when.grammar import Made, Match, Placed, Rule, When
from training.when.periods import CALENDAR, period
from training.when.values import Direction


def month_when(month: int) -> When:
    """The month that is latest or coming; the running one counts."""

    def place(anchor: date, direction: Direction) -> Placed:
        whole = month_of(_year_of(month, anchor, direction), month)
        return whole if direction == "coming" else Period(whole.since, min(whole.until, anchor), "")

    return When(place)


def _year_of(month: int, anchor: date, direction: Direction) -> int:
    """The year of the latest or the coming month of that name; the running one counts."""
    return anchor.year - (month > anchor.month) if direction == "past" else anchor.year + (month < anchor.month)


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


def year_when(year: int) -> When:
    """A year by its number."""
    return _named(year_of(year))


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
    return "when", year_when(match.get("year", int))


def _third(match: Match) -> Made | None:
    """The start, the middle or the end of a month, a week or a year."""
    which = match.get("edgeof", str) if match.has("edgeof") else match.get("edge", str)
    if match.has("month"):
        month = match.get("month", int)
        if match.has("year"):
            whole = month_of(match.get("year", int), month)
            return period(*_days(third_of(whole, which)))

        def place(anchor: date, direction: Direction) -> Placed:
            return third_of(month_of(_year_of(month, anchor, direction), month), which)

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
        year = match.get("year", int) if match.has("year") else _year_of(month, anchor, direction)
        whole = month_of(year, month)
        if nth == 0:
            return Period(moved(whole.until, -6), whole.until, "")
        return Period(moved(whole.since, 7 * nth - 7), moved(whole.since, 7 * nth - 1), "")

    return "when", When(place)


RULES = (
    Rule("in? the? ordinal|nth|last unit of|in the? month ,? year?", _week_of_month),
    Rule("in|for|of the? month ,? of? year?", _month),
    Rule("month ,? of? year", _month),
    Rule("in? the? last month", _last_month_name),
    Rule("in? the? month lastafter", _last_month_name),
    Rule("in? the? next|coming month", _next_month_name),
    Rule("in? month of? the? last|this|next unit", _month_of_year),
    Rule("the? last|this|next unit ,? in month", _month_of_year),
    Rule("in|for|on? the? last|this|next season", _season),
    Rule("in|for|on? the? season lastafter|nextafter", _season),
    Rule("in|for|on the? season of? year?", _season),
    Rule("in year", _year),
    Rule("in|at|on|by? the? edge of? the? month of? year?", _third),
    Rule("in|at|on? the? edgeof of the? month of? year?", _third),
    Rule("in|at|on? the? edge|edgeof of? the? last|this|next unit", _third),
    Rule("in|at|on? the? edge|edgeof of the? unit", _third),
)
