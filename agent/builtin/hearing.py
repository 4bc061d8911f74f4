"""A clause as planning hears it: what it says, how far it reaches, and what was talked about before."""

import re
from dataclasses import dataclass, field
from typing import Any

from agent.builtin.conversation import Conversation, Focus
from agent.builtin.phrases import plain

_PROGRAM_WIDE = re.compile(
    r"[, ]*\b(?:for good|from now on|always|permanently|forever|in general|every time|from here on|for the rest of (?:the|my) (?:program|plan|block)"
    r"|(?:in|for) (?:the|my) (?:whole |entire )?(?:program|plan)|in every session|every session)\b"
)
_WEEK_WIDE = re.compile(
    r"[, ]*\b(?:for )?(?:(?:this|the|all|the whole) week|the rest of the week|(?:the next|a) few days|until (?:sunday|the weekend)|for a week)\b"
)
_NOW = re.compile(
    r"[, ]*\b(?:just )?(?:for )?(?:today|tonight|this time|(?:in |for )?this session|right now|for now)\b(?!')"
)
_ANYWAY = re.compile(r"[, ]*\b(?:anyway|anyways|after all|i want it anyway)\b")
_OPENER = re.compile(
    r"^(?:(?:ok(?:ay)?|so|and|but|hey|hi|hello|coach|please|well|hm+|oh|also|then|plus|can you|could you|would you|can we|could we|let's|lets|just|"
    r"actually|sorry|btw|by the way|(?:no|yes|yeah)(?=[,:!.]))\b[,:!.]*\s+)+"
)
_CLOSER = re.compile(r"[,. ]*\b(?:please|thanks|thank you|coach|ok|okay|for me)[.!? ]*$")
_PLAN_WORDS = re.compile(r"\b(?:plan|planned|program(?:me)?|for good|from now on|sessions?|today's|next time|always)\b")


@dataclass(frozen=True)
class Heard:
    """One clause, for the readers of planning talk."""

    said: str
    """As it was written."""
    full: str
    """In plain words, without politeness."""
    text: str
    """The same without the words for how far it reaches."""
    focus: Focus = None
    is_asked: bool = False
    beside_log: bool = False
    """Whether the message tells of training, here or elsewhere: then moods and pains are part of the log."""
    amid_log: bool = False
    """Whether another clause of the message tells of training."""
    about: str | None = None
    """The planned exercise that was talked about before."""
    reach: dict[str, Any] = field(default_factory=dict)
    """``scope`` and ``anyway``, as far as they were said."""

    @property
    def is_about_plan(self) -> bool:
        """Whether a word that could mean the log or the plan means the plan."""
        return self.focus == "plan" or self.names_plan

    @property
    def names_plan(self) -> bool:
        """Whether it names the plan."""
        return _PLAN_WORDS.search(self.full) is not None

    @property
    def is_today(self) -> bool:
        """Whether it says that it is about today or now."""
        return _NOW.search(self.full) is not None

    @property
    def scope(self) -> str:
        """How far it reaches: session, week or program."""
        return str(self.reach.get("scope", "session"))


def hear(clause: str, conversation: Conversation, *, beside_log: bool = False, amid_log: bool = False) -> Heard:
    """A clause as planning hears it."""
    full = plain(clause).strip()
    asked = full.endswith("?")
    full = _CLOSER.sub("", _OPENER.sub("", full.strip(" ?!.,"))).strip(" ?!.,")
    text, reach = reach_of(full)
    return Heard(
        clause, full, text, conversation.focus, asked, beside_log, amid_log, conversation.planned_exercise, reach
    )


def reach_of(text: str) -> tuple[str, dict[str, Any]]:
    """A text without the words for how far it reaches, and what they say.

    >>> reach_of("front squats instead of back squats for good")
    ('front squats instead of back squats', {'scope': 'program'})
    """
    reach: dict[str, Any] = {}
    if _ANYWAY.search(text):
        text, reach["anyway"] = _ANYWAY.sub("", text), True
    if _PROGRAM_WIDE.search(text):
        text, reach["scope"] = _PROGRAM_WIDE.sub("", text), "program"
    elif _WEEK_WIDE.search(text):
        text, reach["scope"] = _WEEK_WIDE.sub("", text), "week"
    else:
        text = _NOW.sub("", text)
    return text.strip(" ,.!"), reach
