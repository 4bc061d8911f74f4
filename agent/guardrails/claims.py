"""What a reply says was done: every such sentence needs a write of this turn."""

import re
import tomllib
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path

DEEDS = Path(__file__).with_name("deeds.toml")
ANY = "*"
_BREAK = re.compile(r"(?<=[.!?])\s+|\n+")
_IN_THE_PAST = re.compile(r"\b(?:was|were) (?:last |first )?[\w ]+? on\b", re.IGNORECASE)
_NOT_SO = re.compile(
    r"\b(?:not|n't|never|nothing|no longer|can|could|would|should|shall|will|may|might|if|unless|when|before|after|want|once|until|to be|yet)\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\b(?:nothing (?:was|is|has been)|(?:did|have|was|were|is|has)(?:n't| not)(?: yet| been)?) (?:\w+ )?"
    r"(?:log|logg|record|sav|stor|chang|delet|remov|add|do|not|keep|kept|writ)\w*",
    re.IGNORECASE,
)
_OWN = r"(?:i|i've|i have|we|we've|i just|i already)"
_IS = r"(?:is|are|was|were|has been|have been|'s|got|now)"


def false_claims(reply: str, done: Collection[str]) -> list[str]:
    """The sentences of a reply that say a deed is done which no tool in ``done`` did, or deny one that was.

    >>> false_claims("Logged your bench. Nice!", []), false_claims("Logged your bench.", ["log_workout"])
    (['Logged your bench.'], [])
    """
    found = []
    for sentence in sentences(reply):
        if sentence.endswith("?") and not re.search(r"\bi(?:'ve| have)\b", sentence, re.IGNORECASE):
            continue
        if _DENIAL.search(sentence):
            if done:
                found.append(sentence)
        elif any(claimed and not _is_true(tools, done) for tools, claimed in _claims(sentence)):
            found.append(sentence)
    return found


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [each.strip() for each in _BREAK.split(text) if each.strip()]


def _claims(sentence: str) -> list[tuple[Collection[str], bool]]:
    return [
        (tools, pattern.search(sentence) is not None and not _is_hedged(sentence, pattern))
        for tools, pattern in _deeds()
    ]


def _is_hedged(sentence: str, pattern: re.Pattern[str]) -> bool:
    """Whether what leads to the deed says that it is not done, or that it was on some day."""
    match = pattern.search(sentence)
    if match is None:
        return False
    return _NOT_SO.search(sentence[: match.end()]) is not None or _IN_THE_PAST.search(sentence) is not None


def _is_true(tools: Collection[str], done: Collection[str]) -> bool:
    return bool(done) if ANY in tools else any(each in tools for each in done)


@lru_cache(maxsize=1)
def _deeds() -> list[tuple[frozenset[str], re.Pattern[str]]]:
    """Of each kind of deed the tools that do it, and a pattern of saying that it is done."""
    kinds: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(DEEDS.read_text(encoding="utf-8"))
    found = []
    for kind in kinds.values():
        words = "|".join(kind.get("done", [])) or r"(?!)"
        phrases = "|".join(kind.get("phrases", [])) or r"(?!)"
        pattern = (
            rf"^(?:(?:ok|okay|all|done|great|sure|yes|got it|alright|perfect|today's session|your \w+)[,:!]? )*(?:{words})\b"
            rf"|\b{_OWN} (?:(?:just|also|now|already|gone ahead and) )*(?:{words})\b"
            rf"|\b{_IS} (?:\w+ )?(?:{words})\b|\bhabe\b.*\b(?:{words})\b|\b(?:{phrases})\b"
        )
        found.append((frozenset(kind["tools"]), re.compile(pattern, re.IGNORECASE)))
    return found
