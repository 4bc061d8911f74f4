"""From when to when a sentence says that something is so: a start, an end, or a day after which it is past."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from agent.telling.endings import ending_of, first_day, is_range, last_day, named, words_before
from agent.telling.vocabulary import pattern
from training.when import Day, Mention, Period, mentions

_GREETING = re.compile(r"\b(?:guten morgen|good morning)\b")
_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth",
          "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth")  # fmt: skip
_ORDINALS = {word: at for at, word in enumerate(_UNITS, start=1)} | {"thirtieth": 30}
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_ORDINAL = re.compile(
    rf"\b(?:(twenty|thirty)[ -])?({'|'.join(_ORDINALS)})\b(?= (?:of|to)\b| ?$|,| (?:for|until|{_MONTHS}))"
)

_LEADS = re.compile(r"\W*(?:(?:that'?s|that is|it'?s|it is|so|das ist|c'est|es|è|on|am|el|le|il|the)\W+){0,3}")
"""What may stand in front of a time that a sentence only names."""
_ENDED = re.compile(r"\s*(?:$|[,;.!)–-]|(?:so|and|which|also|und|et|y|e)\b)")


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day on which something is so, as far as they are said."""

    since: date | None = None
    until: date | None = None


def span_of(sentence: str, today: date, kind: str = "event") -> Span:
    """When it is so, of a fact of that kind.

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
    text, coming = read(sentence, today)
    start = start_of(text, coming, today)
    until = ending_of(text, coming, today, start, kind)
    firsts = [first_day(each) for each in coming if is_range(text, each) and last_day(each) == until]
    ahead = [day for day in (*firsts, start) if day is not None and day > today]
    return Span(next(iter(ahead), None) or _since(text, today), until)


def read(sentence: str, today: date) -> tuple[str, Sequence[Mention]]:
    """A sentence as times are read in it, with the times to come."""
    text = _ORDINAL.sub(_as_digits, _GREETING.sub(" ", sentence.lower().replace("’", "'")))
    return text, mentions(text, today, "coming")


def says_when(sentence: str, today: date) -> bool:
    """Whether a sentence, or its first part, says no more than a day or some days.

    >>> [says_when(each, date(2026, 2, 20)) for each in ("june 27", "that's 9 March 2028, so no hurry", "Friday I rest")]
    [True, True, False]
    """
    text, coming = read(sentence, today)
    first = next(iter(coming), None)
    if first is None or not isinstance(first.value, Day | Period):
        return False
    return _LEADS.fullmatch(text[: first.start]) is not None and _ENDED.match(text[first.end :]) is not None


def start_of(text: str, coming: Sequence[Mention], today: date) -> date | None:
    """The day from which on it is so, if one to come is named as that."""
    return next(
        (first_day(each) for each in coming if _is_day(each) and last_day(each) > today and _starts(text, each)), None
    )


def is_open(sentence: str) -> bool:
    """Whether it is said with an if or a maybe."""
    return pattern("open").search(sentence.lower()) is not None


def _as_digits(found: re.Match[str]) -> str:
    return f"{ {'twenty': 20, 'thirty': 30}.get(found[1] or '', 0) + _ORDINALS[found[2]] }th"


def _is_day(mention: Mention) -> bool:
    return isinstance(mention.value, Day | Period)


def _starts(text: str, mention: Mention) -> bool:
    near = pattern("starts")
    return near.search(words_before(text, mention)) is not None or near.match(named(text, mention)) is not None


def _since(text: str, today: date) -> date | None:
    for each in mentions(text, today, "past"):
        if _is_day(each) and (
            pattern("since").search(words_before(text, each)) or pattern("since").match(named(text, each))
        ):
            return min(first_day(each), today)
    return None
