"""Every tool has its frame, every slot its filler, every label of the router its tool."""

import inspect
from datetime import date

import pytest

from agent.understanding.deciding import decide
from agent.understanding.frames import Frame, frames
from agent.understanding.router import WORDS_ALONE, router
from agent.understanding.situation import Situation
from agent.understanding.slots import FILLERS
from tools.calls import access_of
from tools.toolbox import BOXES

TOOLS = {
    name: method
    for box in BOXES
    for name, method in vars(box).items()
    if inspect.isfunction(method) and access_of(method) is not None
}


PERIODS = {"metric": "steps", "first": "last month", "second": "this month"}


def test_every_tool_has_a_frame() -> None:
    assert set(frames()) == set(TOOLS)


@pytest.mark.parametrize("frame", frames().values(), ids=lambda frame: frame.tool)
def test_slots_are_arguments_of_the_tool(frame: Frame) -> None:
    arguments = set(inspect.signature(TOOLS[frame.tool]).parameters) - {"self"}
    assert set(frame.slots) <= arguments
    assert {*frame.needs, *frame.needs_also} <= set(frame.slots) or frame.many
    if frame.many is None:
        assert set(frame.slots.values()) <= set(FILLERS)
    else:
        assert frame.many in FILLERS


def test_every_tool_can_be_asked_for() -> None:
    """The router knows nothing but tools; one that it has not learnt yet is asked for by its own sentence."""
    labels = set(router().labels)
    assert labels <= set(TOOLS) | {WORDS_ALONE, "triage"}
    args = {"metric": "steps", "first": "hrv", "second": "sleep", "tool": "garmin.get_sleep"}
    for tool in set(TOOLS) - labels:
        frame = frames()[tool]
        said = frame.sentence(
            {name: args[name] for name in (*frame.needs, *frame.needs_also)} if tool != "compare_health" else PERIODS
        )
        assert decide(said, Situation(today=date(2026, 11, 21))).tools == (tool,), said


@pytest.mark.parametrize(
    ("said", "tool", "args"),
    [
        ("sync hevy", "sync", {"name": "hevy"}),
        ("Sync Hevy.", "sync", {"name": "hevy"}),
        ("show my measurements of waist in october", "show_measurements", {"metric": "waist", "period": "2026-10-01 to 2026-10-31"}),
        ("sync", "sync", {}),
    ],
)  # fmt: skip
def test_what_a_tool_is_offered_by_means_just_that(said: str, tool: str, args: dict[str, str]) -> None:
    [call] = decide(said, Situation(today=date(2026, 11, 21))).calls
    assert (call.tool, call.args) == (tool, args)


@pytest.mark.parametrize("frame", frames().values(), ids=lambda frame: frame.tool)
def test_what_is_offered_is_a_sentence(frame: Frame) -> None:
    assert frame.says and "{" not in frame.sentence({})
