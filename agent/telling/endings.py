"""Which of the times that a sentence names is the last day on which it is so.

What is named as an end is one ("until Sunday", "from 2 to 27 March", "for six weeks"). Of any other time (the day of an
event, a start, a birthday) a classifier says whether it is past afterwards; ``evals.learn_endings`` fits it.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from math import exp
from pathlib import Path

from agent.telling.vocabulary import pattern
from training.when import Day, Duration, Mention, Period

WEIGHTS = Path(__file__).with_name("endings.json")
LEAST = 0.4
"""From this chance on a time is the end."""
FURTHEST = 1_200
"""Days ahead: what is further means nothing yet."""
_LONG = ("day", "week", "month")
_WORD = re.compile(r"[^\W_]+(?:'[^\W\d_]+)?|[=:()\[\]]")
_LASTS = re.compile(
    r"\b(?:for|another|next|für|noch|pendant|encore|durante|por|per|voor)(?: the| about| at least| die| les)?(?: next)? *$"
)
_LISTS = ("open", "past", "comes_round", "rest", "behind", "over", "since", "starts", "until")
"""Lists of the vocabulary whose words count wherever they stand in the sentence."""


@dataclass(frozen=True, slots=True)
class Ending:
    """A time that may be the end, with the last day that it would be."""

    mention: Mention
    last: date
    is_named: bool
    """Whether it is named as the end."""


def ending_of(text: str, times: Sequence[Mention], today: date, start: date | None, kind: str) -> date | None:
    """The last day on which it is so: the last that is named as that, else the likeliest of the others."""
    found = list(candidates(text, times, today, start, kind))
    if ends := [each.last for each, _ in found if each.is_named]:
        return ends[-1]
    likely = [(chance(seen), each.last) for each, seen in found]
    best = max(likely, key=lambda each: each[0], default=(0.0, today))
    return best[1] if best[0] >= LEAST else None


def candidates(
    text: str, times: Sequence[Mention], today: date, start: date | None, kind: str
) -> Iterator[tuple[Ending, list[str]]]:
    """Each time that may be the end, with what can be seen of it."""
    possible = [
        Ending(each, last, _is_named(text, each))
        for each in times
        if (last := _last(text, each, today, start)) is not None and today < last <= today + timedelta(days=FURTHEST)
    ]
    lists = [name for name in _LISTS if pattern(name).search(text)]
    for at, each in enumerate(possible):
        place = "only" if len(possible) == 1 else "first" if at == 0 else "last" if at == len(possible) - 1 else "amid"
        common = [f"kind {kind}", f"place {place}", *(f"sentence {name}" for name in lists)]
        yield each, [*common, *_seen(text, each, today, kind)]


def chance(seen: Sequence[str]) -> float:
    """How likely a time is the end, by what can be seen of it."""
    weights = _weights()
    return 1 / (1 + exp(-weights.get("", 0.0) - sum(weights.get(each, 0.0) for each in seen)))


def first_day(mention: Mention) -> date:
    """The first day of a time."""
    return mention.value.date if isinstance(mention.value, Day) else mention.value.since  # type: ignore[union-attr]


def last_day(mention: Mention) -> date:
    """The last day of a time."""
    return mention.value.date if isinstance(mention.value, Day) else mention.value.until  # type: ignore[union-attr]


def words_before(text: str, mention: Mention) -> str:
    """The few words in front of a time."""
    return " ".join(text[: mention.start].split()[-3:])


def named(text: str, mention: Mention) -> str:
    """The words of a time."""
    return text[mention.start : mention.end].strip()


def is_range(text: str, mention: Mention) -> bool:
    """Whether it goes from one day to another, and both are named."""
    words = named(text, mention)
    is_up_to = pattern("until").search(words) or pattern("to").search(words)
    both = re.search(r"\d.*\d", words) or (is_up_to and len(words.split()) >= 3)
    return isinstance(mention.value, Period) and mention.value.days > 1 and both is not None


def _is_named(text: str, mention: Mention) -> bool:
    """Whether a time is named as an end: as the last day, as the days from one to another, or as how long it lasts."""
    words, before = named(text, mention), words_before(text, mention)
    if isinstance(mention.value, Duration):
        is_ahead = _LASTS.search(text[: mention.start]) or re.match(r" (?:in|on|at|of) ", text[mention.end :])
        return is_ahead is not None and pattern("behind").search(text) is None
    until = pattern("until")
    return is_range(text, mention) or until.search(before) is not None or until.match(words) is not None


def _last(text: str, mention: Mention, today: date, start: date | None) -> date | None:
    """The last day; up to a month is up to its beginning, and what lasts is counted from its start."""
    if isinstance(mention.value, Duration):
        if mention.value.unit not in _LONG:
            return None
        return (start or today) + timedelta(days=mention.value.days - 1)
    if not isinstance(mention.value, Day | Period):
        return None
    last, words = last_day(mention), named(text, mention)
    is_up_to = pattern("up_to").search(words_before(text, mention)) or pattern("up_to").match(words)
    is_month = (last + timedelta(days=1)).day == 1 and not re.search(r"\d|\b(?:end\w*|fin|fine|final|eind)\b", words)
    begins = last.replace(day=1)
    return begins - timedelta(days=1) if is_up_to and is_month and begins > today else last


def _seen(text: str, ending: Ending, today: date, kind: str) -> Iterator[str]:
    mention, words = ending.mention, named(text, ending.mention)
    before, after = text[: mention.start], text[mention.end :]
    form = "range" if is_range(text, mention) else type(mention.value).__name__.lower()
    dated = "dated" if re.search(r"\d", words) else "in words"
    yield f"form {form}"
    yield f"form {form} {dated}"
    yield f"form {form} kind {kind}"
    yield f"form {form} ahead {_bucket((ending.last - today).days)}"
    if isinstance(mention.value, Period):
        yield f"form {form} days {_bucket(mention.value.days)}"
    if isinstance(mention.value, Duration):
        yield f"unit {mention.value.unit}"
        yield f"lasts {_LASTS.search(before) is not None}"
    for name in ("until", "since", "starts", "past", "behind"):
        if pattern(name).search(words_before(text, mention)) or pattern(name).match(words):
            yield f"near {name}"
            yield f"form {form} near {name}"
    last, next_ = _WORD.findall(before)[-2:], _WORD.findall(after)[:1]
    yield f"before {last[-1] if last else '^'}"
    yield f"two before {' '.join(last)}"
    yield f"after {next_[0] if next_ else '$'}"
    yield f"first {(_WORD.findall(words) or [''])[0]}"


def _bucket(days: int) -> str:
    return str(next((limit for limit in (1, 7, 31, 120, 366) if days <= limit), 999))


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    found: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return found
