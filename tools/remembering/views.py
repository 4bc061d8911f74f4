"""Facts as tools answer them: a sentence, since when, and where it comes from."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from uuid import UUID

from pydantic import BaseModel

from db import chats
from db.athletes import Athlete
from db.engine import Session
from db.memory_tables import FactRow
from tools.calls import Result
from tools.remembering.answers import Answers
from training.period import Period

SOURCES = {"told": "you asked me to remember it", "heard": "you said it in passing", "state": "it is what I plan with",
           "edited": "you corrected it", "import": "it came with an import"}  # fmt: skip


MY = re.compile(r"\bmy\b", re.IGNORECASE)


class FactView(BaseModel):
    """One fact. ``valid_to`` is the first day on which it is no longer true."""

    id: UUID
    kind: str
    text: str
    valid_from: date
    valid_to: date | None
    learnt_on: date
    source: str
    said: str
    said_on: date
    times_said: int
    chat_id: UUID | None = None
    message_id: UUID | None = None
    replaces: UUID | None = None

    def line(self) -> str:
        """The fact as a line of a list."""
        if self.valid_to is None:
            return f"{self.text} (since {self.valid_from})"
        last = max(self.valid_from, self.valid_to - timedelta(days=1))
        return f"{self.text} ({self.valid_from}{'' if last == self.valid_from else f' to {last}'})"


class Knowledge(Result):
    """What is known, was known, or was true."""

    facts: list[FactView]
    about: str | None = None
    time: str | None = None
    total: int = 0
    answers: Answers | None = None
    """What answers, where a question was asked."""

    def __str__(self) -> str:
        if self.answers is not None:
            return str(self.answers)
        about = f" about {MY.sub('your', self.about)}" if self.about else ""
        if not self.facts:
            when = " yet" if self.time is None else f" from then ({self.time[0].lower()}{self.time[1:]})"
            return f"I know nothing{about or ' beyond your log'}{when}. Tell me, or say “remember that ...”."
        head = f"What I know{about or ' about you'}:" if self.time is None else f"{self.time}{about}:"
        more = self.total - len(self.facts)
        lines = [f"- {each.line()}" for each in self.facts]
        return "\n".join([head, *lines, *([f"And {more} more: ask about something of it."] if more > 0 else [])])


async def views_of(session: Session, athlete: Athlete, rows: Iterable[FactRow]) -> list[FactView]:
    """Facts with the chats that they were told in."""
    rows = list(rows)
    wanted = [row.message_id for row in rows if row.message_id is not None]
    said = {each.id: each.chat_id for each in await chats.messages_by_id(session, athlete.id, wanted)} if wanted else {}
    return [view_of(row, athlete, said) for row in rows]


def view_of(row: FactRow, athlete: Athlete, chat_of: Mapping[UUID, UUID]) -> FactView:
    """One fact."""
    chat = None if row.message_id is None else chat_of.get(row.message_id)
    return FactView(
        id=row.id, kind=row.kind, text=row.text, valid_from=row.valid_from, valid_to=row.valid_to, source=row.source,
        learnt_on=athlete.day_of(row.learnt_at), said=row.said, said_on=row.said_on,
        times_said=row.times_said, chat_id=chat, message_id=row.message_id, replaces=row.replaces,
    )  # fmt: skip


def time_words(period: Period, verb: str) -> str:
    """The head of an answer about another time: 'What was true in March'."""
    days = period.since.isoformat() if period.days == 1 else f"from {period.since} to {period.until}"
    return f"What {verb} {days}"
