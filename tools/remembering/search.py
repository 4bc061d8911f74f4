"""Looking for what was said: the chats by meaning, words and time, each find with its date and chat."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Field

from db import chats
from db.athletes import Athlete
from db.engine import Session
from memory import recalling
from memory.episodes import LONGEST_LINE
from memory.meaning import fill
from tools.calls import Result, calling, read
from tools.remembering.views import FactView, views_of
from training.errors import Invalid, Unavailable

log = logging.getLogger(__name__)

MOST = 5
READ_AT_ONCE = 160
"""Messages whose meaning is still worked out before an answer: under a second. The rest is found by its words."""


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


class FoundInChats(Result):
    """What was said that answers, best first, and facts that do."""

    question: str
    turns: list[TurnView]
    facts: list[FactView] = []
    timezone: str = "UTC"

    def __str__(self) -> str:
        if not self.turns and not self.facts:
            return "I find nothing about that in our chats."
        zone = ZoneInfo(self.timezone)
        known = [f"- {each.line()}" for each in self.facts]
        said = [f"- {each.line(zone)}" for each in self.turns]
        return "\n".join([*(["What I know:", *known] if known else []), *(["What was said:", *said] if said else [])])


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
        Answers with dates and the chats, and with remembered facts (also past ones) that answer.
        """
        if not question.strip():
            raise Invalid("What should I look for?")
        if self.athlete.scope != "read":
            try:
                await fill(self.athlete, READ_AT_ONCE)
            except Unavailable as error:
                log.warning("searching what can be found already: %s", error)
        asked = await recalling.question(question, self.athlete)
        call = calling()
        without = [] if call.message_id is None else [call.message_id]
        hits = await recalling.find_turns(session, self.athlete, asked, MOST, without)
        hits = [hit for hit in hits if recalling.matters(hit)]
        rows = {row.id: row for row in await chats.messages_by_id(session, self.athlete.id, [hit.id for hit in hits])}
        turns = [
            TurnView(
                at=row.at,
                who="you" if row.role == "user" else "I",
                text=row.content,
                chat_id=row.chat_id,
                message_id=row.id,
            )
            for hit in hits
            if (row := rows.get(hit.id)) is not None
        ]
        known = [
            row
            for row, hit in await recalling.find_facts(session, self.athlete, asked, 2, history=True)
            if recalling.matters(hit)
        ]
        facts = await views_of(session, self.athlete, known)
        return FoundInChats(question=question, turns=turns, facts=facts, timezone=self.athlete.timezone)
