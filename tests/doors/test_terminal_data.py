"""What goes in and out by the terminal: import, export, backup, restore, and how the installation is."""

import json
from pathlib import Path

import pytest

from tests.doors.terminal import Topset, asked, topset

__all__ = ["topset"]
HEVY = """"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index","set_type","weight_kg","reps","distance_km","duration_seconds","rpe"
"Push","18 Nov 2026, 17:29","18 Nov 2026, 18:31","","Bench Press (Barbell)",,"",0,"normal",100,5,,,8
"Push","18 Nov 2026, 17:29","18 Nov 2026, 18:31","","Bench Press (Barbell)",,"",1,"normal",heavy,5,,,
"""


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_doctor_and_status(topset: Topset) -> None:
    healthy = topset("doctor")
    assert healthy.returncode == 0, healthy.stdout
    assert all(line.startswith("✓") for line in healthy.stdout.splitlines() if line.strip())
    sick = topset("doctor", TOPSET_MODEL="magic:wand")
    assert sick.returncode == 1 and "is no model" in sick.stdout
    assert topset("db", "status").returncode == 0
    assert "can't be reached" in topset("db", "status", TOPSET_DATABASE_URL="postgresql://x:y@127.0.0.1:1/none").stderr
