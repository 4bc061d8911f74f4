"""Hevy by its real MCP server from npm: connected by command, synced, a routine sent, and no key anywhere in clear."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.connectors.hevy_server import KEY, Fault, HevyServer, hevy_server, lifter
from tests.doors.terminal import Topset, asked, topset

__all__ = ["topset"]
pytestmark = [pytest.mark.npm, pytest.mark.timeout(400)]


@pytest.fixture(scope="module")
def hevy() -> Iterator[HevyServer]:
    with hevy_server() as account:
        yield lifter(account)


def test_connect_sync_and_say_it(topset: Topset, hevy: HevyServer, tmp_path: Path) -> None:
    here = {"TOPSET_HEVY_URL": hevy.url, "TOPSET_HEVY_PACE": "0.01"}
    wrong = topset("connect", "hevy", said="wrong\n", **here)
    assert wrong.returncode == 1 and "does not know this API key" in wrong.stderr and "Traceback" not in wrong.stderr
    connected = topset("connect", "hevy", said=f"{KEY}\n", **here)
    assert connected.returncode == 0, connected.stderr
    assert "Connected with Hevy as john: 15 workouts" in connected.stdout
    assert ("GET", "/v1/workouts") in hevy.requests, "the MCP server from npm got through to the stub"
    hevy.faults.append(Fault("/v1/workouts", 500, times=99))
    broken = topset("sync", "hevy", **here)
    assert broken.returncode == 1 and "sync again later" in broken.stderr
    assert "last time it failed" in topset("connect", "list", **here).stdout
    hevy.faults.clear()
    synced = json.loads(topset("sync", "--json", **here).stdout)
    assert synced["reports"][0]["workouts_new"] == 15
    assert "nothing new" in asked(topset, "sync hevy", **here)["reply"]
    dump = topset("-v", "export", **here)
    assert KEY not in dump.stdout + dump.stderr
    assert KEY not in topset("connect", "list", "--json", **here).stdout
    backup = tmp_path / "all.backup"
    assert topset("db", "backup", str(backup)).returncode == 0
    assert KEY.encode() not in backup.read_bytes()
    gone = topset("connect", "remove", "hevy", **here)
    assert gone.returncode == 0 and "Nothing is connected" in topset("connect", "list", **here).stdout


def test_without_node_it_says_where_to_get_it(topset: Topset, hevy: HevyServer) -> None:
    done = topset("connect", "hevy", said=f"{KEY}\n", TOPSET_HEVY_URL=hevy.url, PATH="/nonexistent")
    assert done.returncode == 1 and "nodejs.org" in done.stderr and "Traceback" not in done.stderr
