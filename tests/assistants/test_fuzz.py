"""Nonsense to every tool: always an answer in words, never a trace, never anything of somebody else's."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mcp.types import CallToolResult

from db.athletes import Athlete
from tests.assistants.conftest import Assistant, Connect, Person, text_of
from tools.toolbox import Toolbox
from topset.assistants.library import library_tools

SECRET = "Zanzibar Deadlift"
"""What only the other athlete has."""
INSIDES = (
    "Traceback",
    "sqlalchemy",
    "psycopg",
    "pydantic",
    "asyncio",
    ".py",
    "SELECT ",
    "errors.",
    SECRET,
    "(reference",
)
"""What no answer may hold. A reference stands for a bug of ours."""
HOSTILE: list[Any] = [
    None, True, -1, 0, 10**30, 1e308, -1e308, 0.1, "", " ", "x" * 25_000, "\x00", "\ud800", "'; drop table sets; --",
    "${jndi:ldap://x}", "{{7*7}}", "../../etc/passwd", "🏋️" * 500, "999999999999kg x 99999999999", "yesterday", "NaN",
    [], [1, "x", None], ["x"] * 2_000, {}, {"a": {"b": {"c": []}}}, {"__class__": "x"}, "\u202e\u200f", "00000000-0000-0000-0000-000000000000",
]  # fmt: skip
STRIDE = 5
"""An argument gets each fifth of them, the next one those beside: all are tried many times, no argument takes all."""
NAMES = [tool.name for tool in library_tools()]
ARGUMENTS = {tool.name: list(tool.parameters["properties"]) for tool in library_tools()}


def check(name: str, given_: Any, found: CallToolResult) -> None:
    words = text_of(found)
    assert words.strip(), (name, given_)
    whole = words + json.dumps(found.structured_content or {})
    if not found.is_error:
        assert SECRET not in whole, (name, given_)
        return
    for each in INSIDES:
        assert each not in words, (name, given_, words)
    assert len(words) < 4_000


@pytest.fixture
async def secrets(other_athlete: Athlete) -> dict[str, str]:
    """Somebody else with workouts, memories and a proposal; the ids of all that."""
    tools = Toolbox(other_athlete)
    await tools.named("add_exercise")(name=SECRET, muscles=["glutes"])
    logged = await tools.named("log_workout")(said=f"{SECRET.lower()} 3x5 @ 100 kg")
    fact = await tools.named("remember")(text=f"You love the {SECRET}.", said="love it")
    return {
        "workout": str(logged.model_dump(mode="json")),
        "fact": str(fact.facts[0].id),
        "athlete": str(other_athlete.id),
    }


@pytest.mark.parametrize("era", ["2026-07-28"])
@pytest.mark.parametrize("name", NAMES)
async def test_nonsense_is_answered_in_words(name: str, connect: Connect, secrets: dict[str, str]) -> None:
    async with connect(Person("cancel")) as assistant:
        for at, argument in enumerate(ARGUMENTS[name]):
            for value in [*HOSTILE[(at + NAMES.index(name)) % STRIDE :: STRIDE], secrets["fact"], secrets["athlete"]]:
                await tried(assistant, name, {argument: value})
        for unknown in ("athlete_id", "athlete", "scope", "approve", "x" * 300, ""):
            found = await assistant.called(name, {unknown: secrets["athlete"]})
            assert found.is_error
            check(name, unknown, found)


async def tried(assistant: Assistant, name: str, arguments: dict[str, Any]) -> None:
    try:
        found = await assistant.called(name, arguments)
    except (UnicodeEncodeError, ValueError):  # the client itself can't write it
        return
    check(name, arguments, found)


@pytest.mark.parametrize("era", ["legacy"])
async def test_random_arguments_by_the_tools_own_schemas(connect: Connect, secrets: dict[str, str]) -> None:
    anything = st.one_of(
        st.text(max_size=40), st.integers(-(10**6), 10**6), st.floats(allow_nan=False, allow_infinity=False), st.booleans(),
        st.none(), st.lists(st.text(max_size=8), max_size=3), st.dictionaries(st.text(max_size=5), st.integers(), max_size=2),
        st.sampled_from(["bench", "squat", "today", "friday", "last week", "kg", "lb", "80", "strength", "next", "all"]),
    )  # fmt: skip
    cases: list[tuple[str, dict[str, Any]]] = []

    @settings(max_examples=100, database=None, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(data=st.data())
    def collect(data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(NAMES))
        arguments = {each: data.draw(anything) for each in ARGUMENTS[name] if data.draw(st.booleans())}
        cases.append((name, arguments))

    collect()
    async with connect(Person("cancel")) as assistant:
        for name, arguments in cases:
            await tried(assistant, name, arguments)
    assert len(cases) >= 50


async def test_another_athletes_ids_open_nothing(
    connect: Connect, secrets: dict[str, str], other_athlete: Athlete
) -> None:
    async with connect() as assistant:
        for name, arguments in (
            ("what_do_you_know", {"about": secrets["fact"]}),
            ("undo", {"write_id": secrets["fact"]}),
            ("search_chats", {"question": SECRET}),
            ("exercise_history", {"exercise": SECRET}),
            ("coach", {"message": f"how is my {SECRET} going?", "thread": secrets["fact"]}),
        ):
            found = await assistant.called(name, arguments)
            assert "100 kg" not in text_of(found) and "love" not in text_of(found)
    workouts = await Toolbox(other_athlete).named("list_workouts")()
    assert SECRET in str(workouts)
