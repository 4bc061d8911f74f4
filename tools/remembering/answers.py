"""The answer to a question about what was told: what was said, on which day, and what of it no longer holds."""

from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel

NOTHING_TOLD = "You haven't told me that, as far as I can find."
NEAREST = f"{NOTHING_TOLD} The nearest that you told me:"
NOT_SURE = "I'm not sure that this answers it. The nearest that you told me:"
NO_LONGER = "What you told me of it no longer holds:"
SEVERAL = "You told me this, the latest first:"


class Recalled(BaseModel):
    """What was told in one message: on which day, in which words, and when it holds."""

    day: date
    words: str
    is_quote: bool
    """Whether the words are the athlete's own."""
    since: date | None = None
    last_day: date | None = None
    is_over: bool = False
    """Whether nothing of it holds at the time that is asked for."""

    @property
    def line(self) -> str:
        """As a line of a list."""
        words = f"“{self.words}”" if self.is_quote else self.words
        return f"{_day(self.day)}: {words}{self.times}"

    @property
    def times(self) -> str:
        """When it holds, in brackets; empty where it is not said."""
        more = [f"since {_day(self.since)}"] if self.since is not None else []
        if self.last_day is not None:
            more.append(f"{'over: ' if self.is_over else ''}until {_day(self.last_day)}")
        return f" ({', '.join(more)})" if more else ""


class Answers(BaseModel):
    """What answers a question."""

    told: list[Recalled]
    """The latest first."""
    is_sure: bool
    """Whether the best of it is near enough to be more than the least far away."""
    may_be: bool = True
    """Whether it is near enough to be one at all."""
    is_past: bool = False
    """Whether it is asked how it was."""

    def __str__(self) -> str:
        if not self.told:
            return NOTHING_TOLD
        if not self.is_past and all(each.is_over for each in self.told):
            return _list(NO_LONGER, self.told)
        if not self.is_sure:
            return _list(NOT_SURE if self.may_be else NEAREST, self.told)
        if len(self.told) > 1:
            return _list(SEVERAL, self.told)
        [one] = self.told
        words = f"you told me: “{one.words}”" if one.is_quote else one.words
        return (
            f"On {_day(one.day)} {words}{one.times}"
            if one.is_quote
            else f"{words}{one.times} That is since {_day(one.day)}."
        )


def _list(head: str, told: Sequence[Recalled]) -> str:
    return "\n".join([head, *(f"- {each.line}" for each in told)])


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
