"""The embedded server lets in who has this home's passwords, and starts in no folder that others can open."""

import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from db import private, server_user
from db.backup import backup
from db.embedded import LONGEST_SOCKET_PATH, EmbeddedServer
from db.engine import Database, open_database
from db.passwords import CLOSED, OPEN
from db.policies import APP_ROLE
from tests.faults.conftest import stop_server
from topset.page import secret
from training.errors import Unavailable

GET_IN = """
import os, sys, psycopg
os.setgid(65534); os.setuid(65534)
with psycopg.connect(sys.argv[1]) as connection:
    connection.execute("create table got_in (x int); copy got_in from program 'id'")
"""


@pytest.fixture
def far_home() -> Iterator[Path]:
    """A home whose path is too long for a socket."""
    folder = Path(tempfile.mkdtemp(prefix="topset-"))
    home = folder / ("x" * LONGEST_SOCKET_PATH) / "home"
    yield home
    stop_server(home)
    shutil.rmtree(EmbeddedServer(home).socket_dir, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def near_home() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="topset-"))
    yield folder / "home"
    stop_server(folder / "home")
    shutil.rmtree(folder, ignore_errors=True)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("mode", [0o777, 0o755, 0o701])
def test_a_socket_folder_that_somebody_made_is_refused(mode: int, far_home: Path) -> None:
    folder = EmbeddedServer(far_home).socket_dir
    folder.mkdir()
    folder.chmod(mode)
    with pytest.raises(Unavailable, match=re.escape(f"{folder} is not a private folder")):
        EmbeddedServer(far_home).start()
    assert not any(folder.iterdir())


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as somebody else")
def test_a_private_folder_of_somebody_else_is_refused(far_home: Path) -> None:
    folder = EmbeddedServer(far_home).socket_dir
    folder.mkdir(mode=0o700)
    os.chown(folder, server_user.number() + 1, -1)
    with pytest.raises(Unavailable, match="somebody else made it"):
        EmbeddedServer(far_home).start()


def test_a_link_to_a_folder_is_refused(far_home: Path, tmp_path: Path) -> None:
    EmbeddedServer(far_home).socket_dir.symlink_to(tmp_path, target_is_directory=True)
    try:
        with pytest.raises(Unavailable, match="is not a private folder"):
            EmbeddedServer(far_home).start()
    finally:
        EmbeddedServer(far_home).socket_dir.unlink()


def test_nobody_gets_in_without_a_password(far_home: Path) -> None:
    opened = open_database(None, far_home)
    assert opened.server is not None
    folder = opened.server.socket_dir
    assert folder != opened.server.data and mode_of(folder) == 0o700
    assert mode_of(opened.server.passwords.file) == 0o600
    for role in ("postgres", APP_ROLE):
        for guess in ("", "&password=postgres"):
            with pytest.raises(psycopg.OperationalError, match="password"):
                psycopg.connect(f"postgresql://{role}@/topset?host={folder}{guess}")
    with psycopg.connect(opened.app_url) as connection:
        assert connection.execute("select current_user").fetchone() == (APP_ROLE,)
    if os.geteuid() == 0:  # the attack itself: another user of the machine, who knows the URL
        shown = subprocess.run(
            [sys.executable, "-c", GET_IN, opened.owner_url], capture_output=True, text=True, check=False, timeout=60
        )
        assert shown.returncode != 0 and "OperationalError" in shown.stderr


def test_secrets_stand_in_no_url_and_not_in_the_log_of_the_server(near_home: Path) -> None:
    opened = open_database(None, near_home)
    assert opened.server is not None
    passwords = [opened.server.passwords.of(role) for role in ("postgres", APP_ROLE)]
    logged = (opened.server.data / "log.txt").read_text("utf-8", "replace")
    for each in passwords:
        assert len(each) == 64 and each not in opened.owner_url + opened.app_url + repr(opened) + logged


def test_a_home_that_did_without_passwords_gets_them(near_home: Path) -> None:
    server = open_database(None, near_home).server
    assert server is not None
    server.stop()
    server.passwords.file.unlink()
    server.passwords.rules.write_text(f"# as initdb --auth=trust writes it\n{OPEN}host all all 127.0.0.1/32 trust\n")
    opened = open_database(None, near_home)
    assert server.passwords.rules.read_text() == CLOSED
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(f"postgresql://postgres@/topset?host={server.socket_dir}")
    psycopg.connect(opened.app_url).close()


def test_passwords_that_were_lost_are_made_anew_while_it_runs(near_home: Path) -> None:
    opened = open_database(None, near_home)
    assert opened.server is not None
    before = opened.server.passwords.of(APP_ROLE)
    opened.server.passwords.file.unlink()
    again = open_database(None, near_home)
    psycopg.connect(again.app_url).close()
    assert opened.server.passwords.of(APP_ROLE) != before


def test_backups_are_private(database: Database, tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    old = os.umask(0o022)
    try:
        backup(database.owner_url, tmp_path / "backups" / "one.backup")
    finally:
        os.umask(old)
    assert (mode_of(tmp_path / "backups"), mode_of(tmp_path / "backups" / "one.backup")) == (0o700, 0o600)


def test_a_secret_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a full disk: the write fails after the file was made."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            secret(tmp_path)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "page.secret").touch()  # what an earlier version left behind on such a disk
    made = secret(tmp_path)
    assert len(made) > 40 and secret(tmp_path) == made and mode_of(tmp_path / "page.secret") == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["page.secret"]


def test_whoever_comes_first_makes_the_secret(tmp_path: Path) -> None:
    quicker = tmp_path / "secret"

    def made_by_two() -> str:
        private.keep_once(quicker, lambda: "first")
        return "second"

    assert private.keep_once(quicker, made_by_two) == "first"
