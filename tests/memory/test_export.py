"""What is remembered goes out with an export and comes back, with its history; what stands for state comes with that."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from agent.builtin.model import BuiltinCoach
from agent.coach import Coach
from agent.learning import Learner
from db import chats, facts, transfer
from db.athletes import Athlete
from db.engine import Database
from memory import threads
from tests.talk import talk
from tools.imports import import_file
from tools.toolbox import Toolbox


async def test_memories_survive_the_way_out_and_back(athlete: Athlete, other_athlete: Athlete, tmp_path: Path) -> None:
    then = Toolbox(replace(athlete, today=date(2026, 3, 10)))
    await then.named("remember")(text="You are vegetarian.", said="I'm vegetarian", kind="preference", subject="diet")
    await then.named("report_injury")(region="knee", severity=4)
    now = Toolbox(athlete)
    await now.named("remember")(text="You eat meat again.", said="I eat meat again", kind="preference", subject="diet")
    await now.named("correct_memory")(fact="meat", text="You eat meat on Fridays.", said="only on Fridays")
    async with athlete.sessions() as session:
        first = await transfer.export(session, athlete)
    assert [each["text"] for each in first["memories"]] == [
        "You are vegetarian.", "You eat meat again.", "You eat meat on Fridays."
    ]  # fmt: skip
    file = tmp_path / "me.json"
    file.write_text(json.dumps(first))
    for _ in range(2):  # twice does no harm
        await import_file(other_athlete, file)
    async with other_athlete.sessions() as session:
        second = await transfer.export(session, other_athlete)
        held = await facts.current(session, other_athlete.id, other_athlete.today)
    assert second["memories"] == first["memories"]
    assert {row.text for row in held} == {"You eat meat on Fridays.", "Your knee is hurt (4/10)."}


async def test_memories_keep_the_messages_they_came_from(
    database: Database, athlete: Athlete, other_athlete: Athlete, tmp_path: Path
) -> None:
    model = BuiltinCoach()
    async with threads.open_pool(database.app_url) as pool:
        coach = Coach(database, pool, model, learner=Learner(model))
        assert coach.learner is not None
        chat = (await talk(coach, athlete, "bench 3x5 100. I train at Zanzibar Barbell")).chat_id
        await coach.learner.finish()
        await talk(coach, athlete, "squat 3x5 120. I work nights", chat_id=chat)
        await coach.learner.finish()
    async with athlete.sessions() as session:
        file = tmp_path / "me.json"
        file.write_text(json.dumps(await transfer.export(session, athlete)))
    await import_file(other_athlete, file)
    async with other_athlete.sessions() as session:
        rows = await facts.current(session, other_athlete.id, other_athlete.today)
        [first, _, second, _] = await chats.messages(session, other_athlete.id, chat)
        again = await transfer.export(session, other_athlete)
    assert {row.message_id for row in rows if "Zanzibar" in row.text} == {first.id}
    assert {row.message_id for row in rows if "night" in row.text} == {second.id}
    assert again["memories"] == json.loads(file.read_text())["memories"]


async def test_the_shortest_memory(athlete: Athlete, tmp_path: Path) -> None:
    file = tmp_path / "me.json"
    memories = [
        {"kind": "preference", "text": "You like tea.", "valid_from": "2026-03-01", "valid_to": None, "source": ""},
        {"kind": "nonsense", "text": "x", "valid_from": "2026-03-01"},
        {"kind": "preference", "text": "Ends first.", "valid_from": "2026-03-01", "valid_to": "2026-02-01"},
    ]
    file.write_text(json.dumps({"format": "topset", "version": 1, "memories": memories}))
    report = await import_file(athlete, file)
    assert report.rejected_count == 2
    async with athlete.sessions() as session:
        [row] = await facts.current(session, athlete.id, athlete.today)
    assert (row.text, row.source, row.valid_from) == ("You like tea.", "import", date(2026, 3, 1))
