"""From when to when a sentence says that something is so: a start, an end, or a day after which it is past."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from agent.telling.vocabulary import pattern
from training.when import Day, Duration, Mention, Period, mentions

_LASTS = re.compile(
    r"\b(?:for|another|next|für|noch|pendant|encore|durante|por|per|voor)(?: the| about| at least| die| les)?(?: next)? *$"
)
_GREETING = re.compile(r"\b(?:guten morgen|good morning)\b")
_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth",
          "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth")  # fmt: skip
_ORDINALS = {word: at for at, word in enumerate(_UNITS, start=1)} | {"thirtieth": 30}
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_ORDINAL = re.compile(
    rf"\b(?:(twenty|thirty)[ -])?({'|'.join(_ORDINALS)})\b(?= (?:of|to)\b| ?$|,| (?:for|until|{_MONTHS}))"
)
_LONG = ("day", "week", "month")
AT_A_DAY = frozenset(("event", "person", "medical", "injury", "goal", "other"))
"""Kinds of facts that are past after the day which they name; a habit that names one goes on."""


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day on which something is so, as far as they are said."""

    since: date | None = None
    until: date | None = None


def span_of(sentence: str, today: date, kind: str = "event") -> Span:
    """When it is so.

    >>> today = date(2026, 2, 20)
    >>> span_of("my wedding is on 12 June", today).until, span_of("I work from home until Sunday", today).until
    (datetime.date(2026, 6, 12), datetime.date(2026, 2, 22))
    >>> span_of("exams from 2 March to 27 March", today)
    Span(since=datetime.date(2026, 3, 2), until=datetime.date(2026, 3, 27))
    >>> span_of("surgery rotation starts on the twentieth of March for six weeks", today).until
    datetime.date(2026, 4, 30)
    >>> span_of("I've been vegan since 2019", today), span_of("every second Friday I load in Hamburg", today)
    (Span(since=datetime.date(2019, 1, 1), until=None), Span(since=None, until=None))
    """
    text = _ORDINAL.sub(_as_digits, _GREETING.sub(" ", sentence.lower().replace("’", "'")))
    since = _since(text, today)
    if pattern("open").search(text):
        return Span(since)
    coming = [each for each in mentions(text, today, "coming") if _is_ahead(each, text, today)]
    until = _until(text, coming, today)
    starts = [
        each
        for each in coming
        if pattern("starts").search(_before(text, each)) or pattern("starts").match(_named(text, each))
    ]
    start = _first(starts[0]) if starts else None
    if until is None and (ranges := [each for each in coming if _is_range(each, text)]):
        return Span(max(_first(ranges[-1]), today), _last(ranges[-1]))
    if until is None and (lasting := _duration(text, today)) is not None:
        first = start or (_first(coming[0]) if coming else today)
        until = first + lasting - timedelta(days=1)
    if until is None and not starts and since is None and kind in AT_A_DAY and not pattern("comes_round").search(text):
        until = _last(coming[-1]) if coming else None
    return Span(since or (start if start is not None and start > today else None), until)


def is_open(sentence: str) -> bool:
    """Whether it is said with an if or a maybe."""
    return pattern("open").search(sentence.lower()) is not None


def _as_digits(found: re.Match[str]) -> str:
    return f"{ {'twenty': 20, 'thirty': 30}.get(found[1] or '', 0) + _ORDINALS[found[2]] }th"


def _is_ahead(mention: Mention, text: str, today: date) -> bool:
    """Whether a time is a day or some days to come, not too far to mean anything: told of the past, only a date is one."""
    if not isinstance(mention.value, Day | Period) or _last(mention) <= today:
        return False
    named = _named(text, mention)
    if pattern("since").match(named) or pattern("since").search(_before(text, mention)):
        return False
    if pattern("past").search(text) and not re.search(r"\d", named) and not pattern("until").match(named):
        return False
    return (_last(mention) - today).days <= 366


def _is_range(mention: Mention, text: str) -> bool:
    """Whether it is from one day to another, as told."""
    return (
        isinstance(mention.value, Period)
        and mention.value.days > 1
        and re.search(r"\d.*\d", _named(text, mention)) is not None
    )


def _since(text: str, today: date) -> date | None:
    for each in mentions(text, today, "past"):
        if isinstance(each.value, Day | Period) and (
            pattern("since").search(_before(text, each)) or pattern("since").match(_named(text, each))
        ):
            return min(_first(each), today)
    return None


def _until(text: str, coming: list[Mention], today: date) -> date | None:
    """The day up to which it is so, the last one that is named as that; up to a month is up to its beginning."""
    for each in reversed(coming):
        before, named = _before(text, each), _named(text, each)
        if pattern("until").search(before) or pattern("until").match(named):
            last = _last(each)
            is_up_to = pattern("up_to").search(before) or pattern("up_to").match(named)
            is_month = (last + timedelta(days=1)).day == 1 and not re.search(
                r"\d|\b(?:end\w*|fin|fine|final|eind)\b", named
            )
            begins = last.replace(day=1)
            return begins - timedelta(days=1) if is_up_to and is_month and begins > today else last
    return None


def _duration(text: str, today: date) -> timedelta | None:
    """How long it is going to last, if that is said of what is ahead."""
    if pattern("behind").search(text):
        return None
    for each in mentions(text, today, "coming"):
        if isinstance(each.value, Duration) and each.value.unit in _LONG:
            ahead = _LASTS.search(text[: each.start]) or pattern("rest").search(text)
            if ahead or re.match(r" (?:in|on|at|of) ", text[each.end :]):
                return timedelta(days=each.value.days)
    return None


def _before(text: str, mention: Mention) -> str:
    """The few words in front of a time."""
    return " ".join(text[: mention.start].split()[-3:])


def _named(text: str, mention: Mention) -> str:
    return text[mention.start : mention.end].strip()


def _first(mention: Mention) -> date:
    return mention.value.date if isinstance(mention.value, Day) else mention.value.since  # type: ignore[union-attr]


def _last(mention: Mention) -> date:
    return mention.value.date if isinstance(mention.value, Day) else mention.value.until  # type: ignore[union-attr]
