"""Frames: what a tool needs of a clause, filled from its typed spans, and the sentence that says the same."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from agent.understanding.shares import shares
from agent.understanding.slots import FILLERS
from agent.understanding.words import Words

FRAMES = Path(__file__).with_name("frames.toml")
LONGEST_SHOWN = 90
"""Characters of the athlete's words that a sentence repeats."""
SHARED = ("day", "anyway")
"""What is said of one exercise for all that are named behind it."""
_OPTIONAL = re.compile(r"\[([^\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Frame:
    """What a tool needs. ``needs``: at least one of these; ``needs_also``: all of these."""

    tool: str
    slots: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    needs_also: tuple[str, ...] = ()
    says: str = ""
    also: tuple[str, ...] = ()
    """Tools that keep what is told beside the wish: days and goals in a request for a program."""
    many: str | None = None
    named: str | None = None
    """A list of the vocabulary: a wish without any argument must name something of it."""
    defaults: Mapping[str, Any] = field(default_factory=dict)
    apart: tuple[str, ...] = ()
    """Arguments of which one has to be told of each exercise, where several are named with a call for each."""
    each: str = ""
    """The argument of which every one that is named is a call of its own: "prs for squat and deadlift"."""

    def fill(self, words: Words) -> list[dict[str, Any]]:
        """The arguments of each call that a clause makes; empty where something is missing."""
        if self.many is not None:
            return [each for each in FILLERS[self.many](words) if self.stands(each)]
        return self._fill_apart(words) if self.apart else self._fill_one(words)

    def _fill_apart(self, words: Words) -> list[dict[str, Any]]:
        """A call for each exercise of which something is said; one call, where the words cannot be told apart."""
        told = [each for each in shares(words) if not each.is_left_alone]
        filled = [self._fill_one(each.words) for each in told]
        if not told or not all(filled) or not all(self._is_told(each.words) for each in told):
            return self._fill_one(words)
        first = {name: filled[0][0][name] for name in SHARED if name in filled[0][0]}
        return [
            {**first, **args, "exercise": name.said}
            for share, [args] in zip(told, filled, strict=True)
            for name in share.names
        ]

    def _is_told(self, words: Words) -> bool:
        """Whether words say what makes them a call of their own."""
        return any(FILLERS[self.slots[name]](words) is not None for name in self.apart)

    def _fill_one(self, words: Words) -> list[dict[str, Any]]:
        found = {name: FILLERS[filler](words) for name, filler in self.slots.items()}
        args = {**self.defaults, **{name: value for name, value in found.items() if value is not None}}
        if self.named is not None and not args and words.first(self.named) is None:
            return []
        asks_of_one = self.each == "exercise" or "exercise" in (*self.needs, *self.needs_also)
        if asks_of_one and "exercise" not in args and words.situation.named:
            args["exercise"] = words.situation.named
        several = (
            [each.said for each in words.names]
            if self.each == "exercise"
            else words.values(self.each)
            if self.each
            else []
        )
        if len(several) > 1:
            return [each for one in several if self.stands(each := {**args, self.each: one})]
        return [args] if self.stands(args) else []

    def stands(self, args: Mapping[str, Any]) -> bool:
        """Whether nothing is missing."""
        return (not self.needs or any(name in args for name in self.needs)) and all(
            name in args for name in self.needs_also
        )

    def given(self, words: Words) -> dict[str, Any]:
        """The arguments that a clause gives, whether or not they are enough."""
        found = {name: FILLERS[filler](words) for name, filler in self.slots.items() if filler in FILLERS}
        return {name: value for name, value in found.items() if value is not None}

    def lacks(self, words: Words) -> list[str]:
        """The arguments that a clause does not give of those without which its reading does not stand."""
        given = self.given(words).keys()
        lacking = [name for name in self.needs_also if name not in given]
        return lacking if given & {*self.needs} else [*self.needs, *lacking]

    def sentence(self, args: Mapping[str, Any]) -> str:
        """The call in the athlete's words: saying it means just that."""
        given = {name: _shown(value) for name, value in args.items()}
        kept = _OPTIONAL.sub(
            lambda part: part[1] if all(name in given for name in _SLOT.findall(part[1])) else "", self.says
        )
        return _SLOT.sub(lambda slot: given.get(slot[1], ""), kept).strip()


@lru_cache(maxsize=1)
def frames() -> dict[str, Frame]:
    """Every frame, by its tool."""
    found = tomllib.loads(FRAMES.read_text(encoding="utf-8"))
    return {
        tool: Frame(
            tool, fields.get("slots", {}), tuple(fields.get("needs", ())), tuple(fields.get("needs_also", ())), fields.get("says", ""),
            tuple(fields.get("also", ())), fields.get("many"), fields.get("named"),
            fields.get("defaults", {}), tuple(fields.get("apart", ())), fields.get("each", ""),
        )
        for tool, fields in found.items()
    }  # fmt: skip


@lru_cache(maxsize=1)
def sentences() -> dict[str, str]:
    """The tool of each sentence that has no slot to fill, bare: saying it means just that."""
    return {
        bare(each.sentence({})): tool
        for tool, each in frames().items()
        if each.says and each.stands({}) and not _SLOT.search(_OPTIONAL.sub("", each.says))
    }


@lru_cache(maxsize=1)
def _forms() -> tuple[tuple[re.Pattern[str], Frame], ...]:
    """The sentences that have slots, as patterns in which each slot is named; those with the most words of their own first."""
    found = []
    for each in frames().values():
        slots = set(_SLOT.findall(each.says))
        if slots and slots <= set(each.slots) and _SLOT.sub("", each.says).strip(" :?[]"):
            literal = re.escape(each.says.rstrip("?.!")).replace(r"\[", "(?:").replace(r"\]", ")?")
            found.append((re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", literal), re.IGNORECASE), each))
    return tuple(sorted(found, key=lambda form: -len(_SLOT.sub("", form[1].says))))


LONGEST_SENTENCE = 300
"""Characters of a tool's own sentence with its slots filled."""


def said_as(text: str, words: Words) -> str | None:
    """The tool whose own sentence a text is, word for word, where all that stands in its slots fills them."""
    if len(text) > LONGEST_SENTENCE:
        return None
    for form, frame in _forms():
        if (match := form.fullmatch(text.strip(" .!?"))) is None:
            continue
        said = {name for name, value in match.groupdict().items() if value is not None}
        if said and any(said <= set(args) for args in frame.fill(words)):
            return frame.tool
    return None


def bare(text: str) -> str:
    """A text without its case and the signs around it."""
    return text.strip(" .,!?;").lower()


def _shown(value: Any) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(map(_shown, value))
    if isinstance(value, Mapping):
        return ", ".join(value)
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
