"""What a message leaves open: the first open point is asked, its answers are tried, the rest goes by the rule."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Doubt:
    """An open point: what to ask, and the answers to choose from."""

    text: str
    labels: tuple[str, ...]


@dataclass
class Doubts:
    """Collects open points while a message is read.

    ``answer`` is the index of the answer to the first point, once it is tried.
    """

    answer: int | None = None
    first: Doubt | None = None
    assumed: list[str] = field(default_factory=list)
    _met: int = 0

    def settle(self, text: str, labels: Sequence[str], default: int = 0) -> int:
        """Ask, and go on with the answer that is tried, or with the likeliest."""
        self._met += 1
        if self._met == 1:
            self.first = Doubt(text, tuple(labels))
            if self.answer is not None:
                return self.answer
        return default

    def assume(self, sentence: str) -> None:
        """Keep a reading to echo, once."""
        if sentence not in self.assumed and len(self.assumed) < 20:
            self.assumed.append(sentence)
