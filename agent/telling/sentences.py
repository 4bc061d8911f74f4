"""A message in the sentences that may tell something: without quotes of others, and without the sets beside them."""

import re
from collections.abc import Sequence
from itertools import pairwise

_QUOTED = re.compile(r"[\"“„][^\"”“]*[\"”“]|`[^`]*`|^\s*>.*$", re.MULTILINE)
_MONTHS = r"jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|okt|oct|nov|de[cz]"
_END = re.compile(
    rf"(?<!\bdr)(?<!\bmr)(?<!\bst)(?<!\bms)(?<!\bmrs)(?!(?<=\d)\. (?:{_MONTHS}|bis|und|[-–]))[.!?;…]+(?=\s|$)|\n+|[。！？]",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\s*,\s+|\s+(?=(?:and|but|so|also|btw|by the way|cause|because|oh|und|aber|et|mais|y|pero|e|ma|mas)\s)",
    re.IGNORECASE,
)
_SETS = re.compile(
    r"\d\s?[x×*]\s?\d|\d\s?[x×]\s?(?:amrap|max)\b|\b\d+ sets? of \d|\b\d+[ ,]+\d+[ ,]+\d+\b|\d ?(?:kg|lbs?) (?:for|x)\b"
    r"|\b\d+(?:[.,]\d+)? ?(?:km|miles?) (?:in|for)\b|\b\d+[x×]\w*\d",
    re.IGNORECASE,
)
LONGEST = 500
"""Characters of a fact."""
SHORTEST = 4
FEW = 3
"""Words from which on a sentence stands alone."""


def sentences(said: str) -> list[str]:
    """The sentences of a message word for word, those that ask with their question mark.

    >>> sentences("Bench 3x5 80, btw I've got two kids. Is that a lot? Mr. Baird for you")
    ["btw I've got two kids", 'Is that a lot?', 'Mr. Baird for you']
    >>> sentences("Got it! Start on 1 June in Lyon")
    ['Got it! Start on 1 June in Lyon']
    """
    text = _QUOTED.sub(lambda found: " " * len(found[0]), said)
    spans = [part for start, end in _spans(text) for part in _untrained(text, start, end)]
    found = [_trimmed(said, start, end) for start, end in _joined(text, spans)]
    return [each[:LONGEST] for each in found if len(each) >= SHORTEST or any(ord(sign) > 0x2E80 for sign in each)]


def _spans(text: str) -> list[tuple[int, int]]:
    """Where each sentence begins and ends, with its mark."""
    ends = [found.end() for found in _END.finditer(text)]
    return [(start, end) for start, end in pairwise([0, *ends, len(text)]) if re.search(r"\w", text[start:end])]


def _untrained(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence without the parts of it that are sets."""
    if not _SETS.search(text[start:end]):
        return [(start, end)]
    cuts = [start, *(start + found.end() for found in _PART.finditer(text[start:end])), end]
    kept: list[tuple[int, int]] = []
    for first, last in pairwise(cuts):
        if _SETS.search(text[first:last]) or first == last:
            continue
        if kept and kept[-1][1] == first:
            kept[-1] = (kept[-1][0], last)
        else:
            kept.append((first, last))
    return kept


def _joined(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """A word or two alone belong to what comes after them."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        before = text[found[-1][0] : found[-1][1]] if found else ""
        if before and found[-1][1] == start and len(before.split()) < FEW and not before.rstrip().endswith("?"):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _trimmed(said: str, start: int, end: int) -> str:
    """A sentence without the signs around it, but for a question mark."""
    part = said[start:end].strip()
    mark = "?" if re.search(r"[?？][!?.\s]*$", part) else ""
    return f"{part.strip(' ,.-–—¡¿!;…?。！？')}{mark}"
