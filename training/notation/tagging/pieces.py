"""A message as the words, numbers and signs that are tagged."""

from training.notation.tokens import Token, tokenise

Piece = Token
"""With its place in the whole text. A line end is a piece of its own, of the kind ``line``."""

COUNTS = {
    "single": 1, "singles": 1, "double": 2, "doubles": 2, "triple": 3, "triples": 3, "once": 1, "max": 0,
}  # fmt: skip
"""Words for reps."""
ORDINALS = {
    "first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3, "fifth": 4, "5th": 4, "last": -1, "final": -1,
}  # fmt: skip
"""Words for one set of several, counted from 0 (-1: the last)."""
_NUMERIC = ("number", "time", "dotted")


def pieces_of(plain: str) -> list[Piece]:
    """The pieces of a plain text (``normal``), in order.

    >>> [piece.text for piece in pieces_of("bench 3x5\\nrow 40kg")]
    ['bench', '3', 'x', '5', '\\n', 'row', '40', 'kg']
    """
    found: list[Piece] = []
    start = 0
    for line in plain.split("\n"):
        if start:
            found.append(Piece("line", "\n", 0.0, start - 1, start, False))
        found += [
            piece._replace(start=piece.start + start, end=piece.end + start)
            for piece in tokenise(line)
            if piece.kind != "end"
        ]
        start += len(line) + 1
    return found


def is_number(piece: Piece) -> bool:
    """Whether it is written in digits."""
    return piece.kind in _NUMERIC
