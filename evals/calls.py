"""When a tool call is the one that was wanted: the same tool, and the same meaning of the arguments that matter."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from evals.conversation import Called
from evals.corpus import WantedCall
from evals.gold import KG_PER_LB
from training.library import load_library
from training.resolver import Resolved, Resolver
from training.when import Direction, mentions, period_of

EXERCISES = {"exercise", "by", "exercises", "to_exercise", "instead_of"}
WHEN = {
    "day",
    "to_day",
    "from_day",
    "starts",
    "until",
    "since",
    "period",
    "first",
    "second",
    "on",
    "start",
    "to",
    "by",
    "time",
}
FREE_TEXT = {
    "text",
    "said",
    "what",
    "question",
    "reason",
    "goal",
    "about",
    "notes",
    "title",
    "because",
    "topic",
    "fact",
}
NOT_COMPARED = {"kind", "subject", "said", "anyway", "topic"}
"""How a fact is filed is ours; what was said is compared by what is stored."""
DIRECTIONS: tuple[Direction, ...] = ("past", "coming")
LEAST_OVERLAP = 0.4
"""Of the words of a wanted text that must be there."""
NUMBER_TOLERANCE = 0.01
_WORD = re.compile(r"[^\W_]+(?:\.\d+)?")
_EMPTY = {
    "a", "an", "the", "i", "you", "your", "my", "me", "is", "are", "was", "were", "do", "does", "did", "not", "to", "of", "in", "on", "at",
    "and", "or", "it", "that", "this", "for", "with", "have", "has", "had", "be", "been", "they", "them", "their", "he", "she", "s", "t",
    "as", "by", "from", "so", "m", "re", "ve", "ll", "no", "than", "when", "now", "want", "wants",
}  # fmt: skip


def renamed(wanted: WantedCall) -> WantedCall:
    """The call by the name and the arguments that the tool has today."""
    found = _table()["tools"].get(wanted.tool)
    if found is None:
        return wanted
    if isinstance(found, str):
        return WantedCall(tool=found, args=wanted.args)
    return WantedCall(tool=found["tool"], args={**wanted.args, **found.get("args", {})})


@lru_cache
def _table() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).with_name("renamed.toml")).read_text(encoding="utf-8"))


def meets(called: Called, wanted: WantedCall, today: date) -> bool:
    """Whether a call does what was wanted."""
    if called.tool != wanted.tool:
        return False
    given = {name: value for name, value in called.args.items() if value is not None}
    for name, value in wanted.args.items():
        if name in NOT_COMPARED or value is None or value in ("", [], {}):
            continue
        if name.endswith("unit") and name not in given:
            continue  # the loads are compared with their unit
        if not _same(name, given.get(name), value, given, wanted.args, today):
            return False
    return True


def _same(
    name: str, given: Any, wanted: Any, given_all: Mapping[str, Any], wanted_all: Mapping[str, Any], today: date
) -> bool:
    if given is None:
        return _is_default(name, wanted, today)
    if isinstance(wanted, bool):
        return bool(given) == wanted
    if isinstance(wanted, list):
        others = list(given) if isinstance(given, list | tuple) else [given]
        return all(any(_same(name, one, each, given_all, wanted_all, today) for one in others) for each in wanted)
    if isinstance(wanted, dict):
        return isinstance(given, dict) and set(wanted) <= set(given)
    if isinstance(wanted, int | float):
        if isinstance(given, dict):  # "legs sore 7": the tool keeps it by muscle, the gold says 7
            return any(_number_same(each, wanted, given_all, wanted_all) for each in given.values())
        return _number_same(given, wanted, given_all, wanted_all)
    if name == "since" and _dates(str(wanted), today):
        return bool(
            {first for first, _ in _when(str(given), today)} & {first for first, _ in _when(str(wanted), today)}
        )
    if name in WHEN and _dates(str(wanted), today):
        return bool(_when(str(given), today) & _when(str(wanted), today))
    given, wanted = _synonym(str(given)), _synonym(str(wanted))
    if name in EXERCISES or (_exercise(str(wanted)) is not None and _exercise(str(given)) is not None):
        return _exercises_same(str(given), str(wanted))
    if name in WHEN:
        return bool(_when(str(given), today) & _when(str(wanted), today))
    if name.endswith("unit"):
        return _pounds(str(given)) == _pounds(str(wanted))
    if name in FREE_TEXT:
        return overlap(str(given), str(wanted)) >= LEAST_OVERLAP
    return (
        _plain(str(given)) == _plain(str(wanted))
        or overlap(str(given), str(wanted)) >= 0.5
        or overlap(str(wanted), str(given)) >= 1
    )


def _is_default(name: str, wanted: Any, today: date) -> bool:
    """Whether leaving an argument out says the same."""
    return (
        wanted in (False, "all", "today", "whole", "session", "last")
        or (name in {"which", "scope", "times"} and wanted in (1, "today"))
        or (name in WHEN and _when(str(wanted), today) == _when("today", today))
    )


def _number_same(given: Any, wanted: float, given_all: Mapping[str, Any], wanted_all: Mapping[str, Any]) -> bool:
    try:
        number = float(str(given).replace("%", ""))
    except ValueError:
        return False
    units = [
        next((str(v) for k, v in each.items() if k.endswith("unit") and v), "") for each in (given_all, wanted_all)
    ]
    if all(units) and units[0] != units[1] and {_pounds(each) for each in units} == {True, False}:
        number *= KG_PER_LB if _pounds(units[0]) else 1 / KG_PER_LB
    return abs(number - wanted) <= max(NUMBER_TOLERANCE * abs(wanted), 0.005)


def _pounds(unit: str) -> bool:
    return unit.lower().startswith(("lb", "pound", "#"))


@lru_cache(maxsize=4096)
def _exercise(said: str) -> str | None:
    found = _resolver().resolve(said)
    return found.movement.name if isinstance(found, Resolved) else None


@lru_cache
def _resolver() -> Resolver:
    return Resolver(load_library())


def _exercises_same(given: str, wanted: str) -> bool:
    one, other = _exercise(given), _exercise(wanted)
    return (one is not None and one == other) or overlap(given, wanted) >= 0.5 or overlap(wanted, given) >= 0.5


def _when(words: str, today: date) -> set[Any]:
    """The days from and to that words may mean; the words themselves where nobody can place them."""
    return _dates(words, today) or {_plain(words)}


def _dates(words: str, today: date) -> set[Any]:
    """The same, behind or ahead; nothing for what is no time."""
    return {
        (period.since, period.until)
        for direction in DIRECTIONS
        for each in mentions(words, today, direction)
        if (period := period_of(each.value, today, words)) is not None
    }


def _synonym(word: str) -> str:
    """A value by the name that tools have for it."""
    return str(_values().get(word.lower(), word))


@lru_cache
def _values() -> dict[str, str]:
    return dict(_table()["values"])


def _plain(words: str) -> str:
    return " ".join(_WORD.findall(words.lower()))


def overlap(given: str, wanted: str) -> float:
    """The share of the wanted content words that are there, by their beginnings."""
    there = {_stem(each) for each in _content(given)}
    needed = {_stem(each) for each in _content(wanted)}
    return len(needed & there) / len(needed) if needed else 1.0


def _content(text: str) -> list[str]:
    return [each for each in _WORD.findall(text.lower()) if each not in _EMPTY]


def _stem(word: str) -> str:
    return word if word[0].isdigit() else re.sub(r"(?:ing|ed|es|s|e|ly)$", "", word)[:6]


def unmet(calls: Sequence[Called], wanted: Sequence[WantedCall], today: date) -> list[WantedCall]:
    """The wanted calls that nobody made; each call counts once."""
    left = [each for each in calls if each.ok]
    missing = []
    for want in wanted:
        found = next((each for each in left if meets(each, want, today)), None)
        if found is None:
            missing.append(want)
        else:
            left.remove(found)
    return missing
