"""What hurried people type, and the calls that it means: the pages of ``utterances.txt``, with no database."""

import ast
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

from agent.builtin.conversation import of
from agent.builtin.intents import Call, Intent, Say
from agent.builtin.understanding import understand


@dataclass
class Row:
    """What is typed, the calls that came before in the chat, the calls that are expected and what is to be said."""

    said: str
    before: list[BaseMessage]
    wanted: list[Call | str] = field(default_factory=list)


def rows() -> list[Row]:
    """A page of what is typed; lines with @ tell what the tools were asked before, and with what result."""
    found: list[Row] = []
    before: list[BaseMessage] = []
    for line in Path(__file__).with_name("utterances.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            before = [*before, *turn(line[1:].strip(), len(before))] if line[1:].strip() else []
        elif line.startswith(">"):
            found.append(Row(line[1:].strip().replace("\\n", "\n"), before))
        elif line.strip() and not line.startswith("#"):
            found[-1].wanted.append(expected(line))
    return found


def turn(line: str, at: int) -> list[BaseMessage]:
    """A turn that made one call: 'propose_program(weeks=10) -> {"asks": "goals"}'."""
    call, _, result = line.partition(" -> ")
    made = expected(call)
    assert isinstance(made, Call)
    artifact: dict[str, Any] = ast.literal_eval(result) if result else {}
    key = f"call-{at}"
    asked = AIMessage("", tool_calls=[{"name": made.tool, "args": made.args, "id": key}])
    return [HumanMessage("before"), asked, ToolMessage("done", tool_call_id=key, artifact=artifact), AIMessage("done")]


def expected(line: str) -> Call | str:
    node = ast.parse(line, mode="eval").body
    if isinstance(node, ast.Constant):
        return str(node.value)
    assert isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    return Call(node.func.id, {each.arg: ast.literal_eval(each.value) for each in node.keywords if each.arg})


def test_there_are_many() -> None:
    assert len(rows()) >= 250


@pytest.mark.parametrize("row", rows(), ids=[row.said for row in rows()])
def test_what_is_typed_is_understood(row: Row) -> None:
    found = understand(of([*row.before, HumanMessage(row.said)]))
    assert len(found) == len(row.wanted), found
    assert all(matches(one, other) for one, other in zip(found, row.wanted, strict=True)), found


def matches(found: Intent, wanted: Call | str) -> bool:
    if isinstance(wanted, Call):
        return found == wanted
    return isinstance(found, Say) and wanted in found.text
