"""The words and pieces of words of a text as numbers: what the encoders smooth over, such as a 'no' or 'gone'."""

import re
from collections import Counter
from collections.abc import Iterator
from math import sqrt
from typing import TYPE_CHECKING
from zlib import crc32

from agent.listening.segments import WHOLE
from training.red_flags.words import plain

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

BUCKETS = 1 << 14
"""Of each of the two kinds: n-grams that share one share their weight."""
PIECES = (3, 4, 5)
"""Letters of a piece of a word, its ends included."""
_TOKEN = re.compile(r"[^\W_]+|[?!]")


def words_in(text: str) -> Iterator[str]:
    """The words of a text, and each two that follow one another.

    >>> list(words_in("Gone in a minute!"))[-3:]
    ['minute', 'minute !', '!']
    """
    tokens = _TOKEN.findall(plain(text))
    for at, token in enumerate(tokens):
        if at:
            yield f"{tokens[at - 1]} {token}"
        yield token


def pieces_in(text: str) -> Iterator[str]:
    """The pieces of the words of a text.

    >>> list(pieces_in("sore"))
    [' so', 'sor', 'ore', 're ', ' sor', 'sore', 'ore ', ' sore', 'sore ']
    """
    for token in _TOKEN.findall(plain(text)):
        word = f" {token} "
        for length in PIECES:
            for start in range(len(word) - length + 1):
                yield word[start : start + length]


def grams_of(text: str) -> "tuple[npt.NDArray[np.intp], npt.NDArray[np.float32]]":
    """The buckets that a text fills, and how much of each: its words, then its pieces, each kind of length one."""
    import numpy as np

    places: list[int] = []
    amounts: list[float] = []
    text = text[:WHOLE]
    for start, grams in ((0, words_in(text)), (BUCKETS, pieces_in(text))):
        counts = Counter(start + crc32(gram.encode()) % BUCKETS for gram in grams)
        length = sqrt(sum(count * count for count in counts.values())) or 1.0
        places += counts
        amounts += (count / length for count in counts.values())
    return np.array(places, dtype=np.intp), np.array(amounts, dtype=np.float32)
