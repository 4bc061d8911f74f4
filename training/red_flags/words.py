"""A message as words: lower case, without accents, apostrophes resolved; the clauses they stand in."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

LONGEST_READ = 50_000
"""Characters that are read; nobody describes an emergency beyond them."""
_ENGLISH_TAIL = re.compile(r"(?<=\w)'(?=(?:t|s|m|ve|re|ll|d)\b)")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+|[.!?;:,\n…]")
_ENDS = set(".!?;:\n…")


@dataclass(frozen=True)
class Words:
    """The words of a text in order, and the number of the sentence and of the clause that each is in."""

    text: str
    words: tuple[str, ...]
    sentence: tuple[int, ...]

    @cached_property
    def plain(self) -> str:
        """The words with a space between them."""
        return " ".join(self.words)


def plain(text: str) -> str:
    """Lower case, no accents, one kind of apostrophe.

    >>> plain("Ça m’a fait MAL à l'œil")
    "ca m'a fait mal a l'oeil"
    """
    text = text.lower().replace("’", "'").replace("`", "'").replace("œ", "oe").replace("ß", "ss")
    return "".join(each for each in unicodedata.normalize("NFD", text) if not unicodedata.combining(each))


def words_of(text: str) -> Words:
    """The words of a text.

    >>> words_of("can't breathe. j'ai mal").words, words_of("can't breathe. j'ai mal").sentence
    (('cant', 'breathe', 'j', 'ai', 'mal'), (0, 0, 1, 1, 1))
    """
    found: list[str] = []
    sentences: list[int] = []
    sentence = 0
    for token in _TOKEN.findall(_ENGLISH_TAIL.sub("", plain(text[:LONGEST_READ]))):
        if token in _ENDS:
            sentence += 1
        elif token != ",":
            found.append(token)
            sentences.append(sentence)
    return Words(text, tuple(found), tuple(sentences))
