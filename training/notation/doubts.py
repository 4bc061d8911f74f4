"""What a message leaves open: each open point has answers, which are tried, and a likeliest one."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Doubt:
    """An open point: what to ask, and the answers to choose from."""

    text: str
    labels: tuple[str, ...]
    is_of_numbers: bool = False
    """Whether the answers are ways to read the numbers of an exercise that are about as likely."""


@dataclass
class Doubts:
    """Collects open points while a message is read; ``answer`` is tried for the first of them."""

    answer: int = 0
    met: list[Doubt] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)

    @property
    def first(self) -> Doubt | None:
        """The first open point."""
        return self.met[0] if self.met else None

    def settle(self, text: str, labels: Sequence[str], is_of_numbers: bool = False) -> int:
        """Take down an open point, and go on with the answer that is tried, or with the likeliest."""
        self.met.append(Doubt(text, tuple(labels), is_of_numbers))
        return self.answer if len(self.met) == 1 else 0

    def assume(self, sentence: str) -> None:
        """Keep a reading to echo, once."""
        if sentence not in self.assumed and len(self.assumed) < 20:
            self.assumed.append(sentence)
