"""Routines: what is read and written back is the same, and a planned session becomes one whole."""

import asyncio
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectors.hevy.client import open_client
from connectors.hevy.routines import difference, is_as, replacing_body, routine_body
from connectors.hevy.shapes import Routine
from tests.connectors.hevy_server import KEY, HevyServer, hevy_server
from training.program.plan import Item, Session, Target


@pytest.fixture(scope="module")
def server() -> Iterator[HevyServer]:
    with hevy_server() as account:
        for key in ("79D0BB3A", "1B2B1E7C", "C6C9B8A0"):
            account.template(key, f"Exercise {key}")
        yield account


whole = st.none() | st.integers(0, 10_000)
sets = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["warmup", "normal", "failure", "dropset"]),
        "weight_kg": st.none() | st.floats(0, 500, allow_nan=False).map(lambda number: round(number, 2)),
        "reps": whole, "distance_meters": whole, "duration_seconds": whole,
        "custom_metric": st.none() | st.integers(0, 500),
    },
    optional={"rep_range": st.fixed_dictionaries({"start": whole, "end": whole})},
)  # fmt: skip
exercises = st.fixed_dictionaries(
    {
        "exercise_template_id": st.sampled_from(["79D0BB3A", "1B2B1E7C", "C6C9B8A0"]),
        "supersets_id": st.none() | st.integers(0, 5), "rest_seconds": st.none() | st.integers(0, 600),
        "notes": st.text(max_size=40), "sets": st.lists(sets, max_size=4),
    }
)  # fmt: skip


@given(title=st.text(min_size=1, max_size=60), body=st.lists(exercises, max_size=4))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_read_and_written_back_a_routine_is_the_same(
    server: HevyServer, title: str, body: list[dict[str, Any]]
) -> None:
    key = server.routine(title, *body)

    async def there_and_back() -> tuple[Routine, Routine]:
        async with open_client(KEY, server.url, 0.01) as client:
            before = await client.routine(key)
            await client.replace_routine(key, {"routine": replacing_body(before)})
            return before, await client.routine(key)

    before, after = asyncio.run(there_and_back())
    assert after.model_dump(exclude={"updated_at"}) == before.model_dump(exclude={"updated_at"})
    assert is_as(after, replacing_body(before))


SESSION = Session(
    date(2026, 11, 23), 1, 1, "Push", "lifting", (
        Item("Bench Press (Barbell)", "main", (Target("warmup", 5, load_kg=60.0), Target(reps=8, reps_to=12, load_kg=80.0, rir=2.0),
             Target("amrap", 5, load_kg=80.0)), rest_s=120, superset=0, notes="3 s down"),
        Item("Plank", "accessory", (Target(duration_s=60.0),)),
        Item("Jousting", "finisher", (Target(reps=3),)),
    ), 45.0, note="Sleep first.",
)  # fmt: skip


def test_a_planned_session_becomes_a_routine() -> None:
    body, left_out = routine_body(SESSION, "Strength: Push", {"Bench Press (Barbell)": "79D0BB3A", "Plank": "C6C9B8A0"})
    bench, plank = body["exercises"]
    assert left_out == ["Jousting"] and body["notes"] == "Sleep first. Not in Hevy: Jousting"
    assert (bench["superset_id"], bench["rest_seconds"]) == (0, 120)
    assert bench["notes"] == "3 s down. RPE 8. Last set: as many good reps as you have"
    assert [(each["type"], each["weight_kg"], each["reps"], each.get("rep_range")) for each in bench["sets"]] == [
        ("warmup", 60.0, 5, None), ("normal", 80.0, None, {"start": 8, "end": 12}), ("normal", 80.0, 5, None),
    ]  # fmt: skip
    assert plank["sets"][0]["duration_seconds"] == 60 and "notes" not in plank


def test_a_difference_names_what_goes_and_what_comes() -> None:
    before, _ = routine_body(SESSION, "Push", {"Plank": "C6C9B8A0"})
    after = {**before, "title": "Push A", "exercises": [{**before["exercises"][0], "rest_seconds": 30}]}
    assert difference(before, after, {"C6C9B8A0": "Plank"}) == [
        "- Push", "+ Push A", "- Plank: 60 s", "+ Plank: 60 s | rest 30 s"
    ]  # fmt: skip
