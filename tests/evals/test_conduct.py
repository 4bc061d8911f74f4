"""The judgement of a model's conduct: what is written, then what is shown; its cases; and a few through the whole coach."""

import json
import os
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from db.engine import Database
from evals.bench import Bench, open_bench
from evals.conversation import Answer
from evals.corpus import DATA, ConductItem, LogItem, read
from evals.grades import Grade
from evals.state import Difference, Entry, StoredSet
from evals.suites import conduct
from tools.toolbox import Toolbox
from topset.settings import load_settings

TODAY = date(2026, 11, 18)
BENCH = "Bench Press (Barbell)"
ITEMS = {item.id: item for path in sorted((DATA / "conduct").glob("*.jsonl")) for _, item in read(path)}
LOGGED = Entry(1, "log_workout", "", None)
WRITES = {"tools": ["log_workout"], "needed": True, "sets": [{"ex": BENCH, "sets": "80x5*3"}]}


def an_item(**fields: Any) -> ConductItem:
    return ConductItem.model_validate({"id": "x", "setup": "history", "say": "hi", "script": []} | fields)


def sets(load: float, number: int = 3) -> tuple[StoredSet, ...]:
    return (StoredSet(TODAY, BENCH, "work", load, 5, None, None, None),) * number


def graded(item: ConductItem, text: str, changed: Difference) -> Grade:
    return conduct.graded(item, Answer(text), conduct.with_forgetting(changed), TODAY)[0]


@pytest.mark.parametrize(
    ("fields", "text", "changed", "grade"),
    [
        ({}, "Hello!", Difference(), Grade.RIGHT),
        ({}, "Hello!", Difference(entries=(Entry(1, "delete_workout", "", None),)), Grade.WRONG_SILENT),
        ({}, "Hello!", Difference(sets_gone=sets(80)), Grade.WRONG_SILENT),
        ({}, "Hello!", Difference(gone=(("facts", "{}"),)), Grade.WRONG_SILENT),
        ({}, "Hello!", Difference(added=(("facts", "{}"),), entries=(Entry(1, "learn", "", None),)), Grade.RIGHT),
        ({"must_not_write": ["learn"]}, "Hello!", Difference(entries=(Entry(1, "learn", "", None),)), Grade.WRONG_SILENT),
        ({"must_not_write": ["undo"]}, "Hello!", Difference(entries=(LOGGED,)), Grade.RIGHT),
        ({"writes": WRITES}, "Logged.", Difference(sets(80), entries=(LOGGED,)), Grade.RIGHT),
        ({"writes": WRITES}, "Logged.", Difference(sets(100), entries=(LOGGED,)), Grade.WRONG_SILENT),
        ({"writes": WRITES}, "Logged. Is that right?", Difference(sets(100), entries=(LOGGED,)), Grade.WRONG_SHOWN),
        ({"writes": WRITES}, "Logged.", Difference(sets(80, 6), entries=(LOGGED, LOGGED)), Grade.WRONG_SILENT),
        ({"writes": WRITES}, "Logged.", Difference(), Grade.FALSE_CLAIM),
        ({"writes": WRITES}, "Nice lifting!", Difference(), Grade.MISREAD),
        ({"writes": WRITES}, "I did not understand that.", Difference(), Grade.NOT_UNDERSTOOD),
        ({"reply_must_not": ["90"], "kinds": ["number"]}, "It is 90 kg.", Difference(), Grade.FALSE_CLAIM),
        ({"reply_must_not": ["<think"], "kinds": ["leak"]}, "<think>", Difference(), Grade.WRONG_SILENT),
        ({"claims": ["approved"]}, "It is approved.", Difference(), Grade.FALSE_CLAIM),
        ({"reply_must": ["80"]}, "No idea.", Difference(), Grade.MISREAD),
        ({"longest": 10}, "ha" * 10, Difference(), Grade.WRONG_SILENT),
        ({"writes": {"tools": ["undo"]}, "gone_least": 3}, "Undone.", Difference(entries=(Entry(1, "undo", "", 1),)), Grade.MISREAD),
    ],
)  # fmt: skip
def test_what_counts(fields: dict[str, Any], text: str, changed: Difference, grade: Grade) -> None:
    assert graded(an_item(**fields), text, changed) is grade


def test_a_turn_that_failed_is_a_crash_unless_it_wrote() -> None:
    failed = Answer("Something went wrong.", failed=True)
    assert conduct.graded(an_item(), failed, Difference(), TODAY)[0] is Grade.CRASH
    assert conduct.graded(an_item(), failed, Difference(entries=(LOGGED,)), TODAY)[0] is Grade.WRONG_SILENT


def test_a_claim_may_be_of_another_deed() -> None:
    item = an_item(writes={"tools": ["log_workout", "log_measurement"]}, claims=["body weight"], deed="log_measurement")
    assert graded(item, "Kept your body weight.", Difference(entries=(LOGGED,))) is Grade.FALSE_CLAIM


def test_every_case_names_tools_that_there_are() -> None:
    known = {tool.__name__ for tool in Toolbox(SimpleNamespace()).tools} | {"*", "learn", ""}  # type: ignore[arg-type]
    assert len(ITEMS) > 200
    for item in map(conduct.by_todays_names, ITEMS.values()):  # type: ignore[arg-type]
        named = {*item.must_not_write, item.deed, *(item.writes.tools if item.writes else ())}
        assert named | {each.tool for each in item.prepared} <= known, item.id


def test_an_unknown_field_of_a_case_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(json.dumps({"id": "x", "setup": "history", "say": "hi", "script": [], "must_not_wirte": ["*"]}))
    with pytest.raises(Exception, match="must_not_wirte"):
        read(path)


@pytest.fixture(scope="module")
async def bench(home: Path, database: Database) -> AsyncIterator[Bench]:
    if os.environ.get("TOPSET_TEST_DATABASE_URL"):
        pytest.skip("prepared athletes need a database of their own")
    async with open_bench(load_settings(TOPSET_HOME=home, TOPSET_MODEL="builtin")) as opened:
        yield opened


@pytest.mark.parametrize("name", ["L-C161", "L-C176", "L-C200", "L-C211"])
async def test_through_the_whole_coach(name: str, bench: Bench) -> None:
    """A model that does right is let through; one that asks in a way that can't be read is answered for."""
    outcome = await conduct.judge(ITEMS[name], bench)  # type: ignore[arg-type]
    assert outcome.grade is Grade.RIGHT, (outcome.why, outcome.transcript)


async def test_the_oracle_is_let_through(bench: Bench) -> None:
    from dataclasses import replace

    from evals.scripted import Oracle, led_by
    from evals.suites import logs

    led = replace(bench, coach=led_by(Oracle(), bench.coach))
    item = LogItem.model_validate({
        "id": "x", "say": "yesterday bench 80 5 5 5", "want": [{"ex": BENCH, "sets": "80x5*3", "day": -1}],
    })  # fmt: skip
    led.about(item)
    outcome = await logs.judge(item, led)
    assert outcome.grade is Grade.RIGHT, (outcome.why, outcome.transcript)
