"""What a message wants, by MiniLM's upper half as it was taught on the corpus. Made by ``evals/learn_encoder.py``."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from agent.understanding.features import LONGEST, state
from agent.understanding.situation import Situation
from memory.embedding import minilm, upper_half
from memory.embedding.upper_half import UpperHalf, log_chances

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Matrix = NDArray[numpy.float32]

MODEL = Path(__file__).with_name("encoder.npz")
REMEMBERED = 16
"""Texts of which the last tokens are kept: the parts of one message are looked at one by one."""


@dataclass(frozen=True, eq=False)
class Encoder:
    """The taught layers, and heads that say what is wanted."""

    upper: UpperHalf

    def scores(self, text: str, situation: Situation, span: tuple[int, int] | None = None) -> "Matrix":
        """The logarithm of how likely each label is, in the order of the labels: of a text, or of a span of it among the rest."""
        import numpy

        standing = numpy.array(state(situation, self.upper.labels), dtype=numpy.float32)
        tokens = self._tokens(text[:LONGEST], tuple(standing))
        meant = tokens if span is None else tokens[list(tokens_in(minilm.read(text[:LONGEST]).spans, span))]
        wants = self.upper.through("wants", meant.mean(axis=0))
        return log_chances(wants + standing @ self.upper.weights["standing wants"])

    @lru_cache(maxsize=REMEMBERED)  # noqa: B019  # there is one encoder
    def _tokens(self, text: str, standing: tuple[float, ...]) -> "Matrix":
        """What the upper layers make of each token, knowing where the athlete stands. Shape: (tokens, 384)."""
        import numpy

        values = minilm.read(text).halfway.copy()
        values[0] += numpy.array(standing, dtype=numpy.float32) @ self.upper.weights["standing"]
        return self.upper.tokens(values)


def tokens_in(spans: Sequence[tuple[int, int]], span: tuple[int, int]) -> Sequence[int]:
    """The places of the tokens that stand within a span of a text; of what lies past the last token, all.

    >>> tokens_in([(0, 0), (0, 4), (4, 6), (7, 9), (0, 0)], (4, 9))
    [2, 3]
    """
    start, end = span
    found = [at for at, (first, last) in enumerate(spans) if first < last and first < end and last > start]
    return found or range(len(spans))


def load(file: Path) -> Encoder:
    """An encoder out of its file."""
    return Encoder(upper_half.load(file))
