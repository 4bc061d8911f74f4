"""What speaks for and against a reading, as numbers; a table that is fitted on the corpus weighs them."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from math import exp, log, log1p
from pathlib import Path

from agent.telling.listener import hear
from agent.understanding.coverage import unread
from agent.understanding.cutting import PLAIN
from agent.understanding.reading import Reading
from agent.understanding.router import WORDS_ALONE
from agent.understanding.situation import Situation
from agent.understanding.words import Words
from tools.toolbox import ABOUT, WRITES
from training import notation
from training.library import load_library
from training.resolver import Resolver
from training.units import WeightUnit

WEIGHTS = Path(__file__).with_name("weights.toml")
FURTHEST = 6.0
"""Log-odds are cut off here."""
MOST = 4
REMEMBER, LOG = "remember", "log_workout"
LONGEST = 600
"""Characters that are given to the grammar of sets."""
DONE = frozenset(("log_workout", "log_planned", "log_measurement", "next_set"))
"""Tools that keep what was done or measured: not what is wished for, supposed, or somebody else's."""
STANCES = ("others", "denied", "wished", "supposed", "usual", "excepted", "asked", "corrected")
FEW = 3
"""Words of a message that says hardly anything by itself."""


def weighed(found: Sequence[Reading], words: Words) -> list[tuple[float, Reading]]:
    """Readings of a message, the best first, each with how likely it is right with all its arguments.

    Which is the best of a message and how sure it is are two questions, with a table each.
    """
    scored = []
    for reading in found:
        there = evidence(reading, found, words)
        rank, score = (sum(weights.get(name, 0.0) * value for name, value in there.items()) for weights in tables())
        scored.append((reading.is_plain, rank, PLAIN if reading.is_plain else 1 / (1 + exp(-score)), reading))
    scored.sort(key=lambda each: (each[0], each[1]), reverse=True)
    return [(chance, reading) for _, _, chance, reading in scored]


def evidence(reading: Reading, all_readings: Sequence[Reading], words: Words) -> dict[str, float]:
    """The numbers by name. ``words`` are those of the whole message, read in all these ways."""
    cheapest = min(each.cost for each in all_readings)
    wanting = [part for part in reading.parts if part.calls] or list(reading.parts)
    tools = list(dict.fromkeys(part.label for part in wanting))
    aside = [part for part in reading.parts if not part.calls and len(reading.parts) > 1]
    whole = [_logit(reading.whole.get(tool, 0.0)) for tool in tools]
    own = [_logit(part.chance) for part in wanting]
    is_written = any(tool in WRITES for tool in tools)
    found = {
        "bias": 1.0,
        "least part": min(own),
        "mean part": sum(own) / len(own),
        "least whole": min(whole),
        "most whole": max(whole),
        "mass": _logit(sum(reading.whole.get(tool, 0.0) for tool in {*tools, *([WORDS_ALONE] if aside else [])})),
        "first whole": float(next(iter(reading.whole)) in tools),
        "one wish": float(len(reading.parts) == 1),
        "further tools": min(len(tools) - 1, MOST),
        "further calls": min(max(len(reading.calls) - len(tools), 0), MOST),
        "aside": sum(len(part.text) for part in aside) / max(len(words.said), 1),
        "doubt aside": sum(FURTHEST - _logit(part.chance) for part in aside) / FURTHEST,
        "passed over": max((_logit(part.passed_over) - _logit(part.chance) for part in aside), default=0.0),
        "wanting": max(max(_logit(part.wanting) - _logit(part.chance), 0.0) for part in wanting),
        "dearer": min(reading.cost - cheapest, FURTHEST),
        "cheapest": float(reading.cost == cheapest),
        "left": min(sum(len(part.left) for part in reading.parts), MOST),
        "unread": min(len(unread(reading.calls, words)), MOST) if reading.calls else 0.0,
        "length": log1p(len(words.tokens)),
        "few words": float(len(words.tokens) <= FEW),
        "question mark": float("?" in words.said),
        "write": float(is_written),
        "write: least part": min(own) * is_written,
        "write: least whole": min(whole) * is_written,
        "tells of a question": float(any(is_question(part.text) and ABOUT[call.tool].tells for part in wanting for call in part.calls)),
        "asked before": float(words.situation.is_asked),
    }  # fmt: skip
    kind = "several" if len(tools) > 1 else "one wish" if len(reading.parts) == 1 else ""
    if kind:
        found |= {f"{kind}: {name}": found[name] for name in ("least part", "least whole", "dearer", "cheapest")}
    found |= dict(_stances(reading))
    found |= dict(_of_facts(reading))
    found |= dict(_of_sets(reading, words))
    found |= {f"tool: {tool}": 1.0 for tool in tools}
    return {name: float(value) for name, value in found.items() if value}


def _stances(reading: Reading) -> Iterator[tuple[str, float]]:
    """How that is said which something is written of; what is looked up, or only remembered, may be said in any way."""
    for kind, tools in (("write", WRITES - {REMEMBER}), ("done", DONE)):
        parts = [part for part in reading.parts if any(call.tool in tools for call in part.calls)]
        said = {stance for part in parts for stance in Words(part.text, Situation()).values("stance")}
        yield from ((f"{kind}: {stance}", 1.0) for stance in STANCES if stance in said)


def _of_facts(reading: Reading) -> Iterator[tuple[str, float]]:
    """How surely what is remembered is a fact, and whether it is somebody else's."""
    kept = [part for part in reading.parts if any(call.tool == REMEMBER for call in part.calls)]
    if kept:
        yield "fact: told", min(_logit(hear(part.text).tells) for part in kept)
        yield "fact: theirs", float(any(hear(part.text).is_theirs for part in kept))


def logs_nothing(reading: Reading, situation: Situation) -> bool:
    """Whether a log is among it in which no sets are found."""
    return any(
        call.tool == LOG and sets_in(part.text, situation) == "nothing" for part in reading.parts for call in part.calls
    )


def _of_sets(reading: Reading, words: Words) -> Iterator[tuple[str, float]]:
    """What the grammar of sets says: that it reads some where they are logged, and where they are not."""
    logs = [part.text for part in reading.parts if any(call.tool == LOG for call in part.calls)]
    for text in logs:
        yield f"log: {sets_in(text, words.situation)}", 1.0
    if not logs and reading.calls:
        yield f"no log: {sets_in(words.said, words.situation)}", 1.0


def sets_in(text: str, situation: Situation) -> str:
    """Whether the grammar of sets reads all of a text, some of it, asks, or finds none."""
    units: WeightUnit = "lb" if situation.units == "lb" else "kg"
    return _graded(text[:LONGEST], situation.today or date.max, units)


@lru_cache(maxsize=1024)
def _graded(text: str, today: date, unit: WeightUnit) -> str:
    found = notation.read(text, notation.Context(today, Resolver(load_library()), unit))
    if found.question is not None:
        return "asks"
    return "nothing" if not found.workouts else "some" if found.unread or found.rest else "all"


def is_question(text: str) -> bool:
    """Whether words are a question, by their sign or their first word."""
    first = Words(text[:40], Situation()).values("stance")
    return text.rstrip().endswith("?") or first[:1] == ["asked"]


def _logit(chance_: float) -> float:
    kept = min(max(chance_, 1e-6), 1 - 1e-6)
    return max(-FURTHEST, min(FURTHEST, log(kept / (1 - kept))))


@lru_cache(maxsize=1)
def tables() -> tuple[Mapping[str, float], Mapping[str, float]]:
    """The tables that are shipped: what makes a reading the best of its message, and what makes it right."""
    found: dict[str, dict[str, float]] = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))
    return found["rank"], found["weights"]
