"""A copy of the checkout in which the suites run, whole or broken, on a database of its own."""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.grades import Grade
from training.errors import Invalid

ROOT = Path(__file__).parent.parent
LONGEST_S, LONGEST_CASE_S = 600, 30
"""How long tests or cases may take: so much altogether, and so much more a case."""
FEW = 6
"""Fewer cases than this are done before a second coach is open."""
Kept = Mapping[str, Sequence[str]]
"""What was kept of cases, by id: their promises by name, and ``WHOLE`` where the case is right."""
WHOLE = "right"


@dataclass(frozen=True)
class Copy:
    """A copy of the checkout that may be broken, with a database of its own."""

    folder: Path

    @classmethod
    def of(cls, checkout: Path, folder: Path) -> "Copy":
        """Copy what git knows or would know, without environments."""
        listed = subprocess.run(
            ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=checkout, capture_output=True, check=True
        )
        for name in filter(None, listed.stdout.decode().split("\0")):
            if (checkout / name).is_file():
                (folder / "code" / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(checkout / name, folder / "code" / name)
        return cls(folder)

    @property
    def code(self) -> Path:
        """Where the code is."""
        return self.folder / "code"

    def evaluated(self, lines: Sequence[str], *, fresh: bool = False) -> Kept:
        """Run cases here; what was kept of each."""
        if not lines:
            return {}
        cases, out = self.folder / "cases.jsonl", self.folder / "out.json"
        cases.write_text("\n".join(lines) + "\n", encoding="utf-8")
        out.unlink(missing_ok=True)
        processes = "1" if len(lines) < FEW else "2"
        home = [] if fresh else ["--home", str(self.folder / "home")]
        command = [
            sys.executable, "-m", "evals", "--cases", str(cases), "--json", str(out), "--quiet", "--processes", processes, *home,
        ]  # fmt: skip
        done = self._run(command, LONGEST_S + len(lines) * LONGEST_CASE_S)
        if not out.exists():  # the coach does not even start: that is noticed by every case
            print(done.stderr[-2000:], file=sys.stderr)
            return {json.loads(line)["id"]: [] for line in lines}
        record = json.loads(out.read_text(encoding="utf-8"))
        return {each["id"]: _kept(each) for run in record["runs"] for each in run["outcomes"]}

    def passes(self, tests: str) -> bool:
        """Whether tests pass here: a path, perhaps with more arguments of pytest. Without a breakage they all do."""
        return self._run([str(pytest_python()), "-m", "pytest", "-x", "-q", *tests.split()]).returncode == 0

    def _run(self, command: Sequence[str], longest: int = LONGEST_S) -> subprocess.CompletedProcess[str]:
        around = {"PYTHONPATH": str(self.code), "PATH": "/usr/bin:/bin", "HOME": str(self.folder), "LANG": "C.UTF-8"}
        try:
            return subprocess.run(
                command, cwd=self.code, env=around, capture_output=True, text=True, timeout=longest, check=False
            )
        except subprocess.TimeoutExpired:
            return subprocess.CompletedProcess(command, 1, "", f"took longer than {longest} s")


def _kept(outcome: Mapping[str, Any]) -> list[str]:
    whole = [WHOLE] if outcome["grade"] == Grade.RIGHT.value else []
    return whole + [name for name, is_kept in outcome["parts"].items() if is_kept]


def pytest_python() -> Path:
    """An interpreter that has pytest: the developer's environment of this checkout, or of the one it is a worktree of."""
    common = subprocess.run(
        ["git", "rev-parse", "--git-common-dir"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    homes = [ROOT, (ROOT / common.stdout.strip()).parent]
    found = next((each / ".venv/bin/python" for each in homes if (each / ".venv/bin/pytest").exists()), None)
    if found is None:
        raise Invalid("There is no environment with pytest here: run 'make test' first.")
    return found
