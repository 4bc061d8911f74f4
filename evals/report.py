"""What the suites came to: a table for the terminal, Markdown and HTML for people, JSON for programs."""

import html
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from evals.grades import Grade, Rate, Summary, pass_hat
from evals.outcome import Outcome

WORST = 30
LEAST_OF_A_KIND = 8
"""Fewer cases of a kind say nothing about it."""
WORST_FIRST = (
    Grade.CRASH,
    Grade.FALSE_CLAIM,
    Grade.WRONG_SILENT,
    Grade.WRONG_SHOWN,
    Grade.MISREAD,
    Grade.NOT_UNDERSTOOD,
)
COLUMNS = ("right", "asked", "not_understood", "misread", "wrong_shown", "wrong_silent", "false_claim", "crash")


@dataclass
class Run:
    """One suite on one side of the corpus."""

    suite: str
    side: str
    outcomes: list[Outcome]
    epochs: int = 1
    seconds: float = 0.0

    @property
    def name(self) -> str:
        """How the run is called in tables and floors."""
        return f"{self.suite} ({self.side})" if self.side else self.suite

    @property
    def summary(self) -> Summary:
        """All of it."""
        return Summary.of(each.grade for each in self.outcomes)

    @property
    def parts(self) -> Summary | None:
        """The promises within the cases, where cases hold several."""
        kept = [Grade.RIGHT if each else Grade.WRONG_SILENT for one in self.outcomes for each in one.parts.values()]
        return Summary.of(kept) if kept else None

    def promises(self) -> dict[str, Rate]:
        """How often each promise is kept, by its name; numbers and days in a name only count it."""
        kept: dict[str, list[bool]] = defaultdict(list)
        for one in self.outcomes:
            for name, is_kept in one.parts.items():
                kept[" ".join(word for word in name.split() if not word[0].isdigit())].append(is_kept)
        return {name: Rate(sum(each), len(each)) for name, each in kept.items()}

    def groups(self, of: str) -> dict[str, Summary]:
        """By ``kind`` or ``writer``, the largest groups first."""
        grades: dict[str, list[Grade]] = defaultdict(list)
        for each in self.outcomes:
            for name in each.kinds if of == "kind" else (each.writer,):
                grades[name].append(each.grade)
        return {
            name: Summary.of(found) for name, found in sorted(grades.items(), key=lambda one: (-len(one[1]), one[0]))
        }

    def passed(self, k: int) -> float:
        """pass^k over the epochs."""
        tries: dict[str, list[bool]] = defaultdict(list)
        for each in self.outcomes:
            tries[each.id].append(each.grade is Grade.RIGHT)
        return pass_hat(tries.values(), k)

    def record(self) -> dict[str, Any]:
        """As JSON."""
        right, silent = self.summary.right, self.summary.silent
        return {
            "suite": self.suite, "side": self.side, "cases": self.summary.number, "epochs": self.epochs,
            "right": right.share, "right_interval": right.interval, "right_or_asked": self.summary.helped.share,
            "wrong_silently": silent.share, "wrong_silently_interval": silent.interval,
            "parts_kept": None if self.parts is None else self.parts.right.share,
            "counts": {each: self.summary.counts.get(Grade(each), 0) for each in COLUMNS},
            "seconds": round(self.seconds, 1), "outcomes": [each.record() for each in self.outcomes],
        }  # fmt: skip


@dataclass
class Report:
    """All runs of one call."""

    model: str
    runs: list[Run] = field(default_factory=list)

    def rows(self) -> tuple[list[str], list[list[str]]]:
        """The table: its head and its lines."""
        head = ["suite", "cases", "right", "right or asked", *COLUMNS[2:], "parts kept"]
        lines = []
        for run in self.runs:
            summary = run.summary
            parts = "" if run.parts is None else f"{run.parts.right.share:.1%} of {run.parts.number}"
            counts = [str(summary.counts.get(Grade(each), 0)) for each in COLUMNS[2:]]
            lines.append(
                [run.name, str(summary.number), str(summary.right), f"{summary.helped.share:.1%}", *counts, parts]
            )
        return head, lines

    def markdown(self, today: date) -> str:
        """The report as it is kept in docs/evals."""
        head, lines = self.rows()
        text = [
            f"# Evals of the {self.model} coach", "",
            f"Made on {today.isoformat()} by `topset eval`. Rates with their 95 % Wilson intervals; what each grade means stands in "
            "[evals/README.md](../../evals/README.md).", "", *_table(head, lines), "",
        ]  # fmt: skip
        for run in self.runs:
            text += _of_run(run)
        return "\n".join(text) + "\n"

    def html(self, today: date) -> str:
        """The same with every case to unfold."""
        head, lines = self.rows()
        rows = "".join(f"<tr>{''.join(f'<td>{html.escape(one)}</td>' for one in line)}</tr>" for line in lines)
        cases = "".join(_cases_html(run) for run in self.runs)
        return PAGE.format(
            model=html.escape(self.model),
            today=today.isoformat(),
            head="".join(f"<th>{each}</th>" for each in head),
            rows=rows,
            cases=cases,
        )

    def write(self, folder: Path, today: date) -> None:
        """Write report.md, report.html and results.json."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "report.md").write_text(self.markdown(today), encoding="utf-8")
        (folder / "report.html").write_text(self.html(today), encoding="utf-8")

    def json(self) -> str:
        """Everything, for programs."""
        return json.dumps(
            {"model": self.model, "runs": [each.record() for each in self.runs]}, ensure_ascii=False, indent=1
        )


def below(runs: Iterable[Run], floors: Mapping[str, Mapping[str, float]]) -> list[str]:
    """The floors that were not reached, in words."""
    faults = []
    for run in runs:
        floor = floors.get(run.name, {})
        right, silent = run.summary.right.share, run.summary.silent.share
        if right < floor.get("right", 0.0):
            faults.append(f"{run.name}: right {right:.1%}, the floor is {floor['right']:.1%}")
        if silent > floor.get("wrong_silently", 1.0):
            faults.append(f"{run.name}: silently wrong {silent:.1%}, at most {floor['wrong_silently']:.1%} is allowed")
        if run.parts is not None and run.parts.right.share < floor.get("parts", 0.0):
            faults.append(f"{run.name}: promises kept {run.parts.right.share:.1%}, the floor is {floor['parts']:.1%}")
    return faults


def _of_run(run: Run) -> list[str]:
    text = [f"## {run.name}", ""]
    if run.epochs > 1:
        text += [
            f"pass^1 {run.passed(1):.1%}, pass^{run.epochs} {run.passed(run.epochs):.1%} over {run.epochs} epochs.",
            "",
        ]
    promises = [(name, found) for name, found in run.promises().items() if found.of >= LEAST_OF_A_KIND]
    if promises:
        lines = [[name, str(found.of), f"{found.share:.0%}"] for name, found in promises]
        text += [*_table(["promise", "cases", "kept"], lines), ""]
    for of in ("kind", "writer"):
        groups = [(name, found) for name, found in run.groups(of).items() if name and found.number >= LEAST_OF_A_KIND]
        if groups:
            lines = [
                [name, str(found.number), f"{found.right.share:.0%}", f"{found.silent.share:.0%}"]
                for name, found in groups
            ]
            text += [*_table([of, "cases", "right", "silently wrong"], lines), ""]
    worst = [each for each in sorted(run.outcomes, key=_badness) if each.grade in WORST_FIRST][:WORST]
    if worst:
        text += [f"The worst {len(worst)}:", ""]
        text += [
            f"- `{each.id}` **{each.grade.value}** {_first(each)} - {_one_line(each.why, 200)}" for each in worst
        ] + [""]
    return text


def _badness(outcome: Outcome) -> tuple[int, str]:
    order = WORST_FIRST.index(outcome.grade) if outcome.grade in WORST_FIRST else len(WORST_FIRST)
    return order, outcome.id


def _first(outcome: Outcome) -> str:
    said = [line for line in outcome.transcript if line.startswith("> ")]
    return f"“{_one_line(said[-1][2:], 120)}”" if said else ""


def _one_line(text: str, most: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}", *(f"| {' | '.join(line)} |" for line in lines)]


def _cases_html(run: Run) -> str:
    cases = "".join(
        f"<details class={each.grade.value}><summary><b>{each.grade.value}</b> {html.escape(each.id)} {html.escape(_first(each))}</summary>"
        f"<p>{html.escape(each.why)}</p><pre>{html.escape(chr(10).join(each.transcript))}</pre></details>"
        for each in sorted(run.outcomes, key=_badness)
    )
    return f"<h2>{html.escape(run.name)}</h2>{cases}"


PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Evals of the {model} coach</title>
<style>body{{font:15px/1.5 system-ui,sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem}}table{{border-collapse:collapse}}
td,th{{padding:.2rem .6rem;border-bottom:1px solid #8884;text-align:left}}pre{{white-space:pre-wrap;background:#8881;padding:.6rem}}
.right b{{color:#2a7}}.asked b{{color:#27a}}.wrong_silent b,.false_claim b,.crash b{{color:#c22}}</style>
<h1>Evals of the {model} coach</h1><p>{today}</p><table><tr>{head}</tr>{rows}</table>{cases}</html>
"""
