"""Text cut into numbers, words and signs, in one pass and without losing a character."""

# ruff: noqa: E501 - a table or a pattern is read best in one line

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

SIGNS = {
    ord(sign): plain
    for plain, signs in {
        "x": "×✕✖⨯",
        "*": "∗",
        ".": "·…",
        "-": "—–‒−‐‑",
        "'": "’‘ʼ′`",
        '"': "“”″„",
        ">": "→➔➜➡⇒",
        " ": "_\u00a0\u2009\u202f\t\r",
    }.items()
    for sign in signs
}
"""Typographic signs and the plain ones they stand for, one for one so that positions stay."""

_TOKEN = re.compile(
    r"""
      (?P<date>\d{4}-\d\d-\d\d(?!\d))
    | (?P<time>\d{1,3}:\d\d(?::\d\d)?(?:\.\d+)?(?![\d:]))
    | (?P<dotted>\d+(?:\.\d+){2,})
    | (?P<thousands>(?:\d{1,3}(?:,\d{3})+|(?<![\d.,x@])\d{1,3}(?:[. ]\d{3})(?=\s?m(?:et(?:er|re)s?)?\b))(?=\s?(?:m|yds?|yards?|ft|feet|k?cals?|steps|kgs?|lbs?|met(?:er|re)s)\b))
    | (?P<comma>(?<![\d,.])\d{1,3},\d{1,2}(?=\s?(?:kgs?|kilos?|lbs?|pounds|km|mi|k)\b)
              |(?<![\d,.])\d{1,3},(?:5|25|75)(?=[ ](?:\d+[ ]?x|x[ ]?\d))
              |(?<=\|[ ])\d{1,3},\d{1,2}(?=[ ]\|)
              |(?<=@)\d{1,3},(?:5|25|75)(?![\d,.])
              |(?<=@[ ])\d{1,3},(?:5|25|75)(?![\d,.])
              |(?<![\d,.])(?:[3-9]\d|\d{3}),5(?![\d,.]))
    | (?P<number>\d+(?:\.\d+)?[½¼¾]?|\.\d+|[½¼¾])
    | (?P<quoted>(?<!\d)"[^"\d\s][^"]{0,79}")
    | (?P<times>(?<=\d)x(?=bw|max|amrap|fail|f\b))
    | (?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)
    | (?P<sign>\S)
    """,
    re.VERBOSE,
)
_APART = re.compile(r"(?<=\s)[·•](?=\s)")
"""A dot that parts a list; between digits it is a decimal point."""
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


class Token(NamedTuple):
    """A piece of a line: ``text`` is lower case, ``start:end`` its place in it, ``value`` a number (a time in s)."""

    kind: str
    """One of number, time, dotted, date, word, sign, quoted, end."""
    text: str
    value: float
    start: int
    end: int
    glued: bool
    """No space before it."""


@lru_cache(maxsize=4096)
def _plain_char(char: str) -> str:
    folded = unicodedata.normalize("NFKC", char)
    return folded if len(folded) == 1 and char not in "²³¹½¼¾" else char


def plain(text: str) -> str:
    """The same text, as long, with plain signs, plain digits and lower case.

    >>> plain("3×5 – 100 ＫＧ")
    '3x5 - 100 kg'
    """
    if not text.isascii():
        text = _APART.sub(",", text)
        text = "".join(map(_plain_char, text.translate(SIGNS)))
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def seconds(clock: str) -> float:
    """The seconds of ``m:ss`` or ``h:mm:ss``.

    >>> seconds("24:30"), seconds("1:15:00")
    (1470.0, 4500.0)
    """
    total = 0.0
    for field in clock.split(":"):
        total = total * 60 + float(field)
    return total


def tokenise(line: str) -> list[Token]:
    """Cut one line into tokens, with an end token.

    >>> [token.text for token in tokenise("Bench 3×5@82.5kg")]
    ['bench', '3', 'x', '5', '@', '82.5', 'kg', '']
    """
    line = plain(line)
    tokens = []
    before = 0
    for match in _TOKEN.finditer(line):
        kind: str = match.lastgroup or "sign"
        text, (start, end) = match.group(), match.span()
        value = 0.0
        if kind == "number":
            value = _number(text)
        elif kind == "times":
            kind = "word"
        elif kind == "thousands":
            kind, value = "number", float(re.sub(r"[,. ]", "", text)[:15])
        elif kind == "comma":
            kind, value = "number", float(text.replace(",", "."))
        elif kind == "time":
            value = seconds(text)
        tokens.append(Token(kind, text, value, start, end, start == before and start > 0))
        before = end
    tokens.append(Token("end", "", 0.0, len(line), len(line), False))
    return tokens


def _number(text: str) -> float:
    half = _FRACTIONS.get(text[-1])
    if half is None:
        return float(text[:15])
    return half + (float(text[:-1][:15]) if len(text) > 1 else 0.0)
