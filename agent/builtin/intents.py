"""What somebody wants: a tool to call with its arguments, or words to say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Call:
    """A tool to call."""

    tool: str
    args: dict[str, Any] = field(default_factory=dict)
    instead: tuple[str, Call] | None = field(default=None, compare=False)
    """An error, and the call to make if it comes: a pain without a program is kept for the next one."""
    is_extra: bool = field(default=False, compare=False)
    """Made beside another, and not worth a word if it fails."""


@dataclass(frozen=True, slots=True)
class Say:
    """Words that need no tool, and hold no number but those that tools gave before."""

    text: str
    choices: tuple[dict[str, Any], ...] = ()
    """Ready answers: what each says, and the call that it makes."""
    waiting: str = ""
    """What the athlete said that still lacks something: the answer to this is read together with it."""
    is_doubt: bool = False
    """Whether it doubts what is done beside it: where a tool asks something itself, that question stands alone."""


Intent = Call | Say
