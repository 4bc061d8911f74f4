"""Steps (messages, files, approvals) and what is then stored and said, after the faults of other trackers."""

import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from db.athletes import Athlete
from evals.bench import Bench, told
from evals.blame import blamed
from evals.conversation import Answer, InProcess
from evals.corpus import CaseItem
from evals.gold import LOAD_TOLERANCE_KG
from evals.grades import Grade
from evals.outcome import Outcome
from evals.state import StoredSet, state_of
from tools.calls import Call, called_by
from tools.imports import import_file
from training.errors import TopsetError

EVER = date(1900, 1, 1)
WORKOUTS = sa.text("select count(*) from workouts where athlete_id = :me")


@dataclass
class Result:
    """What a case left behind: sets, workouts, answers, reports of imports."""

    sets: tuple[StoredSet, ...] = ()
    workouts: int = 0
    answers: list[Answer] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    refused: bool = False
    """Whether an import was refused."""

    @property
    def reply(self) -> str:
        """The last answer."""
        return self.answers[-1].text if self.answers else ""


async def judge(item: CaseItem, bench: Bench) -> Outcome:
    """Take the steps one after the other, then compare."""
    today = date.fromisoformat(item.today)
    talk = await bench.open("fresh", today)
    result, transcript = Result(), list[str]()
    try:
        for step in item.steps:
            talk.on(date.fromisoformat(step.get("today", item.today)))
            transcript += await _step(talk, step, result)
        result.sets = (await state_of(talk.athlete, EVER)).sets
        async with talk.athlete.sessions() as session:
            result.workouts = int(await session.scalar(WORKOUTS, {"me": talk.athlete.id}) or 0)
    finally:
        await bench.close(talk)
    kept = parts(item.expect, result)
    broken = [name for name, is_kept in kept.items() if not is_kept]
    crashed = any(each.failed for each in result.answers)
    kinds = (*item.kinds, str(item.model_dump().get("class", "")))
    transcript.append(f"  (stored: {[tuple(each)[:5] for each in result.sets]})")
    return Outcome(
        item.id, _grade(broken, result, crashed), f"not as expected: {', '.join(broken)}" if broken else "", kinds,
        item.writer, transcript, kept,
    )  # fmt: skip


async def _step(talk: InProcess, step: dict[str, Any], result: Result) -> list[str]:
    """Take one step. Raises ``ValueError`` for one that nobody knows."""
    if "csv" in step or "file" in step:
        report = await _imported(talk.athlete, step, result)
        result.reports.append(report)
        return ["> (a file)", report]
    if "say" in step:
        result.answers.append(await talk.say(step["say"]))
        return told(step["say"], result.answers[-1])
    if "approve" in step:
        waiting = [each for answer in result.answers for each in answer.proposals]
        if not waiting:
            return ["> (nothing to approve)"]
        result.answers.append(await talk.approve(waiting[-1]))
        return told("(approves)", result.answers[-1])
    raise ValueError(f"no step has these keys: {sorted(step)}")


async def _imported(athlete: Athlete, step: dict[str, Any], result: Result) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / step.get("name", "log.csv" if "csv" in step else "log.json")
        path.write_text(step.get("csv") or step["file"], encoding="utf-8")
        try:
            with called_by(Call("code", f"case-{uuid4()}")):
                return str(await import_file(athlete, path))
        except TopsetError as error:
            result.refused = True
            return str(error)


def parts(expect: dict[str, Any], result: Result) -> dict[str, bool]:
    """Each expectation, by its key, with whether it holds. Raises ``ValueError`` for a key that nobody knows."""
    unknown = set(expect) - set(CHECKS) - {"any", "text"}
    if unknown:
        raise ValueError(f"no check for {sorted(unknown)}")
    kept = {key: CHECKS[key](expect, result) for key in expect if key in CHECKS}
    if "text" in expect and "import" not in expect:
        kept["text"] = any(re.search(expect["text"], each) for each in result.reports)
    if "any" in expect:
        ways = [parts(each, result) for each in expect["any"]]
        kept["any"] = any(all(way.values()) for way in ways)
    return kept


def _sets(expect: dict[str, Any], result: Result) -> bool:
    """``[day, regex of the exercise, load, reps, how many]`` each."""
    return all(
        number
        == sum(
            each.day == date.fromisoformat(day) and re.search(name, each.exercise, re.IGNORECASE) is not None
            and abs((each.load_kg or 0) - (load or 0)) <= LOAD_TOLERANCE_KG and each.reps == reps
            for each in result.sets
        )
        for day, name, load, reps, number in expect["sets"]
    )  # fmt: skip


def _report(expect: dict[str, Any], result: Result) -> bool:
    """The report of the import with that number says ``text``."""
    at = int(expect["import"])
    return at < len(result.reports) and re.search(expect.get("text", ""), result.reports[at]) is not None


def _consistent(expect: dict[str, Any], result: Result) -> bool:
    """Of several numbers for one thing the answers give one at most."""
    said = " ".join(each.text for each in result.answers).replace(",", "")
    given = [each for each in expect["consistent_volume"] if re.search(rf"(?<![\d.]){each}(?![\d])", said)]
    return len(given) <= 1


Check = Callable[[dict[str, Any], Result], bool]
CHECKS: dict[str, Check] = {
    "sets": _sets,
    "total_sets": lambda expect, result: len(result.sets) == expect["total_sets"],
    "workouts": lambda expect, result: result.workouts == expect["workouts"],
    "names": lambda expect, result: len({each.exercise for each in result.sets}) == expect["names"],
    "import": _report,
    "refused": lambda expect, result: result.refused == expect["refused"],
    "reply": lambda expect, result: re.search(expect["reply"], result.reply) is not None,
    "not_reply": lambda expect, result: re.search(expect["not_reply"], result.reply) is None,
    "consistent_volume": _consistent,
}
OF_STATE = {"sets", "total_sets", "workouts", "names", "any", "import"}
"""Expectations of what is stored."""


def _grade(broken: list[str], result: Result, crashed: bool) -> Grade:
    if crashed:
        return Grade.CRASH
    if not broken:
        return Grade.RIGHT
    last = result.answers[-1] if result.answers else Answer("")
    if result.reports and not result.answers:
        last = replace(last, text=result.reports[-1])
    stored = bool(result.sets) and not OF_STATE.isdisjoint(broken)
    return blamed(last, stored)
