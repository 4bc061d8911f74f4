"""Searching facts, messages and old chats by what they mean, by their words, by time and kind: one statement each.

Each has two looks. The first goes through all that is the athlete's by little: the signs of the meaning, a tenth
of its size, out of an index alone; up to ``wide`` things pass, so of fewer than that none is lost. Words are looked
through as well where they may say what the meaning doesn't: in what was said, and in facts that no model has read yet.
The second look weighs them: the cosine of the meanings (or half the words covered, where no model has read it), the
share of the question's rare words that a thing covers (idf among the athlete's own; a neighbour's word counts half),
how recent it is, its kind, and whether it is of the time that was asked for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from db.memory_tables import KINDS


@dataclass(frozen=True, slots=True)
class Weights:
    """How much the parts of a score count."""

    meaning: float
    words: float
    recency: float = 0.0
    half_life_days: float = 180.0
    time: float = 0.3
    """Being of the period that the question names."""
    kinds: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for: its words, its meaning by a model, and the time that it names."""

    text: str
    vector: str | None
    """As pgvector reads it, or null without a model."""
    model: str | None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found."""

    id: UUID
    score: float
    meaning: float
    words: float


WIDE = 500
"""Things that are weighed: of 100,000 they hold 98 or more of 100 that weighing all would choose; 300 held 95 to 98, and
were 2 ms quicker of 26."""
_SEARCH = """
    with q as materialized (
        select lexeme, quote_literal(lexeme)::tsquery as any_q, (quote_literal(lexeme) || '\\:A')::tsquery as own_q
        from unnest(to_tsvector('english', :text))
    ), asked as materialized (
        select string_agg(quote_literal(lexeme), ' | ')::tsquery as words, cast(:vector as halfvec) as vector,
               binary_quantize(cast(:vector as halfvec)) as signs
        from q
    ), near as materialized (
        select i.{key} as id from {index} i
        where i.athlete_id = :athlete and i.model = :model order by i.signs <~> (select signs from asked) limit :wide
    ), worded as materialized (
        select i.{key} as id from {index} i, asked
        where i.athlete_id = :athlete and {worded} and i.words @@ asked.words limit :wide
    ), m as materialized (
        select i.{key} as id, i.words, 1 - (case when i.model = :model then i.vector <=> asked.vector end) as cos, {columns}
        from (select id from near union select id from worded) c
        join {index} i on i.athlete_id = :athlete and i.{key} = c.id {join}, asked
        where {holds}
    ), idf as materialized (
        select q.*, ln(1 + (n.n - count(m.id) + 0.5) / (count(m.id) + 0.5))::float8 as idf
        from q cross join (select count(*)::float8 as n from m) n left join m on m.words @@ q.any_q group by q.lexeme, q.any_q, q.own_q, n.n
    )
    select m.id, coalesce(m.cos, 0) as cos, coalesce(said.covered, 0) as covered,
           :meaning * coalesce(m.cos, said.covered / 2, 0) + :words * coalesce(said.covered, 0)
           + :recency * exp(-ln(2) * greatest(0, cast(:today as date) - m.day) / :half_life)
           + case when m.day <= cast(:until as date) and m.last_day >= cast(:since as date) then :time else 0 end
           + coalesce((cast(:kinds as jsonb) ->> m.kind)::float8, 0) as score
    from m cross join lateral (
        select sum(idf * case when m.words @@ own_q then 1 when m.words @@ any_q then 0.5 else 0 end) / nullif(sum(idf), 0) as covered
        from idf
    ) said
    order by score desc, m.day desc, m.id limit :most
"""
UNREAD = "select fact_id from fact_index where athlete_id = :athlete and model {model}"
UNREAD_BY = ("is null", "< :named", "> :named")
"""Three ranges that the index of signs answers alone, whatever the planner expects of an athlete: one condition, or one
that row-level security holds for leaky (coalesce), is a walk through all facts once the statement is prepared."""
FACTS = sa.text(
    _SEARCH.format(
        index="fact_index", key="fact_id", join="join facts f on f.athlete_id = i.athlete_id and f.id = i.fact_id",
        worded=f"i.fact_id = any(array({' union all '.join(UNREAD.format(model=model) for model in UNREAD_BY)}))",
        columns="f.valid_from as day, coalesce(f.valid_to - 1, date '9999-12-31') as last_day, f.kind",
        holds="""f.retracted_at is null and f.kind = any(cast(:of_kinds as text[]))
                 and (:history or (f.valid_from <= :today and (f.valid_to is null or f.valid_to > :today)))""",
    )
)  # fmt: skip
TURNS = sa.text(
    _SEARCH.format(
        index="turn_index", key="message_id", join="", worded="true",
        columns="(i.at at time zone :zone)::date as day, (i.at at time zone :zone)::date as last_day, '' as kind",
        holds="i.message_id <> all(cast(:without as uuid[]))",
    )
)  # fmt: skip
EPISODES = sa.text(
    _SEARCH.format(
        index="episode_index", key="episode_id", worded="true",
        join="join episodes e on e.athlete_id = i.athlete_id and e.id = i.episode_id",
        columns="e.began as day, e.ended as last_day, '' as kind", holds="true",
    )
)  # fmt: skip


async def facts(
    session: AsyncSession, athlete_id: UUID, question: Question, weights: Weights, today: date, most: int,
    *, history: bool = False, kinds: Sequence[str] = KINDS, wide: int = WIDE,
) -> list[Hit]:  # fmt: skip
    """The facts that answer a question best; only those that hold today, unless history is asked for."""
    return await _search(
        session, FACTS, athlete_id, question, weights, today, most, wide, history=history, of_kinds=list(kinds)
    )


async def turns(
    session: AsyncSession, athlete_id: UUID, question: Question, weights: Weights, today: date, most: int,
    *, zone: str = "UTC", without: Sequence[UUID] = (), wide: int = WIDE,
) -> list[Hit]:  # fmt: skip
    """The messages that answer a question best; ``without`` are some that are known already."""
    return await _search(
        session, TURNS, athlete_id, question, weights, today, most, wide, zone=zone, without=list(without)
    )


async def episodes(
    session: AsyncSession, athlete_id: UUID, question: Question, weights: Weights, today: date, most: int,
    *, wide: int = WIDE,
) -> list[Hit]:  # fmt: skip
    """The summaries of old chats that answer a question best."""
    return await _search(session, EPISODES, athlete_id, question, weights, today, most, wide)


async def _search(
    session: AsyncSession, statement: sa.TextClause, athlete_id: UUID, question: Question, weights: Weights, today: date,
    most: int, wide: int, **more: Any,
) -> list[Hit]:  # fmt: skip
    kinds = "{" + ",".join(f'"{kind}":{weight}' for kind, weight in (weights.kinds or {}).items()) + "}"
    found = await session.execute(
        statement,
        {
            "athlete": athlete_id, "text": question.text, "vector": question.vector, "model": question.model, "named": question.model or "",
            "since": question.since, "until": question.until, "meaning": weights.meaning, "words": weights.words,
            "recency": weights.recency, "half_life": weights.half_life_days, "time": weights.time, "kinds": kinds,
            "today": today, "most": most, "wide": wide, **more,
        },
    )  # fmt: skip
    return [Hit(row.id, float(row.score), float(row.cos), float(row.covered)) for row in found]
