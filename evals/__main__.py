"""``python -m evals``: run suites, print the table, write the reports, hold the floors. ``topset eval`` starts it."""

import argparse
import asyncio
import shutil
import sys
import tempfile
import time
import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from inspect_ai import eval as inspect_eval

from db.engine import open_database
from evals import workers
from evals.corpus import DATA, FORMATS, Item, items, read
from evals.report import Report, Run, below
from evals.tasks import OUTCOME, outcome_of, task
from training.errors import TopsetError

SUITES = ("logs", "turns", "messages", "cases", "talks", "seasons", "requests", "facts", "lives", "safety", "conduct")
DOORS = ("chat", "mcp")
SIDES = ("learn", "develop", "judge")
FLOORS = Path(__file__).with_name("floors.toml")
LOGS = Path(__file__).parent / "logs"
PROCESSES = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run what was asked for. Returns 1 where a floor was not reached, 2 for a file that can't be read."""
    asked = _arguments().parse_args(argv)
    report = Report(asked.model)
    try:
        wanted = _wanted(asked)
    except TopsetError as error:
        print(f"topset eval: {error}", file=sys.stderr)
        return 2
    home = asked.home or Path(tempfile.mkdtemp(prefix="topset-evals-"))
    try:
        asyncio.run(open_database(None, home).close())  # made once, before several processes want it
        with workers.pool(home, asked.model, asked.processes, asked.door) as executor:
            for suite, side, found in wanted:
                began = time.perf_counter()
                log = inspect_eval(
                    task(suite, found, executor, asked.epochs), model=None, display="none" if asked.quiet else "plain", log_dir=str(LOGS),
                    max_samples=asked.processes * 2, log_level="error",
                )[0]  # fmt: skip
                if log.status != "success":
                    raise RuntimeError(f"the suite {suite} did not run to its end: {log.error and log.error.message}")
                samples = log.samples or []
                outcomes = [outcome_of(each.metadata[OUTCOME]) for each in samples if OUTCOME in each.metadata]
                report.runs.append(Run(suite, side, outcomes, asked.epochs, time.perf_counter() - began))
                print(_line(report.runs[-1]), flush=True)
    finally:
        if asked.home is None:
            shutil.rmtree(home, ignore_errors=True)
    _show(report)
    if asked.out is not None:
        report.write(asked.out, date.today())
    if asked.json is not None:
        asked.json.write_text(report.json(), encoding="utf-8")
    if not asked.floors:
        return 0
    faults = below(report.runs, tomllib.loads(FLOORS.read_text(encoding="utf-8")))
    for each in faults:
        print(f"Below the floor: {each}", file=sys.stderr)
    return 1 if faults else 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="topset eval", description="Judge the coach by what is stored afterwards.")
    parser.add_argument("--suite", action="append", choices=SUITES, help="only this suite; may be given again")
    parser.add_argument("--side", action="append", choices=SIDES, help="only writers of this side of the corpus")
    parser.add_argument("--model", default="builtin", help="builtin, openai:NAME, or oracle: the right calls")
    parser.add_argument("--door", default="chat", choices=DOORS, help="how the coach is talked to; mcp: topset mcp")
    parser.add_argument("--epochs", type=int, default=1, help="how often each case is tried")
    parser.add_argument("--cases", type=Path, action="append", help="a JSON Lines file in a format of evals/README.md")
    parser.add_argument("--limit", type=int, help="only so many cases of each suite, evenly spread")
    parser.add_argument("--json", type=Path, help="write everything to this file")
    parser.add_argument("--out", type=Path, help="write report.md and report.html to this folder")
    parser.add_argument("--floors", action="store_true", help="fail where a suite is below its floor in floors.toml")
    parser.add_argument("--processes", type=int, default=PROCESSES, help="coaches that work at once")
    parser.add_argument(
        "--home", type=Path, help="keep the database here, with its prepared athletes, for the next run"
    )
    parser.add_argument("--quiet", action="store_true", help="no progress, only the table")
    return parser


def _wanted(asked: argparse.Namespace) -> list[tuple[str, str, list[Item]]]:
    """Suites with their items: of other people's files, or of our own by side."""
    if asked.cases:
        found = [each for path in asked.cases for each in read(path)]
        by_suite = {name: [item for suite, item in found if suite == name] for name, _, _ in FORMATS}
        return [(suite, "", _spread(these, asked.limit)) for suite, these in by_suite.items() if these]
    runs = [
        (suite, side, _spread(items(suite, [side]), asked.limit))
        for suite in asked.suite or [each for each in SUITES if (DATA / each).exists()]
        for side in asked.side or SIDES
    ]
    return [each for each in runs if each[2]]


def _spread(these: list[Item], most: int | None) -> list[Item]:
    if most is None or len(these) <= most:
        return these
    return [these[at * len(these) // most] for at in range(most)]


def _line(run: Run) -> str:
    return f"{run.name}: right {run.summary.right}, silently wrong {run.summary.silent} of {run.summary.number}, {run.seconds:.0f} s"


def _show(report: Report) -> None:
    from rich.console import Console
    from rich.table import Table

    head, lines = report.rows()
    table = Table(title=f"Evals of the {report.model} coach")
    for each in head:
        table.add_column(each.replace("_", " "), overflow="fold")
    for line in lines:
        table.add_row(*line)
    Console(width=160).print(table)


if __name__ == "__main__":
    sys.exit(main())
