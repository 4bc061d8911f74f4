"""The shorthand of sets in a program's file: '5x5', '2x5 1x5+', '5@65 5@75 5+@85', '3x8-12', '3x30s'."""

import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator

_TOKEN = re.compile(
    r"(?:(?P<sets>\d+)x)?(?P<low>\d+)(?:-(?P<high>\d+))?(?P<seconds>s)?(?P<amrap>\+)?(?:@(?P<percent>\d+(?:\.\d+)?))?"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One set of a program: reps (or seconds), perhaps a range, perhaps as many as possible, perhaps a share."""

    reps: int | None
    reps_to: int | None = None
    seconds: int | None = None
    is_amrap: bool = False
    """As many as possible; ``reps`` are the least that count."""
    share: float = 1.0
    """Of the load (or training max) that the progression keeps."""

    @property
    def least(self) -> int:
        """What has to be done at least: reps, or seconds."""
        return self.reps if self.reps is not None else (self.seconds or 0)


def read_sets(text: str) -> tuple[Row, ...]:
    """Read the shorthand. Raises ``ValueError`` that names what it cannot read.

    >>> [(row.reps, row.is_amrap, row.share) for row in read_sets("5@65 5+@85")]
    [(5, False, 0.65), (5, True, 0.85)]
    >>> len(read_sets("5x5")), read_sets("3x8-12")[0].reps_to, read_sets("1x30s")[0].seconds
    (5, 12, 30)
    """
    found: list[Row] = []
    for token in text.split():
        match = _TOKEN.fullmatch(token)
        if match is None:
            raise ValueError(f"'{token}' is no set: write 5x5, 5+@85, 3x8-12 or 3x30s")
        low, high = int(match["low"]), match["high"]
        timed = match["seconds"] is not None
        row = Row(
            reps=None if timed else low,
            reps_to=None if high is None or timed else int(high),
            seconds=low if timed else None,
            is_amrap=match["amrap"] is not None,
            share=float(match["percent"]) / 100 if match["percent"] else 1.0,
        )
        found += [row] * int(match["sets"] or 1)
    if not found:
        raise ValueError("there are no sets")
    return tuple(found)


def write_sets(rows: tuple[Row, ...]) -> str:
    """Say sets shortly, for a sentence.

    >>> write_sets(read_sets("5x5")), write_sets(read_sets("2x5 1x5+")), write_sets(read_sets("5@65 5@75 5+@85"))
    ('5x5', '2x5, 1x5+', '5, 5, 5+')
    """
    words = [_word(row) for row in rows]
    shares = {row.share for row in rows}
    if len(shares) > 1:
        return ", ".join(words)
    grouped: list[list[str]] = []
    for word in words:
        if grouped and grouped[-1][0] == word:
            grouped[-1].append(word)
        else:
            grouped.append([word])
    return ", ".join(f"{len(group)}x{group[0]}" for group in grouped)


def _word(row: Row) -> str:
    if row.seconds is not None:
        return f"{row.seconds} s"
    top = "" if row.reps_to is None else f"-{row.reps_to}"
    return f"{row.reps}{top}{'+' if row.is_amrap else ''}"


def _read(value: Any) -> Any:
    return read_sets(value) if isinstance(value, str) else value


Rows = Annotated[tuple[Row, ...], BeforeValidator(_read)]
"""Sets of a program's file, as values."""
