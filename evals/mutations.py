"""``python -m evals.mutations``: break the coach on purpose, one breakage at a time, and see whether the suites notice.

A copy of the checkout is made; each breakage of mutations.toml is put into it, the suites that should notice run a few
fitting cases, and whatever was kept without it (a case right, a promise within one) and no longer is counts as noticed.
What nobody notices is a hole.
"""

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from evals.breakage import Mutation, load, spread
from evals.checkout import ROOT, Copy, Kept

REPORT = ROOT / "docs" / "evals" / "mutations.md"
VERDICTS = ("noticed", "by tests only", "hole", "no case yet")


@dataclass
class Tried:
    """A breakage, and who noticed it."""

    mutation: Mutation
    noticed: list[str] = field(default_factory=list)
    ran: int = 0
    seconds: float = 0.0

    @property
    def verdict(self) -> str:
        """Noticed by a case, by tests only, by nobody; or that none of its suites is there yet."""
        if set(self.noticed) - set(self.mutation.tests):
            return "noticed"
        return "by tests only" if self.noticed else "hole" if self.ran else "no case yet"


def main(argv: Sequence[str] | None = None) -> int:
    """Try the breakages that were asked for. Returns 1 where one is a hole."""
    asked = _arguments().parse_args(argv)
    wanted = [each for each in load() if not asked.only or each.name in asked.only]
    folder = Path(tempfile.mkdtemp(prefix="topset-mut-"))
    try:
        copy = Copy.of(ROOT, folder)
        before = baseline(copy, wanted, asked.baseline)
        tried = []
        for each in wanted:
            tried.append(attempt(copy, each, before))
            print(_line(tried[-1]), flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if not asked.only:
        REPORT.parent.mkdir(parents=True, exist_ok=True)
        REPORT.write_text(report(tried, date.today()), encoding="utf-8")
    return 1 if any(each.verdict == "hole" for each in tried) else 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.mutations", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", action="append", metavar="NAME", help="only this breakage; may be given again")
    parser.add_argument(
        "--baseline", type=Path, help="a file to keep the outcomes without breakages in, or to take them from"
    )
    return parser


def baseline(copy: Copy, wanted: Sequence[Mutation], kept: Path | None) -> Kept:
    """What becomes of all candidates without any breakage; ``kept`` is a file with what is known already."""
    known: dict[str, Sequence[str]] = {}
    if kept is not None and kept.exists():
        known = json.loads(kept.read_text(encoding="utf-8"))
    lines = {line: json.loads(line)["id"] for each in wanted for line in each.candidates()}
    known |= copy.evaluated([line for line, key in lines.items() if key not in known])
    if kept is not None:
        kept.write_text(json.dumps(known, indent=1), encoding="utf-8")
    return known


def attempt(copy: Copy, mutation: Mutation, before: Kept) -> Tried:
    """Break the copy, run what was right without the breakage, and tests only where no case noticed; mend the copy."""
    began = time.perf_counter()
    path = copy.code / mutation.file
    whole = path.read_text(encoding="utf-8")
    lines = chosen(mutation, before)
    path.write_text(mutation.applied(whole), encoding="utf-8")
    try:
        found = noticed(before, copy.evaluated(lines, fresh=mutation.fresh))
        tests = [] if found else mutation.tests
        found += [each for each in tests if not copy.passes(each)]
    finally:
        path.write_text(whole, encoding="utf-8")
    return Tried(mutation, found, len(lines) + len(tests), time.perf_counter() - began)


def chosen(mutation: Mutation, before: Kept) -> list[str]:
    """The candidates of which something is kept without the breakage, as many of each suite as it asks for."""
    fit = [line for line in mutation.candidates() if before.get(json.loads(line)["id"])]
    return fit if mutation.cases else spread(fit, mutation.most * max(1, len(mutation.suites)))


def noticed(before: Kept, after: Kept) -> list[str]:
    """The cases of which something was kept and no longer is."""
    return sorted(key for key, kept in after.items() if set(before.get(key, ())) - set(kept))


def report(tried: Sequence[Tried], today: date) -> str:
    """The table as it is kept in docs/evals."""
    counts = {verdict: sum(each.verdict == verdict for each in tried) for verdict in VERDICTS}
    total = ", ".join(f"{number} {verdict}" for verdict, number in counts.items())
    lines = [
        "# Do the evals notice?", "",
        f"Made on {today.isoformat()} by `python -m evals.mutations`: each line is a deliberate breakage of the coach, put into a copy, "
        f"and the cases of which something was kept without it (the whole, or a promise within) that is not with it. {total}.", "",
        "| breakage | what it breaks | file | verdict | noticed by |", "|---|---|---|---|---|",
    ]  # fmt: skip
    for each in tried:
        who = ", ".join(f"`{name}`" for name in each.noticed[:4]) + (" ..." if len(each.noticed) > 4 else "")
        share = f"{len(each.noticed)} of {each.ran}: {who}" if each.noticed else f"0 of {each.ran}"
        lines.append(
            f"| {each.mutation.name} | {each.mutation.breaks} | `{each.mutation.file}` | {each.verdict} | {share} |"
        )
    return "\n".join(lines) + "\n"


def _line(each: Tried) -> str:
    return f"{each.verdict:12} {each.mutation.name}: {len(each.noticed)} of {each.ran}, {each.seconds:.0f} s"


if __name__ == "__main__":
    sys.exit(main())
