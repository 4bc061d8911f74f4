"""Where the athlete stands when something is said: what the router and the frames know beside the words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

SITUATION = "situation"
"""What the message of an athlete carries it as."""


@dataclass(frozen=True, slots=True)
class Situation:
    """The state of an athlete and of the conversation."""

    today: date | None = None
    units: str = "kg"
    has_program: bool = False
    trained_today: bool = False
    open_proposal: bool = False
    is_asked: bool = False
    """Whether the coach has just asked something."""
    asks: str = ""
    """What that question is about: goals, level, days, equipment, severity, screening."""
    follows: bool = False
    """Whether something was said before in this chat."""
    last_tool: str | None = None
    """What was called for the message before."""
    last_args: Mapping[str, Any] = field(default_factory=dict)
    """With which arguments."""
    exercise: str | None = None
    """The exercise that was talked about last: what 'it' is."""
    named: str | None = None
    """The exercise that an earlier part of the same message names."""
    measured: str | None = None
    """The number about the body that an earlier part of the same message tells."""
    own: tuple[str, ...] = ()
    """The names of the athlete's own exercises."""
    told: float = 0.0
    """How alike a question is to what was told that is nearest to it, from 0 to 1."""

    def record(self) -> dict[str, Any]:
        """What a door knows of it, as a message carries it."""
        return {
            "today": None if self.today is None else self.today.isoformat(), "units": self.units,
            "has_program": self.has_program, "trained_today": self.trained_today, "own": list(self.own), "told": self.told,
        }  # fmt: skip

    @classmethod
    def of(cls, record: Mapping[str, Any], **talk: Any) -> "Situation":
        """The same again, with what the conversation adds."""
        today = record.get("today")
        return cls(
            today=None if today is None else date.fromisoformat(today), units=record.get("units", "kg"),
            has_program=bool(record.get("has_program")), trained_today=bool(record.get("trained_today")),
            own=tuple(record.get("own", ())), told=float(record.get("told", 0.0)), **talk,
        )  # fmt: skip
