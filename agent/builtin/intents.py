"""What somebody wants: a tool to call with its arguments, or words to say."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Call:
    """A tool to call."""

    tool: str
    args: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Say:
    """Words that need no tool, and hold no number."""

    text: str


Intent = Call | Say
