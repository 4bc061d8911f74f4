"""Is the right thing recalled? Facts asked for in other words, and turns of long chats, against words or meanings alone and PostgresStore.

Each on the set that the weights were chosen on, and on one that was held out: of another athlete, never tuned on.

python -m benchmarks.recall [CHATS]     # how many long conversations, 6 unless told
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

from langgraph.store.postgres import PostgresStore

from benchmarks.figures import fresh_coach
from benchmarks.recall_heldout import HELD_FACTS, HELD_FILLER, HELD_THEMES
from benchmarks.recall_set import ANSWERS, FACTS, FILLER, THEMES
from db import athletes, chats, facts, recall
from db.athletes import Athlete
from db.memory_tables import FactRow
from db.recall import Weights
from db.transfer import Message, add_chats
from memory.embedding.both import vectors
from memory.meaning import fill
from memory.recalling import FACT_WEIGHTS, TURN_WEIGHTS, question

CHATS, TURNS = 6, 500
WORDS, MEANING = Weights(0.0, 1.0), Weights(1.0, 0.0)
Themes = Sequence[tuple[str, str, str]]
SETS = (("tuned on", FACTS, THEMES, FILLER), ("held out", HELD_FACTS, HELD_THEMES, HELD_FILLER))
Find = Callable[[str], Awaitable[list[Any]]]


async def main() -> None:
    async with fresh_coach() as coach:
        url = coach.database.owner_url
        with PostgresStore.from_conn_string(url, index={"dims": 896, "embed": vectors, "fields": ["text"]}) as store:
            store.setup()
            count = int(sys.argv[1]) if len(sys.argv) > 1 else CHATS
            for name, facts_of, themes, filler in SETS:
                athlete = await athletes.find_or_create(coach.database, f"facts {name}")
                print(f"{len(facts_of)} facts, a question each that shares no word with it ({name})")
                await of_facts(athlete, store, facts_of)
                print(f"{count} long chats of {TURNS} turns, {len(themes)} questions each ({name})")
                await of_chats(coach.database, store, count, name, themes, filler)


async def of_facts(athlete: Athlete, store: Any, said: Sequence[tuple[str, str]]) -> None:
    answers: list[tuple[str, set[Any]]] = []
    for text, asked in said:
        async with athlete.sessions() as session:
            row = FactRow(
                kind="context",
                subject="context",
                text=text,
                valid_from=athlete.today,
                said_on=athlete.today,
                learnt_at=athlete.now(),
            )
            answers.append((asked, {await facts.add(session, athlete.id, row)}))
        store.put((athlete.name,), str(row.id), {"text": text})
    await fill(athlete)

    def ours(weights: Weights) -> Find:
        async def find(asked: str) -> list[Any]:
            async with athlete.sessions() as session:
                hits = await recall.facts(
                    session, athlete.id, await question(asked, athlete), weights, athlete.today, 20
                )
            return [hit.id for hit in hits]

        return find

    async def theirs(asked: str) -> list[Any]:
        return [UUID(each.key) for each in store.search((athlete.name,), query=asked, limit=20)]

    for name, find in (
        ("words alone", ours(WORDS)),
        ("meaning alone", ours(MEANING)),
        ("ours", ours(FACT_WEIGHTS)),
        ("PostgresStore", theirs),
    ):
        await show(name, find, answers)


async def of_chats(database: Any, store: Any, count: int, name: str, themes: Themes, filler: Sequence[str]) -> None:
    people = [await _talked(database, store, number, name, themes, filler) for number in range(count)]

    def ours(weights: Weights) -> Callable[[Athlete], Find]:
        def of(athlete: Athlete) -> Find:
            async def find(asked: str) -> list[Any]:
                async with athlete.sessions() as session:
                    hits = await recall.turns(
                        session, athlete.id, await question(asked, athlete), weights, athlete.today, 20
                    )
                return [hit.id for hit in hits]

            return find

        return of

    def theirs(athlete: Athlete) -> Find:
        async def find(asked: str) -> list[Any]:
            return [UUID(each.key) for each in store.search((str(athlete.id),), query=asked, limit=20)]

        return find

    ways = (
        ("words alone", ours(WORDS)),
        ("meaning alone", ours(MEANING)),
        ("ours", ours(TURN_WEIGHTS)),
        ("PostgresStore", theirs),
    )
    for called, way in ways:
        ranks = [rank for athlete, answers in people for rank in await _ranks(way(athlete), answers)]
        print(_line(called, ranks), flush=True)


async def _talked(
    database: Any, store: Any, number: int, name: str, themes: Themes, fillers: Sequence[str]
) -> tuple[Athlete, list[tuple[str, set[Any]]]]:
    """An athlete with a long chat, and the questions with the turns that answer them."""
    athlete = await athletes.find_or_create(database, f"talker {name} {number}", timezone="UTC")
    random, at = Random(number), datetime(2026, 1, 1, tzinfo=UTC)
    places = {place: theme for place, theme in zip(random.sample(range(TURNS), len(themes)), themes, strict=True)}
    said: list[Message] = []
    for turn in range(TURNS):
        theme = places.get(turn)
        filler = random.choice(fillers).format(n=random.randrange(60, 180, 5), h=random.randint(3, 9))
        said += [
            Message("user", theme[0] if theme else filler, at),
            Message("assistant", theme[1] if theme else random.choice(ANSWERS), at),
        ]
        at += timedelta(hours=12)
    key = uuid4()
    async with athlete.sessions() as session:
        await add_chats(session, athlete.id, {key: ("", said)})
        rows = await chats.messages(session, athlete.id, key)
    await fill(athlete)
    while await fill(athlete):
        pass
    for row in rows:
        store.put((str(athlete.id),), str(row.id), {"text": row.content})
    answers = [(theme[2], {rows[2 * place].id, rows[2 * place + 1].id}) for place, theme in places.items()]
    return athlete, answers


async def show(name: str, find: Find, answers: Sequence[tuple[str, set[Any]]]) -> None:
    print(_line(name, await _ranks(find, answers)))


async def _ranks(find: Find, answers: Sequence[tuple[str, set[Any]]]) -> list[int | None]:
    """At which place the first right answer comes, from 1."""
    ranks = []
    for asked, right in answers:
        found = await find(asked)
        ranks.append(next((place for place, key in enumerate(found, 1) if key in right), None))
    return ranks


def _line(name: str, ranks: Sequence[int | None]) -> str:
    shares = [sum(rank is not None and rank <= most for rank in ranks) / len(ranks) for most in (1, 5, 10, 20)]
    mrr = sum(1 / rank for rank in ranks if rank) / len(ranks)
    return f"  {name:<14} hit@1 {shares[0]:.2f}  recall@5 {shares[1]:.2f}  @10 {shares[2]:.2f}  @20 {shares[3]:.2f}  MRR {mrr:.2f}"


if __name__ == "__main__":
    asyncio.run(main())
