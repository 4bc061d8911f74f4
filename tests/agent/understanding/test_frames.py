"""Every tool has its frame, every slot its filler, every label of the router its tool."""

import inspect

import pytest

from agent.understanding.frames import Frame, frames
from agent.understanding.router import WORDS_ALONE, router
from agent.understanding.slots import FILLERS
from tools.calls import access_of
from tools.toolbox import BOXES

TOOLS = {
    name: method
    for box in BOXES
    for name, method in vars(box).items()
    if inspect.isfunction(method) and access_of(method) is not None
}


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


def test_the_router_knows_every_tool_and_nothing_else() -> None:
    assert set(router().labels) == set(TOOLS) | {WORDS_ALONE, "triage"}


@pytest.mark.parametrize("frame", frames().values(), ids=lambda frame: frame.tool)
def test_what_is_offered_is_a_sentence(frame: Frame) -> None:
    assert frame.says and "{" not in frame.sentence({})
