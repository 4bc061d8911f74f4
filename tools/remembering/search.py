"""Looking for what was said: the chats by meaning, words and time, each find with its date and chat."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Field

from db import chats
from db.athletes import Athlete
from db.engine import Session
from db.recall import Question
from memory import recalling
from memory.episodes import LONGEST_LINE
from memory.meaning import found_by_now
from tools.calls import Result, calling, read
from tools.remembering.asking import is_told
from tools.remembering.views import FactView, views_of
from training.errors import Invalid

MOST, MOST_OLD, MOST_FACTS = 5, 2, 2
LOOKED_AT = 20
"""Messages that are looked at: those that tell nothing are passed over."""


class TurnView(BaseModel):
    """One message that was found."""

    at: datetime
    who: str
    text: str
    chat_id: UUID
    message_id: UUID

    def line(self, zone: ZoneInfo) -> str:
        """The message as a line of a list, with its day and the chat that it stands in."""
        words = " ".join(self.text.split())
        words = words if len(words) <= LONGEST_LINE else words[: LONGEST_LINE - 1] + "…"
        return f"{self.at.astimezone(zone):%a %d %b %Y}, {self.who}: “{words}” (chat {self.chat_id})"


class OldChatView(BaseModel):
    """A chat that is long past, by what was most telling in it, with the messages that this stands in."""

    began: date
    ended: date
    text: str
    chat_id: UUID
    message_ids: list[UUID]

    def line(self) -> str:
        """The chat as a line of a list, with its days."""
        days = f"{self.began:%d %b %Y}" + (f" to {self.ended:%d %b %Y}" if self.ended != self.began else "")
        return f"{days}: {'; '.join(f'“{each}”' for each in self.text.splitlines())} (chat {self.chat_id})"


class FoundInChats(Result):
    """What was said that answers, best first, old chats that are about it, and facts that answer."""

    question: str
    turns: list[TurnView]
    chats: list[OldChatView] = []
    facts: list[FactView] = []
    timezone: str = "UTC"

    def __str__(self) -> str:
        zone = ZoneInfo(self.timezone)
        parts = {
            "What I know:": [each.line() for each in self.facts],
            "What was said:": [each.line(zone) for each in self.turns],
            "Old chats about it:": [each.line() for each in self.chats],
        }
        lines = [line for head, found in parts.items() if found for line in (head, *(f"- {each}" for each in found))]
        return "\n".join(lines) or "I find nothing about that in our chats."


@dataclass(frozen=True)
class SearchTools:
    """Look for what was said."""

    athlete: Athlete

    @read
    async def search_chats(
        self,
        session: Session,
        question: Annotated[
            str, Field(description="What to look for, as the athlete asks: 'when did I hurt my back', 'sumo in March'")
        ],
    ) -> FoundInChats:
        """Search everything that was ever said in the athlete's chats, by meaning and words; a time in it counts.
        Answers with dates and the chats, with old chats that were about it, and with remembered facts (also past ones).
        """
        if not question.strip():
            raise Invalid("What should I look for?")
        await found_by_now(self.athlete)
        asked = await recalling.question(question, self.athlete)
        return FoundInChats(
            question=question,
            turns=await self._turns(session, asked),
            chats=await self._old_chats(session, asked),
            facts=await self._facts(session, asked),
            timezone=self.athlete.timezone,
        )

    async def _turns(self, session: Session, asked: Question) -> list[TurnView]:
        call = calling()
        without = [] if call.message_id is None else [call.message_id]
        hits = await recalling.find_turns(session, self.athlete, asked, LOOKED_AT, without)
        hits = [hit for hit in hits if recalling.matters(hit)]
        rows = {row.id: row for row in await chats.messages_by_id(session, self.athlete.id, [hit.id for hit in hits])}
        return [
            TurnView(
                at=row.at, who="you" if row.role == "user" else "I", text=row.content, chat_id=row.chat_id, message_id=row.id
            )
            for hit in hits
            if (row := rows.get(hit.id)) is not None and is_told(row)
        ][:MOST]  # fmt: skip

    async def _old_chats(self, session: Session, asked: Question) -> list[OldChatView]:
        found = await recalling.find_episodes(session, self.athlete, asked, MOST_OLD)
        return [OldChatView.model_validate(row, from_attributes=True) for row, hit in found if recalling.matters(hit)]

    async def _facts(self, session: Session, asked: Question) -> list[FactView]:
        found = await recalling.find_facts(session, self.athlete, asked, MOST_FACTS, history=True)
        return await views_of(session, self.athlete, [row for row, hit in found if recalling.matters(hit)])
