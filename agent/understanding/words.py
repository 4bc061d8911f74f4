"""A clause with its typed spans: exercises, numbers with what they count, times, and whatever the vocabulary names."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import zip_longest
from typing import Protocol, TypeVar

from agent.understanding.figures import Number, in_digits, numbers_in
from agent.understanding.names import Name, movement_of, names_in
from agent.understanding.phrases import Found, Token, tokens, vocabulary
from agent.understanding.situation import Situation
from training.movement import Movement
from training.spelled import with_spelled
from training.when import Day, Direction, Duration, Mention, Period, Recurrence, Weekdays, mentions

ANY_DAY = date(2000, 12, 31)
"""Where no day was given: only whether a time is named matters then."""
BEFORE = 60
"""Characters before something that may belong to it."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A day and where it is named."""

    day: date
    start: int
    end: int


@dataclass(frozen=True)
class Words:
    """What was said in one go, in the situation in which it was said."""

    said: str
    situation: Situation

    @cached_property
    def text(self) -> str:
        """In lower case, apostrophes straight, "age=29" as "age 29"; as long as what was said."""
        return _ASSIGNED.sub(" ", self.heard.lower().replace("’", "'"))

    @cached_property
    def heard(self) -> str:
        """What was said, with the letters of a spelled abbreviation together."""
        return with_spelled(self.said)

    @cached_property
    def figures(self) -> str:
        """The same with numbers in digits; its places are not those of what was said."""
        return in_digits(self.text)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its words."""
        return tokens(self.heard)

    def find(self, name: str) -> list[Found]:
        """The phrases of a list of the vocabulary that are named; neither the hip of a hip thrust nor "back" in "put them back" is
        a part of the body."""
        return [
            found for found in _found(name, self.heard)
            if name not in OF_THE_BODY
            or (
                not any(one.start <= found.start < one.end for one in self.names)
                and (self.text[found.start : found.end] != "back" or _BACK.search(self.text[max(0, found.start - 14) : found.end + 12]))
            )
        ]  # fmt: skip

    def values(self, name: str) -> list[str]:
        """The values of a list of the vocabulary that are named, each once, in order."""
        return list(dict.fromkeys(found.value for found in self.find(name)))

    def first(self, name: str) -> str | None:
        """The first of them."""
        return next(iter(self.values(name)), None)

    def has(self, *phrases: str) -> bool:
        """Whether one of these phrases is there, word for word."""
        return any(f" {phrase} " in self._spaced for phrase in phrases)

    @cached_property
    def _spaced(self) -> str:
        """Its words with a space around each."""
        return f" {' '.join(each.word for each in self.tokens)} "

    def before(self, place: int) -> str:
        """What stands before a place, as far as it belongs to what stands there."""
        return self.text[max(0, place - BEFORE) : place]

    @cached_property
    def times(self) -> list[Mention]:
        """The times that are named, looked for in the past."""
        return not_taken_back(self.text, list(_mentioned(self.said, self.situation.today or ANY_DAY, "past")))

    @cached_property
    def coming_times(self) -> list[Mention]:
        """The same looked for ahead."""
        return not_taken_back(self.text, list(_mentioned(self.said, self.situation.today or ANY_DAY, "coming")))

    def single_days(self, *, coming: bool = False) -> list["Dated"]:
        """The days that are named; "saturdays workout" is one as well."""
        found: list[Dated] = []
        for each in self.coming_times if coming else self.times:
            if isinstance(each.value, Day):
                found.append(Dated(each.value.date, each.start, each.end))
            elif isinstance(each.value, Weekdays) and len(each.value.days) == 1 and self.situation.today is not None:
                ahead = (next(iter(each.value.days)) - self.situation.today.weekday()) % 7
                day = self.situation.today + timedelta(days=(ahead or 7) if coming else ahead - 7 if ahead else 0)
                found.append(Dated(day, each.start, each.end))
        return found

    def day(self, *, coming: bool = False) -> str | None:
        """The day that is named first, as ISO."""
        found = self.single_days(coming=coming)
        return found[0].day.isoformat() if found else None

    @cached_property
    def periods(self) -> list[Period]:
        """The stretches of days that are named; a single day is one."""
        found = []
        for each in self.times:
            if isinstance(each.value, Period):
                found.append(each.value)
            elif isinstance(each.value, Day):
                found.append(Period(each.value.date, each.value.date, self.said[each.start : each.end]))
        return found

    @cached_property
    def period(self) -> str | None:
        """The first of them that is no single day, as tools read it."""
        longer = [each for each in self.periods if each.days > 1]
        return period_words((longer or self.periods)[0]) if self.periods else None

    @cached_property
    def weekdays(self) -> list[int]:
        """Days of the week that come round, Monday 0; of single ones ("friday") all that are named."""
        found: set[int] = set()
        for each in self.coming_times:
            if isinstance(each.value, Weekdays):
                found |= each.value.days
            elif isinstance(each.value, Recurrence):
                found |= each.value.weekdays
            elif isinstance(each.value, Day) and WEEKDAY.search(self.text[each.start : each.end]):
                found.add(each.value.date.weekday())
        return sorted(found)

    @cached_property
    def durations(self) -> list[Duration]:
        """How long something lasts."""
        return [each.value for each in self.times if isinstance(each.value, Duration)]

    @cached_property
    def numbers(self) -> list[Number]:
        """The numbers that are no part of a time, in order."""
        taken = bytearray(len(self.text))
        spans = [(each.start, each.end) for each in self.times if not isinstance(each.value, Duration)]
        for start, end in [*spans, *((each.start, each.end) for each in self.names)]:
            taken[start:end] = b"\1" * (end - start)
        found = [each for each in numbers_in(self.text) if not taken[each.start]]
        return not_taken_back(
            self.text, [each for each in found if each.unit or self.text[each.start : each.end].strip() != "one"]
        )

    @cached_property
    def names(self) -> list[Name]:
        """The exercises that are named, longest names first where they overlap."""
        return not_taken_back(self.text, list(names_in(self.heard, self.situation.own)))

    @cached_property
    def movements(self) -> list[Movement]:
        """What the library makes of them; an open name is its first candidate."""
        found = []
        for each in self.names:
            movement = movement_of(each.said, self.situation.own)
            if movement is not None:
                found.append(movement)
        return found

    def after(self, *words: str) -> str | None:
        """What stands behind the first of these words, trimmed."""
        for word in words:
            match = re.search(rf"\b{re.escape(word)}\b[:,]?\s*(.+)$", self.said, re.IGNORECASE | re.DOTALL)
            if match:
                return match[1].strip(" .!?,;\"'“”")
        return None


@lru_cache(maxsize=256)
def _mentioned(said: str, today: date, direction: Direction) -> tuple[Mention, ...]:
    """The times of a text: the parts of a message are looked at again and again."""
    return tuple(mentions(said, today, direction))


@lru_cache(maxsize=4096)
def _found(name: str, said: str) -> tuple[Found, ...]:
    """The phrases of a list of the vocabulary in a text."""
    return tuple(vocabulary(name).find(said))


class Placed(Protocol):
    """Something that stands in a text."""

    @property
    def start(self) -> int:
        """Its first letter."""
        ...

    @property
    def end(self) -> int:
        """The letter after its last."""
        ...


P = TypeVar("P", bound=Placed)
_TAKEN_BACK = re.compile(
    r"(?:[\s,.;:→–-]|\b(?:um|uh|er|oops|hang on|the|not|that|it|was|is)\b)*"
    r"\b(?:no|wait|sorry|i mean|make (?:it|that)|scratch that|or rather|correction)\b"
    r"(?:[\s,.;:→–-]|\b(?:um|uh|er|no|wait|sorry|i mean|make (?:it|that)|the|it'?s|that'?s|was|is)\b)*"
)
"""What stands between something and what is said instead of it."""


def not_taken_back(text: str, found: list[P]) -> list[P]:
    """What was found of one kind, without what is corrected in the same breath: "72.1, no wait, 62.1"."""
    return [
        each for each, other in zip_longest(found, found[1:])
        if other is None or not _TAKEN_BACK.fullmatch(text, each.end, other.start)
    ]  # fmt: skip


_ASSIGNED = re.compile(r"(?<=\w)=(?=\w)")
OF_THE_BODY = ("region", "muscle")
_BACK = re.compile(
    r"(?:^|[,.;:&+]|\b(?:my|the|a|an|his|her|your|for|of|on|to|lower|upper|mid|bad|sore|stiff|strong|bigger|wide|and|chest|legs|weekly|hit|train|tight))\s*back\b"
    r"|\bback (?:hurts?|pain|is\b|was\b|feels?|sets?|volume|day|aches?|issues?|problems?|tweak\w*|and\b|muscles|still|since)"
)
"""What stands around "back" where it is meant as a part of the body."""
WEEKDAY = re.compile(
    r"\b(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?\b"
)


def period_words(period: Period) -> str:
    """A period as every tool reads it."""
    return (
        period.since.isoformat()
        if period.since == period.until
        else f"{period.since.isoformat()} to {period.until.isoformat()}"
    )
