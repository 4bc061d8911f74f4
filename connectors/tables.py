"""Tables of text: which encoding, which separator, and rows that survive a stray quote."""

import codecs
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from connectors.log_file import CONTROLS, cut

SAMPLE = 40
SEPARATORS = ",;\t|"
MOST_LINES_OF_A_ROW = 200
"""A cell with more lines than this is a quote that was never closed."""
LINE_ENDS = re.compile(r"\r\n|\n|\r")
BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Row:
    """One row of data."""

    number: int
    cells: list[str]
    lines: str

    @property
    def text(self) -> str:
        """The row as it stands in the file, cut short."""
        return cut(self.lines.strip())


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the rows below it, not yet split."""

    header: tuple[str, ...]
    separator: str
    lines: list[str]
    start: int
    """Where the data begins in ``lines``."""

    def rows(self) -> Iterator[Row]:
        """Every row that is not blank. A quote left open costs its own row only, not those below it."""
        at, number = self.start, self.start + 1
        while at < len(self.lines):
            taken = self._extent(at)
            lines = "\n".join(self.lines[at : at + taken]) if taken > 1 else self.lines[at]
            at += taken
            if lines.strip(" \t,;|\"'"):
                yield Row(number, split(lines, self.separator), lines)
            number += 1

    def sample(self) -> list[list[str]]:
        """The cells of the first rows."""
        return [row.cells for row in islice(self.rows(), SAMPLE)]

    def _extent(self, at: int) -> int:
        """How many lines the row has that begins here."""
        if self.lines[at].count('"') % 2 == 0:
            return 1
        quotes, last = 0, min(at + MOST_LINES_OF_A_ROW, len(self.lines))
        for end in range(at, last):
            quotes += self.lines[end].count('"')
            if quotes % 2 == 0:
                whole = split("\n".join(self.lines[at : end + 1]), self.separator)
                return end + 1 - at if len(whole) == len(self.header) else 1
        return 1


def decode(data: bytes) -> str | None:
    """The text of a file: UTF-8, UTF-16 (with a mark or without) or Windows-1252; ``None`` if it is no text."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _text(data[len(mark) :], encoding)
    even, odd = data[0:400:2], data[1:400:2]
    if odd and odd.count(0) > len(odd) * 0.6:
        return _text(data, "utf-16-le")
    if even and even.count(0) > len(even) * 0.6:
        return _text(data, "utf-16-be")
    return _text(data, "utf-8") or _text(data, "cp1252") or _text(data, "latin-1")


def table_of(text: str) -> Table | None:
    """The table in a text, by its first line that is not blank; ``None`` if that has no columns."""
    lines = LINE_ENDS.split(text)
    at = next((at for at, line in enumerate(lines) if line.strip()), len(lines))
    if at < len(lines) and re.fullmatch(r"sep=.\s*", lines[at], re.IGNORECASE):
        at += 1
    if at >= len(lines):
        return None
    separator = max(SEPARATORS, key=lambda each: len(split(lines[at], each)))
    header = split(lines[at], separator)
    while header and not header[-1].strip():
        header.pop()
    return Table(tuple(header), separator, lines, at + 1) if len(header) > 1 else None


def split(line: str, separator: str) -> list[str]:
    """The cells of a row."""
    if '"' not in line:
        return line.split(separator)
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:  # a line break outside quotes, or a cell beyond the csv module's limit
        return line.split(separator)


def _text(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    head = text[:4000]
    odd = sum(each < " " and each not in "\t\r\n\f" for each in head)
    return None if odd > len(head) / 200 else CONTROLS.sub("", text).lstrip("\ufeff")
