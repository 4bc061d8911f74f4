"""Of whom a sentence tells that is about somebody else: by what they are to the athlete, else by name.

The subject of a fact is ``me``, or ``of:wife`` for what is the wife's.
"""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

SOMEBODY = "somebody"
ME = "me"
_NAME = re.compile(r"(?<=[\w,;:)] )[A-ZÄÖÜÉÈÁÍÓÚÑ][\w'’-]{2,}")


def whose(sentence: str) -> str:
    """The person that is named first; ``somebody`` where none is known.

    >>> whose("My lil bro hurt his left shoulder"), whose("la rodilla de mi mujer está mal"), whose("Ela still limps")
    ('brother', 'wife', 'somebody')
    """
    found = _people().search(sentence.lower())
    if found is not None:
        return _called()[found[0]]
    name = _NAME.search(sentence)
    return SOMEBODY if name is None else name[0].lower()


def subject_of(person: str | None) -> str:
    """The subject of facts about whom a tool or a language model calls so: the athlete, unless it is a person.

    >>> subject_of("my wife"), subject_of("diet"), subject_of(None)
    ('of:wife', 'me', 'me')
    """
    found = _people().search((person or "").lower())
    return ME if found is None else f"of:{_called()[found[0]]}"


def names_somebody(sentence: str) -> bool:
    """Whether anybody else is named at all."""
    return _people().search(sentence.lower()) is not None


def is_of_somebody(sentence: str) -> bool:
    """Whether somebody else is the one of whom a sentence tells, by how it begins; with the athlete, or what is theirs, is none.

    >>> is_of_somebody("My brother in law has coeliac"), is_of_somebody("my wife and I train at six"), is_of_somebody("my dad's bar is 15 kg")
    (True, False, False)
    """
    return _of_somebody().match(sentence.lower().replace("’", "'")) is not None


@lru_cache(maxsize=1)
def _of_somebody() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(_called(), key=len, reverse=True)))
    return re.compile(
        r"(?:my|our|mein\w*|unser\w*|mon|ma|mes|notre|mi|mis|il mio|la mia|meu|minha|mijn) (?:[^\W\d_]+ )??"
        rf"(?:{words})(?=[\s,]|$|'s (?:got|been|an?|in|on|off|not|back|\w+ing)\b)"
        r"(?! (?:and|&|und|et|y|e|en) (?:i|me|ich|moi|yo|io|eu|ik)\b)"
    )


@lru_cache(maxsize=1)
def _called() -> dict[str, str]:
    """What each word for a person says that they are."""
    data = tomllib.loads(Path(__file__).with_name("people.toml").read_text(encoding="utf-8"))
    return {word: person for person, words in data.items() for word in words}


@lru_cache(maxsize=1)
def _people() -> re.Pattern[str]:
    words = sorted(_called(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?=s\b|'s\b|\b)(?!\w{{2,}})")
