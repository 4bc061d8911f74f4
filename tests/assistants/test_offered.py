"""What other assistants get to see: tools with their schemas and hints, resources, prompts."""

import inspect
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from mcp.types import PromptReference
from syrupy.assertion import SnapshotAssertion

from db.policies import Scope
from tests.assistants.conftest import Connect
from tools.toolbox import access
from topset.assistants import arguments
from topset.assistants.library import library_tools, tool_named
from topset.assistants.offered import OFFERED
from topset.assistants.resources import KEPT
from training.errors import Invalid

ABOUT_THIRTY = 32


@pytest.mark.parametrize("era", ["legacy"])
async def test_the_schemas_are_a_prompt(connect: Connect, snapshot: SnapshotAssertion, era: str) -> None:
    async with connect() as assistant:
        tools = (await assistant.client.list_tools()).tools
    assert len(tools) <= ABOUT_THIRTY
    assert [each.model_dump(mode="json", by_alias=True, exclude_none=True) for each in tools] == snapshot


@pytest.mark.parametrize("offered", OFFERED, ids=lambda each: each.name)
def test_the_hints_are_true(offered: Any) -> None:
    assert (access(tool_named(offered.name)) == "read") == (offered.needs == "read")
    hints = offered.annotations
    assert hints.read_only_hint == (offered.needs == "read")
    assert not (hints.read_only_hint and hints.destructive_hint)


@pytest.mark.parametrize("tool", library_tools(), ids=lambda tool: tool.name)
def test_every_argument_is_explained_and_nothing_else_is_taken(tool: Any) -> None:
    Draft202012Validator.check_schema(tool.parameters)
    Draft202012Validator.check_schema(tool.output_schema)
    assert tool.parameters["additionalProperties"] is False
    assert len(tool.description) > 40
    names = set(inspect.signature(tool_named(tool.name)).parameters) - {"self"}
    assert names == set(tool.parameters["properties"]) - {"idempotency_key"}
    assert all("description" in each or name == "anyway" for name, each in tool.parameters["properties"].items())
    assert ("idempotency_key" in tool.parameters["properties"]) == (tool.needs != "read")
    assert not any("approve" in name for name in tool.parameters["properties"])


@pytest.mark.parametrize(
    ("scope", "has", "lacks"), [("read", "list_workouts", "log_workout"), ("log", "log_workout", "propose_program")]
)
async def test_an_access_sees_the_tools_that_it_may_use(scope: Scope, has: str, lacks: str, connect: Connect) -> None:
    async with connect(scope=scope) as assistant:
        names = {each.name for each in (await assistant.client.list_tools()).tools}
        refused = await assistant.call(lacks, **({"said": "bench 5x60"} if lacks == "log_workout" else {}))
    assert has in names and lacks not in names
    assert refused.is_error and "topset mcp --scope" in refused.content[0].text


async def test_resources_and_their_templates(connect: Connect) -> None:
    async with connect() as assistant:
        await assistant.say("log_workout", said="bench 3x5 @ 60 kg")
        await assistant.say("remember", text="You eat no meat.", said="no meat", kind="preference", subject="diet")
        kept = (await assistant.client.list_resources()).resources
        templates = (await assistant.client.list_resource_templates()).resource_templates
        texts = {each.uri: await read(assistant, str(each.uri)) for each in kept}
        by_which = {
            uri: await read(assistant, uri)
            for uri in (
                "topset://workouts/today",
                "topset://workouts/last%20week",
                "topset://memory/diet",
                "topset://profile/settings",
            )
        }
    assert {str(each.uri) for each in kept} == {each.uri for each in KEPT}
    assert {each.uri_template for each in templates} == {each.template for each in KEPT}
    assert "3×5 @ 60 kg" in texts["topset://workouts"] and "no meat" in texts["topset://memory"]
    assert "no program" in texts["topset://session"].lower()
    assert "60 kg" in by_which["topset://workouts/today"] and "no workouts" in by_which["topset://workouts/last%20week"]
    assert "no meat" in by_which["topset://memory/diet"] and "kg" in by_which["topset://profile/settings"]


async def read(assistant: Any, uri: str) -> str:
    from mcp.shared.exceptions import MCPError

    try:
        [content] = (await assistant.client.read_resource(uri)).contents
    except MCPError as error:
        return str(error)
    assert content.mime_type == "text/markdown"
    return str(content.text)


@pytest.mark.parametrize(
    "uri",
    [
        "topset://nothing",
        "topset://profile/xyz",
        "file:///etc/passwd",
        "topset://session/..%2f..",
        "topset://workouts/%00",
    ],
)
async def test_what_is_not_there_is_said(uri: str, connect: Connect) -> None:
    async with connect() as assistant:
        words = await read(assistant, uri)
    assert words and "Traceback" not in words and "sqlalchemy" not in words.lower()


async def test_prompts_bring_what_they_are_about(connect: Connect, planner: Any) -> None:
    async with connect() as assistant:
        await assistant.say("log_workout", said="squat 3x5 @ 100 kg")
        names = {each.name for each in (await assistant.client.list_prompts()).prompts}
        form = await assistant.client.get_prompt("review_form_notes", {"exercise": "squat", "notes": "knees cave in"})
        week = await assistant.client.get_prompt("weekly_check_in")
        found = await assistant.client.complete(
            PromptReference(name="review_form_notes"), {"name": "exercise", "value": "romanian"}
        )
    assert names == {"weekly_check_in", "plan_my_week", "review_form_notes", "explain_my_program"}
    assert "knees cave in" in form.messages[0].content.text and "100 kg" in form.messages[0].content.text
    assert "no program" in week.messages[0].content.text.lower()
    assert "Romanian Deadlift (Barbell)" in found.completion.values


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf"), 10**30])
def test_a_number_that_measures_nothing_is_no_argument(value: float) -> None:
    metadata = arguments.arguments_of(tool_named("log_measurement"), writes=True)
    with pytest.raises(Invalid, match="no measure of anything"):
        arguments.read(metadata, {"metric": "body weight", "value": value})
