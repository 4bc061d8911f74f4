"""What the listeners make of the parts of a message, each alone and where it stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf

from agent.listening.classifier import Heard
from agent.listening.segments import MOST_PARTS, Part
from training.red_flags import Reading
from training.red_flags.rules import Rule

LOUDEST = 3
"""Sentences of a long message that are listened to once more, among their neighbours."""
SURE = 1.0
"""Logits that a rule which suffices adds to a whole message: with left-out writers it changes little, but of a few plain
words ("i fainted"), which nobody writes for a corpus, it makes a sign."""
WITHOUT_SIGNS = 0.7
"""Logits that are taken from a whole message that names no sign of body or mind: with left-out writers fewer look-alikes and
ordinary messages are heard then, for as many red flags."""
QUIET = 3.0
"""Logits below what is asked for, from which on a sentence is no red flag, whatever stands around it: of 931 texts in
which one was hidden none was heard among its neighbours that was so quiet alone."""


@dataclass(frozen=True, slots=True)
class Perceived:
    """What both listeners make of a part of a message, alone and where it stands."""

    reading: Reading
    heard: Heard | None = None
    among: "Perceived | None" = None
    """The same of its context; nothing for a whole message."""

    @property
    def is_sure(self) -> bool:
        """Whether a rule suffices, and nothing that is said around it speaks against it."""
        return self.reading.sure is not None and not (self.among or self).reading.excuses

    @property
    def decided(self) -> Rule | None:
        """The rule that nobody else is asked about: of what is not helped with, and any sure one if there is no classifier."""
        sure = self.reading.sure
        return sure if sure is not None and (self.heard is None or sure.tier == "redirect") else None

    @property
    def alarm(self) -> float:
        """What speaks for holding it, in logits: what alarms alone has to alarm where it stands."""
        here = self.among or self
        if self.heard is None or here.heard is None:
            return 0.0
        alarm = (self.heard.alarm + here.heard.alarm) / 2
        if self.among is not None:
            return alarm
        return alarm + SURE if self.is_sure else alarm if self.reading.signs else alarm - WITHOUT_SIGNS

    @property
    def emergency(self) -> float:
        """How much an emergency it sounds like, in logits."""
        here = self.among or self
        return 0.0 if self.heard is None or here.heard is None else (self.heard.emergency + here.heard.emergency) / 2

    @property
    def beside(self) -> float:
        """How much it sounds as if it were about somebody beside the writer, in logits."""
        around = (self.among or self).heard
        return 0.0 if around is None else around.beside

    @property
    def without_classifier(self) -> "Perceived":
        """The same for whoever listens by the concepts only."""
        return Perceived(self.reading, None, self.among and self.among.without_classifier)


def that_count(parts: Sequence[Part], readings: Sequence[Reading]) -> list[int]:
    """The parts of a message that are listened to: beside sets only what names a sign, of very many the fullest of signs."""
    places = range(len(parts))
    if parts[0].is_whole:
        return [at for at in places if not at or readings[at].signs]
    fullest = sorted(places, key=lambda at: (not readings[at].rules, -len(readings[at].present)))
    return sorted(fullest[:MOST_PARTS])


def in_context(
    parts: Sequence[Part],
    alone: Sequence[Perceived],
    among: Callable[[Sequence[int]], Sequence[Perceived]],
    asked: float = -inf,
) -> list[Perceived]:
    """What counts of a message: the whole, if it is short; of a long one its loudest sentences, each where it stands.

    ``asked`` is the alarm from which on a sentence is heard: of what is far below it the neighbours don't matter.
    """
    if parts[0].is_whole:
        return list(alone)
    loud = [at for at, each in enumerate(alone) if each.decided or each.alarm >= asked - QUIET]
    loudest = sorted(loud, key=lambda at: (alone[at].decided is None, -alone[at].alarm))[:LOUDEST]
    around = among(loudest) if loudest else []
    return [Perceived(alone[at].reading, alone[at].heard, each) for at, each in zip(loudest, around, strict=True)]
