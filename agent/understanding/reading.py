"""One reading of a message: which of its parts want which tool, how sure that is, and what else may be meant."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log
from typing import Any

from agent.understanding.clauses import Piece, joined, pieces
from agent.understanding.frames import frames
from agent.understanding.router import WORDS_ALONE, router
from agent.understanding.situation import Situation
from agent.understanding.words import Words

NEW_GROUP = 0.9
"""What it costs to read a message as one wish more: about how much likelier that must be."""
LONGEST_GROUP = 3
"""Neighbouring pieces that may be one wish, apart from the message as a whole."""
MOST_SPANS = 24
LEAST_CHANCE = 0.02
LOG = "log_workout"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A call that may be meant."""

    tool: str
    args: dict[str, Any]
    chance: float

    @property
    def sentence(self) -> str:
        """The call in the athlete's words."""
        return frames()[self.tool].sentence(self.args)


@dataclass(frozen=True, slots=True)
class Wish:
    """A part of a message that wants one thing: the readings of it whose slots are filled, the likeliest first."""

    text: str
    chances: dict[str, float]
    candidates: tuple[tuple[Candidate, ...], ...]
    """Each reading with the calls that it makes."""

    @property
    def label(self) -> str:
        """What it most likely is."""
        return next(iter(self.chances))

    @property
    def chance(self) -> float:
        """How likely that is."""
        return self.chances[self.label]


def read(said: str, situation: Situation) -> list[Wish]:
    """The wishes of a message, in order."""
    parts = pieces(said)
    if not parts:
        return []
    return [_wish(text, situation, chances) for text, chances in _merged(_groups(said, parts, situation))]


def _groups(said: str, parts: Sequence[Piece], situation: Situation) -> list[tuple[str, dict[str, float]]]:
    """The cheapest way to read the pieces as wishes: of each group the cost is how unlikely its best label is."""
    number = len(parts)
    whole = (said.strip(), router().chances(said.strip(), situation))
    if number == 1:
        return [whole]
    longest = LONGEST_GROUP
    while longest > 1 and number * longest > MOST_SPANS:
        longest -= 1
    best: list[tuple[float, int]] = [(0.0, 0)]
    read_as: dict[tuple[int, int], tuple[str, dict[str, float]]] = {(0, number): whole}
    for end in range(1, number + 1):
        options = []
        for start in range(max(0, end - longest), end):
            if (start, end) not in read_as:
                text = joined(said, parts[start:end])
                read_as[start, end] = (text, router().chances(text, situation))
            options.append((best[start][0] + _cost(read_as[start, end][1]), start))
        if end == number:
            options.append((_cost(whole[1]), 0))
        best.append(min(options))
    found, end = [], number
    while end > 0:
        start = best[end][1]
        found.append(read_as[start, end])
        end = start
    return found[::-1]


def _cost(chances: dict[str, float]) -> float:
    label = next(iter(chances))
    return -log(chances[label]) + (0.3 * NEW_GROUP if label == WORDS_ALONE else NEW_GROUP)


def _merged(groups: Sequence[tuple[str, dict[str, float]]]) -> list[tuple[str, dict[str, float]]]:
    """Neighbours that tell of training are one log: a heading and its sets belong together."""
    found: list[tuple[str, dict[str, float]]] = []
    for text, chances in groups:
        if found and next(iter(chances)) == LOG == next(iter(found[-1][1])):
            found[-1] = (f"{found[-1][0]}\n{text}", found[-1][1])
        else:
            found.append((text, chances))
    return found


def _wish(text: str, situation: Situation, chances: dict[str, float]) -> Wish:
    words = Words(text, situation)
    readings = []
    for tool, chance in chances.items():
        if chance < LEAST_CHANCE or len(readings) == 4:
            break
        frame = frames().get(tool)
        if frame is not None and (filled := frame.fill(words)):
            readings.append(tuple(Candidate(tool, args, chance) for args in filled))
    return Wish(text, chances, tuple(readings))


def following(situation: Situation, tool: str) -> Situation:
    """The situation after a call."""
    return replace(situation, last_tool=tool, follows=True)
