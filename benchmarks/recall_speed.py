"""How fast is recall, and how right, among many: database time of the one statement against LangGraph's PostgresStore.

python -m benchmarks.recall_speed [ATHLETES] [FACTS_EACH] [HEAVY]    # 10000 100 100000 are a million facts; 500 100 20000 unless told

A fact is two sentences of the recall set, its vector the middle of theirs: words and meaning agree as they do in life,
and the model need not read a million texts. Each index is built once all rows are there, as either would be at its best.
"""

import asyncio
import sys
import time
from collections.abc import Awaitable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from langgraph.store.postgres import PostgresStore

from benchmarks.figures import fresh_coach, line
from benchmarks.recall_set import FACTS
from db import athletes, recall
from db.athletes import Athlete
from db.recall import WIDE, Question, Weights
from db.schema import owner_connection
from memory.embedding.both import NAME, vectors
from memory.embedding.embedder import as_sql
from memory.recalling import FACT_WEIGHTS, question

ROUNDS, ALL = 40, 10_000_000
PEOPLE = "insert into athletes (id, name) select gen_random_uuid(), 'other ' || n from generate_series(1, {athletes}) n"
FILL = """
    insert into facts (athlete_id, id, kind, subject, text, valid_from, learnt_at, said_on)
    select a.id, md5(a.name || ' ' || k)::uuid, 'context', 'context', p.text || ' ' || q.text, date '2026-01-01', now(), date '2026-01-01'
    from athletes a cross join generate_series(1, {each}) k {pairs} where {whose};
    insert into fact_index (athlete_id, fact_id, words, model, width, vector)
    select a.id, md5(a.name || ' ' || k)::uuid, to_tsvector('english', p.text || ' ' || q.text), '{model}', 896,
        l2_normalize(p.vector + q.vector)
    from athletes a cross join generate_series(1, {each}) k {pairs} where {whose}
"""
PAIRS = """
    join pool p on p.n = 1 + abs(hashtext(a.name || k)::bigint) % {pool}
    join pool q on q.n = 1 + abs(hashtext(k || a.name)::bigint) % {pool}
"""
STORE = """
    insert into store (prefix, key, value) select f.athlete_id::text, f.id::text, jsonb_build_object('text', f.text) from facts f;
    insert into store_vectors (prefix, key, field_name, embedding)
    select f.athlete_id::text, f.fact_id::text, 'text', f.vector::vector from fact_index f
"""
THEIRS = "select indexname, indexdef from pg_indexes where tablename = 'store_vectors' and indexdef like '%%hnsw%%'"
OURS = "select indexname, indexdef from pg_indexes where indexname = 'ix_fact_index_signs'"


async def main() -> None:
    count, each, most = (int(word) for word in (sys.argv[1:4] if len(sys.argv) > 3 else ("500", "100", "20000")))
    async with fresh_coach() as coach:
        heavy = await athletes.find_or_create(coach.database, "heavy")
        with (
            owner_connection(coach.database.owner_url) as connection,
            PostgresStore.from_conn_string(
                coach.database.owner_url, index={"dims": 896, "embed": _known, "fields": ["text"]}
            ) as store,
        ):
            store.setup()
            with _built_last(connection, OURS, "our index of signs"):
                began = time.perf_counter()
                _fill(connection, count, each, most)
                print(f"{count * each + most:,} facts of {count + 1:,} athletes in {time.perf_counter() - began:.0f} s")
            with _built_last(connection, THEIRS, "PostgresStore's HNSW"):
                began = time.perf_counter()
                for statement in STORE.split(";"):
                    connection.execute(sa.text(statement))
                print(f"the same rows in PostgresStore in {time.perf_counter() - began:.0f} s")
            connection.connection.driver_connection.autocommit = True  # type: ignore[union-attr]
            connection.exec_driver_sql("vacuum analyze")
            for table in ("facts", "fact_index", "store", "store_vectors"):
                size = connection.exec_driver_sql(
                    f"select pg_size_pretty(pg_total_relation_size('{table}')), pg_size_pretty(pg_indexes_size('{table}'))"
                ).one()
                print(f"  {table:<14} {size[0]:>10} with {size[1]} of indexes")
            normal = [await athletes.find(coach.database, f"other {number}") for number in range(1, ROUNDS + 1)]
            for name in (f"{ROUNDS} athletes with {each}, first touch", f"{ROUNDS} athletes with {each}, warm"):
                await measure(normal, name, store)
            await measure([heavy] * ROUNDS, f"the one with {most:,}", store)


@contextmanager
def _built_last(connection: sa.Connection, asked: str, name: str) -> Iterator[None]:
    """Take an index away while rows are put in, then build it anew and tell how long that took."""
    found = connection.exec_driver_sql(asked).all()
    for index, _ in found:
        connection.exec_driver_sql(f"drop index {index}")
    yield
    connection.commit()
    connection.exec_driver_sql("set maintenance_work_mem = '4GB'")
    began = time.perf_counter()
    for _, made in found:
        connection.exec_driver_sql(made)
    connection.commit()
    sizes = [connection.scalar(sa.text(f"select pg_size_pretty(pg_relation_size('{index}'))")) for index, _ in found]
    connection.commit()
    print(f"{name}: {', '.join(map(str, sizes))}, built in {time.perf_counter() - began:.0f} s", flush=True)


_vectors: dict[str, list[float]] = {}


def _known(texts: list[str]) -> list[list[float]]:
    """Vectors that were worked out before: both are measured without the model."""
    for text in texts:
        if text not in _vectors:
            [_vectors[text]] = vectors([text])
    return [_vectors[text] for text in texts]


def _fill(connection: Any, count: int, each: int, most: int) -> None:
    texts = [text for pair in FACTS for text in pair]
    connection.execute(sa.text("create table pool (n int primary key, text text, vector halfvec)"))
    rows = [
        {"n": n, "text": text, "vector": as_sql(vector)}
        for n, (text, vector) in enumerate(zip(texts, vectors(texts), strict=True), 1)
    ]
    connection.execute(sa.text("insert into pool values (:n, :text, cast(:vector as halfvec))"), rows)
    connection.execute(sa.text(PEOPLE.format(athletes=count)))
    connection.execute(sa.text("set session_replication_role = replica"))
    for whose, share in (("a.name like 'other %'", each), ("a.name = 'heavy'", most)):
        pairs = PAIRS.format(pool=len(texts))
        for statement in FILL.format(pairs=pairs, each=share, whose=whose, model=NAME).split(";"):
            connection.execute(sa.text(statement.replace(":", "\\:")))
    connection.commit()


async def measure(people: Sequence[Athlete], name: str, store: Any) -> None:
    """A question to each: all by ours, all by PostgresStore, then what is right, which reads everything."""
    asked = [(athlete, await question(words, athlete)) for athlete, (_, words) in zip(people, FACTS, strict=False)]
    _known([wanted.text for _, wanted in asked])
    meaning = replace(FACT_WEIGHTS, words=0.0, recency=0.0, kinds=None)
    ours, theirs, exact_time = list[float](), list[float](), list[float]()
    hits = [await _timed(ours, _keys(athlete, wanted, FACT_WEIGHTS)) for athlete, wanted in asked]
    there = []
    for athlete, wanted in asked:
        start = time.perf_counter()
        there.append({each.key for each in store.search((str(athlete.id),), query=wanted.text, limit=10)})
        theirs.append(time.perf_counter() - start)
    exact = [await _timed(exact_time, _keys(athlete, wanted, FACT_WEIGHTS, ALL)) for athlete, wanted in asked]
    nearest = [await _keys(athlete, replace(wanted, text=""), meaning, ALL) for athlete, wanted in asked]
    right = sum(len(one & other) for one, other in zip(hits, exact, strict=True))
    found_there = sum(len(one & other) for one, other in zip(there, nearest, strict=True))
    given = sum(map(len, there))
    print(line(f"{name}: ours", ours), f"  recall {right / (10 * ROUNDS):.2f} of its own exact ranking")
    print(line(f"{name}: ours, exact", exact_time))
    print(
        line(f"{name}: PostgresStore", theirs),
        f"  recall {found_there / (10 * ROUNDS):.2f} of the nearest, {given / ROUNDS:.1f} rows of 10",
        flush=True,
    )


async def _keys(athlete: Athlete, wanted: Question, weights: Weights, wide: int = WIDE) -> set[str]:
    async with athlete.sessions() as session:
        hits = await recall.facts(session, athlete.id, wanted, weights, athlete.today, 10, wide=wide)
    return {str(hit.id) for hit in hits}


async def _timed(seconds: list[float], work: Awaitable[set[str]]) -> set[str]:
    start = time.perf_counter()
    found = await work
    seconds.append(time.perf_counter() - start)
    return found


if __name__ == "__main__":
    asyncio.run(main())
