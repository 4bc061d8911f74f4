"""Seasons of simulated lifters: weeks with a program through the coach, graded by what must be true all along."""

from datetime import date
from typing import Any

from evals.bench import Bench
from evals.bringing import bring, checks_of
from evals.conversation import InProcess
from evals.corpus import SeasonItem
from evals.following import Follower
from evals.grades import Grade
from evals.invariants import ALWAYS
from evals.outcome import Outcome
from evals.season import Season
from evals.season_checks import CHECKS
from evals.wishing import accepted, wish
from evals.words import says_not_understood
from training.errors import TopsetError
from training.program.plan import Program

BY_WORDS = "program by words"


async def judge(item: SeasonItem, bench: Bench) -> Outcome:
    """Ask for the program, follow it for all weeks, and check everything.

    Where no program came of the words, that is one broken promise, and the lifter is brought to one by the tools.
    """
    outcome = Outcome(item.id, Grade.RIGHT, "", tuple(item.kinds), item.writer)
    talk = await bench.open("fresh", date.fromisoformat(item.start))
    try:
        wished = await wish(talk, list(item.says), outcome.transcript)
        program, last = wished.program, wished.last.text
        outcome.parts[BY_WORDS] = program is not None
        if program is None:
            await bench.close(talk)
            talk = await bench.open("fresh", date.fromisoformat(item.start))
            program = await _brought(talk, item, outcome)
        if program is None:
            outcome.grade = Grade.NOT_UNDERSTOOD if says_not_understood(last) else Grade.MISREAD
            outcome.parts |= {name: False for name, _, _ in _promises(item)}
            return outcome
        season = await Follower(item, talk, program, outcome.transcript).follow()
        _judged(season, item, outcome)
    finally:
        await bench.close(talk)
    return outcome


async def _brought(talk: InProcess, item: SeasonItem, outcome: Outcome) -> Program | None:
    outcome.transcript.append("(no program came of words: it is made by the tools)")
    try:
        await bring(talk.athlete, item)
    except (TopsetError, AssertionError) as error:
        outcome.why = f"no program by the tools either: {error}"
        return None
    return (await accepted(talk.athlete))[1]


def _judged(season: Season, item: SeasonItem, outcome: Outcome) -> None:
    faults = [] if outcome.parts[BY_WORDS] else ["no program by words"]
    for name, check, want in _promises(item):
        fault = check(season, want)
        outcome.parts[name] = not fault
        if fault:
            faults.append(f"{name}: {fault}")
    outcome.why = "; ".join(faults)
    outcome.grade = Grade.WRONG_SILENT if faults else Grade.RIGHT


def _promises(item: SeasonItem) -> list[tuple[str, Any, dict[str, Any]]]:
    """What every season must keep, then what this one asks for: a name, the function, its fields."""
    found: list[tuple[str, Any, dict[str, Any]]] = [(f"always: {each.__name__}", each, {}) for each in ALWAYS]
    for each in checks_of(item):
        rest = " ".join(str(value) for key, value in each.items() if key != "kind")
        found.append((f"{each['kind']} {rest}".strip(), CHECKS[each["kind"]], each))
    return found
