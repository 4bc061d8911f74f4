"""Days of a month: "12 November", "Nov 12th", "on the 20th", "the 20th of last month", "the first monday of may"."""

from datetime import date

from training.when.calendar import month_of, months_on, moved, unit_around
from training.when.digits import dated, leads, nth_when
from training.when.grammar import Made, Match, Placed, Rule, When, is_edge
from training.when.values import Day, Direction, Unplaceable

_VERBS = ("may", "march")


def _number_and_month(match: Match) -> Made | None:
    kind = next(kind for kind in ("ordinal", "nth", "number") if match.has(kind))
    day, month = match.whole(kind), match.get("month", int)
    is_bare = kind == "number" and not (match.has("on") or match.has("of") or match.has("the"))
    if day is None or not 1 <= day <= 31:
        return None
    if is_bare and match.before is not None and match.before.text in ("x", "×", "@", "*"):
        return None
    if (
        is_bare
        and match.pieces("month")[0].text.lower() in _VERBS
        and not match.has("year")
        and not _stands_alone(match)
    ):
        return None
    return dated(month, day, match.whole("year") if match.has("year") else None)


def _stands_alone(match: Match) -> bool:
    """Whether a doubtful date has an end of its clause or a word for dates beside it."""
    if match.after is not None and "tail" in match.after.senses:
        return False
    return is_edge(match.after) or is_edge(match.before) or leads(match.before)


def _is_abbreviated(match: Match) -> bool:
    month = match.pieces("month")[0]
    return month.weak and len(month.text) <= 4 and month.text.lower() != "may"


def _month_and_number(match: Match) -> Made | None:
    kind = next(kind for kind in ("ordinal", "nth", "number") if match.has(kind))
    day, month = match.whole(kind), match.get("month", int)
    year = match.whole("year") if match.has("year") else None
    if day is None or not 1 <= day <= 31 or (year is None and match.counts_things):
        return None
    if match.has(".") and (kind == "ordinal" or not _is_abbreviated(match)):
        return None
    is_verb = match.pieces("month")[0].text.lower() in _VERBS
    if is_verb and match.before is not None and "subject" in match.before.senses:
        return None
    return dated(month, day, year)


def _on_the_nth(match: Match) -> Made | None:
    day = match.whole("nth")
    after = match.after
    if day is None or not 1 <= day <= 31 or match.counts_things:
        return None
    if after is not None and not {"unit", "weekday", "count", "part"}.isdisjoint(after.senses):
        return None
    is_led = match.has("on") or match.has("for") or leads(match.before)
    if is_led and not match.has("the") and after is not None and not after.senses:  # "on 2nd bench set"
        return None
    is_said = is_edge(after) and (
        is_edge(match.before) or (match.before is not None and "copula" in match.before.senses)
    )
    return ("when", nth_when(day)) if is_led or is_said else None


def _month_follows(match: Match) -> Made | None:
    """ "the 2nd and the 9th of october": the month stands behind the second."""
    kind, piece = next((kind, piece) for kind, piece in match.bound if kind in ("nth", "number"))
    day = piece.senses[kind]
    is_day = isinstance(day, int) and 1 <= day <= 31
    return dated(match.get("month", int), int(str(day))) if is_day else None


def _nth_of_unit(match: Match) -> Made | None:
    """ "the 20th of last month"."""
    day = match.whole("nth")
    if day is None or match.get("unit", str) != "month":
        return None
    first = months_on(match.now.today.replace(day=1), -1 if match.has("last") else 1 if match.has("next") else 0)
    last = unit_around(first, "month", 0).until
    if not 1 <= day <= last.day:
        return "when", When.fixed(Unplaceable(f"that month has no day {day}"))
    return "when", When.fixed(Day(first.replace(day=day)))


def _nth_weekday(match: Match) -> Made | None:
    """ "the first monday of october", "the last friday in may"."""
    month, weekday = match.get("month", int), match.get("weekday", int)
    kind = next((kind for kind in ("ordinal", "nth") if match.has(kind)), None)
    nth = 0 if kind is None else match.whole(kind)
    year = match.whole("year") if match.has("year") else None
    if nth is None or not 0 <= nth <= 5:
        return None

    def place(anchor: date, direction: Direction) -> Placed:
        for known in (year,) if year is not None else _years_to_try(anchor, direction):
            days = [day for day in _days_of(known, month) if day.weekday() == weekday]
            if len(days) < nth:
                return Unplaceable("that month has no such day")
            day = days[nth - 1]
            if year is not None or (day <= anchor if direction == "past" else day >= anchor):
                return Day(day)
        return Unplaceable("in which year?")

    return "when", When(place)


def _years_to_try(anchor: date, direction: Direction) -> tuple[int, int]:
    return anchor.year, anchor.year + (-1 if direction == "past" else 1)


def _days_of(year: int, month: int) -> list[date]:
    whole = month_of(year, month)
    return [moved(whole.since, step) for step in range(whole.days)]


RULES = (
    Rule("on? the? ordinal|nth|last weekday of|in the? month ,? year?", _nth_weekday),
    Rule("on|for? the? nth", _on_the_nth),
    Rule("on? the? nth of? the? last|this|next unit", _nth_of_unit),
)

DATES = (
    Rule("on|the the? nth|number ~ and|, on? the? nth|number of? the? month", _month_follows),
    Rule("on? nth ~ and|, on? the? nth of? the? month", _month_follows),
    Rule("on number . ~ and|, on? number . month", _month_follows),
    Rule("on? the? ordinal|nth|number of? the? month ,? year?", _number_and_month),
    Rule("on? the? number . month ,? year?", _number_and_month),
    Rule("on? the? ordinal|nth|number of? month . year", _number_and_month),
    Rule("on? the? ordinal|nth|number of month of year", _number_and_month),
    Rule("on? month .? the? ordinal|nth|number ,? year?", _month_and_number),
)
