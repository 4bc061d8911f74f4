"""What language models are told about our tools: their names, descriptions and arguments are a prompt."""

from collections.abc import Iterator
from typing import Any

from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from agent.strict import as_given
from agent.toolbelt import as_told, more_tools, toolbelt
from db.athletes import Athlete
from tools.toolbox import WRITES


def test_what_models_are_told(athlete: Athlete, snapshot: SnapshotAssertion) -> None:
    told = [as_told(tool) for tool in toolbelt(athlete)]
    assert told == snapshot.use_extension(JSONSnapshotExtension)


TAKEN = {
    "type", "properties", "required", "additionalProperties", "items", "anyOf", "enum", "description", "format", "minimum", "maximum",
    "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "pattern", "minItems", "maxItems", "const",
}  # fmt: skip
"""The keywords of strict mode (OpenAI, structured outputs)."""
FORMATS = {"date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"}


def schemas_in(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A schema and all within it."""
    yield schema
    inner = [
        *schema.get("properties", {}).values(),
        *schema.get("anyOf", []),
        *([schema["items"]] if "items" in schema else []),
    ]
    for each in inner:
        yield from schemas_in(each)


def test_strict_mode_takes_every_tool(athlete: Athlete) -> None:
    for tool in [*toolbelt(athlete), more_tools()]:
        function = as_told(tool)["function"]
        assert function["strict"] is True
        for schema in schemas_in(function["parameters"]):
            assert set(schema) <= TAKEN, f"{tool.name}: {set(schema) - TAKEN}"
            assert schema.get("format", "date") in FORMATS, tool.name
            if schema.get("type") == "object":
                assert schema["additionalProperties"] is False, tool.name
                assert schema["required"] == list(schema["properties"]), tool.name
            else:
                assert {"type", "anyOf", "enum", "const"} & set(schema), f"{tool.name}: {schema}"


def test_what_strict_mode_leaves_out_is_left_out(athlete: Athlete) -> None:
    """Null for everything that may be left out is the call without it."""
    for tool in toolbelt(athlete):
        parameters = as_told(tool)["function"]["parameters"]["properties"]
        assert as_given({name: None for name in parameters}) == {}


def test_every_argument_is_explained(athlete: Athlete) -> None:
    for tool in toolbelt(athlete):
        for name, argument in as_told(tool)["function"]["parameters"]["properties"].items():
            assert argument.get("description"), f"{tool.name}: {name}"


def test_no_tool_lets_a_model_choose_the_athlete(athlete: Athlete) -> None:
    names = {name for tool in toolbelt(athlete) for name in tool.args}
    assert not names & {"athlete", "athlete_id", "user_id", "self", "session", "change"}


def test_the_built_in_coach_knows_which_tools_write(athlete: Athlete) -> None:
    assert {tool.name for tool in toolbelt(athlete) if (tool.metadata or {})["access"] == "write"} == WRITES
