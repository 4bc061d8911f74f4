"""What a turn tells its door while it happens."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Step:
    """One tool call with its answer."""

    name: str
    args: dict[str, Any]
    ok: bool
    text: str
    result: dict[str, Any] | None = None
    wrote: bool = False

    def record(self) -> dict[str, Any]:
        """As it is kept beside the message, and printed by ``topset ask --json``."""
        return {"name": self.name, "args": self.args, "ok": self.ok, "result": self.result if self.ok else self.text}


@dataclass(frozen=True, slots=True)
class Written:
    """A write of this turn that can be undone: its entry in the ledger, and the tool that made it."""

    id: UUID
    tool: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A proposal of this turn that waits for a person."""

    id: UUID
    title: str


@dataclass(frozen=True, slots=True)
class Reply:
    """The end of a turn: all that was answered and done."""

    text: str
    chat_id: UUID
    steps: tuple[Step, ...] = ()
    failed: bool = False
    charts: tuple[dict[str, Any], ...] = ()
    writes: tuple[Written, ...] = ()
    offers: tuple[Offer, ...] = ()
    choices: tuple[str, ...] = ()
    """What may be said to a question of this turn; the door shows them as buttons."""
    red_flag: str | None = None
    """How urgent the red flag is that was heard instead of training talk, if one was."""


Event = Step | Reply
