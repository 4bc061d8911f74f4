"""One set from the cells of a row: units, and what can't be true."""

import math
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from connectors.headers import UNITS, Columns
from connectors.log_file import BadRow, TooHeavy
from connectors.numbers import Numbers
from training.library import load_library
from training.movement import Movement
from training.plausible import beyond_anybody
from training.resolver import Resolver
from training.units import KG_PER, M_PER, Typed, WeightUnit
from training.workout import Set, SetKind

RANGES: dict[str, tuple[float, float]] = {
    "load_kg": (-500, 2000), "reps": (0, 10_000), "rpe": (0, 10), "duration_s": (0, 1_000_000),
    "distance_m": (0, 10_000_000),
}  # fmt: skip
"""What the database can hold (db/tables.py)."""
WORDS = {"load_kg": "{:g} kg", "reps": "{:g} reps", "rpe": "RPE {:g}", "duration_s": "{:g} s", "distance_m": "{:g} m"}
FARTHEST = 400
"""A distance without a unit that is more than this is in metres: nobody runs 500 km in a set."""
HELPED = re.compile(
    r"\b(?:assist(?:ed|ance)|assistid[ao]s?|asistid[ao]s?|assistit[aeio]|assistée?s?|unterstützte?[nrs]?|geassisteerde?|"
    r"wspomagan[aey]|assisterad[ae]?)\b",
    re.IGNORECASE,
)
"""In the name of an exercise whose load is taken off the body."""


@dataclass(frozen=True, slots=True)
class SetCells:
    """Reads the numbers of one file's sets."""

    columns: Columns
    numbers: Numbers
    unit: WeightUnit
    """The unit of a load if neither header nor row names one."""
    zero_is_nothing: bool
    """Whether the app writes 0 where nothing was recorded."""

    def read(self, cells: list[str], kind: SetKind, exercise: str) -> Set:
        """The set of an exercise. Raises ``BadRow``."""
        load = self._typed(cells, "weight", KG_PER, self.unit)
        if load is not None and load.value > 0 and takes_off(exercise):
            load = replace(load, value=-load.value)
        distance = self._distance(cells)
        reps = self._number(cells, "reps")
        if reps is not None and reps != int(reps):
            raise BadRow(f"{reps:g} reps is no whole number")
        found = Set(
            kind=kind,
            load_kg=None if load is None else load.kg,
            reps=None if reps is None else int(reps),
            rpe=self._number(cells, "rpe"),
            duration_s=self._seconds(cells),
            distance_m=None if distance is None else distance.m,
            typed_load=load,
            typed_distance=distance,
        )
        found = _recorded(found) if self.zero_is_nothing else found
        problem = fault(found, exercise, self.unit)
        if problem is not None:
            beyond = beyond_anybody(_movement(exercise), [found.load_kg], self.unit)
            raise BadRow(problem) if problem != beyond else TooHeavy(problem)
        return found

    def names_no_unit(self, cells: list[str]) -> bool:
        """Whether there is a load, and neither the header nor the row says in what."""
        text = self.columns.cell(cells, "weight")
        if not re.search(r"[1-9]", text) or "weight" in self.columns.units:
            return False
        return not self.columns.cell(cells, "weight_unit") and not any(each.isalpha() for each in text)

    def _number(self, cells: list[str], name: str) -> float | None:
        found = self._read(cells, name)
        return None if found is None else found[0]

    def _read(self, cells: list[str], name: str) -> tuple[float, str] | None:
        text = self.columns.cell(cells, name)
        try:
            return self.numbers.read(text) if text else None
        except ValueError as error:
            raise BadRow(f"{name}: {error}") from error

    def _seconds(self, cells: list[str]) -> float | None:
        try:
            return self.numbers.seconds(self.columns.cell(cells, "seconds"))
        except ValueError as error:
            raise BadRow(f"seconds: {error}") from error

    def _distance(self, cells: list[str]) -> Typed | None:
        default = "mi" if (self.columns.units.get("weight") or self.unit) == "lb" else "km"
        found = self._typed(cells, "distance", M_PER, default)
        named = self.columns.units.get("distance") or self.columns.cell(cells, "distance_unit")
        return replace(found, unit="m") if found is not None and not named and found.value > FARTHEST else found

    def _typed(self, cells: list[str], name: str, known: dict[str, float], default: str) -> Typed | None:
        found = self._read(cells, name)
        if found is None:
            return None
        value, behind = found
        said = behind or self.columns.cell(cells, f"{name}_unit")
        unit = UNITS.get(said.casefold().strip(". ")) if said else self.columns.units.get(name, default)
        if unit not in known:
            raise BadRow(f"'{said[:20]}' is no unit of {name}")
        return Typed(value, unit)


def takes_off(exercise: str) -> bool:
    """Whether the load of an exercise is assistance: our ``load_kg`` of it is less than nothing.

    >>> takes_off("Pull Up (Assisted)"), takes_off("Barra Fixa (Assistida)"), takes_off("Pull Up (Weighted)")
    (True, True, False)
    """
    movement = _movement(exercise)
    return HELPED.search(exercise) is not None and (movement is None or movement.is_bodyweight)


def fault(found: Set, exercise: str, unit: WeightUnit) -> str | None:
    """What can't be true of a set of an exercise, in words."""
    for name, (low, high) in RANGES.items():
        value = getattr(found, name)
        if value is not None and not (math.isfinite(value) and low <= value <= high):
            return f"{WORDS[name].format(value)} can't be right"
    return beyond_anybody(_movement(exercise), [found.load_kg], unit)


@lru_cache(maxsize=1024)
def _movement(name: str) -> Movement | None:
    return Resolver(load_library()).named(name)


def _recorded(found: Set) -> Set:
    """The set without the zeros that stand for nothing."""
    found = replace(
        found,
        rpe=found.rpe or None,
        duration_s=found.duration_s or None,
        distance_m=found.distance_m or None,
        typed_distance=found.typed_distance if found.distance_m else None,
    )
    if found.reps or (found.duration_s is None and found.distance_m is None):
        return found
    return replace(found, reps=None) if found.load_kg else replace(found, reps=None, load_kg=None, typed_load=None)
