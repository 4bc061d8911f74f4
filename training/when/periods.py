"""Stretches of days: "last week", "the past 3 weeks", "in march", "last summer", "since june", "from 9 to 15 March"."""

from datetime import date

from training.period import EVER, Period
from training.when.calendar import month_of, months_on, moved, season_of, shifted, third_of, unit_around, year_of
from training.when.days import weekday_when
from training.when.digits import nth_when
from training.when.grammar import Made, Match, Piece, Placed, Rule, When
from training.when.values import SECONDS, Day, Direction, Duration, Unplaceable, UnitName

CALENDAR: tuple[UnitName, ...] = ("day", "week", "month", "year")


def _period(since: date, until: date) -> Made:
    return "when", When.fixed(Period(since, until, ""))


# Counted: the last so many


def _steps(duration: Duration) -> tuple[int, UnitName] | None:
    count = duration.seconds / SECONDS[duration.unit]
    if duration.unit not in CALENDAR or count != int(count) or duration.at_most_s is not None:
        return None
    return int(count), duration.unit


def _days_before(today: date, steps: tuple[int, UnitName]) -> Made:
    count, unit = steps
    return _period(max(EVER, moved(shifted(today, -count, unit), 1)), today)


def _last_counted(match: Match) -> Made | None:
    """So many units that end today. Months are of the calendar: from the day after the same day back then."""
    steps = _steps(match.duration)
    return None if steps is None else _days_before(match.now.today, steps)


def _count_last(match: Match) -> Made | None:
    count, unit = match.whole("number"), match.get("unit", str)
    name = next((known for known in CALENDAR if known == unit), None)
    if match.language("last") == "en":  # "squat 140 last year"
        return None
    return None if count is None or count < 1 or name is None else _days_before(match.now.today, (count, name))


def _next_counted(match: Match) -> Made | None:
    steps = _steps(match.duration)
    if steps is None:
        return None
    return _period(match.now.today, moved(shifted(match.now.today, *steps), -1))


def _past_unit(match: Match) -> Made | None:
    name = next((known for known in CALENDAR if known == match.get("unit", str)), None)
    return _weekend(match, -1) if name is None else _days_before(match.now.today, (1, name))


def _since_duration(match: Match) -> Made | None:
    steps = _steps(match.duration)
    if steps is None:
        is_short = match.duration.unit in ("second", "minute", "hour") and match.duration.seconds <= 5 * 3600
        return _period(match.now.today, match.now.today) if is_short else None
    return _period(max(EVER, shifted(match.now.today, -steps[0], steps[1])), match.now.today)


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
        return _period(whole.since, today)
    return _period(whole.since, whole.until)


def _weekend(match: Match, offset: int) -> Made | None:
    """Saturday and Sunday: the last one that began before today's, this week's, next week's."""
    if match.get("unit", str) != "weekend":
        return None
    today = match.now.today
    saturday = moved(today, 5 - today.weekday() + 7 * offset)
    return _period(saturday, moved(saturday, 1))


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


def _season_when(name: str) -> When:
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


def _month(match: Match) -> Made:
    month = match.get("month", int)
    if match.has("year"):
        return "when", When.fixed(month_of(match.get("year", int), month))
    return "when", month_when(month)


def _last_month_name(match: Match) -> Made:
    """The latest of that name that is over."""
    today = match.now.today
    month = match.get("month", int)
    whole = month_of(today.year - (month >= today.month), month)
    return _period(whole.since, whole.until)


def _next_month_name(match: Match) -> Made:
    today = match.now.today
    month = match.get("month", int)
    whole = month_of(today.year + (month <= today.month), month)
    return _period(whole.since, whole.until)


def _month_of_year(match: Match) -> Made | None:
    """ "march last year"."""
    if match.get("unit", str) != "year":
        return None
    step = -1 if match.has("last") else 1 if match.has("next") else 0
    whole = month_of(match.now.today.year + step, match.get("month", int))
    return _period(whole.since, whole.until)


def _season(match: Match) -> Made | None:
    name = match.get("season", str)
    if match.has("year"):
        whole = season_of(match.get("year", int), name)
        return _period(whole.since, whole.until)
    today = match.now.today
    if match.has("last") or match.has("lastafter"):
        year = today.year if season_of(today.year, name).until < today else today.year - 1
        return _period(*_days(season_of(year, name)))
    if match.has("this"):
        return _period(*_days(season_of(today.year - (name == "winter" and today.month < 3), name)))
    if match.has("next") or match.has("nextafter"):
        year = today.year if season_of(today.year, name).since > today else today.year + 1
        return _period(*_days(season_of(year, name)))
    return "when", _season_when(name)


def _days(period: Period) -> tuple[date, date]:
    return period.since, period.until


def _year(match: Match) -> Made:
    whole = year_of(match.get("year", int))
    return _period(whole.since, whole.until)


def _third(match: Match) -> Made | None:
    """The start, the middle or the end of a month, a week or a year."""
    which = match.get("edgeof", str) if match.has("edgeof") else match.get("edge", str)
    if match.has("month"):
        month = match.get("month", int)
        if match.has("year"):
            whole = month_of(match.get("year", int), month)
            return _period(*_days(third_of(whole, which)))

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


def _all_time(match: Match) -> Made | None:
    piece = match.pieces("alltime")[0]
    after = match.after
    if piece.weak and after is not None and after.text not in ("?", "\n"):
        return None
    return _period(EVER, match.now.today)


# From one to another

_ENDS = "when|weekday|month|year|season|nth"


def _when(kind: str, piece: Piece) -> When | None:
    """Any end of a range as something that can be placed."""
    value = piece.senses[kind]
    if isinstance(value, When):
        return value
    if kind == "season" and isinstance(value, str):
        return _season_when(value)
    if isinstance(value, int):
        makers = {"weekday": weekday_when, "month": month_when, "nth": nth_when}
        return When.fixed(year_of(value)) if kind == "year" else makers[kind](value)
    return None


def _ends(match: Match) -> list[When]:
    kinds = _ENDS.split("|")
    found = [_when(kind, piece) for kind, piece in match.bound if kind in kinds]
    return [when for when in found if when is not None]


def first_of(placed: Placed) -> date | None:
    """The first day of what was placed."""
    return placed.date if isinstance(placed, Day) else placed.since if isinstance(placed, Period) else None


def last_of(placed: Placed) -> date | None:
    """The last day of what was placed."""
    return placed.date if isinstance(placed, Day) else placed.until if isinstance(placed, Period) else None


def _span(first: Placed, last: Placed) -> Placed:
    for placed in (first, last):
        if isinstance(placed, Unplaceable):
            return placed
    since, until = first_of(first), last_of(last)
    if since is None or until is None or since > until:
        return Unplaceable("it ends before it begins")
    return Period(since, until, "")


def _range(match: Match) -> Made | None:
    ends = _ends(match)
    if len(ends) != 2 or _is_fraction_of_words(match):
        return None
    today = match.now.today

    def place(_anchor: date, direction: Direction) -> Placed:
        if direction == "past":
            last = ends[1].place(today, "past")
            return _span(ends[0].place(last_of(last) or today, "past"), last)
        first = ends[0].place(today, "coming")
        return _span(first, ends[1].place(first_of(first) or today, "coming"))

    return "when", When(place)


def _is_fraction_of_words(match: Match) -> bool:
    """Two ordinary words beside each other ("march to may" is meant, "sat - may" is not)."""
    weak = [piece.weak for kind, piece in match.bound if kind in _ENDS.split("|")]
    return all(weak) and not (match.has("to") or match.has("and"))


def _days_of_month(match: Match) -> Made | None:
    """ "from 9 to 15 March"."""
    kinds = [(kind, piece) for kind, piece in match.bound if kind in ("number", "nth", "ordinal")]
    numbers = [piece.senses[kind] for kind, piece in kinds]
    first, last = (int(n) if isinstance(n, int) else 0 for n in numbers)
    month = match.get("month", int)
    if not 1 <= first < last <= 31:
        return None
    if match.bound[-1][0] == "number" and match.counts_things:
        return None
    year = match.get("year", int) if match.has("year") else None

    def place(anchor: date, direction: Direction) -> Placed:
        near = month_when(month).place(anchor, direction)
        known = year if year is not None else near.since.year if isinstance(near, Period) else anchor.year
        try:
            days = [date(known, month, day) for day in (first, last)]
        except ValueError:
            return Unplaceable(f"month {month} has no such days")
        if year is None and direction == "past" and days[0] > anchor:
            days = [months_on(day, -12) for day in days]
        if year is None and direction == "coming" and days[1] < anchor:
            days = [months_on(day, 12) for day in days]
        return Period(days[0], days[1], "")

    return "when", When(place)


def _since(match: Match) -> Made | None:
    ends = _ends(match)
    today = match.now.today

    def place(_anchor: date, _direction: Direction) -> Placed:
        start = ends[0].place(today, "past")
        first = first_of(start)
        if first is None:
            return start
        return Period(first, today, "") if first <= today else Unplaceable("that is still to come")

    return ("when", When(place)) if ends else None


def _until(match: Match) -> Made | None:
    ends = _ends(match)
    today = match.now.today

    def place(_anchor: date, _direction: Direction) -> Placed:
        end = ends[0].place(today, "coming")
        last = last_of(end)
        if last is None:
            return end
        return Period(today if last >= today else EVER, last, "")

    return ("when", When(place)) if ends else None


def _by(match: Match) -> Made | None:
    """A day that something is to be done by: the first of a month, the last of its end. What is over has a before."""
    ends = _ends(match)
    today = match.now.today

    def place(_anchor: date, _direction: Direction) -> Placed:
        end = ends[0].place(today, "coming")
        first, last = first_of(end), last_of(end)
        if first is None or last is None:
            return end
        if first >= today or last >= today:
            return Day(last if ends[0].is_end or first < today else first)
        return Period(EVER, max(EVER, moved(first, -1)), "")

    return ("when", When(place)) if ends else None


def _from(match: Match) -> Made | None:
    """From a month on: up to today, or the day that it begins. From a day: that day ("sore from friday")."""
    ends = _ends(match)
    if not ends or (match.has("the") and match.pieces("the")[0].text.lower() == "my"):
        return None
    today = match.now.today

    def place(_anchor: date, direction: Direction) -> Placed:
        start = ends[0].place(today, direction)
        first = first_of(start)
        if first is None or isinstance(start, Day):
            return start
        return Period(first, today, "") if direction == "past" and first < today else Day(first)

    return "when", When(place)


def _until_now(match: Match) -> Made:
    return _period(EVER, match.now.today)


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

DATES = (
    Rule("from|between? the? number|nth|ordinal -|to|and the? number|nth|ordinal of? month ,? year?", _days_of_month),
    Rule("from|between? month the? number|nth -|to|and the? number|nth ,? year?", _days_of_month),
    Rule("from|between? the? number . -|to|and the? number . month ,? year?", _days_of_month),
)

SINCE_DURATION = (Rule("since duration", _since_duration), Rule("since agobefore duration", _since_duration))

RANGES = (
    Rule(f"from|since? on? the? {_ENDS} to|- on? the? {_ENDS}", _range),
    Rule(f"between on? the? {_ENDS} and the? {_ENDS}", _range),
    Rule(f"since on? the? {_ENDS}", _since),
    Rule(f"until on? the? {_ENDS}", _until),
    Rule(f"by on? the? {_ENDS}", _by),
    Rule(f"from on? the? {_ENDS} on?", _from),
)
