"""The server and clients that others have written: the MCP Inspector, and the conformance suite of the protocol."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.doors.environment import environment_of
from tests.doors.ports import free_port, until_answering
from topset.assistants.offered import OFFERED

ROOT = Path(__file__).parent.parent.parent
FIXTURES = ROOT / "tests" / "doors" / "npm"
BIN = ROOT / ".venv" / "npm" / "node_modules" / ".bin"
CALLS: dict[str, dict[str, Any]] = {
    "exercise_history": {"exercise": "squat"}, "find_exercises": {"name": "face pull"}, "estimate_strength": {"exercise": "squat"},
    "suggest_load": {"exercise": "squat", "reps": 5, "rpe": 8}, "show_measurements": {"metric": "body weight"},
    "search_chats": {"question": "squats"}, "log_workout": {"said": "squat 3x5 @ 100 kg"}, "change_sets": {"which": "last", "reps": 4},
    "log_measurement": {"metric": "body weight", "value": 80, "unit": "kg"}, "remember": {"text": "You eat no meat.", "said": "no meat"},
    "report_injury": {"region": "elbow", "severity": 2}, "answer_screening": {"yes": []}, "update_planning": {"days": 3},
    "propose_program": {"weeks": 4, "template": "stronglifts"}, "change_planned": {"exercise": "squat", "sets": 3},
    "swap_planned": {"exercise": "row"}, "shorten_session": {"minutes": 30}, "move_session": {"to": "friday"},
    "coach": {"message": "how is my squat going?"},
}  # fmt: skip
"""Arguments of those tools that need some."""
NEED_A_PLAN = {"todays_session", "show_program", "show_week", "explain_plan", "program_progress", "log_planned", "change_planned", "swap_planned",
               "shorten_session", "move_session", "check_in"}  # fmt: skip
"""What answers in words that there is no program yet: nobody has approved one here."""

pytestmark = pytest.mark.npm


@pytest.fixture(scope="module")
def environment() -> Iterator[dict[str, str]]:
    assert BIN.is_dir(), f"{BIN} is missing: .ci/run installs it"
    with tempfile.TemporaryDirectory(prefix="topset-npm-") as folder:
        yield environment_of(Path(folder) / "home", PATH=f"{BIN}:{os.environ['PATH']}", PYTHONPATH=str(ROOT))


@contextmanager
def running(environment: dict[str, str], *command: str, port: int) -> Iterator[str]:
    url = f"http://127.0.0.1:{port}/mcp"
    log = Path(environment["TOPSET_HOME"]).parent / "server.log"
    with log.open("ab") as into:
        process = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=environment, stdout=into, stderr=into)
    until_answering(url, process, log)
    yield url
    process.terminate()
    process.wait(30)


@pytest.fixture(scope="module")
def inspector(environment: dict[str, str]) -> Iterator[Any]:
    """Ask the server by the Inspector's command line, as somebody with a token."""
    made = subprocess.run(
        [sys.executable, "-m", "topset", "token", "create", "--scope", "plan", "--json"], cwd=ROOT, env=environment,
        capture_output=True, text=True, check=True, timeout=100,
    )  # fmt: skip
    token = json.loads(made.stdout)["token"]
    port = free_port()
    with running(environment, "-m", "topset", "mcp", "--http", "--port", str(port), port=port) as url:

        def ask(method: str, *more: str) -> Any:
            command = [
                "mcp-inspector",
                "--cli",
                url,
                "--transport",
                "http",
                "--header",
                f"Authorization: Bearer {token}",
                "--method",
                method,
            ]
            done = subprocess.run(
                [*command, *more], env=environment, capture_output=True, text=True, timeout=60, check=False
            )
            assert done.returncode == 0 or done.stdout, done.stderr
            return json.loads(done.stdout)

        yield ask


def call_of(name: str) -> list[str]:
    arguments = [
        f"{key}={json.dumps(value) if not isinstance(value, str) else value}"
        for key, value in CALLS.get(name, {}).items()
    ]
    return ["--tool-name", name, *(part for each in arguments for part in ("--tool-arg", each))]


@pytest.mark.timeout(300)
def test_the_inspector_lists_and_calls_every_tool(inspector: Any) -> None:
    listed = {each["name"]: each for each in inspector("tools/list")["tools"]}
    assert set(listed) == {each.name for each in OFFERED} | {"coach"}
    first = [
        "log_workout",
        "log_measurement",
        "answer_screening",
        "update_planning",
    ]  # the others ask about what these wrote
    names = [*first, *(name for name in listed if name not in first and name != "undo")]
    answers = {name: inspector("tools/call", *call_of(name)) for name in first}
    with ThreadPoolExecutor(2) as pool:
        answers |= dict(
            zip(
                names[len(first) :],
                pool.map(lambda name: inspector("tools/call", *call_of(name)), names[len(first) :]),
                strict=True,
            )
        )
    answers["undo"] = inspector("tools/call", *call_of("undo"))
    for name, answer in answers.items():
        words = answer["content"][0]["text"]
        if name in NEED_A_PLAN and answer.get("isError"):
            assert "program" in words.lower() or "planned" in words.lower(), (name, words)
        else:
            assert not answer.get("isError"), (name, words)
            assert answer["structuredContent"], name


def test_the_inspector_reads_resources_and_prompts(inspector: Any) -> None:
    assert len(inspector("resources/list")["resources"]) == 5
    assert len(inspector("resources/templates/list")["resourceTemplates"]) == 5
    assert len(inspector("prompts/list")["prompts"]) == 4
    read = inspector("resources/read", "--uri", "topset://workouts")
    assert read["contents"][0]["mimeType"] == "text/markdown"


@pytest.mark.timeout(300)
def test_the_protocols_own_suite_passes(environment: dict[str, str]) -> None:
    port = free_port()
    with running(environment, str(FIXTURES / "conformance_server.py"), str(port), port=port) as url:
        out = Path(environment["TOPSET_HOME"]).parent / "conformance"
        done = subprocess.run(
            ["conformance", "server", "--url", url, "--expected-failures", str(FIXTURES / "baseline.yml"), "-o", str(out)],
            env=environment, capture_output=True, text=True, timeout=200, check=False,
        )  # fmt: skip
    summary = done.stdout[done.stdout.find("=== SUMMARY") :]
    assert done.returncode == 0, summary or done.stderr
    assert "Total: 40 passed, 0 failed" in summary, summary
