"""The parts of a message that are listened to: the whole, and its sentences, in which one may hide among many."""

import re

SHORT = 160
"""Characters up to which a message is listened to as a whole only."""
LEAST = 24
MOST = 320
"""Characters of a part: shorter sentences are joined, longer ones cut."""
WHOLE = 900
"""Characters of the whole that the encoders read."""
MOST_PARTS = 10
"""Parts of a long message, those with the most signs first: so long a message costs no more than these."""
_BREAK = re.compile(r"(?<=[.!?…;])\s+|\n+")


_CLAUSE = re.compile(r"(?<=[.,!?…;])\s+|\n+|\s+(?=and\b)")
_SETS = re.compile(r"\d ?[x×*] ?\d|\d ?(?:reps?|sets?|kg|lbs?)\b", re.IGNORECASE)


def beside_sets(said: str) -> str:
    """What a message says beside its sets, empty where that is nothing or all: many sets drown a few words.

    >>> beside_sets("i fainted, bench 3x5 100"), beside_sets("bench 3x5 100, rows 3x8 60"), beside_sets("i fainted")
    ('i fainted,', '', '')
    """
    clauses = _CLAUSE.split(said)
    others = [each for each in clauses if not _SETS.search(each)]
    return " ".join(others) if 0 < len(others) < len(clauses) else ""


def parts_of(said: str) -> list[str]:
    """The sentences of a longer message, joined and cut to a size that an encoder reads well.

    >>> parts_of("chest hurts")
    []
    >>> long = "Bench 3x5 100 went well today and rows too. " * 4 + "My chest feels tight since. " + "Planks 3x60 s."
    >>> parts_of(long)[4]
    'My chest feels tight since. Planks 3x60 s.'
    """
    if len(said) <= SHORT:
        return []
    found: list[str] = []
    for sentence in _BREAK.split(said):
        for start in range(0, len(sentence), MOST):
            piece = sentence[start : start + MOST].strip()
            if found and (len(piece) < LEAST or len(found[-1]) < LEAST):
                found[-1] = f"{found[-1]} {piece}"
            elif piece:
                found.append(piece)
    return found if len(found) > 1 else []
