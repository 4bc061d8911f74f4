"""What hurried people type, and the calls that it means: the share of the pages of ``utterances.txt`` that is understood."""

import ast
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

from agent.builtin.conversation import of
from agent.builtin.intents import Call
from agent.builtin.understanding import understand
from agent.understanding.situation import SITUATION, Situation
from evals.calls import unmet
from evals.conversation import Called
from evals.corpus import WantedCall

PAGES = Path(__file__).with_name("utterances.txt")
TODAY = date(2026, 11, 18)
LEAST_RIGHT = 0.8
"""The pages were written beside an older reading that knew each of them by heart."""


def rows() -> list[tuple[str, list[BaseMessage], list[str]]]:
    """What is typed, after which messages, and the lines that say what it means."""
    found: list[tuple[str, list[BaseMessage], list[str]]] = []
    before: list[BaseMessage] = []
    for line in PAGES.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            before = [*before, *turn(line[1:].strip(), len(before))] if line[1:].strip() else []
        elif line.startswith(">"):
            found.append((line[1:].strip().replace("\\n", "\n"), before, []))
        elif line.strip() and not line.startswith("#"):
            found[-1][2].append(line)
    return found


def turn(line: str, at: int) -> list[BaseMessage]:
    """A turn that made one call: 'propose_program(weeks=10) -> {"asks": "goals"}'."""
    made, _, result = line.partition(" -> ")
    tool, args = call_of(made)
    artifact: dict[str, Any] = ast.literal_eval(result) if result else {}
    key = f"call-{at}"
    asked = AIMessage("", tool_calls=[{"name": tool, "args": args, "id": key}])
    return [HumanMessage("before"), asked, ToolMessage("done", tool_call_id=key, artifact=artifact), AIMessage("done")]


def call_of(line: str) -> tuple[str, dict[str, Any]]:
    node = ast.parse(line, mode="eval").body
    assert isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    return node.func.id, {each.arg: ast.literal_eval(each.value) for each in node.keywords if each.arg}


@pytest.mark.timeout(900)
def test_most_of_what_is_typed_is_understood() -> None:
    counts: Counter[bool] = Counter()
    missed = []
    for said, before, lines in rows():
        wanted = [
            WantedCall(tool=tool, args=args) for tool, args in (call_of(each) for each in lines if each[0] != '"')
        ]
        situation = Situation(today=TODAY, has_program=True).record()
        found = understand(of([*before, HumanMessage(said, additional_kwargs={SITUATION: situation})]))
        made = [Called(each.tool, each.args, True, "") for each in found if isinstance(each, Call)]
        is_right = not unmet(made, wanted, TODAY) and {each.tool for each in made} == {each.tool for each in wanted}
        counts[is_right] += 1
        if not is_right:
            missed.append(said)
    assert counts[True] / counts.total() >= LEAST_RIGHT, missed
