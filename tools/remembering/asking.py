"""What was told that answers a question: facts with the days on which they were told, and what was said in chats."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from pydantic import BaseModel

from db import chats, ledger
from db import facts as facts_of
from db.athletes import Athlete
from db.engine import Session
from db.memory_tables import FactRow
from db.recall import Hit, Question
from db.tables import MessageRow
from memory import recalling
from memory.embedding.both import NAME
from memory.embedding.embedder import embedder
from memory.episodes import LONGEST_LINE
from memory.findings import content_words
from memory.meaning import found_by_now
from tools.calls import calling

MOST = 6
LOOKED_AT = 12
NEAR = 0.12
"""Meanings less alike than this do not answer, whatever was asked."""
NEAR_IN_CHATS = 0.2
OF_MEMORY = frozenset(
    ("remember", "learn", "what_do_you_know", "search_chats", "why_do_you_think", "correct_memory", "forget")
)
"""Tools whose answers say again what was told."""
IN_MEMORY = ("remember", "learn")
"""Tools that keep a fact."""
SURE = 0.35
"""From this likeness on the best of it answers; below, as much is found where nothing was told."""
SHARE = 0.4
"""Of the likeness of the best answer, what another one must have at least."""
WORDS = 0.1
"""How much the words in common count beside the meaning."""
LONG = 10
"""Words from which on a message with sets in it tells something else as well."""
QUESTION = re.compile(
    r"\?\s*$|^(?:(?:and|so|but|hey|y|und|et|e) )?(?:what|which|who|whose|when|where|why|how|am|are|is|was|were|do|does|did|have|has|can|could"
    r"|should)\b",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"^(?:please |can you |hey )*(?:forget|remember|undo|delete|log|show|tell me|list|search)\b", re.IGNORECASE
)
_SETS = re.compile(r"\d ?[x×*] ?\d")


class Recalled(BaseModel):
    """One thing that was told: on which day, in which words, and until when it held, if it is over."""

    day: date
    words: str
    is_quote: bool
    """Whether the words are the athlete's own."""
    since: date | None = None
    last_day: date | None = None

    @property
    def line(self) -> str:
        """As a line of a list."""
        words = f"“{self.words}”" if self.is_quote else self.words
        more = [f"since {_day(self.since)}"] if self.since is not None else []
        more += [f"until {_day(self.last_day)}"] if self.last_day is not None else []
        return f"{_day(self.day)}: {words}" + (f" ({', '.join(more)})" if more else "")


class Answers(NamedTuple):
    """What answers a question about what was told."""

    told: list[Recalled]
    """The latest first."""
    facts: list[FactRow]
    """Those in it, the best first."""
    is_sure: bool
    """Whether the best of it is near enough to be more than the least far away."""


async def recalled(session: Session, athlete: Athlete, asked: str) -> Answers:
    """What answers a question about what was told."""
    call = calling()
    found = await _found(session, athlete, asked, [] if call.message_id is None else [call.message_id])
    best = max((hit.meaning for hit, _ in found), default=0.0)
    near = [(hit, row) for hit, row in found if hit.meaning >= max(_least(row), SHARE * best) or hit.words >= 0.5]
    near.sort(key=lambda pair: -pair[0].meaning - WORDS * pair[0].words)
    rows = [row for _, row in near[:MOST]]
    told_of = [_of_fact(row, athlete.today) if isinstance(row, FactRow) else _of_turn(row, athlete) for row in rows]
    told_of.sort(key=lambda each: each.day, reverse=True)
    return Answers(told_of, [row for row in rows if isinstance(row, FactRow)], best >= SURE)


async def nearest(athlete: Athlete, said: str, message: UUID) -> list[tuple[float, str]]:
    """What was told in words that are about some other words, with how alike they are, the nearest first.

    Left out: the words themselves, what plans are made with, and messages that something else than memory was written for.
    """
    if embedder().name != NAME:  # what likenesses mean was seen with the shipped encoders
        return []
    await found_by_now(athlete)
    async with athlete.sessions() as session:
        found = await _found(session, athlete, said, [message])
        elsewhere = await ledger.messages_written_for(session, athlete.id, [hit.id for hit, _ in found], IN_MEMORY)
    told = [
        (hit.meaning, row.text if isinstance(row, FactRow) else row.content)
        for hit, row in found
        if hit.id not in elsewhere and not (isinstance(row, FactRow) and row.points_to is not None)
    ]
    return sorted(told, reverse=True)


async def _found(
    session: Session, athlete: Athlete, asked: str, without: Sequence[UUID]
) -> list[tuple[Hit, FactRow | MessageRow]]:
    """The facts and the messages that may answer."""
    question = await recalling.question(asked, athlete)
    facts = await recalling.find_facts(session, athlete, question, LOOKED_AT, history=True)
    told = {row.message_id for row, _ in facts} | await facts_of.taken_back(session, athlete.id)
    found: list[tuple[Hit, FactRow | MessageRow]] = [(hit, row) for row, hit in facts]
    return [
        *found,
        *((hit, row) for hit, row in await _said(session, athlete, question, without) if hit.id not in told),
    ]


def _least(row: FactRow | MessageRow) -> float:
    """How alike something must be: what was said in a chat may be about anything."""
    return NEAR if isinstance(row, FactRow) else NEAR_IN_CHATS


async def _said(
    session: Session, athlete: Athlete, question: Question, without: Sequence[UUID]
) -> list[tuple[Hit, MessageRow]]:
    """What the athlete said in chats that tells something: no question, no order, no sets."""
    hits = await recalling.find_turns(session, athlete, question, 2 * LOOKED_AT, without)
    rows = {row.id: row for row in await chats.messages_by_id(session, athlete.id, [hit.id for hit in hits])}
    return [(hit, rows[hit.id]) for hit in hits if hit.id in rows and tells(rows[hit.id])]


def is_told(row: MessageRow) -> bool:
    """Whether a message says something by itself: no question or order, no refusal, no echo of what is remembered."""
    if row.role == "user":
        words = row.content.strip()
        return not (QUESTION.search(words) or _ORDER.match(words))
    tools = {str(step.get("name")) for step in row.steps or ()}
    return bool(tools - OF_MEMORY)


def tells(row: MessageRow) -> bool:
    """Whether a message may answer later what somebody asks about themselves."""
    words = row.content.strip()
    is_log = _SETS.search(words) is not None and len(words.split()) < LONG
    return row.role == "user" and bool(content_words(words)) and is_told(row) and not is_log


def _of_fact(row: FactRow, today: date) -> Recalled:
    is_over = row.valid_to is not None and row.valid_to <= today
    last = None if row.valid_to is None else max(row.valid_from, row.valid_to - timedelta(days=1))
    return Recalled(
        day=row.said_on, words=row.said if row.points_to is None and row.said else row.text, is_quote=row.points_to is None and bool(row.said),
        since=row.valid_from if row.valid_from != row.said_on else None, last_day=last if is_over or row.valid_to is not None else None,
    )  # fmt: skip


def _of_turn(row: MessageRow, athlete: Athlete) -> Recalled:
    words = " ".join(row.content.split())
    return Recalled(
        day=athlete.day_of(row.at),
        words=words if len(words) <= LONGEST_LINE else f"{words[: LONGEST_LINE - 1]}…",
        is_quote=True,
    )


def answer(found: Sequence[Recalled], *, is_sure: bool = True) -> str:
    """The answer: what was told, with its days."""
    if not found:
        return "You haven't told me that, as far as I can find."
    if not is_sure:
        return "\n".join(
            ["I'm not sure that this answers it. The nearest that you told me:", *(f"- {each.line}" for each in found)]
        )
    head = "You told me this:" if len(found) == 1 else "You told me this, the latest first:"
    return "\n".join([head, *(f"- {each.line}" for each in found)])


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
