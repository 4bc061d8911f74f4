"""Health data by the real apple-health-export-mcp from PyPI, over a generated export: connected, synced, asked."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.connectors.apple_export import export_zip
from tests.doors.terminal import ROOT, Topset, asked, topset

__all__ = ["topset"]
pytestmark = [pytest.mark.npm, pytest.mark.timeout(900)]
BIN = ROOT / ".venv" / "health" / "bin"


def test_an_export_behind_the_real_server(topset: Topset, tmp_path: Path) -> None:
    assert (BIN / "apple-health-export-mcp").exists(), f"{BIN} is missing: .ci/run makes it"
    database = tmp_path / "health.db"
    export = export_zip(tmp_path / "Export.zip", 20)
    subprocess.run([BIN / "apple-health-export-mcp-ingest", export, "--db", database], check=True, capture_output=True)
    command = ("--", str(BIN / "apple-health-export-mcp"))
    connected = topset("connect", "mcp", "apple", "--secret", f"AH_DB_PATH={database}", "--as", "Ana", *command)
    assert connected.returncode == 0, connected.stderr
    assert "Apple Health export" in connected.stdout and "get_sleep" in connected.stdout
    first = json.loads(topset("sync", "apple", "--as", "Ana", "--today", "2026-11-21", "--json").stdout)
    assert first["reports"][0]["days"] == 20 and first["reports"][0]["samples_new"] > 200
    again = json.loads(topset("sync", "apple", "--as", "Ana", "--today", "2026-11-21", "--json").stdout)
    assert again["reports"][0]["samples_new"] == 0
    assert (
        "2 h 00 min mean a day" in asked(topset, "show my deep sleep data of the last 10 days", "--as", "Ana")["reply"]
    )
    file = json.loads(topset("import", str(export), "--as", "Ben", "--json").stdout)
    assert file["files"][0]["days"] == 20, file
    ours, theirs = (
        asked(topset, "show my steps data of the last 10 days", "--as", who)["tools"][0]["result"]["values"]
        for who in ("Ben", "Ana")
    )
    assert ours == theirs, "our import of the export and the real server over it tell the same steps"
