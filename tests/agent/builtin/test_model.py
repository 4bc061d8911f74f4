"""The built-in coach as a LangChain chat model: LangChain's own rules, streaming, what it does with odd tools."""

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, HumanMessage, ToolMessage
from langchain_core.tools import tool
from langchain_tests.unit_tests import ChatModelUnitTests

from agent.builtin.model import BuiltinCoach


class TestBuiltinCoach(ChatModelUnitTests):
    """LangChain's own rules for a chat model, applied to ours."""

    @property
    def chat_model_class(self) -> type[BaseChatModel]:
        return BuiltinCoach

    @property
    def chat_model_params(self) -> dict[str, object]:
        return {}


@tool
def log_workout(said: str) -> str:
    """Log."""
    return said


@tool
def undo() -> str:
    """Undo."""
    return ""


SAYINGS = [
    "hi",
    "bench 3x5 100",
    "bench 3x5 100, undo",
    "help",
    "write me a poem",
    "how's my squat",
    "",
    "💪",
    "a\nb\nc",
]


@pytest.mark.parametrize("said", SAYINGS)
def test_streaming_says_what_generating_says(said: str) -> None:
    messages = [HumanMessage(said, id="m1")]
    whole = BuiltinCoach().invoke(messages)
    streamed = AIMessageChunk("")
    for chunk in BuiltinCoach().stream(messages):
        streamed += chunk
    assert streamed.text == whole.text
    assert streamed.tool_calls == whole.tool_calls
    assert streamed.response_metadata["finish_reason"] == whole.response_metadata["finish_reason"]


async def test_streaming_many_lines_of_tool_results() -> None:
    asked = AIMessage("", tool_calls=[{"name": "how_to_use", "args": {}, "id": "m1-0"}])
    messages = [HumanMessage("help", id="m1"), asked, ToolMessage("one\ntwo\n\nthree", tool_call_id="m1-0")]
    pieces = [chunk.text async for chunk in BuiltinCoach().astream(messages)]
    assert len(pieces) > 2
    assert "".join(pieces) == "one\ntwo\n\nthree"


def test_it_calls_only_tools_that_are_bound() -> None:
    bound = BuiltinCoach().bind_tools([log_workout])
    assert [call["name"] for call in bound.invoke("bench 3x5 100. undo").tool_calls] == ["log_workout"]
    assert bound.invoke("how's my squat").tool_calls == []


def test_calls_come_one_after_the_other_with_ids_that_repeat() -> None:
    bound = BuiltinCoach().bind_tools([log_workout, undo])
    said = HumanMessage("bench 3x5 100. undo", id="m1")
    first = bound.invoke([said])
    assert [(call["name"], call["id"]) for call in first.tool_calls] == [("log_workout", "m1-0")]
    assert bound.invoke([said]).tool_calls == first.tool_calls
    second = bound.invoke([said, first, ToolMessage("Logged.", tool_call_id="m1-0")])
    assert [(call["name"], call["id"]) for call in second.tool_calls] == [("undo", "m1-1")]
    done = bound.invoke(
        [said, first, ToolMessage("Logged.", tool_call_id="m1-0"), second, ToolMessage("Undone.", tool_call_id="m1-1")]
    )
    assert done.text == "Logged.\n\nUndone."


def test_it_says_what_a_tool_says_of_an_error() -> None:
    asked = AIMessage("", tool_calls=[{"name": "undo", "args": {}, "id": "m1-0"}])
    failed = ToolMessage("There is nothing to undo.", tool_call_id="m1-0", status="error")
    assert BuiltinCoach().invoke([HumanMessage("undo", id="m1"), asked, failed]).text == "There is nothing to undo."
