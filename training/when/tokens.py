"""A text as words, numbers and signs, each with its place; nothing is read twice."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(
    r"(?P<word>(?:[^\W\d_][\u0300-\u036f]*)+)"
    r"|(?P<number>\d+(?:(?:[.:/x×*–-]|,(?=\d{1,3}(?!\d)))\d+)*)"
    r"|(?P<line>[\n\r]+)"
    r"|(?P<sign>[^\w\s'’‘`´])"
)
_ONE_DASH = re.compile(r"([\d.:]+)([-–])([\d.:]+)")
_YEAR_AND_MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")


@dataclass(slots=True)
class Token:
    """One word (lower case, without accents), number or sign."""

    kind: str
    text: str
    start: int
    end: int
    glued: bool
    """Whether nothing at all stands between it and the token before."""


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """A word without case and accents.

    >>> fold("März"), fold("MIÉRCOLES")
    ('marz', 'miercoles')
    """
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def tokens_of(text: str) -> list[Token]:
    """Split a text; spaces and apostrophes are left out.

    >>> [token.text for token in tokens_of("L'été, 9-15 March 2026-11-12")]
    ['l', 'ete', ',', '9', '-', '15', 'march', '2026-11-12']
    """
    tokens: list[Token] = []
    end = -1
    for match in _TOKEN.finditer(text):
        start, kind = match.start(), match.lastgroup or "sign"
        written = match.group()
        range_ = _ONE_DASH.fullmatch(written) if kind == "number" and not written.isdecimal() else None
        if range_ is not None and not _YEAR_AND_MONTH.fullmatch(written):
            tokens.append(Token("number", range_[1], start, start + range_.end(1), start == end))
            tokens.append(Token("sign", "-", start + range_.end(1), start + range_.end(2), True))
            tokens.append(Token("number", range_[3], start + range_.start(3), match.end(), True))
        else:
            tokens.append(Token(kind, _plain(kind, written), start, match.end(), start == end))
        end = match.end()
    return tokens


def _plain(kind: str, written: str) -> str:
    if kind == "word":
        return fold(written)
    if kind == "line":
        return "\n"
    return "-" if written in "–—" else written
