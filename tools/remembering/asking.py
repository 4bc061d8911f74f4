"""Finding what answers a question: the messages that told of it, whole, and what is known that no message told."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

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
from memory.findings import content_words, quotes
from memory.forgetting import GONE
from memory.meaning import found_by_now
from memory.times import asks_of_the_past, core_of, time_in
from tools.calls import calling
from tools.remembering.answers import Answers, Recalled
from training.period import Period

FEW, MOST = 3, 6
"""Messages that answer: more than a few only where they are about as near as the nearest."""
AS_NEAR = 0.8
LOOKED_AT = 12
LEAST = 0.05
"""Meanings less alike than this are of something else, whatever was asked."""
OF_MEMORY = frozenset(
    ("remember", "learn", "what_do_you_know", "search_chats", "why_do_you_think", "correct_memory", "forget")
)
"""Tools whose answers say again what was told."""
IN_MEMORY = ("remember", "learn")
"""Tools that keep a fact."""
SURE, MAYBE = 0.35, 0.15
"""From these likenesses on the best of it answers, and may answer; below, as much is found where nothing was told."""
SHARE, SHARE_UNSURE = 0.3, 0.2
"""Of the likeness of the best answer, what another one must have at least."""
WORDS, NEWEST, IN_TIME = 0.1, 0.06, 0.15
"""How much the words in common count beside the meaning, being the latest of what is found, and being of the time asked for."""
LONG = 10
"""Words from which on a message with sets in it tells something else as well."""
QUESTION = re.compile(
    r"\?\s*$|^(?:(?:and|so|but|hey|y|und|et|e) )?(?:what|which|who|whose|when|where|why|how|am|are|is|was|were|do|does|did|have|has|can|could"
    r"|should)\b",
    re.IGNORECASE,
)
ASKING = content_words(
    "what which who whose when where why how much many long often again now still time day date today else about until"
)
"""Words that ask, and name nothing."""
_ORDER = re.compile(
    r"^(?:please |can you |hey )*(?:forget|remember|undo|delete|log|show|tell me|list|search)\b", re.IGNORECASE
)
GOES_ON = re.compile(
    r"\b(?:it|it's|its|that|one|ones|there|again|instead|same|still|back|he|he's|she|she's|they|they've|him|them|misspoke|correction)\b",
    re.IGNORECASE,
)
"""Words that stand for something that was told before."""
_SETS = re.compile(r"\d ?[x×*] ?\d")


@dataclass
class Source:
    """A message, or a fact that no message told, with the facts in it and how well it answers."""

    day: date
    message: MessageRow | None = None
    facts: list[FactRow] = field(default_factory=list)
    meaning: float = 0.0
    words: float = 0.0
    was_corrected: bool = False
    """Whether something in the message was taken back since."""

    def meet(self, hit: Hit) -> None:
        """Count what was found of it: the nearest part of it says how near it is."""
        self.meaning, self.words = max(self.meaning, hit.meaning), max(self.words, hit.words)

    @property
    def is_state(self) -> bool:
        """Whether it is what plans are made with, in words of ours."""
        return self.message is None and any(each.points_to for each in self.facts)

    @property
    def text(self) -> str:
        """What it says: the message as it was said, or the facts of one that is long, trained in, or put right since."""
        said = "" if self.message is None else " ".join(self.message.content.replace(GONE, "").split())
        parts = [each.said if each.said and each.points_to is None else each.text for each in self.facts]
        is_whole = self.message is not None and not self.was_corrected and (tells(self.message) or not parts)
        if is_whole and len(said) <= LONGEST_LINE and all(quotes(part, said) for part in parts):
            return said
        return ". ".join(dict.fromkeys(parts)) or (
            said if len(said) <= LONGEST_LINE else f"{said[: LONGEST_LINE - 1]}…"
        )

    def is_over(self, day: date) -> bool:
        """Whether nothing in it holds any more on a day."""
        return bool(self.facts) and all(each.valid_to is not None and each.valid_to <= day for each in self.facts)

    def is_of(self, period: Period) -> bool:
        """Whether it tells of a time that is bounded, and meets a period."""
        return any(
            (each.valid_to is not None or each.valid_from != each.said_on)
            and each.valid_from <= period.until
            and (each.valid_to is None or each.valid_to > period.since)
            for each in self.facts
        )

    def told(self, day: date) -> Recalled:
        """As it is answered on a day."""
        since = {each.valid_from for each in self.facts if each.valid_from != each.said_on}
        ends = {
            None if each.valid_to is None else max(each.valid_from, each.valid_to - timedelta(days=1))
            for each in self.facts
        }
        return Recalled(
            day=self.day, words=self.text, is_over=self.is_over(day),
            is_quote=not self.facts or any(each.points_to is None and each.said for each in self.facts),
            since=min(since) if since and len(since) == len(self.facts) else None,
            last_day=None if None in ends else max((each for each in ends if each is not None), default=None),
        )  # fmt: skip


async def recalled(
    session: Session, athlete: Athlete, asked: str, time: str | None = None
) -> tuple[Answers, list[FactRow]]:
    """What answers a question about what was told, and the facts in it, the best first."""
    call, today = calling(), athlete.today
    period = time_in(asked if time is None else time, today)
    is_past = asks_of_the_past(asked) or (period is not None and period.until < today)
    day = today if period is None else period.since if is_past else max(period.since, today)
    sources = await _sources(session, athlete, asked, [] if call.message_id is None else [call.message_id])
    best = max((each.meaning for each in sources), default=0.0)
    chosen = _chosen(_ranked(sources, period), best, None if is_past else day)
    if chosen and (further := await _going_on(session, athlete, chosen[0])) is not None:
        chosen = [*chosen, *([further] if all(each.message != further.message for each in chosen) else [])]
    told = sorted(
        (each.told(day) for each in chosen), key=lambda each: (each.is_over and not is_past, -each.day.toordinal())
    )
    rows = [row for each in chosen for row in each.facts]
    return Answers(told=told, is_sure=best >= SURE, may_be=best >= MAYBE, is_past=is_past), rows


def _chosen(ranked: Sequence[Source], best: float, day: date | None) -> list[Source]:
    """Those that answer how it is on a day: what is over only if it is nearest of all; of the past everything does."""
    least = max(LEAST, best * (SHARE if best >= SURE else SHARE_UNSURE))
    near = [each for each in ranked if each.meaning >= least or each.words >= 0.5]
    if near and day is not None and not near[0].is_over(day):
        near = [each for each in near if not each.is_over(day)]
    told = [each for each in near if not each.is_state]
    first = [each for at, each in enumerate(told[:MOST]) if at < FEW or each.meaning >= AS_NEAR * best]
    return [each for each in near if each in first or each in [one for one in near if one.is_state][:FEW]]


async def _going_on(session: Session, athlete: Athlete, source: Source) -> Source | None:
    """What was told next, if it goes on from a message: 'postponed to May', 'I'm back on it'."""
    if source.message is None:
        return None
    after = await chats.said_after(session, athlete.id, source.message.number, LOOKED_AT)
    row = next((each for each in after if tells(each)), None)
    if row is None or not GOES_ON.search(row.content):
        return None
    [further] = (await _of_messages(session, athlete, [row])).values()
    return further if further.facts or not further.was_corrected else None


def _ranked(sources: Iterable[Source], period: Period | None) -> list[Source]:
    """The best first: by meaning and words, the later the better, and those of the time asked for."""
    ordered = sorted(sources, key=lambda each: each.day)
    last = max(1, len(ordered) - 1)
    score = {
        id(each): each.meaning + WORDS * each.words + NEWEST * at / last
        + (IN_TIME if period is not None and each.is_of(period) else 0)
        for at, each in enumerate(ordered)
    }  # fmt: skip
    return sorted(ordered, key=lambda each: -score[id(each)])


def names_nothing(words: str) -> bool:
    """Whether words only ask, or name a time: 'and in July?'."""
    return not content_words(core_of(words)) - ASKING


async def nearest(athlete: Athlete, said: str, message: UUID) -> list[tuple[float, str]]:
    """What was told in words that are about some other words, with how alike they are, the nearest first.

    Left out: the words themselves, what plans are made with, and messages that something else than memory was written for.
    """
    if embedder().name != NAME:  # what likenesses mean was seen with the shipped encoders
        return []
    await found_by_now(athlete)
    async with athlete.sessions() as session:
        sources = await _sources(session, athlete, said, [message])
        messages = [each.message.id for each in sources if each.message is not None]
        elsewhere = await ledger.messages_written_for(session, athlete.id, messages, IN_MEMORY)
    told = [
        (each.meaning, each.text)
        for each in sources
        if not any(row.points_to for row in each.facts) and (each.message is None or each.message.id not in elsewhere)
    ]
    return sorted(told, reverse=True)


async def _sources(session: Session, athlete: Athlete, asked: str, without: Sequence[UUID]) -> list[Source]:
    """What may answer: facts by the messages that told them, and messages that told none."""
    question = await recalling.question(asked, athlete)
    found = await recalling.find_facts(session, athlete, question, LOOKED_AT, history=True)
    hits = await _said(session, athlete, question, without)
    of_state = {row.message_id for row, _ in found if row.points_to is not None}
    hits = [hit for hit in hits if hit.id not in of_state]
    keys = {row.message_id for row, _ in found if row.message_id is not None and row.points_to is None}
    keys |= {hit.id for hit in hits}
    sources = await _of_messages(session, athlete, await chats.messages_by_id(session, athlete.id, list(keys)))
    for hit in hits:
        if hit.id in sources:  # its chat may have been deleted meanwhile
            sources[hit.id].meet(hit)
    for row, hit in found:
        key = row.id if row.message_id is None or row.points_to is not None else row.message_id
        sources.setdefault(key, Source(row.said_on, facts=[row])).meet(hit)
    return [each for each in sources.values() if each.meaning and (each.facts or not each.was_corrected)]


async def _of_messages(session: Session, athlete: Athlete, rows: Sequence[MessageRow]) -> dict[UUID, Source]:
    """Messages with the facts that they told."""
    sources = {row.id: Source(athlete.day_of(row.at), row) for row in rows}
    for fact in await facts_of.of_messages(session, athlete.id, list(sources)):
        assert fact.message_id is not None, "only facts of these messages were asked for"
        source = sources[fact.message_id]
        if fact.retracted_at is None:
            source.day = fact.said_on
            source.facts.append(fact)
        else:
            source.was_corrected = True
    return sources


async def _said(session: Session, athlete: Athlete, question: Question, without: Sequence[UUID]) -> list[Hit]:
    """What the athlete said in chats that tells something: no question, no order, no sets."""
    hits = await recalling.find_turns(session, athlete, question, 2 * LOOKED_AT, without)
    rows = {row.id: row for row in await chats.messages_by_id(session, athlete.id, [hit.id for hit in hits])}
    return [hit for hit in hits if hit.id in rows and tells(rows[hit.id])]


def is_told(row: MessageRow) -> bool:
    """Whether a message says something by itself: no question or order, no refusal, no echo of what is remembered."""
    if row.role == "user":
        words = row.content.strip()
        return not (QUESTION.search(words) or _ORDER.match(words))
    tools = {str(step.get("name")) for step in row.steps or ()}
    return bool(tools - OF_MEMORY)


def tells(row: MessageRow) -> bool:
    """Whether a message may answer later what somebody asks about themselves."""
    words = row.content.replace(GONE, "").strip()
    is_log = _SETS.search(words) is not None and len(words.split()) < LONG
    return row.role == "user" and bool(content_words(words)) and is_told(row) and not is_log
