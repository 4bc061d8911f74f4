"""Forms that repeat what follows: EMOM, AMRAP, tabata, rounds."""

# ruff: noqa: E501 - a table or a pattern is read best in one line

import re

from training.notation.items import Note, Value
from training.notation.numerals import NUMBER, value_of
from training.notation.order import Circuit, Score

Values = tuple[Value, ...]


def _emom(match: re.Match[str]) -> Values:
    every = 60.0 * (int(match["every"]) if match["every"] else 1)
    minutes = value_of(match["minutes"]) if match["minutes"] else None
    return (Circuit("emom", None, every, minutes),)


def _every(match: re.Match[str]) -> Values:
    return (Circuit("emom", None, value_of(match[1]) * (60 if match[2][0] == "m" else 1), None),)


def _emom_rounds(match: re.Match[str]) -> Values:
    every = 60.0 * (int(match["every"]) if match["every"] else 1)
    return (Circuit("emom", None, every, None),)


def _amrap(match: re.Match[str]) -> Values:
    return (Circuit("amrap", minutes=value_of(match["minutes"])),)


def _rounds(match: re.Match[str]) -> Values:
    return (Circuit("rounds", int(value_of(match[1])), all=bool(match["all"])),)


_EMOM = r"(?:emom|e(?P<every>\d)mom)\b"

PHRASES = (
    ("emom e", rf"{_EMOM}(?=\s?:?\s?\d+\s?x)", _emom_rounds),
    ("emom e", rf"{_EMOM}\s?:?\s?(?:for )?(?P<minutes>\d{{1,3}})?(?:\s?(?:mins?|minutes?|'))?\s?:?", _emom),
    ("0", rf"(?P<minutes>\d{{1,3}})\s?(?:mins?|minutes?|')? {_EMOM}\s?(?:of )?:?", _emom),
    ("every", rf"every {NUMBER}\s?(m|s)(?:in|ins|inutes?|ec|econds?)?\b\s?:?", _every),
    ("amrap", r"amrap\s?:?\s?(?P<minutes>\d{1,2})\s?(?:(?:mins?|minutes?|')\s?:?|:)", _amrap),
    ("0", r"(?P<minutes>\d{1,2})[ -]?(?:mins?|minutes?|')[ -]amrap\b\s?(?:of )?:?", _amrap),
    ("tabata", r"tabata\b\s?:?", lambda match: (Circuit("tabata", 8),)),
    ("0", rf"{NUMBER}\s?(?:rounds?|rnds?|rds|rft|tours?|circuits?)\b(?: for time)?\s?(?:of (?P<all>both|each|all|everything|it|that)\b|of |each )?:?", _rounds),
    ("circuit", rf"circuit\W{{0,3}}(?:of )?{NUMBER} ?(?:times|x|rounds?)(?: of)?\s?(?P<all>)", _rounds),
    ("repeat repeated", r"repeat(?:ed)?(?: it| that| all)? ?(?:x ?|for )?(\d)(?: times| rounds| x)?(?P<all>)\b", lambda match: (Circuit("rounds", int(match[1]), all=True),)),
    ("0", r"(\d{1,3}) rounds? ?(?:\+|and|plus) ?(\d{1,3})\b(?: reps)?", lambda match: (Score(int(match[1]), int(match[2])),)),
    ("> : =", r"(?:>|:|=)\s?(\d{1,3})\s?\+\s?(\d{1,3})\b", lambda match: (Score(int(match[1]), int(match[2])),)),
    ("for", r"for time\b", lambda match: (Note("for time"),)),
)  # fmt: skip
