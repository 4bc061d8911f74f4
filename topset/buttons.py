"""The buttons under what the coach said: what can be decided, said or taken back, also when the page is opened again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from agent.events import Offer, Reply, Written
from agent.middleware.calls import proposal_in
from agent.turn import answer_id
from db import chats, ledger, proposals
from db.athletes import Athlete
from topset import panel

ONLY_PROPOSALS = frozenset(("proposals",))
LONGEST_TITLE = 60


@dataclass(frozen=True)
class Button:
    """A button, by the handler that it calls and what that is told."""

    name: str
    label: str
    icon: str
    payload: dict[str, Any]

    @property
    def id(self) -> str:
        """The same for the same button, so that a page that has it already gets it once."""
        return str(uuid5(NAMESPACE_URL, f"topset:{self.name}:{sorted(self.payload.items())}"))


def label(tool: str) -> str:
    """A tool's name as a step's title."""
    return tool.replace("_", " ").capitalize()


def under(reply: Reply) -> list[Button]:
    """What can be done about a reply."""
    shows_memory = any(step.name in panel.SHOWN_BY for step in reply.steps)
    said = [Button("say", each, "message-circle", {"said": each}) for each in reply.choices]
    look = [Button("look", "Open memory", "notebook-pen", {})] * shows_memory
    return [*_to_decide(reply.offers), *said, *_to_undo(reply.writes), *look]


def undo(write: UUID, words: str = "Undo") -> Button:
    """The button that takes a write back."""
    return Button("undo", words, "undo-2", {"write": str(write)})


async def still_there(athlete: Athlete, chat_id: UUID) -> dict[UUID, list[Button]]:
    """By the answers of a chat, what can still be decided and taken back."""
    async with athlete.sessions() as session:
        messages = await chats.messages(session, athlete.id, chat_id)
        waiting = {row.id: row for row in await proposals.listed(session, athlete.id, today=athlete.today)}
        written = await ledger.standing_of_chat(session, athlete.id, chat_id)
    found: dict[UUID, list[Button]] = {}
    offered_in = {
        UUID(key): message.id
        for message in messages
        for step in message.steps or ()
        if step["ok"] and isinstance(step["result"], dict) and (key := proposal_in(step["result"]))
    }
    for message_id in dict.fromkeys(offered_in.values()):
        offers = [
            Offer(key, waiting[key].title) for key, at in offered_in.items() if at == message_id and key in waiting
        ]
        found.setdefault(message_id, []).extend(_to_decide(offers))
    by_message: dict[UUID, list[Written]] = {}
    for entry in written:
        if entry.message_id is not None and not set(entry.after) <= ONLY_PROPOSALS:
            by_message.setdefault(answer_id(entry.message_id), []).append(Written(entry.id, entry.tool))
    for message_id, writes in by_message.items():
        found.setdefault(message_id, []).extend(_to_undo(writes))
    return found


async def gone(athlete: Athlete, buttons: Sequence[Button]) -> set[str]:
    """The ids of those buttons that no longer do anything: decided, lapsed, taken back."""
    writes = [UUID(each.payload["write"]) for each in buttons if each.name == "undo"]
    async with athlete.sessions() as session:
        stand = {str(each) for each in await ledger.standing(session, athlete.id, writes)}
        stand |= {str(row.id) for row in await proposals.listed(session, athlete.id, today=athlete.today)}
    return {
        each.id for each in buttons
        if each.name in ("undo", "decide") and (each.payload.get("write") or each.payload.get("proposal")) not in stand
    }  # fmt: skip


def _to_decide(offers: Sequence[Offer]) -> list[Button]:
    """Two buttons a proposal; where there are several, each says which it is about."""
    made = []
    for offer in offers:
        of = f": {_short(offer.title)}" if len(offers) > 1 and offer.title else ""
        for words, icon, approve in (("Approve", "check", True), ("Reject", "x", False)):
            made.append(Button("decide", f"{words}{of}", icon, {"proposal": str(offer.id), "approve": approve}))
    return made


def _to_undo(writes: Sequence[Written]) -> list[Button]:
    words = "Undo {}" if len(writes) > 1 else "Undo"
    return [undo(each.id, words.format(label(each.tool).lower())) for each in writes]


def _short(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"
