"""Units: exact conversions, rounding to what can be loaded, and how a number is written."""

import math
from dataclasses import dataclass
from typing import Literal

WeightUnit = Literal["kg", "lb"]
"""The unit an athlete thinks in."""

KG_PER_LB = 0.45359237
KG_PER_STONE = 14 * KG_PER_LB
M_PER_MILE = 1609.344
M_PER_YARD = 0.9144
M_PER_INCH = 0.0254
KJ_PER_KCAL = 4.184

KG_PER: dict[str, float] = {"kg": 1.0, "lb": KG_PER_LB, "st": KG_PER_STONE}
M_PER: dict[str, float] = {"m": 1.0, "km": 1000.0, "mi": M_PER_MILE, "yd": M_PER_YARD, "ft": 0.3048}


@dataclass(frozen=True, slots=True)
class Typed:
    """A quantity as the athlete typed it, kept beside its canonical value.

    >>> Typed(225, "lb").kg
    102.05828325
    """

    value: float
    unit: str

    @property
    def kg(self) -> float:
        """The load in kilograms. Raises ``KeyError`` for a unit that is no weight."""
        return self.value * KG_PER[self.unit]

    @property
    def m(self) -> float:
        """The length in metres. Raises ``KeyError`` for a unit that is no length."""
        return self.value * M_PER[self.unit]


def round_half_up(x: float, step: float = 1.0) -> float:
    """Round to the nearest multiple of ``step``, halves upwards.

    >>> round_half_up(103.75, 2.5), round_half_up(7.5), round_half_up(101.0, 2.5)
    (105.0, 8.0, 100.0)
    """
    return math.floor(x / step + 0.5 + 1e-9) * step


def round_down(x: float, step: float) -> float:
    """Round down to a multiple of ``step``: for cuts made by a safety or readiness rule.

    >>> round_down(94.0, 2.5)
    92.5
    """
    return math.floor(x / step + 1e-9) * step


def in_unit(load_kg: float, unit: WeightUnit) -> float:
    """Express a load in the athlete's unit.

    >>> round(in_unit(102.05828325, "lb"), 2)
    225.0
    """
    return load_kg / KG_PER[unit]


def plain(x: float, digits: int = 2) -> str:
    """Write a number without needless zeros.

    >>> plain(100.0), plain(102.50), plain(36.666)
    ('100', '102.5', '36.67')
    """
    text = f"{round_half_up(x, 10**-digits):.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def load_text(load_kg: float, unit: WeightUnit, digits: int = 2) -> str:
    """Write a load in the athlete's unit.

    >>> load_text(102.05828325, "lb"), load_text(102.5, "kg")
    ('225 lb', '102.5 kg')
    """
    return f"{plain(in_unit(load_kg, unit), digits)} {unit}"


def duration_text(duration_s: float) -> str:
    """Write a duration as a person would.

    >>> duration_text(45), duration_text(90), duration_text(1470), duration_text(4500)
    ('45 s', '1:30', '24:30', '1:15:00')
    """
    if duration_s < 60:
        return f"{plain(duration_s)} s"
    whole = int(duration_s + 0.5)
    hours, rest = divmod(whole, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def distance_text(distance_m: float, unit: WeightUnit = "kg") -> str:
    """Write a distance: miles for athletes who think in pounds, metres and km for others.

    >>> distance_text(5000), distance_text(400), distance_text(1609.344 * 3, "lb")
    ('5 km', '400 m', '3 mi')
    """
    if unit == "lb" and distance_m >= M_PER_MILE / 2:
        return f"{plain(distance_m / M_PER_MILE)} mi"
    return f"{plain(distance_m / 1000)} km" if distance_m >= 1000 else f"{plain(distance_m)} m"
