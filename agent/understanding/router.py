"""Which tool a message wants: a linear classifier and an encoder, both taught by ``make learn`` on the corpus, each counting half."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from agent.understanding import encoder
from agent.understanding.encoder import Encoder
from agent.understanding.features import dense, ngrams
from agent.understanding.situation import Situation

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

MODEL = Path(__file__).with_name("router.npz")
WORDS_ALONE = "say"
"""The label of what needs no tool: small talk, musings, what a coach can't do."""


@dataclass(frozen=True, slots=True)
class Among:
    """Where some words stand: in which message, from which letter to which."""

    said: str
    span: tuple[int, int]


@dataclass(frozen=True)
class Router:
    """The trained weights. Shapes: (labels, dense features), (labels, buckets), (buckets,), (labels,)."""

    labels: tuple[str, ...]
    dense_weights: "NDArray[numpy.float32]"
    word_weights: "NDArray[numpy.int8]"
    word_scales: "NDArray[numpy.float32]"
    idf: "NDArray[numpy.float32]"
    bias: "NDArray[numpy.float32]"
    encoder: Encoder | None = None
    """Its second opinion; while learning there is none yet."""

    def chances(self, text: str, situation: Situation, among: Among | None = None) -> dict[str, float]:
        """How likely each label is of words, alone or among others, most likely first; they sum to 1."""
        import numpy

        scores = self.dense_weights @ dense(text, situation, self.labels) + self.bias
        found = ngrams(text)
        if found:
            buckets = numpy.fromiter(found, dtype=numpy.int64)
            values = numpy.fromiter(found.values(), dtype=numpy.float32) * self.idf[buckets]
            values /= max(float(numpy.linalg.norm(values)), 1e-9)
            scores = scores + (self.word_weights[:, buckets].astype(numpy.float32) * self.word_scales[:, None]) @ values
        if self.encoder is not None:
            alone = scores - scores.max()
            alone -= numpy.log(numpy.exp(alone).sum())
            said, span = (text, None) if among is None else (among.said, among.span)
            scores = (alone + self.encoder.scores(said, situation, span)) / 2
        chances = numpy.exp(scores - scores.max())
        chances /= chances.sum()
        order = numpy.argsort(-chances)
        return {self.labels[at]: float(chances[at]) for at in order}


_instead: list[Router] = []


def router() -> Router:
    """The router that is shipped, or the one that is used instead."""
    return _instead[-1] if _instead else _shipped()


@contextmanager
def used(other: Router) -> Iterator[None]:
    """Read with another router: one that has not seen some writers, while it is learnt what to make of what it says."""
    _instead.append(other)
    try:
        yield
    finally:
        _instead.pop()


@lru_cache(maxsize=1)
def _shipped() -> Router:
    return load(MODEL, encoder.MODEL)


def load(file: Path, second: Path | None = None) -> Router:
    """A router out of its file, and its second opinion out of another."""
    import numpy

    with numpy.load(file) as found:
        labels = tuple(json.loads(bytes(found["labels"]).decode()))
        return Router(
            labels,
            found["dense"].astype(numpy.float32),
            found["words"],
            found["scales"],
            found["idf"].astype(numpy.float32),
            found["bias"],
            None if second is None else encoder.load(second),
        )
