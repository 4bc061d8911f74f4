"""The readings of a message: which of its parts want which tool, with which arguments, and what speaks for each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from heapq import nsmallest
from math import log
from operator import itemgetter
from typing import Any

from agent.understanding.clauses import pieces
from agent.understanding.coverage import left_over
from agent.understanding.cutting import PERIOD, Way, chances_of, plain_form, possible, ways
from agent.understanding.frames import Frame, frames
from agent.understanding.router import WORDS_ALONE
from agent.understanding.situation import Situation
from agent.understanding.words import Words
from tools.toolbox import ABOUT, WRITES

MOST_LABELS = 5
"""Labels of a message as a whole that are looked at, and of its parts less."""
MOST_OF_PART = 2
MOST_READINGS = 24
MOST_CHANGED = 48
"""Readings of one way to cut a message in which a part is read in another way: the likeliest, where the parts are many."""
LEAST_CHANCE = 0.01
LONGEST_CONTINUED = 6
"""Words of a question that goes on from the one before."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A call that may be meant."""

    tool: str
    args: dict[str, Any]
    whole: str = ""
    """The words that it is read from."""

    @property
    def sentence(self) -> str:
        """The call in the athlete's words."""
        return frames()[self.tool].sentence({"whole": self.whole, **self.args})


@dataclass(frozen=True)
class Part:
    """Words that want one thing."""

    text: str
    label: str
    chance: float
    """How likely they want that, taken by themselves."""
    calls: tuple[Candidate, ...] = ()
    left: tuple[str, ...] = ()
    """Numbers and exercises that are in no argument of its calls."""
    wanting: float = 0.0
    """How likely what is likelier is, of which too little is said to do it."""
    passed_over: float = 0.0
    """Where nothing is made of it: how likely the best thing is that could be."""


@dataclass(frozen=True)
class Reading:
    """A message read in one way."""

    parts: tuple[Part, ...]
    whole: Mapping[str, float]
    """How likely each label is for the message as a whole."""
    cost: float = 0.0
    """How unlikely it is to cut the message so, and to read its parts so."""
    is_plain: bool = False
    """Whether its form needs no guess."""
    exact: tuple[Candidate, ...] = ()
    """The calls as they are made, where what differed from a plan was worked out."""

    @cached_property
    def calls(self) -> tuple[Candidate, ...]:
        """What it comes to: each call once, what is told to one tool told at once, what builds on the rest last."""
        made: list[Candidate] = []
        for call in (call for part in self.parts for call in part.calls):
            if any((call.tool, call.args) == (other.tool, other.args) for other in made):
                continue
            same = next(
                (at for at, other in enumerate(made) if other.tool == call.tool and ABOUT[call.tool].told_together),
                None,
            )
            if same is None:
                made.append(call)
            else:
                told = made[same]
                args = {**call.args, **told.args, **_joined(told.args, call.args)}
                made[same] = replace(told, args=args, whole=f"{told.whole}, {call.whole}")
        return tuple(sorted(made, key=lambda call: ABOUT[call.tool].comes_last))

    @property
    def sentence(self) -> str:
        """All of it in the athlete's words."""
        return "; ".join(call.sentence for call in self.calls)


def readings(said: str, situation: Situation) -> list[Reading]:
    """Every way to read a message that is worth a look, the cheapest first."""
    cut = pieces(said)
    if not cut:
        return []
    text = said.strip()
    whole = possible(chances_of(text, situation), Words(text, situation))
    plain = plain_form(Words(text, situation))
    found: list[Reading] = []
    for way in ways(said, cut, whole, situation):
        found += [
            Reading(parts, whole, cost, len(parts) == 1 and parts[0].label == plain)
            for cost, parts in _read_parts(way, situation)
        ]
    return _distinct(sorted(found, key=lambda reading: reading.cost))[:MOST_READINGS]


def likeliest(said: str, situation: Situation) -> tuple[str, float]:
    """The likeliest tool of a message, and how likely it is, whether or not all is said that it needs."""
    text = said.strip()
    return next(iter(possible(chances_of(text, situation), Words(text, situation)).items()))


def _distinct(found: Sequence[Reading]) -> list[Reading]:
    """Readings that come to the same calls once, the cheapest of them; how much of the message a call quotes is no difference."""
    by_calls: dict[str, Reading] = {}
    for reading in found:
        by_calls.setdefault(repr([_telling(call) for call in reading.calls]), reading)
    return list(by_calls.values())


def _telling(call: Candidate) -> tuple[str, list[tuple[str, Any]]]:
    """A call without the words that it quotes beside its other arguments."""
    others = [(name, value) for name, value in sorted(call.args.items()) if value != call.whole]
    return call.tool, others or sorted(call.args.items())


def _read_parts(way: Way, situation: Situation) -> Iterator[tuple[float, tuple[Part, ...]]]:
    """The parts as their likeliest labels have it, then with one of them read in another way or as words alone."""
    options, cost = [], way.cost
    most = MOST_LABELS if len(way.parts) == 1 else MOST_OF_PART
    for text, chances in way.parts:
        options.append(_options(text, possible(chances, Words(text, situation)), situation, most))
        cost += log(max(next(iter(chances.values())), LEAST_CHANCE)) - log(
            max(options[-1][0].chance, LEAST_CHANCE / 10)
        )
        named = [each.said for each in Words(text, situation).names]
        told = [call.args["metric"] for call in options[-1][0].calls if "metric" in call.args]
        situation = replace(
            situation,
            named=named[-1] if named else situation.named,
            measured=told[-1] if told else situation.measured,
        )
    first = [each[0] for each in options]
    yield cost, tuple(first)
    others = [(_dearer(first[at], other), at, other) for at, each in enumerate(options) for other in each[1:]]
    for dearer, at, other in nsmallest(MOST_CHANGED, others, key=itemgetter(0)):
        yield cost + dearer, (*first[:at], other, *first[at + 1 :])
    if len(first) > 2:  # one part means something, the rest is told around it
        aside = [_dearer(each[0], each[-1]) for each in options]
        total = sum(aside)
        alone = [total - aside[at] + _dearer(first[at], first[at]) for at in range(len(first))]
        for at in nsmallest(MOST_CHANGED, range(len(first)), key=alone.__getitem__):
            yield cost + alone[at], tuple(each[0] if place == at else each[-1] for place, each in enumerate(options))


def _dearer(one: Part, other: Part) -> float:
    """By how much it costs more to read a part in another way."""
    return log(max(one.chance, LEAST_CHANCE)) - log(max(other.chance, LEAST_CHANCE / 10))


def _options(text: str, chances: Mapping[str, float], situation: Situation, most: int) -> list[Part]:
    """The likeliest labels of some words whose slots can be filled; last of all words alone."""
    words = Words(text, situation)
    found: list[Part] = []
    wanting = 0.0
    for label, chance in chances.items():
        if len(found) == most or (chance < LEAST_CHANCE and found):
            break
        frame = frames().get(label)
        if frame is not None and (filled := frame.fill(words) or _going_on(frame, words)):
            beside = [Candidate(other, args, text) for other in frame.also for args in frames()[other].fill(words)]
            made = [Candidate(label, _continued(label, args, words), text) for args in filled]
            left = left_over(label, [call.args for call in (*beside, *made)], words)
            found.append(Part(text, label, chance, (*beside, *made), tuple(left), wanting))
        elif label != WORDS_ALONE:
            wanting = max(wanting, chance)
    alone = Part(
        text,
        WORDS_ALONE,
        chances.get(WORDS_ALONE, 0.0),
        passed_over=max([wanting, *(each.chance for each in found[:1])]),
    )
    return [alone, *found] if not found or alone.chance > found[0].chance else [*found, alone]


def _going_on(frame: Frame, words: Words) -> list[dict[str, Any]]:
    """A short question that says of the one before what is different, and nothing else: 'for 3?'."""
    situation = words.situation
    if frame.tool != situation.last_tool or frame.tool in WRITES or len(words.tokens) > LONGEST_CONTINUED:
        return []
    given = frame.given(words)
    args = {**situation.last_args, **given}
    return [args] if given and frame.stands(args) else []


def _continued(tool: str, args: dict[str, Any], words: Words) -> dict[str, Any]:
    """A short question that goes on from the one before: 'and chest?' keeps the period."""
    situation = words.situation
    goes_on = tool == situation.last_tool and len(words.tokens) <= LONGEST_CONTINUED and PERIOD in frames()[tool].slots
    return {**situation.last_args, **args} if goes_on else args


def _joined(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """The lists of both, each value once."""
    return {
        name: list(dict.fromkeys([*value, *other[name]]))
        for name, value in one.items()
        if isinstance(value, list) and isinstance(other.get(name), list)
    }
