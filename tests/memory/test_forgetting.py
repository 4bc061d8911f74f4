"""What is forgotten is gone: the words are looked for in every row of the whole database."""

from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from agent.builtin.model import BuiltinCoach
from agent.coach import Coach
from agent.learning import Learner
from connectors import outside
from connectors.outside import Outside
from db import chats, recollections
from db.athletes import Athlete
from db.engine import Database
from db.schema import owner_connection
from memory import threads
from memory.forgetting import without
from memory.meaning import fill
from tests.talk import talk
from tools.toolbox import Toolbox

TABLES = sa.text("""
    select table_schema || '.' || table_name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema in ('public', 'threads')
""")


def left_of(database: Database, *words: str) -> list[str]:
    """Every row that holds one of the words, as text or as the bytes of a checkpoint."""
    found: list[str] = []
    wanted = [word.lower() for word in words] + [word.lower().encode().hex() for word in words]
    wanted += [word.encode().hex() for word in words]
    with owner_connection(database.owner_url) as connection:
        for table in connection.scalars(TABLES).all():
            rows = connection.scalars(sa.text(f"select t::text from {table} t")).all()
            found += [f"{table}: {row[:200]}" for row in rows if any(word in row.lower() for word in wanted)]
    return found


async def test_the_words_are_nowhere(database: Database, athlete: Athlete) -> None:
    model = BuiltinCoach()
    async with threads.open_pool(database.app_url) as pool:
        coach = Coach(database, pool, model, learner=Learner(model))
        assert coach.learner is not None
        first = await talk(coach, athlete, "bench 3x5 100. I train at Zanzibar Barbell")
        await coach.learner.indexed()
        await talk(coach, athlete, "remember that my locker at Zanzibar Barbell is 12", chat_id=first.chat_id)
        await talk(coach, athlete, "what do you know about my gym?", chat_id=first.chat_id)
        await coach.learner.indexed()
        async with athlete.sessions() as session:
            [chat] = await chats.listed(session, athlete.id)
            day = athlete.today
            await recollections.add_episode(
                session, athlete.id, chat.id, "Bench. You train at Zanzibar Barbell", (day, day), [], athlete.now()
            )
        await fill(athlete)
        assert len(left_of(database, "Zanzibar")) > 5
        asked = await talk(coach, athlete, "forget Zanzibar Barbell", door="page")
        assert "Nothing is gone yet" in asked.text, "two things would go"
        assert len(left_of(database, "Zanzibar")) > 5
        second = await talk(coach, athlete, "all of it", door="page", chat_id=asked.chat_id)
        assert "Forgotten: " in second.text
        assert "Load this page again" in second.text, "the words stand on the screen until then"
        await coach.learner.indexed()
        assert left_of(database, "Zanzibar") == []
        third = await talk(coach, athlete, "bench 3x5 100", chat_id=first.chat_id)
        assert "Bench Press" in third.text, "the chat goes on"
        undone = await talk(coach, athlete, "undo", chat_id=first.chat_id)
        assert "Undone" in undone.text
        await coach.learner.indexed()
    assert left_of(database, "Zanzibar") == []


async def test_a_meaning_goes_with_its_fact(athlete: Athlete) -> None:
    tools = Toolbox(athlete)
    await tools.named("remember")(text="You collect stamps.", said="I collect stamps", subject="stamps")
    await fill(athlete)
    count = sa.text("select count(*) from fact_index where athlete_id = :me")
    async with athlete.sessions() as session:
        assert await session.scalar(count, {"me": athlete.id}) == 1
    await tools.named("forget")(what="stamps")
    async with athlete.sessions() as session:
        assert await session.scalar(count, {"me": athlete.id}) == 0


def test_only_what_holds_the_words_goes() -> None:
    steps = [{"name": "remember", "args": {"text": "You train at Zanzibar."}, "ok": True}]
    assert without(steps, ["Zanzibar"]) == [{"name": "remember", "args": {"text": "[forgotten]"}, "ok": True}]
    assert without("Bench 5x5.\nRows.", ["Zanzibar"]) == "Bench 5x5.\nRows."


@dataclass
class Case:
    """What was said before, what is asked to be forgotten, what is gone then, and what still stands."""

    told: list[str]
    forget: str
    gone: list[str]
    stays: list[str]


CASES = [
    Case(
        ["i train at iron temple", "iron temple was packed. bench 3x5 100", "the temple run was fun", "the iron in my diet"],
        "forget my ex-gym", ["iron temple", "Iron Temple"], ["temple run", "iron in my diet"],
    ),
    Case(
        ["I joined Zanzibar Barbell", "at zanzibar they have no racks", "bench 3x5 100 with a barbell"],
        "forget my gym", ["zanzibar"], ["with a barbell"],
    ),
    Case(
        ["remember that my coach dmitriy wants me to squat more", "DMITRIY says hi", "I squat more in may"],
        "forget my coach", ["dmitriy"], ["squat more in may"],
    ),
    Case(
        ["how is müllerhof these days?", "may was good, bench went up", "remember that I bench at night in may"],
        "forget müllerhof", ["müllerhof"], ["may was good", "bench at night in may"],
    ),
    Case(
        ["remember that I bench at night in may", "may was good, bench went up at night", "bench 3x5 100"],
        "forget that I bench at night", ["I bench at night in may"], ["may was good, bench went up at night"],
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.forget)
async def test_names_are_found_in_lower_case_and_words_are_left(
    case: Case, database: Database, athlete: Athlete
) -> None:
    model = BuiltinCoach()
    async with threads.open_pool(database.app_url) as pool:
        coach = Coach(database, pool, model, learner=Learner(model))
        assert coach.learner is not None
        for told in case.told:
            await talk(coach, athlete, told)
            await coach.learner.indexed()
        reply = await talk(coach, athlete, case.forget)
        if "Nothing is gone yet" in reply.text:
            reply = await talk(coach, athlete, "all of it", chat_id=reply.chat_id)
        await coach.learner.indexed()
    assert left_of(database, *case.gone) == [], reply.text
    said = "\n".join(await all_said(athlete))
    assert [words for words in case.stays if words not in said] == []
    assert "Bench Press" in said or "bench 3x5 100" not in case.told


async def all_said(athlete: Athlete) -> list[str]:
    async with athlete.sessions() as session:
        return [message.content for _, messages in await chats.every(session, athlete.id) for message in messages]


def forgettings() -> list[tuple[str, str, str]]:
    lines = Path(__file__).with_name("forgettings.txt").read_text(encoding="utf-8").splitlines()
    told = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    return [(one, order, word) for one, order, word in told]


@pytest.mark.slow
async def test_nothing_is_left_of_sixty_forgettings(database: Database, athlete: Athlete, tmp_path: Path) -> None:
    """The words are looked for in every table after each, also in what is sealed."""
    outside.use(Outside(tmp_path))
    assert len(forgettings()) >= 60
    model, left = BuiltinCoach(), list[str]()
    async with threads.open_pool(database.app_url) as pool:
        coach = Coach(database, pool, model, learner=Learner(model))
        assert coach.learner is not None
        for told, order, word in forgettings():
            first = await talk(coach, athlete, told)
            await talk(coach, athlete, "bench 3x5 100", chat_id=first.chat_id)
            await coach.learner.indexed()
            assert left_of(database, word), told
            reply = await talk(coach, athlete, order)
            if "Nothing is gone yet" in reply.text:
                reply = await talk(coach, athlete, "all of it", chat_id=reply.chat_id)
            await coach.learner.indexed()
            left += [f"{order}: {reply.text[:80]}: {each}" for each in left_of(database, word)]
    assert left == []


async def test_what_was_forgotten_can_be_taken_back_for_a_day(
    database: Database, athlete: Athlete, tmp_path: Path
) -> None:
    outside.use(Outside(tmp_path))
    model = BuiltinCoach()
    async with threads.open_pool(database.app_url) as pool:
        coach = Coach(database, pool, model, learner=Learner(model))
        await talk(coach, athlete, "my brother Kastorin lives in Oslo")
        gone = await talk(coach, athlete, "forget kastorin")
        assert "Undo" in gone.text and left_of(database, "kastorin") == []
        back = await talk(coach, athlete, "undo", chat_id=gone.chat_id)
        assert "known again" in back.text, back.text
        assert "my brother Kastorin lives in Oslo" in await all_said(athlete)
        told = await talk(coach, athlete, "where does my brother live?")
        assert "Oslo" in told.text
        again = await talk(coach, athlete, "forget kastorin")
        with owner_connection(database.owner_url) as connection:
            connection.execute(sa.text("update sealed set sealed_at = sealed_at - interval '25 hours'"))
            connection.commit()
        late = await talk(coach, athlete, "undo", chat_id=again.chat_id)
        assert "known again" not in late.text
        assert coach.learner is not None
        await talk(coach, athlete, "bench 3x5 100")
        await coach.learner.indexed()
    with owner_connection(database.owner_url) as connection:
        assert connection.scalar(sa.text("select count(*) from sealed")) == 0, "the upkeep after a turn ends it"


async def test_what_would_go_beside_one_sentence_is_shown_first(database: Database, athlete: Athlete) -> None:
    model = BuiltinCoach()
    async with threads.open_pool(database.app_url) as pool:
        coach = Coach(database, pool, model, learner=Learner(model))
        await talk(coach, athlete, "my brother Kastorin lives in Oslo")
        await talk(coach, athlete, "kastorin did 100 push ups, how many did I do?")
        asked = await talk(coach, athlete, "forget kastorin")
        assert "Nothing is gone yet" in asked.text and "kastorin did 100 push ups" in asked.text
        kept = await talk(coach, athlete, "no", chat_id=asked.chat_id)
        assert "as it is" in kept.text and left_of(database, "kastorin")
        asked = await talk(coach, athlete, "forget kastorin")
        await talk(coach, athlete, "yes", chat_id=asked.chat_id)
        await coach.learner.indexed()  # type: ignore[union-attr]
    assert left_of(database, "kastorin") == []


async def test_an_order_to_forget_stands_among_other_words(database: Database, athlete: Athlete) -> None:
    model = BuiltinCoach()
    async with threads.open_pool(database.app_url) as pool:
        coach = Coach(database, pool, model, learner=Learner(model))
        await talk(coach, athlete, "my ex Dominik used to coach me")
        gone = await talk(
            coach, athlete, "Actually, please forget everything about Dominik. Not a word of him any more."
        )
        assert "Forgotten: " in gone.text
        asked = await talk(coach, athlete, "who used to coach me?")
    assert "Dominik" not in asked.text and "forgotten" not in asked.text
