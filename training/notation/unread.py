"""What of a message was not understood, kept word for word."""

from dataclasses import dataclass, field

from training.notation.atoms import Atom

MAX_KEPT = 50


@dataclass
class Unread:
    """Collects pieces of a message, and joins neighbours."""

    text: str = ""
    pieces: list[str] = field(default_factory=list)
    _spans: list[tuple[int, int]] = field(default_factory=list)

    def add(self, atom: Atom) -> None:
        """Keep an atom."""
        self._spans.append((atom.start, atom.end))

    def add_span(self, start: int, end: int) -> None:
        """Keep a part of the text."""
        self._spans.append((start, end))

    def keep(self, text: str) -> None:
        """Keep a text that is no part of the message."""
        if text.strip() and len(self.pieces) < MAX_KEPT:
            self.pieces.append(text.strip())

    def finish(self) -> None:
        """Join what stands side by side with nothing but small words between, and keep it."""
        joined: list[tuple[int, int]] = []
        for start, end in sorted(self._spans):
            if joined and start - joined[-1][1] <= 12:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        for start, end in joined:
            self.keep(self.text[start:end])
        self._spans = []
