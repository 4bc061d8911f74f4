"""A message as numbers for the router: what it means, which words and letters it has, where the athlete stands."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zlib import crc32

from agent.understanding.situation import Situation
from memory.embedding import minilm, multilingual

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

BUCKETS = 1 << 15
"""Word and letter n-grams share so many places."""
LONGEST = 1_000
"""Characters that are looked at: what somebody wants stands in the first of them."""
EMBEDDING_WEIGHT = 2.0
STATE_WEIGHT = 1.0
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_WORD = re.compile(r"[\w']+|[?!]")


@lru_cache(maxsize=512)
def meaning(text: str) -> "NDArray[numpy.float32]":
    """The vectors of both encoders, side by side: 384 and 512 numbers."""
    import numpy

    head = text[:LONGEST]
    vector = [*minilm.vectors([head])[0], *multilingual.vectors([head])[0]]
    return numpy.array(vector, dtype=numpy.float32) * EMBEDDING_WEIGHT


def ngrams(text: str) -> dict[int, float]:
    """How often each word, pair of words and run of three to five letters is there, by bucket, damped by the logarithm.

    Numbers are all alike: which one it is says nothing about what is wanted.
    """
    from math import log

    masked = _NUMBER.sub("0", text[:LONGEST].lower())
    words = _WORD.findall(masked)
    counts: dict[int, int] = {}
    for term in (*words, *map(" ".join, zip(words, words[1:], strict=False)), *_letters(words)):
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


def dense(text: str, situation: Situation, labels: Sequence[str]) -> Any:
    """Meaning and state in one array."""
    import numpy

    return numpy.concatenate([meaning(text), numpy.array(state(situation, labels), dtype=numpy.float32)])
