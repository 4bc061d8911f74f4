"""Whether a question asks what was told: how it sounds, what else it may want, and whether anything told is about it."""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from math import exp, log
from pathlib import Path

from agent.telling.listener import hear
from agent.telling.sentences import sentences
from agent.understanding.router import WORDS_ALONE, router
from agent.understanding.situation import Situation
from tools.remembering.asking import QUESTION
from tools.toolbox import WRITES

WEIGHTS = Path(__file__).with_name("asked.toml")
OF_MEMORY = frozenset(("what_do_you_know", "search_chats", "why_do_you_think", "forget", "correct_memory"))
"""Tools that answer from memory, or take something out of it."""
OTHERS_OF_MEMORY = frozenset(("why_do_you_think", "search_chats"))
CLEAR_OTHER = 0.85
"""From this chance on one of them is asked; below it the router takes questions like "where do I live?" for them."""
LEAST_ASKED = 0.1
"""From this chance on words may ask, though they have no sign of a question."""
LEAST_TOLD = 0.4
SURE = 0.4
"""From this chance on it is answered from memory alone; fitted by ``evals.learn_asked``."""
SURE_ALONE, NEAR = 0.8, 0.2
"""The same where nothing is known that is about as near as this."""
BESIDE = 0.36
"""Something told is about a question from this likeness on: it is answered beside what else is looked up."""
INSTEAD = 0.25
"""The same where nothing else is understood."""
ABOUT_MEMORY = re.compile(
    r"\bwhy\b.*\byou\b|\bhow do you\b|\byou know\b|\byou remember\b|\bwho told\b|\b(?:we|you) (?:say|said|talk\w*|discuss\w*)\b"
    r"|\b(?:was|were) true\b|\b(?:forget|delete|erase|wrong|search|find)\b",
    re.IGNORECASE,
)
"""Words of questions about memory itself, or about what was said in a chat: these have tools of their own."""


def question_in(said: str) -> str | None:
    """The one question of a message, which memory might answer; behind its mark there may stand a remark.

    >>> question_in("what's he called? I've lost all sense of time"), question_in("bench 3x5 80")
    ("what's he called?", None)
    """
    parts = sentences(said)
    if not parts or ABOUT_MEMORY.search(parts[0]):
        return None
    if len(parts) == 1:
        return said if QUESTION.search(said.strip()) or hear(said).asks >= LEAST_ASKED else None
    has_remark = len(parts) == 2 and parts[0].endswith("?") and not parts[1].endswith("?")
    return parts[0] if has_remark and said.strip().startswith(parts[0]) and said.strip().endswith(parts[1]) else None


def may_ask(said: str) -> bool:
    """Whether a message is one question, which memory might answer."""
    return question_in(said) is not None


def tells_something(said: str) -> bool:
    """Whether any sentence of what was once said may have told something that lasts."""
    return any(hear(each).tells >= LEAST_TOLD for each in sentences(said))


def asks_what_was_told(said: str, situation: Situation) -> bool:
    """Whether a message rather asks what was told than anything else."""
    least = SURE if situation.told >= NEAR else SURE_ALONE
    asked = question_in(said)
    if asked is None:
        return False
    wants = router().chances(asked, situation)
    return not wants_another(*next(iter(wants.items()))) and chance(evidence(asked, wants, situation.told)) >= least


def wants_another(label: str, chance_: float) -> bool:
    """Whether it is clear that memory is asked something else: where a thing is known from, or what was said in a chat."""
    return label in OTHERS_OF_MEMORY and chance_ >= CLEAR_OTHER


def evidence(said: str, wants: Mapping[str, float], likeness: float) -> dict[str, float]:
    """What speaks for and against it, as numbers: of the listener, the router and the memory."""
    others = {tool: share for tool, share in wants.items() if tool not in OF_MEMORY}
    return evidence_of(hear(said).asks, wants, others, likeness)


def evidence_of(
    asks: float, wants: Mapping[str, float], others: Mapping[str, float], likeness: float
) -> dict[str, float]:
    """The same of what the listener, the router and the memory say."""
    looks = [share for tool, share in others.items() if tool not in WRITES and tool != WORDS_ALONE]
    return {
        "bias": 1.0, "asks": _logit(asks), "looks": _logit(max(looks, default=0.0)),
        "memory": _logit(sum(share for tool, share in wants.items() if tool in OF_MEMORY)), "words": _logit(wants.get(WORDS_ALONE, 0.0)),
        "writes": _logit(max((share for tool, share in others.items() if tool in WRITES), default=0.0)), "likeness": likeness,
    }  # fmt: skip


def chance(there: Mapping[str, float]) -> float:
    """How likely it asks what was told."""
    return 1 / (1 + exp(-sum(weight * there[name] for name, weight in _weights().items())))


def _logit(share: float) -> float:
    kept = min(max(share, 1e-4), 1 - 1e-4)
    return log(kept / (1 - kept))


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    found: dict[str, float] = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))
    return found
