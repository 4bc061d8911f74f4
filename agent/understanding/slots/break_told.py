"""A break that is told with a wish: how long nothing was trained until now."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from agent.understanding.clauses import pieces
from agent.understanding.phrases import vocabulary
from agent.understanding.words import Words
from training.when import Duration

_BREAK = r"(?:off(?! (?:and|n|&) on\b)|out|away|break|layoff|lay-off|pause)\b"
_NOT_DONE = r"(?:without training|not trained|haven'?t (?:trained|lifted|touched|done|been)|hasn'?t trained|didn'?t train|no training|since i (?:last )?(?:trained|lifted))"
_OFF = re.compile(rf"\b(?:(?<!on and )(?<!on n )(?<!on & )(?<!on )(?:a )?{_BREAK}|{_NOT_DONE})")
_OFF_BEHIND = re.compile(rf"\s*(?:of |a |with )?(?:total |complete )?(?:{_BREAK}|without|no training)")
_OFF_BEFORE = re.compile(rf"\b(?:(?<!on and )(?<!on n )(?<!on & )(?<!on ){_BREAK}|{_NOT_DONE})[^.,;]{{0,24}}$")
LEAST_BREAK = 28
"""Days after which what was lifted before something is no load to begin with."""
_BEFORE = re.compile(r"\bbefore (?:it|that|then|this|the (?:op\w*|surgery|accident|birth|injury|break|crash))\b")
_SINCE_A_YEAR = re.compile(r"\b(?:till?|until|to|that was|in|stopped|quit|ended|since)(?: in)? ((?:19|20)\d\d)\b")
_NONE_SINCE = re.compile(
    r"\b(?:zero|nothing|none|not|n't|never|nowt|didn'?t|stopped|that was|used to|was strong once)\b"
)


def away(words: Words) -> Iterator[tuple[str, Any]]:
    """How long nothing was trained until now."""
    today = words.situation.today
    for part in pieces(words.said):
        clause = Words(part.text, words.situation)
        if vocabulary("journey").find(re.sub(r"\baway\b", "", part.text)):
            continue
        spans = [
            each.value
            for each in clause.times
            if isinstance(each.value, Duration) and each.value.unit in ("day", "week", "month", "year")
            and (_OFF_BEHIND.match(clause.text[each.end :]) or _OFF_BEFORE.search(clause.text[: each.start]))
        ]  # fmt: skip
        if spans:
            yield "away_days", round(spans[0].seconds / 86_400)
        elif today is not None and _OFF.search(clause.text) and re.search(r"\bsince\b", clause.text):
            begun = [each.since for each in clause.periods] or [
                each.until for each in words.periods if each.until < today
            ]
            if begun:
                yield "away_days", (today - begun[0]).days
    long_ago = [each.until for each in words.periods if today is not None and (today - each.until).days >= LEAST_BREAK]
    if today is not None and long_ago and _BEFORE.search(words.text):
        yield "away_days", (today - long_ago[0]).days
    found = _SINCE_A_YEAR.search(words.text)
    if found and today is not None and int(found[1]) < today.year and _NONE_SINCE.search(words.text):
        yield "away_days", (today - date(int(found[1]), 12, 31)).days
