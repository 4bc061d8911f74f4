"""Queries that keep how facts, messages and summaries are found: their words at once, their meaning when a model has read them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from db.memory_tables import EpisodeRow
from db.tables import ChatRow

FACT_WORDS = sa.text("""
    insert into fact_index (athlete_id, fact_id, words)
    select athlete_id, id, setweight(to_tsvector('english', text), 'A')
           || setweight(to_tsvector('english', said || ' ' || replace(subject || ' ' || kind, '_', ' ')), 'D')
    from facts f
    where athlete_id = :athlete and not exists
        (select 1 from fact_index i where i.athlete_id = f.athlete_id and i.fact_id = f.id)
    on conflict do nothing
""")
TURN_WORDS = sa.text("""
    with new as materialized (
        select m.id, m.chat_id, m.number from messages m
        where m.athlete_id = :athlete and not exists
            (select 1 from turn_index i where i.athlete_id = m.athlete_id and i.message_id = m.id)
        and not jsonb_path_exists(coalesce(case when m.role = 'assistant' then m.steps else (
                select n.steps from messages n where n.athlete_id = m.athlete_id and n.chat_id = m.chat_id and n.number > m.number
                order by n.number limit 1) end, '[]'), cast(:about_memory as jsonpath))
        order by m.number limit :most
    ), around as (
        select m.id, m.at, m.number, m.chat_id, m.content,
               lag(m.content) over w as before, lead(m.content) over w as after, lead(m.id) over w as next_id
        from messages m
        where m.athlete_id = :athlete and m.chat_id in (select chat_id from new)
        window w as (partition by m.chat_id order by m.number)
    )
    insert into turn_index (athlete_id, message_id, at, words)
    select :athlete, a.id, a.at, setweight(to_tsvector('english', left(a.content, 20000)), 'A')
        || setweight(to_tsvector('english', left(coalesce(a.before, ''), 4000) || ' ' || left(coalesce(a.after, ''), 4000)), 'D')
    from around a where a.id in (select id from new) or (a.next_id in (select id from new) and exists
        (select 1 from turn_index i where i.athlete_id = :athlete and i.message_id = a.id))
    on conflict (athlete_id, message_id) do update set words = excluded.words
""")
"""A message that comes after one that is known adds its words to that one, too. Talk about memory is not remembered."""
ABOUT_MEMORY = '$[*].name ? (@ == "what_do_you_know" || @ == "why_do_you_think" || @ == "search_chats")'
EPISODE_WORDS = sa.text("""
    insert into episode_index (athlete_id, episode_id, words)
    select e.athlete_id, e.id, setweight(to_tsvector('english', e.text), 'A') from episodes e
    where e.athlete_id = :athlete and not exists
        (select 1 from episode_index i where i.athlete_id = e.athlete_id and i.episode_id = e.id)
    on conflict do nothing
""")
FACTS_WITHOUT = sa.text("""
    select f.id, f.text from fact_index i join facts f on f.athlete_id = i.athlete_id and f.id = i.fact_id
    where i.athlete_id = :athlete and i.model is distinct from :model order by f.learnt_at desc limit :most
""")
TURNS_WITHOUT = sa.text("""
    select m.id, m.content from turn_index i join messages m on m.athlete_id = i.athlete_id and m.id = i.message_id
    where i.athlete_id = :athlete and i.model is distinct from :model order by m.number desc limit :most
""")
EPISODES_WITHOUT = sa.text("""
    select e.id, e.text from episode_index i join episodes e on e.athlete_id = i.athlete_id and e.id = i.episode_id
    where i.athlete_id = :athlete and i.model is distinct from :model order by e.ended desc limit :most
""")
_MEANINGS = """
    update {index} i set model = :model, vector = n.vector::halfvec, width = vector_dims(n.vector::halfvec)
    from unnest(cast(:ids as uuid[]), cast(:vectors as text[])) n (id, vector)
    where i.athlete_id = :athlete and i.{key} = n.id
"""
FACT_MEANINGS = sa.text(_MEANINGS.format(index="fact_index", key="fact_id"))
TURN_MEANINGS = sa.text(_MEANINGS.format(index="turn_index", key="message_id"))
EPISODE_MEANINGS = sa.text(_MEANINGS.format(index="episode_index", key="episode_id"))


ALONE = sa.text("select pg_advisory_xact_lock(hashtextextended('findable ' || :athlete, 0))")


class Unread(NamedTuple):
    """A text whose meaning is not known by the model of today."""

    id: UUID
    text: str


async def word_facts(session: AsyncSession, athlete_id: UUID) -> None:
    """Make every fact findable by its words."""
    await session.execute(FACT_WORDS, {"athlete": athlete_id})


async def one_at_a_time(session: AsyncSession, athlete_id: UUID) -> None:
    """Wait until no other transaction makes things of this athlete findable: in two at once they would lock each other out."""
    await session.execute(ALONE, {"athlete": str(athlete_id)})


async def word_turns(session: AsyncSession, athlete_id: UUID, most: int) -> None:
    """Make messages findable by their words, the oldest that are not first."""
    await session.execute(TURN_WORDS, {"athlete": athlete_id, "most": most, "about_memory": ABOUT_MEMORY})


async def word_episodes(session: AsyncSession, athlete_id: UUID) -> None:
    """Make every summary findable by its words."""
    await session.execute(EPISODE_WORDS, {"athlete": athlete_id})


async def facts_without(session: AsyncSession, athlete_id: UUID, model: str, most: int) -> list[Unread]:
    """Facts that have no meaning by this model yet, the newest first."""
    found = await session.execute(FACTS_WITHOUT, {"athlete": athlete_id, "model": model, "most": most})
    return [Unread(*row) for row in found]


async def turns_without(session: AsyncSession, athlete_id: UUID, model: str, most: int) -> list[Unread]:
    """The same for messages."""
    found = await session.execute(TURNS_WITHOUT, {"athlete": athlete_id, "model": model, "most": most})
    return [Unread(*row) for row in found]


async def episodes_without(session: AsyncSession, athlete_id: UUID, model: str, most: int) -> list[Unread]:
    """The same for summaries."""
    found = await session.execute(EPISODES_WITHOUT, {"athlete": athlete_id, "model": model, "most": most})
    return [Unread(*row) for row in found]


async def keep_facts(
    session: AsyncSession, athlete_id: UUID, model: str, keys: Sequence[UUID], vectors: Sequence[str]
) -> None:
    """Keep what facts mean by a model."""
    who = {"athlete": athlete_id, "model": model, "ids": list(keys), "vectors": list(vectors)}
    await session.execute(FACT_MEANINGS, who)


async def keep_turns(
    session: AsyncSession, athlete_id: UUID, model: str, keys: Sequence[UUID], vectors: Sequence[str]
) -> None:
    """The same for messages."""
    who = {"athlete": athlete_id, "model": model, "ids": list(keys), "vectors": list(vectors)}
    await session.execute(TURN_MEANINGS, who)


async def keep_episodes(
    session: AsyncSession, athlete_id: UUID, model: str, keys: Sequence[UUID], vectors: Sequence[str]
) -> None:
    """The same for summaries."""
    who = {"athlete": athlete_id, "model": model, "ids": list(keys), "vectors": list(vectors)}
    await session.execute(EPISODE_MEANINGS, who)


async def long_past(session: AsyncSession, athlete_id: UUID, before: datetime, most: int) -> Sequence[ChatRow]:
    """Chats in which nothing was said since, and that are not summed up yet."""
    summed = sa.select(EpisodeRow.chat_id).where(EpisodeRow.athlete_id == athlete_id)
    asked = sa.select(ChatRow).where(
        ChatRow.athlete_id == athlete_id, ChatRow.updated_at < before, ChatRow.id.not_in(summed)
    )
    return (await session.scalars(asked.order_by(ChatRow.updated_at).limit(most))).all()


async def add_episode(
    session: AsyncSession, athlete_id: UUID, chat_id: UUID, text: str, days: tuple[date, date],
    message_ids: Sequence[UUID], made_at: datetime,
) -> None:  # fmt: skip
    """Keep what a chat was about."""
    await session.execute(
        insert(EpisodeRow).values(
            athlete_id=athlete_id, chat_id=chat_id, text=text, began=days[0], ended=days[1],
            message_ids=[str(each) for each in message_ids], made_at=made_at,
        )
    )  # fmt: skip


async def episodes(session: AsyncSession, athlete_id: UUID) -> Sequence[EpisodeRow]:
    """What old chats were about, the newest first."""
    asked = sa.select(EpisodeRow).where(EpisodeRow.athlete_id == athlete_id)
    return (await session.scalars(asked.order_by(EpisodeRow.ended.desc(), EpisodeRow.id))).all()


async def episodes_by_ids(session: AsyncSession, athlete_id: UUID, keys: Sequence[UUID]) -> Sequence[EpisodeRow]:
    """Some of them."""
    asked = sa.select(EpisodeRow).where(EpisodeRow.athlete_id == athlete_id, EpisodeRow.id.in_(keys))
    return (await session.scalars(asked)).all()
