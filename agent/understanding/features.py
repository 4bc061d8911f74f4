"""A message as numbers for the router: what it means, which words and letters it has, where the athlete stands."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from zlib import crc32

from agent.understanding.situation import Situation
from agent.understanding.words import Words
from memory.embedding import minilm, multilingual
from memory.embedding.newest import Newest

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

BUCKETS = 1 << 15
"""Word and letter n-grams share so many places."""
LONGEST = 1_000
"""Characters that are looked at: what somebody wants stands in the first of them."""
EMBEDDING_WEIGHT = 2.0
STATE_WEIGHT = 1.0
SHAPE_WEIGHT = 0.7
KEPT = 2048
"""Texts whose meaning is kept."""
SHORT, LONG = 4, 25
"""Words of a text that is short, and of one that is long."""
_SETS = re.compile(r"\d\s?[x×*@]\s?\d|\b\d+ sets? of \d|\b\d+[ ,]+\d+[ ,]+\d+\b")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_WORD = re.compile(r"[\w']+|[?!]")


def meaning(text: str) -> "NDArray[numpy.float32]":
    """The vectors of both encoders, side by side: 384 and 512 numbers."""
    return meanings([text])[0]


def meanings(texts: Sequence[str]) -> "list[NDArray[numpy.float32]]":
    """The same of several texts: the parts of a message are worked out together, which takes less than one by one."""
    return _MEANINGS.of([text[:LONGEST] for text in texts])


def _side_by_side(texts: Sequence[str]) -> "list[NDArray[numpy.float32]]":
    import numpy

    both = zip(minilm.vectors(texts), multilingual.vectors(texts), strict=True)
    return [numpy.array([*one, *other], dtype=numpy.float32) * EMBEDDING_WEIGHT for one, other in both]


_MEANINGS = Newest(_side_by_side, KEPT)


def ngrams(text: str) -> dict[int, float]:
    """How often each word, pair of words and run of three to five letters is there, by bucket, damped by the logarithm.

    Numbers are all alike: which one it is says nothing about what is wanted.
    """
    from math import log

    masked = _NUMBER.sub("0", text[:LONGEST].lower())
    words = _WORD.findall(masked)
    counts: dict[int, int] = {}
    for term in (*words, *map(" ".join, pairwise(words)), *_letters(words)):
        bucket = crc32(term.encode()) % BUCKETS
        counts[bucket] = counts.get(bucket, 0) + 1
    return {bucket: 1 + log(count) for bucket, count in counts.items()}


def _letters(words: Sequence[str]) -> list[str]:
    """Runs of letters within words, their borders marked."""
    marked = [f"<{word}>" for word in words]
    return [word[at : at + n] for word in marked for n in (3, 4, 5) for at in range(max(len(word) - n + 1, 0))]


def state(situation: Situation, labels: Sequence[str]) -> list[float]:
    """Where the athlete stands, as numbers: five flags, then which tool was called before."""
    flags = (
        situation.has_program, situation.trained_today, situation.open_proposal, situation.is_asked, situation.follows,
    )  # fmt: skip
    last = [0.0] * len(labels)
    if situation.last_tool in labels:
        last[labels.index(situation.last_tool)] = STATE_WEIGHT
    return [STATE_WEIGHT * float(flag) for flag in flags] + last


def shape(text: str, situation: Situation) -> list[float]:
    """What the typed spans of a text are like: sets, numbers, exercises, units, days behind and ahead, a question."""
    words = Words(text[:LONGEST], situation)
    today = situation.today
    days = [each.day for each in words.single_days()] if today is not None else []
    ahead = [each.day for each in words.single_days(coming=True)] if today is not None else []
    flags = (
        _SETS.search(words.text) is not None, bool(words.numbers), len(words.numbers) > 2, bool(words.names), len(words.names) > 1,
        any(each.unit in ("kg", "lb") for each in words.numbers), any(each.unit == "reps" for each in words.numbers),
        any(today is not None and each < today for each in days), any(today is not None and each > today for each in ahead),
        "?" in text, bool(words.durations), any(each.out_of for each in words.numbers), bool(words.values("region")),
        bool(words.values("metric")), bool(words.values("equipment")), len(words.tokens) <= SHORT, len(words.tokens) > LONG,
    )  # fmt: skip
    return [SHAPE_WEIGHT * float(flag) for flag in flags]


def dense(text: str, situation: Situation, labels: Sequence[str]) -> Any:
    """Meaning, shape and state in one array."""
    import numpy

    more = [*shape(text, situation), *state(situation, labels)]
    return numpy.concatenate([meaning(text), numpy.array(more, dtype=numpy.float32)])
