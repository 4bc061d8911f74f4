"""Forms that are sets by themselves, with nothing beside them: 21s, 30/30 x8, 12-3-30."""

from typing import NamedTuple

from training.notation.atoms import Atom
from training.notation.drafts import TIMED, Draft, Topic

MAX_ROUNDS = 100


class Standalone(NamedTuple):
    """Sets, and what to note of them."""

    drafts: list[Draft]
    notes: tuple[str, ...] = ()


def standalone(atom: Atom, topic: Topic) -> Standalone:
    """The sets of an atom ``21``, ``i`` (seconds on, seconds off, rounds) or ``W``."""
    if atom.sign == "21":
        if topic.modality in TIMED:
            return Standalone([Draft(duration_s=21.0)])
        return Standalone([Draft(21)], ("21s",))
    if atom.sign == "i":
        on_s, off_s, rounds = atom.value
        drafts = [Draft(duration_s=on_s) for _ in range(min(rounds or 1, MAX_ROUNDS))]
        return Standalone(drafts, (f"{on_s:g}/{off_s:g} intervals",))
    return Standalone([Draft(duration_s=1800.0)], ("12 % incline", "3 mph"))
