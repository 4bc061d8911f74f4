"""Answers of a few known words: yes, no, thanks; which of several things is meant."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from agent.understanding.phrases import tokens, vocabulary
from memory.findings import content_words

LONGEST = 8
"""Words of a reply."""
NEARLY = 85
"""From this likeness on, of a hundred, words are those of a label."""
BESIDE = "beside"
ORDER = ("no", "slip", "yes", "fine", "all", "help", "thanks", "greeting", "bye")
"""Of several kinds in one reply the first counts: "no thanks" is a no."""
_NUMBER = re.compile(r"(?:option |number |no\.? |#)?(\d{1,2})[.)! ]*")


def reply(said: str) -> str | None:
    """The kind of a reply all of whose words are known; ``None`` for everything else.

    >>> reply("no thanks"), reply("yeah that's right"), reply("no squats")
    ('no', 'yes', None)
    """
    words = tokens(said)
    if not 0 < len(words) <= LONGEST:
        return None
    found = vocabulary("reply").find(said)
    kinds = {phrase.value for phrase in found}
    is_all = all(any(phrase.start <= word.start < phrase.end for phrase in found) for word in words)
    return next((kind for kind in ORDER if kind in kinds), None) if is_all else None


def is_yes(said: str) -> bool:
    """Whether a reply agrees."""
    return reply(said) in ("yes", "fine")


def is_no(said: str) -> bool:
    """Whether a reply declines."""
    return reply(said) == "no"


def picked(said: str, labels: Sequence[str]) -> int | None:
    """Which of some labels an answer means: its number, its place, or its words; a bare yes is the first."""
    if said.strip() in labels:
        return list(labels).index(said.strip())
    if not labels or len(tokens(said)) > LONGEST:
        return None
    if (place := place_of(said, len(labels))) is not None:
        return place if 0 <= place < len(labels) else None
    return 0 if is_yes(said) else _closest(said, labels)


def place_of(said: str, number: int) -> int | None:
    """The place in a list of so many that an answer names, counted from 0: '2', 'the last one'."""
    if found := _NUMBER.fullmatch(said.strip().lower()):
        return int(found[1]) - 1
    named = vocabulary("place_in_list").find(said)
    beside = vocabulary("reply").find(said)
    known = [*named, *(phrase for phrase in beside if phrase.value == BESIDE)]
    if not named or not all(any(one.start <= word.start < one.end for one in known) for word in tokens(said)):
        return None
    return number - 1 if named[0].value == "last" else int(named[0].value) - 1


def _closest(said: str, labels: Sequence[str]) -> int | None:
    """The label that an answer means: as a part that only one has, or nearly."""
    beside = [phrase for phrase in vocabulary("reply").find(said) if phrase.value == BESIDE]
    telling_words = [word for word in tokens(said) if not any(one.start <= word.start < one.end for one in beside)]
    words = " ".join(word.word for word in telling_words)
    if not words:
        return None
    plain = [" ".join(word.word for word in tokens(label)) for label in labels]
    holding = [at for at, label in enumerate(plain) if f" {words} " in f" {label} "]
    if len(holding) == 1:
        return holding[0]
    wanted = content_words(words)
    telling = [at for at, label in enumerate(labels) if wanted and wanted <= content_words(label)]
    if len(telling) == 1:
        return telling[0]
    scores = [fuzz.token_set_ratio(words, label) for label in plain]
    best = max(scores)
    return scores.index(best) if best >= NEARLY and scores.count(best) == 1 else None
