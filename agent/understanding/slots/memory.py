"""Slots about what is remembered: a sentence to the athlete with its kind and times, and what is wrong of what is known."""

import re
from typing import Any

from agent.telling.facts import fact_in, told_in
from agent.telling.voice import to_you
from agent.understanding.clauses import pieces
from agent.understanding.hearing import asked_of, is_against_an_exercise
from agent.understanding.slots.wordings import topic
from agent.understanding.words import ANY_DAY, Words
from memory.findings import content_words

HARDLY = 0.25
"""From this chance on words may be taken for a fact that else nothing explains."""
WRONG = frozenset(("wrong", "true", "right", "incorrect", "correct", "false", "mistake", "that", "this", "it"))
"""Words that say of something that it is wrong, and not of what."""
_ASKS = re.compile(
    r"^(?:so |and |but |hey |ok )*(?:is|are|was|were|do|does|did|what|how|why|when|where|who|which|can|could|should|would|am)\b"
)
_DENIES = re.compile(
    r"\b(?:wrong|not true|never|didn'?t|isn'?t|not|incorrect|mistaken|mistake|fix|amend|correct that|change that)\b"
)


def told(words: Words) -> list[dict[str, Any]]:
    """The arguments that keep each fact that some words tell, or all of them as one that is hardly heard; a question tells nothing.

    >>> from agent.understanding.situation import Situation
    >>> told(Words("btw I'm allergic to my dog", Situation()))[0]["text"]
    "You're allergic to your dog."
    """
    if words.said.rstrip().endswith("?") or _ASKS.match(words.text):
        return []
    today = words.situation.today or ANY_DAY
    if found := told_in(words.said, today):
        return [each.args for each in found if not is_against_an_exercise(each, words)]
    hardly = fact_in(words.said.strip(" .!"), today, HARDLY)
    return [] if hardly is None else [hardly.args]


def about_oneself(words: Words) -> str | None:
    """What is asked of memory: the question itself, or what it is about."""
    return asked_of(words) or topic(words)


def known_then(words: Words) -> bool | None:
    """Whether it is asked what was known at a time, not what was true."""
    if re.search(r"\b(?:was|were) true\b", words.text):
        return False
    asked = re.search(r"\bdid you (?:know|remember|have)\b|\bwhat did you\b|\bwere you\b", words.text)
    return True if words.periods and asked else None


def wrong_fact(words: Words) -> str | None:
    """Which fact is wrong: behind 'not', or what is talked about."""
    found = re.search(
        r"\b(?:not|never|isn'?t|wasn'?t|aren'?t|don'?t|no longer) (?:really |a |an |the )*([\w' -]{3,40})", words.text
    )
    subject = re.search(
        r"\b(?:wrong|incorrect|mistaken) (?:about|on|with) (?:my |the )?([\w' -]{3,40})|\b(?:my|the) ([\w' -]{3,30}?) (?:is|are|was|were|isn'?t)\b",
        words.text,
    )
    if subject:
        return (subject[1] or subject[2]).strip()
    return found[1].strip() if found else topic(words) if content_words(words.said) - WRONG else None


def right_fact(words: Words) -> str | None:
    """What is true instead: the parts of a message that deny nothing."""
    parts = [each.text for each in pieces(words.said)]
    parts_told = [each for each in parts if not _DENIES.search(each.lower()) and len(each.split()) > 1]
    if not parts_told or len(parts_told) == len(parts):
        return None
    return to_you(" ".join(parts_told))
