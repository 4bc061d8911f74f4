"""The number check: every number in a reply must stand in a tool result.

The coach never does arithmetic. Whatever model speaks, its reply is compared with what the tools of
this conversation answered before the athlete sees it. A question may also repeat the athlete's own numbers.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

_NUMBER = re.compile(r"(?<![\w.,])[-+−±]?\d+(?:[.,]\d+)*(?![\d])")
_GLUED = re.compile(r"[×/]|(?<=\d)[xX*](?=\d)|(?<=\brpe)(?=\d)|(?<=\bRPE)(?=\d)")
"""What stands between numbers, or sticks to one, without being part of it."""
_LIST_MARKER = re.compile(r"^\s*(?:\d{1,2}[.)]|#+)\s+", re.MULTILINE)
_SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?](?=\s|$)|\n|$)|[^\n]+")
_WORDS = {
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000,
}  # fmt: skip
_WORD = re.compile(r"\b(" + "|".join(_WORDS) + r")\b", re.IGNORECASE)


@dataclass
class Evidence:
    """Numbers that tools have answered, and those that the athlete has said."""

    numbers: set[float] = field(default_factory=set)
    said: set[float] = field(default_factory=set)

    def add_text(self, text: str) -> None:
        """Take in the sentence of a tool's result."""
        self.numbers.update(value for _, value in numbers_in(text))

    def add_fields(self, fields: Any) -> None:
        """Take in the fields of a tool's result, however deep."""
        if isinstance(fields, bool) or fields is None:
            return
        if isinstance(fields, int | float):
            self.numbers.add(float(fields))
        elif isinstance(fields, str):
            self.add_text(fields)
        elif isinstance(fields, dict):
            for key, value in fields.items():
                self.add_text(str(key))
                self.add_fields(value)
        elif isinstance(fields, Iterable):
            for value in fields:
                self.add_fields(value)

    def add_said(self, text: str) -> None:
        """Take in the athlete's own words."""
        self.said.update(value for _, value in numbers_in(text))


def unsupported(reply: str, evidence: Evidence) -> list[str]:
    """The numbers of a reply that no tool answered, as they are written; none if all is well."""
    found: list[str] = []
    for sentence in _SENTENCE.findall(_LIST_MARKER.sub("", reply)):
        allowed = evidence.numbers | evidence.said if sentence.rstrip().endswith("?") else evidence.numbers
        found += [written for written, value in numbers_in(sentence) if not supports(allowed, written, value)]
    return list(dict.fromkeys(found))


def numbers_in(text: str) -> list[tuple[str, float]]:
    """The numbers in a text as written, with their values; a decimal comma and a thousands comma are both read.

    >>> [value for _, value in numbers_in("3×5 @ 102.5 kg, 1,250 kg in all, 81,5 kg")]
    [3.0, 5.0, 102.5, 1250.0, 81.5]
    """
    found = [(match[0], _value(match[0])) for match in _NUMBER.finditer(_GLUED.sub(" ", text))]
    return found + [(match[0], float(_WORDS[match[0].lower()])) for match in _WORD.finditer(text)]


def _value(written: str) -> float:
    text = written.lstrip("+±").replace("−", "-")
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", text):
        text = text.replace(",", "")
    parts = text.replace(",", ".").split(".")
    return float(".".join(parts[:2])) if len(parts) <= 2 else float(parts[0])


def supports(allowed: set[float], written: str, value: float) -> bool:
    """Whether a number, rounded as far as it is written, is one of the allowed ones."""
    if value in allowed or abs(value) in allowed or -value in allowed:
        return True
    digits = len(re.split(r"[.,]", written)[1]) if re.search(r"[.,]\d{1,2}$", written) else 0
    half = 0.5 * 10**-digits + 1e-9
    return any(abs(abs(each) - abs(value)) <= half and (digits > 0 or abs(each) >= 10) for each in allowed)
