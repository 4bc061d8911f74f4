"""What hurried people type, and the calls that it means: the pages of ``utterances.txt``, with no database."""

import ast
from pathlib import Path

import pytest
from langchain_core.messages import HumanMessage

from agent.builtin.conversation import of
from agent.builtin.intents import Call, Intent, Say
from agent.builtin.understanding import understand

Row = tuple[str, list[Call | str]]


def rows() -> list[Row]:
    """What is typed, with the calls that are expected and what is to be said."""
    found: list[Row] = []
    for line in Path(__file__).with_name("utterances.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(">"):
            found.append((line[1:].strip().replace("\\n", "\n"), []))
        elif line.strip() and not line.startswith("#"):
            found[-1][1].append(expected(line))
    return found


def expected(line: str) -> Call | str:
    node = ast.parse(line, mode="eval").body
    if isinstance(node, ast.Constant):
        return str(node.value)
    assert isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    return Call(node.func.id, {each.arg: ast.literal_eval(each.value) for each in node.keywords if each.arg})


def test_there_are_many() -> None:
    assert len(rows()) >= 250


@pytest.mark.parametrize("said, wanted", rows(), ids=[said for said, _ in rows()])
def test_what_is_typed_is_understood(said: str, wanted: list[Call | str]) -> None:
    found = understand(of([HumanMessage(said)]))
    assert len(found) == len(wanted), found
    assert all(matches(one, other) for one, other in zip(found, wanted, strict=True)), found


def matches(found: Intent, wanted: Call | str) -> bool:
    if isinstance(wanted, Call):
        return found == wanted
    return isinstance(found, Say) and wanted in found.text
