"""What of a message is listened to: a short one as a whole, a long one by its sentences, each alone and among its neighbours."""

import re
from dataclasses import dataclass

SHORT = 200
"""Characters up to which a message is listened to as a whole."""
LEAST = 24
MOST = 160
"""Characters of a sentence: shorter ones are joined to their neighbour, longer ones cut, at a clause where there is one."""
WHOLE = 900
"""Characters that are read of one text."""
MOST_PARTS = 24
"""Parts of a long message that are listened to: as many as some 400 words have."""
_BREAK = re.compile(r"(?<=[.!?…;])\s+|\n+")
_CLAUSE = re.compile(r"(?<=[.,!?…;])\s+|\n+|\s+(?=and\b)")
_JOINT = re.compile(r"[,:)]\s+|\s+[-–—]\s+|\s+(?=(?:and|but|und|aber|y|pero|et|mais|e|mas|ma)\s)")
_SETS = re.compile(r"\d ?[x×*] ?\d|\d ?(?:reps?|sets?|kg|lbs?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A text that is listened to, and the text in which it stands: itself where it is a whole message."""

    text: str
    context: str

    @property
    def is_whole(self) -> bool:
        """Whether there is nothing around it."""
        return self.text == self.context


def beside_sets(said: str) -> str:
    """What a message says beside its sets, empty where that is nothing or all: many sets drown a few words.

    >>> beside_sets("i fainted, bench 3x5 100"), beside_sets("bench 3x5 100, rows 3x8 60"), beside_sets("i fainted")
    ('i fainted,', '', '')
    """
    clauses = _CLAUSE.split(said)
    others = [each for each in clauses if not _SETS.search(each)]
    return " ".join(others) if 0 < len(others) < len(clauses) else ""


def parts_of(said: str) -> list[Part]:
    """The parts of a message: the whole of a short one and what stands beside its sets, the sentences of a long one.

    >>> [part.text for part in parts_of("i fainted, bench 3x5 100")]
    ['i fainted, bench 3x5 100', 'i fainted,']
    >>> parts = parts_of("Bench went well today and rows too. " * 6 + "My chest feels tight since. Planks and stretches later on.")
    >>> parts[-2].text
    'My chest feels tight since.'
    >>> parts[-2].context
    'Bench went well today and rows too. My chest feels tight since. Planks and stretches later on.'
    """
    found = sentences(said) if len(said) > SHORT else []
    if len(found) < 2:
        whole = said[: 2 * SHORT]
        beside = beside_sets(whole)
        return [Part(whole, whole), *([Part(beside, beside)] if beside else [])]
    return [Part(each, " ".join(found[max(0, at - 1) : at + 2])) for at, each in enumerate(found)]


def sentences(said: str) -> list[str]:
    """The sentences of a text, joined and cut to a size that an encoder reads well."""
    found: list[str] = []
    for sentence in _BREAK.split(said):
        for piece in _cut(sentence.strip()):
            if found and (len(piece) < LEAST or len(found[-1]) < LEAST) and len(found[-1]) + len(piece) < MOST:
                found[-1] = f"{found[-1]} {piece}"
            elif piece:
                found.append(piece)
    return found


def _cut(sentence: str) -> list[str]:
    """A sentence that is too long, in pieces."""
    pieces = []
    while len(sentence) > MOST:
        joints = [joint.end() for joint in _JOINT.finditer(sentence, LEAST, MOST)]
        end = joints[-1] if joints else sentence.rfind(" ", LEAST, MOST) + 1 or MOST
        pieces.append(sentence[:end].strip())
        sentence = sentence[end:].strip()
    return [*pieces, sentence]
