"""Every number in a reply needs a source about that thing: a line of a tool's answer about the same lift, in the same unit.

The coach never does arithmetic. An echo of an argument that nobody said is no source, number words and comparisons
count as numbers, and what tools only estimate may not be told as done.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from agent.guardrails.claims import sentences
from agent.guardrails.glossary import is_general
from agent.numbers import numbers_in, supports
from agent.understanding.figures import UNIT_OF
from agent.understanding.names import movement_of, names_in
from training.when import Day, Mention, mentions

_UNIT = re.compile(
    r"\s?(kgs?|kilos?|lbs?|pounds?|min(?:ute)?s?|h(?:ours?|rs?)?|%|percent|cm|km|kcal|bpm)(?!\w)", re.IGNORECASE
)
_ESTIMATE = re.compile(r"estimat|e1rm|\b1rm\b|\bmax\b|project|forecast|would|could|about|~", re.IGNORECASE)
_ESTIMATED = re.compile(
    r"(?:estimated (?:1rm|max)|e1rm)\D*(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?) (?:kg|lb) by [A-Z]", re.IGNORECASE
)
_OF_A_SET = re.compile(r"(\d+(?:\.\d+)?) (?:kg|lb) ×|@ (\d+(?:\.\d+)?)")
_DONE = re.compile(r"\b(?:lifted|did|have done|pressed|pulled|hit|made|moved)\b", re.IGNORECASE)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_COUNTED = re.compile(
    rf"\b({'|'.join(_COUNTS)})\b[ -](?=(?:\w+ )?(?:kilos?|kgs?|pounds?|lbs?|reps?|sets?|sessions?|workouts?|times|days?|weeks?|months?"
    r"|years?|percent|hours?|minutes?)\b)",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:doubled|tripled|quadrupled|halved|twice (?:as|the)|(?:two|three|four|five) times (?:as|the)|two thirds|three quarters"
    r"|half (?:of|as)|(?:a|one|two|three)[ -](?:third|quarter|half|fifth)s? (?:of|more|less|stronger))\b",
    re.IGNORECASE,
)
_MOVES = r"(?:going|gone|went|trending|moved|is|are)"
_UP = re.compile(
    rf"\b(?:{_MOVES} up|increas\w+|rising|rose|grow\w*|gain(?:ed|ing)|improv\w+|stronger|heavier)\b", re.IGNORECASE
)
_DOWN = re.compile(
    rf"\b(?:{_MOVES} down|decreas\w+|falling|fell|dropp\w+|los(?:t|ing)|weaker|lighter|declin\w+)\b", re.IGNORECASE
)
_ABOUT_THEM = re.compile(r"\b(?:your|you're|you are|you've|you have|yours)\b", re.IGNORECASE)
_ROSE = re.compile(r"\bup\b|\+\s?\d|increas|ris|improv|gain|grow", re.IGNORECASE)
_FELL = re.compile(r"\bdown\b|[-−]\s?\d+(?:\.\d+)? ?(?:kg|lb|%)|decreas|fall|fell|declin|drop|los", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of what a tool answered."""

    text: str
    numbers: tuple[tuple[float, str], ...]
    """Each number with its unit, as far as one stands behind it."""
    about: frozenset[str]
    """The exercises that it is about; none if it is about all or nothing of them."""


@dataclass
class Sources:
    """All that tools answered in a conversation, and what the athlete said."""

    today: date
    own: tuple[str, ...] = ()
    lines: list[Line] = field(default_factory=list)
    said: set[float] = field(default_factory=set)

    def answered(self, text: str, args: Any) -> None:
        """Take in what a tool answered to a call, line by line, without an echo of arguments that nobody said."""
        echoes = {value for value in _deep_numbers(args) if value not in self.said}
        asked = frozenset(name for each in _deep_texts(args) for name in self._about(each))
        head = asked if len(asked) == 1 else frozenset()
        for line in text.splitlines():
            head = self._about(line) or head
            self.lines.append(Line(line, tuple(_with_units(line, echoes)), head))

    def heard(self, text: str) -> None:
        """Take in the athlete's own words."""
        self.said.update(value for _, value in numbers_in(text))
        self.said.update(float(_COUNTS[word.lower()]) for word in _COUNTED.findall(text))

    def unsupported(self, reply: str, asked: str = "") -> list[str]:
        """The numbers, days and comparisons of a reply that have no source, as they are written; none if all is well.

        ``asked`` is what it answers: what general knowledge is about may be named there.
        """
        found: list[str] = []
        about: frozenset[str] = frozenset()
        for sentence in sentences(reply):
            names = [(each.start, self._name(each.said)) for each in names_in(sentence, self.own)]
            about = frozenset(name for _, name in names) or about
            if is_general(sentence, asked) and not names:
                continue
            days = self._days(sentence)
            found += [sentence[each.start : each.end] for each in days if not self._is_known_day(each, sentence, about)]
            found += self._wrong_numbers(sentence, days, names, about)
            found += self._wrong_comparisons(sentence, about)
        return list(dict.fromkeys(found))

    def _days(self, text: str) -> list[Mention]:
        """The days that a text names by their number."""
        return [
            each
            for each in mentions(text, self.today, "past")
            if isinstance(each.value, Day) and re.search(r"\d", text[each.start : each.end])
        ]

    def _is_known_day(self, mention: Mention, sentence: str, about: frozenset[str]) -> bool:
        day = mention.value.date if isinstance(mention.value, Day) else None
        if day == self.today and not self._about(sentence):
            return True
        return any(
            isinstance(each.value, Day) and each.value.date == day
            for line in self._about_same(about)
            for each in self._days(line.text)
        )

    def _wrong_numbers(
        self, sentence: str, days: Sequence[Mention], names: Sequence[tuple[int, str]], carried: frozenset[str]
    ) -> Iterator[str]:
        is_question = sentence.endswith("?")
        for place, written, value, unit in _places(sentence):
            if any(each.start <= place < each.end for each in days) or (
                is_question and supports(self.said, written, value)
            ):
                continue
            before = [name for at, name in names if at < place]
            subject = before[-1] if before else names[0][1] if names else None
            lines = list(self._about_same(frozenset((subject,)) if subject else carried))
            if not any(_has(line, written, value, unit) for line in lines) or (
                _is_told_as_done(sentence) and value in _only_estimated(lines)
            ):
                yield written

    def _wrong_comparisons(self, sentence: str, about: frozenset[str]) -> Iterator[str]:
        texts = " ".join(line.text for line in self._about_same(about))
        for match in _COMPARES.finditer(sentence):
            if match[0].lower() not in texts.lower():
                yield match[0]
        if not _ABOUT_THEM.search(sentence) or sentence.endswith("?"):
            return
        for moves, shows in ((_UP, _ROSE), (_DOWN, _FELL)):
            claimed = moves.search(sentence)
            if claimed and not shows.search(texts):
                yield claimed[0]

    def _about_same(self, subjects: frozenset[str]) -> Iterator[Line]:
        return (line for line in self.lines if not subjects or not line.about or subjects & line.about)

    def _about(self, text: str) -> frozenset[str]:
        return frozenset(self._name(each.said) for each in names_in(text, self.own))

    def _name(self, said: str) -> str:
        movement = movement_of(said, self.own)
        return said.lower() if movement is None else movement.name


def _is_told_as_done(sentence: str) -> bool:
    return _DONE.search(sentence) is not None and _ESTIMATE.search(sentence) is None


def _only_estimated(lines: Sequence[Line]) -> set[float]:
    """The loads that were worked out and never lifted."""
    estimated = {float(one or other) for line in lines for one, other in _ESTIMATED.findall(line.text)}
    return estimated - {float(one or other) for line in lines for one, other in _OF_A_SET.findall(line.text)}


def _places(sentence: str) -> Iterator[tuple[int, str, float, str]]:
    """The numbers of a sentence: where, as written, their value and their unit."""
    start = 0
    for written, value in numbers_in(sentence):
        place = sentence.find(written, start)
        place = sentence.find(written) if place < 0 else place
        unit = _UNIT.match(sentence, place + len(written))
        yield place, written, value, _unit(unit[1] if unit else "")
    for match in _COUNTED.finditer(sentence):
        unit = _UNIT.match(sentence, match.end() - 1)
        yield match.start(), match[1], float(_COUNTS[match[1].lower()]), _unit(unit[1] if unit else "")


def _with_units(line: str, echoes: set[float]) -> Iterator[tuple[float, str]]:
    start = 0
    for written, value in numbers_in(line):
        place = max(line.find(written, start), 0)
        unit = _UNIT.match(line, place + len(written))
        if value not in echoes:
            yield value, _unit(unit[1] if unit else "")
        start = place + len(written)


def _has(line: Line, written: str, value: float, unit: str) -> bool:
    fitting = {
        each for each, of in line.numbers if not unit or of == unit or (not of and (unit == "kg" or line.text != ""))
    }
    return supports(fitting, written, value)


def _unit(word: str) -> str:
    return UNIT_OF.get(word.lower(), word.lower())


def _deep_numbers(value: Any) -> Iterator[float]:
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, int | float):
        yield float(value)
    elif isinstance(value, str):
        yield from (number for _, number in numbers_in(value))
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _deep_numbers(str(key))
            yield from _deep_numbers(each)
    elif isinstance(value, Iterable):
        for each in value:
            yield from _deep_numbers(each)


def _deep_texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _deep_texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _deep_texts(each)
