"""From one day to another: "since june", "until friday", "by 1 june", "from 9 to 15 March", "between may and july"."""

from datetime import date

from training.period import EVER, MONTHS, Period
from training.when.calendar import months_on, moved, shifted, year_of
from training.when.days import weekday_when
from training.when.digits import nth_when
from training.when.grammar import Made, Match, Piece, Placed, Rule, When
from training.when.months import month_when, season_when
from training.when.periods import period, steps_of
from training.when.values import Day, Direction, Unplaceable

_ENDS = "when|weekday|month|year|season|nth"


def _when(kind: str, piece: Piece) -> When | None:
    """Any end of a range as something that can be placed."""
    value = piece.senses[kind]
    if isinstance(value, When):
        return value
    if kind == "season" and isinstance(value, str):
        return season_when(value)
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
    if not 1 <= first < last <= 31 or (match.has("and") and not match.has("between")):
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
            return Unplaceable(f"{MONTHS[month - 1].capitalize()} has no such days")
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


def _since_duration(match: Match) -> Made | None:
    steps = steps_of(match.duration)
    if steps is None:
        is_short = match.duration.unit in ("second", "minute", "hour") and match.duration.seconds <= 5 * 3600
        return period(match.now.today, match.now.today) if is_short else None
    return period(max(EVER, shifted(match.now.today, -steps[0], steps[1])), match.now.today)


DATES = (
    Rule("from|between? the? number|nth|ordinal -|to|and the? number|nth|ordinal of? month ,? year?", _days_of_month),
    Rule("from|between? month the? number|nth -|to|and the? number|nth ,? year?", _days_of_month),
    Rule("from|between? the? number . -|to|and the? number . month ,? year?", _days_of_month),
)

SINCE_DURATION = (Rule("since duration", _since_duration), Rule("since agobefore duration", _since_duration))

RULES = (
    Rule(f"from|since? on? the? {_ENDS} to|- on? the? {_ENDS}", _range),
    Rule(f"between on? the? {_ENDS} and the? {_ENDS}", _range),
    Rule(f"since on? the? {_ENDS}", _since),
    Rule(f"until on? the? {_ENDS}", _until),
    Rule(f"by on? the? {_ENDS}", _by),
    Rule(f"from on? the? {_ENDS} on?", _from),
)
