"""The terminal's door, as a person uses it: a real process, a real home."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from db.embedded import EmbeddedServer
from topset.cli.app import app

ROOT = Path(__file__).parent.parent.parent
HEVY = """"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index","set_type","weight_kg","reps","distance_km","duration_seconds","rpe"
"Push","18 Nov 2026, 17:29","18 Nov 2026, 18:31","","Bench Press (Barbell)",,"",0,"normal",100,5,,,8
"Push","18 Nov 2026, 17:29","18 Nov 2026, 18:31","","Bench Press (Barbell)",,"",1,"normal",heavy,5,,,
"""
Topset = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def topset(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Topset]:
    """Run ``topset`` in a home of this module."""
    home = tmp_path_factory.mktemp("h") / "home"
    server = EmbeddedServer(home)
    server.start()  # held while the tests run: a person's second command finds it running, too

    def run(*arguments: str, said: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("TOPSET_", "OPENAI_"))}
        return subprocess.run(
            [sys.executable, "-m", "topset", *arguments], cwd=ROOT, input=said, capture_output=True, text=True, timeout=100,
            env=clean | {"TOPSET_HOME": str(home), "TOPSET_TIMEZONE": "Europe/Berlin"} | environment, check=False,
        )  # fmt: skip

    yield run
    server.release()


def asked(topset: Topset, *arguments: str) -> dict[str, Any]:
    done = topset("ask", *arguments, "--json", "--today", "2026-11-21")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def test_one_turn_as_json(topset: Topset) -> None:
    found = asked(topset, "bench 3x5 @ 100", "--as", "Ann")
    assert set(found) == {"reply", "thread", "tools", "proposals"}
    [tool] = found["tools"]
    assert set(tool) == {"name", "args", "ok", "result"}
    assert (tool["name"], tool["args"], tool["ok"]) == ("log_workout", {"said": "bench 3x5 @ 100"}, True)
    assert "3×5 @ 100 kg" in found["reply"] and found["proposals"] == []


def test_a_program_is_approved_by_a_command(topset: Topset) -> None:
    """What a turn proposes waits, whatever is said in it, until a person runs the command."""
    first = asked(topset, "start stronglifts, i have a barbell, a rack and a bench", "--as", "Pat")
    thread = ("--as", "Pat", "--thread", first["thread"])
    assert "health check" in first["reply"] and first["proposals"] == []
    proposed = asked(topset, "no to all", *thread)
    [proposal] = proposed["proposals"]
    assert f"topset approve {proposal}" in proposed["reply"]
    assert "topset approve" in asked(topset, "yes", *thread)["reply"]
    approved = topset("approve", proposal, "--as", "Pat", "--today", "2026-11-21", "--json")
    assert approved.returncode == 0 and json.loads(approved.stdout)["status"] == "approved"
    assert "Squat (Barbell): 5×5" in asked(topset, "what's next?", *thread)["reply"]
    again = topset("approve", proposal, "--as", "Pat")
    assert again.returncode == 1 and "not open any more" in again.stderr


def test_yes_in_the_terminal_chat_is_a_persons(topset: Topset) -> None:
    said = "start couch to 5k\nno to all\nyes\nwhat's next?\nexit\n"
    done = topset("chat", "--as", "Ria", "--today", "2026-11-21", said=said)
    assert "Approved: Couch to 5 km" in done.stdout and "Running: 8×1:00" in done.stdout


def test_a_thread_goes_on_in_another_process(topset: Topset) -> None:
    first = asked(topset, "squat 5x5 140", "--as", "Bob")
    second = asked(topset, "the last set was 4", "--as", "Bob", "--thread", first["thread"])
    assert "5, 5, 5, 5, 4 @ 140 kg" in second["reply"] and second["thread"] == first["thread"]
    assert "Undone" in topset("undo", "--as", "Bob").stdout
    assert "5×5 @ 140 kg" in asked(topset, "what did i do today", "--as", "Bob")["reply"]


def test_athletes_are_kept_apart(topset: Topset) -> None:
    asked(topset, "deadlift 3x3 180", "--as", "Cleo")
    assert "180" not in topset("export", "--as", "Dan").stdout


def test_import_export_and_back(topset: Topset, tmp_path: Path) -> None:
    log = tmp_path / "anything.bin"
    log.write_text(HEVY)
    first = topset("import", str(log), "--as", "Eve")
    assert first.returncode == 0 and "heavy" in first.stdout, "the row that can't be read is named with its reason"
    again = json.loads(topset("import", str(log), "--as", "Eve", "--json").stdout)
    exported = topset("export", "--as", "Eve").stdout
    assert len(json.loads(exported)["workouts"]) == 1, again
    copy = tmp_path / "me.json"
    copy.write_text(exported)
    assert topset("import", str(copy), "--as", "Fay").returncode == 0
    twin = json.loads(topset("export", "--as", "Fay").stdout)
    assert twin["workouts"] == json.loads(exported)["workouts"]


def test_what_is_no_log_is_refused_in_words(topset: Topset, tmp_path: Path) -> None:
    strange = tmp_path / "photo.csv"
    strange.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    done = topset("import", str(strange))
    assert done.returncode == 1 and "Traceback" not in done.stderr and done.stderr.strip()


def test_a_backup_fills_an_empty_home_and_the_export_is_identical(topset: Topset, tmp_path: Path) -> None:
    asked(topset, "bench 3x5 @ 225 lb and i weigh 81.2 kg", "--as", "Gil")
    before = topset("export", "--as", "Gil").stdout
    backup = tmp_path / "all.backup"
    assert topset("db", "backup", str(backup)).returncode == 0
    elsewhere = {"TOPSET_HOME": str(tmp_path / "new")}
    restored = topset("db", "restore", str(backup), **elsewhere)
    assert restored.returncode == 0, restored.stderr
    assert topset("export", "--as", "Gil", **elsewhere).stdout == before
    assert "identical" not in topset("db", "restore", str(backup), **elsewhere).stdout
    assert topset("db", "restore", str(backup), **elsewhere).returncode == 1, "nobody is overwritten unasked"
    assert topset("db", "restore", str(backup), "--force", **elsewhere).returncode == 0
    assert "bench" in asked_elsewhere(topset, elsewhere).lower()


def asked_elsewhere(topset: Topset, environment: dict[str, str]) -> str:
    done = topset("ask", "bench pr?", "--as", "Gil", **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_doctor_and_status(topset: Topset) -> None:
    healthy = topset("doctor")
    assert healthy.returncode == 0, healthy.stdout
    assert all(line.startswith("✓") for line in healthy.stdout.splitlines() if line.strip())
    sick = topset("doctor", TOPSET_MODEL="magic:wand")
    assert sick.returncode == 1 and "is no model" in sick.stdout
    assert topset("db", "status").returncode == 0
    assert "can't be reached" in topset("db", "status", TOPSET_DATABASE_URL="postgresql://x:y@127.0.0.1:1/none").stderr


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
