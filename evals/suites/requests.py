"""Wishes for a program in anybody's words: graded by what must be true of the program that is accepted."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from evals.bench import Bench
from evals.constraints import CONSTRAINTS, addressed
from evals.corpus import WishItem
from evals.grades import Grade
from evals.outcome import Outcome
from evals.voiced import is_voiced
from evals.weeks import Planned
from evals.wishing import Wished, tell_history, wish
from evals.words import claims_a_deed, says_not_understood
from training.program.plan import Session

REFUSAL = "refuses_or_asks_first"


async def judge(item: WishItem, bench: Bench) -> Outcome:
    """Tell the history, say the wish, approve what is proposed, and check every constraint."""
    transcript: list[str] = []
    wished = await _wished(item, item.says, bench, transcript)
    outcome = Outcome(item.id, Grade.RIGHT, "", tuple(item.kinds), item.writer, transcript)
    if wished.failed:
        outcome.grade, outcome.why = Grade.CRASH, wished.failed
        return outcome
    result = await _result(item, wished, bench, transcript)
    faults: list[tuple[dict[str, Any], str]] = []
    for each in item.constraints:
        name, fault = _name(each), _fault(result, each)
        outcome.parts[name] = not fault
        if fault:
            faults.append((each, f"{name}: {fault}"))
    outcome.why = "; ".join(why for _, why in faults)
    outcome.grade = _grade(item, wished, result, faults)
    if (
        wished.program is None and outcome.grade is Grade.RIGHT
    ):  # of a program that was rightly refused nothing else is demanded
        outcome.parts = {name: holds for name, holds in outcome.parts.items() if name.startswith(REFUSAL)}
    return outcome


async def _wished(item: WishItem, says: Sequence[str], bench: Bench, transcript: list[str]) -> Wished:
    talk = await bench.open("fresh", date.fromisoformat(item.today))
    try:
        transcript += await tell_history(talk.athlete, item.history)
        return await wish(talk, list(says), transcript)
    finally:
        await bench.close(talk)


async def _result(item: WishItem, wished: Wished, bench: Bench, transcript: list[str]) -> Planned:
    """The program with what it is compared with; the wish without the priority is said to an athlete of its own."""
    without: Sequence[Session] = ()
    plain = next((str(each["vs_says"]) for each in item.constraints if each.get("vs_says")), "")
    if plain and wished.program is not None:
        transcript.append("(the same without the priority)")
        other = await _wished(item, [plain, *item.says[1:]], bench, transcript)
        without = () if other.program is None else other.program.sessions
    minutes = next((float(each["m"]) for each in item.constraints if each["kind"] == "minutes_at_most"), None)
    if minutes is None:
        minutes = next((float(text) for each in item.says[3:4] for text in each.split() if text.isdigit()), None)
    program = wished.program
    return Planned(
        () if program is None else program.sessions, 0 if program is None else program.weeks, minutes, wished.before, wished.held, without,
    )  # fmt: skip


def _fault(result: Planned, constraint: dict[str, Any]) -> str:
    check = CONSTRAINTS.get(str(constraint["kind"]))
    if check is None:
        return "nothing checks this kind"
    if not result.sessions and constraint["kind"] != REFUSAL:
        return "no program"
    return check(result, constraint)


def _grade(item: WishItem, wished: Wished, result: Planned, faults: Sequence[tuple[dict[str, Any], str]]) -> Grade:
    if wished.program is None:
        reason = next((str(each["reason"]) for each in item.constraints if each["kind"] == REFUSAL), "")
        if reason and addressed(result, reason):
            return Grade.RIGHT
        if claims_a_deed(wished.last.text) and not any(each.wrote for each in wished.last.calls):
            return Grade.FALSE_CLAIM
        return Grade.NOT_UNDERSTOOD if says_not_understood(wished.last.text) else Grade.MISREAD
    if not faults:
        return Grade.RIGHT
    return Grade.WRONG_SHOWN if all(is_voiced(each, wished.words) for each, _ in faults) else Grade.WRONG_SILENT


def _name(constraint: dict[str, Any]) -> str:
    """The constraint in a line: its kind with what it says, cut where it is long."""
    rest = {
        key: value
        for key, value in constraint.items()
        if key not in ("kind", "vs", "vs_says", "reason", "names", "kit")
    }
    first = [str(each) for key in ("names", "kit") for each in constraint.get(key, [])[:2]]
    words = " ".join(
        [*(f"{value:g}" if isinstance(value, float) else _plain(value) for value in rest.values()), *first]
    )
    return f"{constraint['kind']} {words}".strip()


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)
