"""What a number of a message is worth in the role that its tag gives it: its unit stands beside it."""

from collections.abc import Sequence
from typing import TypeVar

from training.notation.tagging.pieces import Piece
from training.notation.tokens import seconds
from training.notation.words import words
from training.units import Typed

_WEIGHTS = dict.fromkeys(words("kg kgs kilo kilos kilogram kilograms"), "kg") | dict.fromkeys(
    words("lb lbs pound pounds pounder pounders #"), "lb"
)
_TIMES = (
    dict.fromkeys(words('s sec secs second seconds "'), 1.0)
    | dict.fromkeys(words("m min mins minute minutes '"), 60.0)
    | dict.fromkeys(words("h hr hrs hour hours"), 3600.0)
)
_LENGTHS = (
    dict.fromkeys(words("k km kms kilometer kilometers kilometre kilometres"), "km")
    | dict.fromkeys(words("m met meter meters metre metres"), "m")
    | dict.fromkeys(words("mi mile miles miler"), "mi")
    | dict.fromkeys(words("yd yds yard yards"), "yd")
    | dict.fromkeys(words("ft foot feet"), "ft")
)
_Unit = TypeVar("_Unit")
FEW_METRES = 100
"""A bare distance below is in kilometres."""


def weight_unit(pieces: Sequence[Piece], at: int) -> str | None:
    """The unit of weight after a number."""
    return _unit(pieces, at, _WEIGHTS)


def time_unit(pieces: Sequence[Piece], at: int) -> float | None:
    """The seconds of the unit of time after a number; of a clock time, 1."""
    return 1.0 if pieces[at].kind == "time" else _unit(pieces, at, _TIMES)


def length_unit(pieces: Sequence[Piece], at: int) -> str | None:
    """The unit of length after a number."""
    return _unit(pieces, at, _LENGTHS)


def _unit(pieces: Sequence[Piece], at: int, units: dict[str, _Unit]) -> _Unit | None:
    place = at + 1
    if place < len(pieces) and pieces[place].text == "-":
        place += 1
    return units.get(pieces[place].text) if place < len(pieces) else None


def clock_of_hours(piece: Piece) -> float:
    """The seconds of a clock time in hours and minutes."""
    return 60 * piece.value if piece.text.count(":") == 1 else piece.value


def dotted_clock(piece: Piece) -> float:
    """The seconds of a time that is written with a dot: "27.40"."""
    return seconds(piece.text.replace(".", ":"))


def length(value: float, unit: str | None) -> Typed:
    """A distance; a bare one is in metres, or in kilometres when it is short."""
    return Typed(value, unit or ("m" if value >= FEW_METRES else "km"))
