"""What language models are told about our tools: their names, descriptions and arguments are a prompt."""

from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from agent.toolbelt import as_told, toolbelt
from agent.understanding.reading import WRITES
from db.athletes import Athlete


def test_what_models_are_told(athlete: Athlete, snapshot: SnapshotAssertion) -> None:
    told = [as_told(tool) for tool in toolbelt(athlete)]
    assert told == snapshot.use_extension(JSONSnapshotExtension)


def test_every_argument_is_explained(athlete: Athlete) -> None:
    for tool in toolbelt(athlete):
        for name, argument in as_told(tool)["function"]["parameters"]["properties"].items():
            assert argument.get("description"), f"{tool.name}: {name}"


def test_no_tool_lets_a_model_choose_the_athlete(athlete: Athlete) -> None:
    names = {name for tool in toolbelt(athlete) for name in tool.args}
    assert not names & {"athlete", "athlete_id", "user_id", "self", "session", "change"}


def test_the_built_in_coach_knows_which_tools_write(athlete: Athlete) -> None:
    assert {tool.name for tool in toolbelt(athlete) if (tool.metadata or {})["access"] == "write"} == WRITES
