"""Recall among many: of few nothing is lost, and of very many the first look keeps what the second would choose."""

from uuid import UUID

import pytest

from benchmarks.recall_set import FACTS
from db import facts, recall, recollections
from db.athletes import Athlete
from db.memory_tables import FactRow
from db.recall import WIDE
from memory.meaning import fill
from memory.recalling import FACT_WEIGHTS, question

ASKED = tuple(asked for _, asked in FACTS[:20])


async def add(athlete: Athlete, *texts: str) -> list[UUID]:
    async with athlete.sessions() as session:
        return [
            await facts.add(session, athlete.id, FactRow(
                kind="context", subject="context", text=text, valid_from=athlete.today, said_on=athlete.today,
                learnt_at=athlete.now(),
            ))
            for text in texts
        ]  # fmt: skip


async def best(athlete: Athlete, asked: str, wide: int = WIDE) -> list[UUID]:
    wanted = await question(asked, athlete)
    async with athlete.sessions() as session:
        hits = await recall.facts(session, athlete.id, wanted, FACT_WEIGHTS, athlete.today, 10, wide=wide)
    return [hit.id for hit in hits]


@pytest.fixture
async def many(athlete: Athlete) -> Athlete:
    """An athlete with the hundred facts and the hundred questions as facts."""
    await add(athlete, *(text for pair in FACTS for text in pair))
    await fill(athlete)
    return athlete


async def test_the_first_look_keeps_what_would_be_chosen(many: Athlete) -> None:
    kept = [len(set(await best(many, asked, 50)) & set(await best(many, asked, 1000))) for asked in ASKED]
    assert sum(kept) >= 0.95 * 10 * len(ASKED)


async def test_of_few_nothing_is_lost(many: Athlete) -> None:
    for asked in ASKED[:5]:
        assert await best(many, asked, 200) == await best(many, asked, 10_000)


async def test_what_no_model_has_read_is_found_by_its_words_among_many(many: Athlete) -> None:
    [key] = await add(many, "You lift at Zanzibar Barbell.")
    async with many.sessions() as session:
        await recollections.word_facts(session, many.id)
    assert key in await best(many, "what about zanzibar", 10)
