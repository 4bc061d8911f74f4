"""Names in somebody's words, however they are written: what gives a fact away in messages that were about something else.

Many type in lower case, so a name has to be told from an ordinary word without its capital: by where it stands ("my coach
dmitri", "at fitx") and by being no word that everybody uses, which the vocabulary of the embedded model knows.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from memory.embedding.minilm import is_word
from training.library import load_library

SHORTEST = 4
_CAPITALS = re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][a-zA-Z'’]+(?: [A-Z][a-zA-Z'’]+)*")
_COMMON = frozenset(
    re.findall(
        r"[a-z']+",
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
        "october november december barbell dumbbell machine cable health i i'm i've i'd you your you're you've "
        "deload mesocycle macrocycle microcycle hypertrophy warmup cooldown superset dropset amrap emom powerlifting weightlifting "
        "bodybuilding calisthenics crossfit cardio physio treadmill kettlebell powerlifter weightlifter lifter gym workout tweak twinge "
        "niggle strain sprain ache soreness hamstring glute quad tricep bicep tendinitis tendonitis nightshift",
    )
)
"""Ordinary here, whatever other texts use."""
_PLACES = re.compile(
    r"\b(?:at|to|from|near|in|called|named|name is|gym is|coach|trainer|physio|doctor|dr|boss|wife|husband|partner|girlfriend"
    r"|boyfriend|friend|brother|sister|son|daughter|dog|cat|gym|club|company|firm)(?: (?:is|was|the|my|called|named))*"
    r" (?P<name>[^\W\d_][\w'’&-]*(?: [^\W\d_][\w'’&-]*){0,2})"
)
_GYM = re.compile(
    r"\b(?:at|to|gym is(?: called)?|joined)(?: the)? (?!(?:a|an|my|our|another|some|new|local|home|work)\b)"
    r"(?P<name>[^\W\d_][\w'’&-]*(?: (?!(?:and|with|on|in|at|every|since|but|before|after|near|because|for|which|where|now|again|until|when)\b)"
    r"\w[\w'’&-]*){1,3})"
)
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’-])*[^\W\d_]")
_ENDING = re.compile(r"(?:'s|’s|iness|ness|ings?|ers?|ed|es|ly|s)$")


def names_in(text: str) -> Iterator[str]:
    """Names that are written with capitals, away from a sentence's beginning; and every word of them that is distinctive.

    >>> list(names_in("I train at Zanzibar Barbell on Monday"))
    ['Zanzibar Barbell', 'zanzibar']
    """
    for name in _CAPITALS.findall(text):
        if len(name) >= SHORTEST and not set(name.lower().split()) <= _COMMON:
            yield name
            if " " in name:
                yield from distinctive_words(name)


def low_names_in(text: str, subject: str) -> Iterator[str]:
    """Names in lower case, where names stand; a gym's also if it is made of ordinary words, as a whole.

    >>> list(low_names_in("i train at iron temple with my coach dmitriy", "gym"))
    ['iron temple', 'dmitriy']
    >>> list(low_names_in("i bench at night in may, after work", "gym"))
    []
    """
    low = text.lower()
    if subject == "gym":
        yield from (found["name"] for found in _GYM.finditer(low) if not _is_training(found["name"]))
    for found in _PLACES.finditer(low):
        yield from distinctive_words(found["name"])


def distinctive_words(text: str) -> Iterator[str]:
    """The words that nobody uses of anything else.

    >>> list(distinctive_words("forget my ex-gym kreuzburger, the bench, the fasted squats and may"))
    ['kreuzburger']
    """
    for word in _WORD.findall(text.lower()):
        if not any(_is_ordinary(part) for part in (word, *word.split("-"))):
            yield word


def _is_training(name: str) -> bool:
    return all(word in _COMMON or word in _lifts() for word in _WORD.findall(name))


def _is_ordinary(word: str) -> bool:
    stems = {
        word,
        stem := _ENDING.sub("", word),
        f"{stem}e",
        f"{stem}y",
        stem[:-1] if stem[-2:-1] == stem[-1:] else stem,
    }
    return len(word) < SHORTEST or any(each in _COMMON or each in _lifts() or is_word(each) for each in stems)


@lru_cache(maxsize=1)
def _lifts() -> frozenset[str]:
    """Every word that an exercise is called by."""
    names = (name for each in load_library().movements for name in (each.name, *each.aliases))
    return frozenset(word for name in names for word in re.findall(r"[a-z']+", name.lower()))
