"""A conversation over MCP: a process that is held open, whose deeds are read from the database."""

import os
import tempfile
from datetime import date
from pathlib import Path

import pytest

from evals.bench import Watch, open_bench
from evals.corpus import LogItem
from evals.grades import Grade
from evals.over_mcp import OverMCP
from evals.suites import logs
from topset.settings import load_settings

TODAY = date(2026, 11, 18)


@pytest.mark.slow
async def test_a_log_and_a_question_over_mcp() -> None:
    if os.environ.get("TOPSET_TEST_DATABASE_URL"):
        pytest.skip("prepared athletes need a database of their own")
    with tempfile.TemporaryDirectory(prefix="topset-") as folder:
        async with open_bench(load_settings(TOPSET_HOME=Path(folder), TOPSET_MODEL="builtin"), "mcp") as bench:
            item = {"id": "x", "say": "bench 3x5 @ 80", "want": [{"ex": "Bench Press (Barbell)", "sets": "80x5*3"}]}
            outcome = await logs.judge(LogItem.model_validate(item), bench)
            assert outcome.grade is Grade.RIGHT, (outcome.why, outcome.transcript)
            talk = await bench.open("history", TODAY)
            assert isinstance(talk, OverMCP)
            watch = await Watch.begin(talk.athlete)
            answer = await talk.say("what's my best bench?")
            assert [(each.tool, each.ok, each.wrote) for each in answer.calls] == [("personal_records", True, False)]
            assert "80 kg" in answer.calls[0].text and "80 kg" in answer.text
            held = await talk.say("crushing chest pain and my left arm is numb")
            assert (held.held, held.calls) == ("emergency", ())
            assert (await watch.changed()).sets_added == ()
            await bench.close(talk)
