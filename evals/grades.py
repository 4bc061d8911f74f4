"""How an answer is graded, and what many grades come to."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import comb, sqrt

Z_95 = 1.959964
"""The normal quantile of a 95 % interval."""


class Grade(StrEnum):
    """What became of a case, best first."""

    RIGHT = "right"
    ASKED = "asked"
    """A question whose answer, given by the harness, leads to right."""
    NOT_UNDERSTOOD = "not_understood"
    """Said so, nothing stored."""
    MISREAD = "misread"
    """Nonsense, nothing stored."""
    WRONG_SHOWN = "wrong_shown"
    """Something else stored, doubt voiced."""
    WRONG_SILENT = "wrong_silent"
    """Something else stored or answered, no doubt voiced."""
    FALSE_CLAIM = "false_claim"
    """Says that it did what it did not, or the reverse."""
    CRASH = "crash"


SILENT = (Grade.WRONG_SILENT, Grade.FALSE_CLAIM)
"""What a person would not notice: the number that must stay near nothing."""


@dataclass(frozen=True)
class Rate:
    """A share with its 95 % interval."""

    hits: int
    of: int

    @property
    def share(self) -> float:
        """The share itself; 0 of nothing."""
        return self.hits / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's score interval (Wilson 1927), which holds near 0 and 1 as well.

        >>> [round(end, 3) for end in Rate(9, 10).interval]
        [0.596, 0.982]
        """
        if not self.of:
            return 0.0, 1.0
        middle = (self.share + Z_95**2 / (2 * self.of)) / (1 + Z_95**2 / self.of)
        half = (
            Z_95 * sqrt(self.share * (1 - self.share) / self.of + Z_95**2 / (4 * self.of**2)) / (1 + Z_95**2 / self.of)
        )
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.share:.1%} ({low:.0%} to {high:.0%})"


def pass_hat(tries: Iterable[Sequence[bool]], k: int) -> float:
    """The chance that k tries at the same case are all right, over cases (tau-bench's pass^k, Yao 2024).

    ``tries`` has one sequence a case, of at least k tries.

    >>> pass_hat([[True, True, False, True], [True] * 4], 1), pass_hat([[True, True, False, True], [True] * 4], 4)
    (0.875, 0.5)
    """
    shares = [comb(sum(each), k) / comb(len(each), k) for each in tries]
    return sum(shares) / len(shares) if shares else 0.0


@dataclass(frozen=True)
class Summary:
    """What the grades of a group come to."""

    counts: Mapping[Grade, int]

    @classmethod
    def of(cls, grades: Iterable[Grade]) -> "Summary":
        """Count them."""
        return cls(Counter(grades))

    @property
    def number(self) -> int:
        """How many cases."""
        return sum(self.counts.values())

    def rate(self, *grades: Grade) -> Rate:
        """The share of some grades."""
        return Rate(sum(self.counts.get(each, 0) for each in grades), self.number)

    @property
    def right(self) -> Rate:
        """Right at once."""
        return self.rate(Grade.RIGHT)

    @property
    def helped(self) -> Rate:
        """Right at once, or after a question."""
        return self.rate(Grade.RIGHT, Grade.ASKED)

    @property
    def silent(self) -> Rate:
        """Wrong without a doubt."""
        return self.rate(*SILENT)
