"""What an exercise of a message said beside its sets."""

from dataclasses import dataclass

from training.notation.items import Item
from training.notation.reading import Mention
from training.notation.states import Parse


@dataclass
class Told:
    """What an entry said beside its sets."""

    mentions: list[Mention]
    unread: list[Item]
    left_out: list[tuple[int, int, bool]]
    """Parts of the text that make no possible sets: where, and whether the numbers were beyond reason."""
    parsed: dict[tuple[tuple[Item, ...], str], list[Parse]]
    """Readings of items for an exercise, made once a message."""
