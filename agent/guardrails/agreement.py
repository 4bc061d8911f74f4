"""Whether the arguments of a call agree with what was said: every number, unit, exercise, day, part of the body and quotation."""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from agent.guardrails.wanted import Wanted
from agent.understanding.figures import UNIT_OF
from agent.understanding.names import movement_of
from agent.understanding.phrases import vocabulary
from agent.understanding.words import Words
from memory.findings import content_words, repeats
from tools.planning.days import read_future
from training.errors import Invalid
from training.when import read_day, read_period

Kind = Literal["number", "exercise", "day", "unit", "place", "metric", "quote", "order", "choice", "label", "period"]
KINDS: dict[str, Kind] = {
    "exercise": "exercise", "movement": "exercise", "by": "exercise", "skipped": "exercise",
    "day": "day", "to_day": "day", "to": "day", "starts": "day", "since": "day", "until": "day", "on": "day",
    "unit": "unit", "units": "unit", "bar_unit": "unit", "region": "place", "metric": "metric",
    "said": "quote", "text": "quote", "what": "quote", "fact": "quote", "note": "quote", "notes": "quote", "title": "quote", "goal": "quote",
    "name": "quote", "reason": "quote", "because": "quote", "question": "quote", "subject": "label", "goals": "choice", "levels": "choice",
    "period": "period", "first": "period", "second": "period", "time": "period",
    "weekdays": "choice", "not_on": "choice", "anyway": "order", "everything": "order",
}  # fmt: skip
"""What an argument holds, by its name; a number holds a number under any other name."""
MEASURES = ("number", "exercise", "day", "unit", "place", "metric", "order")
"""Kinds that change what is stored: leaving one out means something else."""
FACTORS = (1, 60, 12, 2.54, 30.48, 100, 1 / 100, 1000)
"""A duration in minutes, a height in feet and years of training come as seconds, centimetres and months."""


def kind_of(tool: str, name: str, value: Any) -> Kind:
    """What an argument holds."""
    if name == "by" and tool == "set_goal":
        return "day"
    if name == "kind" and tool == "remember":
        return "label"
    named = KINDS.get(name)
    if named is not None:
        return named
    return "number" if any(True for _ in _numbers(value)) else "choice"


@dataclass(frozen=True, slots=True)
class Compared:
    """The arguments of a model beside those that the same understanding finds in the words."""

    other: tuple[str, ...] = ()
    """Arguments with another value."""
    unsaid: tuple[str, ...] = ()
    """Arguments whose value nobody said."""
    missing: tuple[str, ...] = ()
    """What was said and is not in them."""

    @property
    def agree(self) -> bool:
        """Whether they mean the same."""
        return not (self.other or self.unsaid or self.missing)


def compared(tool: str, args: Mapping[str, Any], found: Mapping[str, Any], wanted: Wanted) -> Compared:
    """Lay the arguments of a call beside those that were found for the same tool."""
    given = {name: value for name, value in args.items() if value not in (None, "", [], False)}
    known = {name: value for name, value in found.items() if value not in (None, "", [], False)}
    other = tuple(
        name
        for name, value in given.items()
        if name in known and not _same(kind_of(tool, name, value), value, known[name], wanted)
    )
    checked = {
        name: value
        for name, value in given.items()
        if name in other or name not in known or kind_of(tool, name, value) == "quote"
    }
    left_out = (name for name, value in known.items() if name not in given and kind_of(tool, name, value) in MEASURES)
    return Compared(other, unsaid(tool, checked, wanted), tuple(left_out))


def unsaid(tool: str, args: Mapping[str, Any], wanted: Wanted) -> tuple[str, ...]:
    """The arguments whose value does not follow from what was said."""
    likely = wanted.likely(tool)
    return tuple(
        name
        for name, value in args.items()
        if value not in (None, "", [], False)
        and not any(
            name in each and _is_likely(kind_of(tool, name, value), value, each[name], wanted) for each in likely
        )
        and not _FOLLOWS[kind_of(tool, name, value)](value, wanted)
    )


def _is_likely(kind: Kind, value: Any, likely: Any, wanted: Wanted) -> bool:
    """Whether a value is the one that the words would give; a quotation must be the same to the letter."""
    return _plain(value) == _plain(likely) if kind == "quote" else _same(kind, value, likely, wanted)


def _same(kind: Kind, one: Any, other: Any, wanted: Wanted) -> bool:
    """Whether two values of an argument mean the same."""
    if kind in ("quote", "label"):
        return True  # the same words in another cut; that they were said is looked at by itself
    if kind == "number":
        return sorted(_numbers(one)) == sorted(_numbers(other))
    if kind == "day":
        return bool(_days(one, wanted) & _days(other, wanted)) or _plain(one) == _plain(other)
    if kind == "period":
        return _plain(one) == _plain(other) or _span(one, wanted) == _span(other, wanted) is not None
    if kind == "exercise":
        return _plain(one) == _plain(other) or _movement(str(one), wanted) == _movement(str(other), wanted)
    if kind in ("unit", "metric", "place"):
        return _named(kind, one) == _named(kind, other)
    return _plain(one) == _plain(other) or (kind == "choice" and isinstance(one, list | dict))


def _number_follows(value: Any, wanted: Wanted) -> bool:
    said = {number.value for words in wanted.words for number in words.numbers}
    said |= {duration_value for words in wanted.words for duration_value in _amounts(words)}
    return all(
        any(abs(abs(each) - one * factor) < 0.011 for one in said for factor in FACTORS) for each in _numbers(value)
    )


def _exercise_follows(value: Any, wanted: Wanted) -> bool:
    if isinstance(value, list):
        return all(_exercise_follows(each, wanted) for each in value)
    asked = str(value)
    named = [name.said for words in wanted.words for name in words.names]
    if any(_plain(asked) == _plain(name) or _movement(asked, wanted) == _movement(name, wanted) for name in named):
        return True
    if content_words(asked) <= content_words(" ".join(wanted.heard)):
        return True
    return not named and content_words(asked) <= content_words(wanted.lately)


def _day_follows(value: Any, wanted: Wanted) -> bool:
    said = {
        each.day for words in wanted.words for coming in (False, True) for each in words.single_days(coming=coming)
    } | {day for words in wanted.words for period in words.periods for day in (period.since, period.until)}
    asked = _days(value, wanted)
    if not asked:
        return content_words(str(value)) <= content_words(" ".join(wanted.heard))
    today = wanted.situation.today
    return (
        bool(asked & said)
        or (not said and today in asked)
        or (not said and any(day.isoformat() in wanted.lately for day in asked))
    )


def _unit_follows(value: Any, wanted: Wanted) -> bool:
    unit = UNIT_OF.get(str(value).lower(), str(value).lower())
    if unit not in ("kg", "lb"):
        return True
    said = {number.unit for words in wanted.words for number in words.numbers} & {"kg", "lb"}
    said |= {
        UNIT_OF[word]
        for words in wanted.words
        for word in re.findall(r"[a-z]+", words.text)
        if UNIT_OF.get(word) in ("kg", "lb")
    }
    return unit in said or (not said and unit == wanted.situation.units)


def _place_follows(value: Any, wanted: Wanted) -> bool:
    said = {each for words in wanted.words for each in words.values("region")}
    region = _named("place", value)
    return region in said or (not said and region in vocabulary("region").values(wanted.lately))


def _metric_follows(value: Any, wanted: Wanted) -> bool:
    said = {each for words in wanted.words for each in words.values("metric")}
    return _named("metric", value) in said or content_words(str(value)) <= content_words(" ".join(wanted.heard))


def _quote_follows(value: Any, wanted: Wanted) -> bool:
    return any(repeats(str(value), said) for said in (*wanted.heard, wanted.question if wanted.is_yes else ""))


def _order_follows(value: Any, wanted: Wanted) -> bool:
    """Whether something that goes past a warning, or takes everything, was said so: only the grammar can tell."""
    return False


def _choice_follows(value: Any, wanted: Wanted) -> bool:
    return True


_FOLLOWS: dict[Kind, Callable[[Any, Wanted], bool]] = {
    "number": _number_follows, "exercise": _exercise_follows, "day": _day_follows, "unit": _unit_follows, "place": _place_follows,
    "metric": _metric_follows, "quote": _quote_follows, "order": _order_follows, "choice": _choice_follows,
    "label": _choice_follows,
    "period": _choice_follows,
}  # fmt: skip


def _amounts(words: Words) -> Iterator[float]:
    """The numbers of spans of time ("2 years"), which are no numbers of their own."""
    for each in words.times:
        yield from (float(number) for number in re.findall(r"\d+(?:\.\d+)?", words.text[each.start : each.end]))


def _numbers(value: Any) -> Iterator[float]:
    if isinstance(value, bool):
        return
    if isinstance(value, int | float):
        yield float(value) if abs(value) < 1e300 else math.inf
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _numbers(each)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for each in value:
            yield from _numbers(each)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, Sequence):
        for each in value:
            yield from _texts(each)


def _days(value: Any, wanted: Wanted) -> set[date]:
    """The days that a text may name, looked for behind and ahead."""
    today = wanted.situation.today
    if isinstance(value, date):
        return {value}
    if today is None:
        return set()
    found = set()
    for reader in (read_day, read_future):
        try:
            found.add(reader(str(value), today))
        except (Invalid, ValueError, OverflowError):
            continue
    return found


def _span(value: Any, wanted: Wanted) -> tuple[date, date] | None:
    """The first and the last day of a period."""
    try:
        found = read_period(str(value), wanted.situation.today or date.min)
    except (Invalid, ValueError, OverflowError):
        return None
    return found.since, found.until


def _movement(said: str, wanted: Wanted) -> str:
    movement = movement_of(said, wanted.situation.own)
    return _plain(said) if movement is None else movement.name


def _named(kind: Kind, value: Any) -> str:
    if kind == "unit":
        return UNIT_OF.get(str(value).lower(), str(value).lower())
    found = vocabulary("region" if kind == "place" else "metric").first(str(value).replace("_", " "))
    return found or _plain(value)


def _plain(value: Any) -> str:
    return str(value).strip().lower().rstrip("s").replace("_", " ")
