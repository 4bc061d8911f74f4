"""What was found in somebody's words: one typed fact, before it is laid beside what is known."""

import re
from dataclasses import dataclass
from datetime import date

_STOP = frozenset(
    re.findall(
        r"[a-z']+",
        "a an the i you he she it we they my your his her its our their me him us them am is are was were be been being do does did "
        "have has had having and or but so that this these those to of in on at for with from by as not no now just really very "
        "also too there here then than will would can could should may might must about into over out up down again still more most "
        "some any only own same each i'm you're it's i've you've don't doesn't "
        "ich mein meine der die das und ist bin nicht ein eine mit im am zu auf von bei je le la les des une est pas mon ma mes et du de en "
        "el los las un una mi mis es soy con por para que se al il di sono mia um uma",
    )
)
MOST_STRANGE = 0.34
"""Of the words of a sentence, those that were not said."""
_DENIES = re.compile(
    r"\b(?:not|no|never|none|without|stop\w*|quit|cannot|hate|(?:do|does|did|is|are|was|were|ca|wo|have|has)n['’]?t)\b"
)
_OF_THEM = re.compile(r"^\W*you\b", re.IGNORECASE)
_OF_ONESELF = re.compile(
    r"\b(?:i|i['’]?m|i['’]?ve|i['’]?d|me|we|my)\b(?! (?:coach|wife|husband|partner|\w+ is a)\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A fact as it was found: ``until`` is the last day on which it holds, ``ends`` says that what it tells of is over."""

    kind: str
    subject: str
    text: str
    said: str = ""
    since: date | None = None
    until: date | None = None
    confidence: float = 1.0
    ends: bool = False
    disliked: str = ""
    """What the athlete can't stand, as they call it: an exercise is kept out of plans."""
    corrects: bool = False
    """Whether it puts right what was told shortly before: that never was true."""


def content_words(text: str) -> frozenset[str]:
    """The words that say something, in one form: plural and tense are cut off.

    >>> sorted(content_words("You hated the burpees, really."))
    ['burpe', 'hat']
    """
    words = re.findall(r"[^\W_]+(?:'[^\W\d_]+)?", text.lower().replace("’", "'"))
    return frozenset(_stem(word) for word in words if word not in _STOP)


def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    return word if len(word) < 4 else re.sub(r"(?<=\w{3})(?:ing|ed|es|s|e)$", "", word)


def quotes(said: str, message: str) -> bool:
    """Whether these words were said, capitals, quotes and spaces aside.

    >>> quotes("i hate  Burpees", "Bench 5x5. I hate burpees!")
    True
    """
    return bool(said.strip()) and _letters(said) in _letters(message)


def repeats(text: str, said: str) -> bool:
    """Whether a sentence to the athlete says what they said of themselves: their words, their numbers, their yes or no.

    >>> repeats("You work nights.", "i work nights now"), repeats("You are vegan.", "my coach is a vegan from hamburg")
    (True, False)
    >>> repeats("You drink coffee.", "i don't drink coffee"), repeats("You squat 300 kg.", "i squat 100 kg")
    (False, False)
    """
    words = content_words(text)
    strange = words - content_words(said)
    if any(re.search(r"\d", each) for each in strange) or len(strange) > MOST_STRANGE * max(len(words), 1):
        return False
    if bool(_DENIES.search(text.lower())) != bool(_DENIES.search(said.lower())):
        return False
    return _OF_THEM.search(text) is None or _OF_ONESELF.search(said) is not None


def _letters(text: str) -> str:
    words = re.findall(r"[^\W_]+", text.lower().replace("’", "").replace("'", ""))
    return f" {' '.join(words)} "
