"""A clause that says something of several exercises, cut so that each share is about those that it says the same of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from agent.understanding.figures import inside
from agent.understanding.names import Name, movement_of
from agent.understanding.words import Words

_AND = r"(?:and|n|&|but|while|then|plus)\s+"
_JOINT = re.compile(rf"\s*[,;:.!?]\s+(?:{_AND})?|\s+{_AND}")
_ONLY_JOINED = re.compile(r"[\s,]*(?:\b(?:and|n|plus)\b|&)?\s*(?:\b(?:the|my|all|of|both)\b\s*)*")
_LEFT_ALONE = re.compile(
    r"\bleave\b|\b(?:stays?|remains?|kept|keep)\b(?: \w+){0,2}$|\b(?:as (?:it is|they are|is|planned)|how (?:it is|they are)|the same|unchanged|was right|were right)\b"
)
"""What is to stay as it is."""


@dataclass(frozen=True)
class Share:
    """Words with the exercises that they are about."""

    words: Words
    names: tuple[Name, ...]

    @property
    def is_left_alone(self) -> bool:
        """Whether nothing is to happen to these: "leave the bench alone"."""
        return _LEFT_ALONE.search(self.words.text) is not None


def shares(words: Words) -> list[Share]:
    """The shares in order; empty where one exercise is named or the words between two cannot be cut.

    >>> from agent.understanding.situation import Situation
    >>> [each.words.said for each in shares(Words("squats were 8 reps, not 9, and bench and rows 60 kg", Situation()))]
    ['squats were 8 reps, not 9', 'bench and rows 60 kg']
    """
    names = _distinct(words)
    numbers = inside(words.text)
    groups: list[list[Name]] = [names[:1]]
    cuts = [(0, 0)]
    for one, other in pairwise(names):
        if _ONLY_JOINED.fullmatch(words.text, one.end, other.start):
            groups[-1].append(other)
            continue
        joint = _last_joint(words.text, one.end, other.start, numbers)
        if joint is None:
            return []
        cuts.append(joint)
        groups.append([other])
    if len(names) < 2:
        return []
    ends = [start for start, _ in cuts[1:]] + [len(words.said)]
    return [
        Share(Words(words.said[start:end], words.situation), tuple(group))
        for (_, start), end, group in zip(cuts, ends, groups, strict=True)
    ]


def _distinct(words: Words) -> list[Name]:
    """Each exercise where it is named first."""
    found: list[Name] = []
    seen: set[str] = set()
    for each in words.names:
        movement = movement_of(each.said, words.situation.own)
        key = each.said.lower() if movement is None else movement.name
        if key not in seen:
            seen.add(key)
            found.append(each)
    return found


def _last_joint(text: str, start: int, end: int, numbers: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Where the words between two exercises are cut: at the last joint that stands in no number."""
    found = [
        each.span()
        for each in _JOINT.finditer(text, start, end)
        if not any(first <= each.start() and each.end() < last for first, last in numbers)
    ]
    return found[-1] if found else None
