"""The terminal's door, as a person uses it: a real process, a real home."""

import json

import pytest
from typer.testing import CliRunner

from tests.doors.terminal import Topset, asked, topset
from topset.cli.app import app

__all__ = ["topset"]


def test_one_turn_as_json(topset: Topset) -> None:
    found = asked(topset, "bench 3x5 @ 100", "--as", "Ann")
    assert set(found) == {"reply", "thread", "tools", "proposals", "choices"}
    [tool] = found["tools"]
    assert set(tool) == {"name", "args", "ok", "result"}
    assert (tool["name"], tool["args"], tool["ok"]) == ("log_workout", {"said": "bench 3x5 @ 100"}, True)
    assert "3×5 @ 100 kg" in found["reply"] and found["proposals"] == [] and found["choices"] == []


@pytest.mark.slow
def test_a_program_is_approved_by_a_command(topset: Topset) -> None:
    """What a turn proposes waits, whatever is said in it, until a person runs the command."""
    first = asked(topset, "start stronglifts, i have a barbell, a rack and a bench", "--as", "Pat")
    thread = ("--as", "Pat", "--thread", first["thread"])
    assert "health check" in first["reply"] and first["proposals"] == []
    proposed = asked(topset, "no to all", *thread)
    [proposal] = proposed["proposals"]
    assert f"topset approve {proposal[:8]}" in proposed["reply"]
    assert "topset approve" in asked(topset, "yes", *thread)["reply"]
    approved = topset("approve", proposal, "--as", "Pat", "--today", "2026-11-21", "--json")
    assert approved.returncode == 0 and json.loads(approved.stdout)["status"] == "approved"
    assert "Squat (Barbell): 5×5" in asked(topset, "what's my next session?", *thread)["reply"]
    again = topset("approve", proposal, "--as", "Pat")
    assert again.returncode == 1 and "not open any more" in again.stderr


def test_yes_in_the_terminal_chat_is_a_persons(topset: Topset) -> None:
    said = "start couch to 5k\nno to all\nyes\nwhat's next?\nexit\n"
    done = topset("chat", "--as", "Ria", "--today", "2026-11-21", said=said)
    assert "Approved: Couch to 5 km" in done.stdout and "Running: 8×1:00" in done.stdout


@pytest.mark.slow
def test_a_decision_needs_no_long_id(topset: Topset) -> None:
    nothing = topset("approve", "--as", "Una")
    assert nothing.returncode == 1 and "No proposal is waiting" in nothing.stderr
    first = asked(topset, "start couch to 5k", "--as", "Una")
    proposed = asked(topset, "no to all", "--as", "Una", "--thread", first["thread"])
    [proposal] = proposed["proposals"]
    assert f"topset approve {proposal[:8]} --as Una" in proposed["reply"]
    wrong = topset("reject", "abc", "--as", "Una")
    assert wrong.returncode == 1 and "at least 4 characters" in wrong.stderr
    assert "Rejected: " in topset("reject", proposal[:4], "--as", "Una", "--because", "no time").stdout
    again = topset("approve", proposal[:8], "--as", "Una")
    assert again.returncode == 1 and "not open any more: it is rejected: no time" in again.stderr
    anyway = asked(topset, "start couch to 5k anyway", "--as", "Una")
    assert len(anyway["proposals"]) == 1
    assert "Approved: Couch to 5 km" in topset("approve", "--as", "Una").stdout


@pytest.mark.slow
def test_a_thread_goes_on_in_another_process(topset: Topset) -> None:
    first = asked(topset, "squat 5x5 140", "--as", "Bob")
    second = asked(topset, "the last set was 4", "--as", "Bob", "--thread", first["thread"])
    assert "5, 5, 5, 5, 4 @ 140 kg" in second["reply"] and second["thread"] == first["thread"]
    assert "Undone" in topset("undo", "--as", "Bob").stdout
    assert "5×5 @ 140 kg" in asked(topset, "what did i do today", "--as", "Bob")["reply"]


def test_athletes_are_kept_apart(topset: Topset) -> None:
    asked(topset, "deadlift 3x3 180", "--as", "Cleo")
    assert "180" not in topset("export", "--as", "Dan").stdout


def test_talking(topset: Topset) -> None:
    done = topset("chat", "--as", "Hal", said="bench 3x5 @ 100\nhow's my bench?\nquit\n")
    assert done.returncode == 0 and "estimated 1RM" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["ask", "hi", "--thread", "nonsense"], "is no thread"),
        (["ask", ""], "nothing in that message"),
        (["approve", "nonsense"], "is no proposal"),
        (["ask", "hi", "--today", "tomorrow"], "Invalid value"),
        (["db", "restore", "nowhere.backup"], "There is no file"),
        (["ui", "--host", "0.0.0.0", "--headless"], "nobody here has a password"),
        (["password"], "at least 10 characters"),
        (["nonsense"], "No such command"),
    ],
)
def test_failures_are_words_and_an_exit_code(topset: Topset, arguments: list[str], words: str) -> None:
    done = topset(*arguments, said="short\n")
    shown = " ".join((done.stdout + done.stderr).split())
    assert done.returncode != 0 and words in shown and "Traceback" not in shown


@pytest.mark.parametrize(
    "command",
    [
        "",
        "ask",
        "chat",
        "approve",
        "reject",
        "import",
        "export",
        "undo",
        "ui",
        "doctor",
        "password",
        "db",
        "db backup",
        "db restore",
    ],
)
def test_every_command_has_help(command: str) -> None:
    done = CliRunner().invoke(app, [*command.split(), "--help"])
    assert done.exit_code == 0 and "Usage" in done.output
