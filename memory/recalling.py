"""Recall: the facts that always stand, and the few facts, messages and old chats that matter to what is said."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from db import facts, recall, recollections
from db.athletes import Athlete
from db.memory_tables import EpisodeRow, FactRow
from db.recall import Hit, Question, Weights
from memory.embedding.embedder import as_sql, embedder
from memory.embedding.minilm import token_count
from memory.times import core_of, time_in
from training.errors import Unavailable

log = logging.getLogger(__name__)

FACT_WEIGHTS = Weights(
    meaning=1.0, words=0.1, recency=0.02, time=0.4, kinds={"injury": 0.02, "medical": 0.02, "goal": 0.01}
)
"""Facts are short and seldom share a word with the question: the meaning leads."""
TURN_WEIGHTS = Weights(meaning=1.4, words=1.0, recency=0.02, time=1.0)
"""Chats are long and say things in the words that they are asked by."""
STANDING = ("medical", "coaching_style")
"""Kinds that always matter, beside everything that stands for the state that plans are made with."""
MOST_STANDING = 60
ORDER = ("injury", "medical", "goal", "aversion", "coaching_style")
"""What comes first when there is room for little."""
TOKENS = 500
"""What a model gets to read of memory, at most."""
NEAR = 0.33
"""Meanings less alike than this are of something else."""
FEW = 8
LONGEST_CHAT = 300
"""Characters of an old chat that a model gets to read unasked."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """What a model is told before it answers, with what it cost."""

    text: str
    used: tuple[UUID, ...]
    """The facts and the old chat that it tells of."""
    tokens: int


async def question(said: str, athlete: Athlete) -> Question:
    """What somebody asks, ready to be searched for: by words alone if no model of meanings answers."""
    time = time_in(said, athlete.today)
    words = core_of(said)
    since, until = (None, None) if time is None else (time.since, time.until)
    model = embedder()
    try:
        [vector] = await model.embed([without_name(words, athlete.name)[:1000] or said])
    except Unavailable as error:
        log.warning("searching by words alone: %s", error)
        return Question(words, None, None, since, until)
    return Question(words, as_sql(vector), model.name, since, until)


def without_name(words: str, name: str) -> str:
    """Words without the athlete's name: everything is about whom it names, so it says nothing of what is meant.

    >>> without_name("when did ana hurt her back?", "Ana")
    'when did hurt her back?'
    """
    kept = [word for word in words.split() if word.strip(".,;:!?'’s").lower() not in name.lower().split()]
    return " ".join(kept)


async def find_facts(
    session: AsyncSession, athlete: Athlete, asked: Question, most: int = FEW, *, history: bool = False
) -> list[tuple[FactRow, Hit]]:
    """The facts that answer a question best, best first, each with its score."""
    hits = await recall.facts(session, athlete.id, asked, FACT_WEIGHTS, athlete.today, most, history=history)
    rows = {row.id: row for row in await facts.by_ids(session, athlete.id, [hit.id for hit in hits])}
    return [(rows[hit.id], hit) for hit in hits if hit.id in rows]


def matters(hit: Hit) -> bool:
    """Whether a hit is about what was asked, not just the least far away."""
    return hit.meaning >= NEAR or hit.words >= 0.5


async def find_turns(
    session: AsyncSession, athlete: Athlete, asked: Question, most: int = FEW, without: Sequence[UUID] = ()
) -> list[Hit]:
    """The messages that answer a question best, best first."""
    zone = athlete.timezone
    return await recall.turns(session, athlete.id, asked, TURN_WEIGHTS, athlete.today, most, zone=zone, without=without)


async def find_episodes(
    session: AsyncSession, athlete: Athlete, asked: Question, most: int
) -> list[tuple[EpisodeRow, Hit]]:
    """The summaries of old chats that answer a question best, best first, each with its score."""
    hits = await recall.episodes(session, athlete.id, asked, TURN_WEIGHTS, athlete.today, most)
    rows = {row.id: row for row in await recollections.episodes_by_ids(session, athlete.id, [hit.id for hit in hits])}
    return [(rows[hit.id], hit) for hit in hits if hit.id in rows]


async def _relevant(session: AsyncSession, athlete: Athlete, asked: Question) -> list[FactRow]:
    """The few facts that are about it, best first: no more are read than those."""
    hits = await recall.facts(session, athlete.id, asked, FACT_WEIGHTS, athlete.today, FEW)
    keys = [hit.id for hit in hits if matters(hit)]
    rows = {row.id: row for row in await facts.by_ids(session, athlete.id, keys)} if keys else {}
    return [rows[key] for key in keys if key in rows]


async def briefing(athlete: Athlete, said: str, most_tokens: int = TOKENS) -> Briefing:
    """The standing facts, then those that matter to what is said (if anything is), as far as the budget reaches."""
    asking = asyncio.create_task(question(said, athlete)) if said else None
    relevant: list[FactRow] = []
    old: list[tuple[EpisodeRow, Hit]] = []
    try:
        async with athlete.sessions() as session:  # what always stands is read while the model reads what was said
            standing = await facts.standing(session, athlete.id, athlete.today, STANDING, MOST_STANDING)
            if asking is not None:
                relevant = await _relevant(session, athlete, await asking)
                old = await find_episodes(session, athlete, await asking, 1)
    finally:
        if asking is not None:
            asking.cancel()
    first = sorted(standing, key=lambda row: ORDER.index(row.kind) if row.kind in ORDER else len(ORDER))
    told: dict[UUID, str] = {
        row.id: f"- {row.text} (since {row.valid_from.isoformat()})" for row in (*first, *relevant)
    }
    told |= {row.id: f"- {_old_chat(row)}" for row, hit in old if matters(hit)}
    lines: list[str] = []
    used: list[UUID] = []
    spent = 0
    for key, line in told.items():
        cost = token_count(line)
        if spent + cost <= most_tokens:
            lines.append(line)
            used.append(key)
            spent += cost
    return Briefing("\n".join(lines), tuple(used), spent)


def _old_chat(row: EpisodeRow) -> str:
    """An old chat in a line: when it was, what was most telling in it, and where the rest of it stands."""
    said = "; ".join(row.text.splitlines())
    said = said if len(said) <= LONGEST_CHAT else f"{said[: LONGEST_CHAT - 1]}…"
    return f"On {row.began.isoformat()} they said in a chat: “{said}” (search_chats has it, chat {row.chat_id})"
