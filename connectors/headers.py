"""Which column is what: by its name in many languages, and by the shape of the data where the name is unknown."""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

UNITS = {
    "kg": "kg", "kgs": "kg", "кг": "kg", "kilogramm": "kg", "lb": "lb", "lbs": "lb", "pfund": "lb", "фунт": "lb",
    "km": "km", "kilometer": "km", "км": "km", "mi": "mi", "miles": "mi", "mile": "mi", "meilen": "mi", "m": "m",
    "meters": "m", "metres": "m", "meter": "m", "metros": "m", "metri": "m", "м": "m", "yd": "yd", "yards": "yd",
    "ft": "ft", "feet": "ft", "pounds": "lb", "pound": "lb", "libras": "lb", "livres": "lb", "libbre": "lb",
    "millas": "mi", "milhas": "mi", "miglia": "mi", "kilometers": "km", "mt": "m", "mtr": "m",
}  # fmt: skip
"""What a unit is called in a header or a cell."""
UNITED: tuple[str, ...] = ("weight", "distance")
FITTING = 0.6
"""A layout is the file's if so many of its rows fit: some may be bad."""
NEEDED = frozenset({"start", "exercise"})
NUMBERS = frozenset({"weight", "reps", "seconds", "distance"})
TELLING = NUMBERS | NEEDED | {"index", "rpe"}
"""Columns whose names say what they are in any file: a layout that puts another there is not the file's."""


@dataclass(frozen=True)
class Columns:
    """Where each thing stands in a row, and the units that the header names."""

    at: Mapping[str, int]
    units: Mapping[str, str]
    """``weight`` and ``distance``, if the header says."""

    def cell(self, cells: Sequence[str], name: str) -> str:
        """The text of a column; empty if there is no such column."""
        at = self.at.get(name)
        return cells[at].strip() if at is not None and at < len(cells) else ""

    @property
    def is_log(self) -> bool:
        """Whether these can be sets of a log."""
        return self.at.keys() >= NEEDED and bool(NUMBERS & self.at.keys())

    @cached_property
    def least(self) -> int:
        """How many cells a row has at the least."""
        return max(self.at[name] for name in (*NEEDED, "weight", "reps") if name in self.at) + 1


def plain_name(cell: str) -> tuple[str, str | None]:
    """A header without accents, case and unit, and that unit.

    >>> plain_name("Weight (lbs)"), plain_name("weight_kg"), plain_name("Name der Übung")
    (('weight', 'lb'), ('weight', 'kg'), ('name der ubung', None))
    """
    text = unicodedata.normalize("NFKD", cell.strip().strip('"').casefold().replace("ı", "i").replace("ł", "l"))
    text = unicodedata.normalize("NFC", "".join(each for each in text if unicodedata.combining(each) not in (230, 202)))
    words = re.sub(r"[_().\[\]/:·-]+", " ", text.replace("’", "'")).split()
    unit = next((UNITS[word] for word in words[1:] if word in UNITS), None)
    if unit is not None:
        words = [words[0], *(word for word in words[1:] if word not in UNITS)]
    return " ".join(words), unit


def columns_of(header: Sequence[str]) -> Columns:
    """The columns whose names are known."""
    at: dict[str, int] = {}
    units: dict[str, str] = {}
    for position, cell in enumerate(header):
        name, unit = plain_name(cell)
        what = known_names().get(name)
        if what is not None and what not in at:
            at[what] = position
            if unit is not None and what in UNITED:
                units[what] = unit
    return Columns(at, units)


@dataclass(frozen=True)
class Shapes:
    """The generations of an app's header, for languages whose words are not all known."""

    layouts: Sequence[str]
    """Names of columns in order, divided by spaces."""
    fits: Callable[[str, str], bool]
    """Whether a cell can stand in the column of a name."""
    is_app: Callable[[Columns], bool]
    """Whether columns known by name are this app's."""

    def columns(self, header: Sequence[str], sample: Sequence[Sequence[str]]) -> Columns | None:
        """The columns by their names; where some are unknown by a layout that agrees with names and data."""
        named = columns_of(header)
        is_named = named.is_log and self.is_app(named)
        if is_named and len(named.at) == len(header):
            return named
        for layout in self.layouts:
            names = layout.split()
            at = {name: place for place, name in enumerate(names)}
            told = named.at if is_named else {name: named.at[name] for name in TELLING & named.at.keys()}
            agrees = all(at.get(name, place) == place for name, place in told.items())
            if len(names) == len(header) and agrees and self._fit(names, sample):
                units = {name: unit for name in UNITED if name in at and (unit := plain_name(header[at[name]])[1])}
                return Columns(at, units)
        return named if is_named else None

    def _fit(self, names: Sequence[str], sample: Sequence[Sequence[str]]) -> bool:
        full = [row for row in sample if len(row) == len(names)]
        good = sum(all(self.fits(name, cell.strip()) for name, cell in zip(names, row, strict=True)) for row in full)
        return bool(full) and good >= FITTING * len(full)


@lru_cache(maxsize=1)
def known_names() -> dict[str, str]:
    """Which column a name means: the names of ``header_names.json``, plain."""
    names = json.loads(files(__package__).joinpath("header_names.json").read_text(encoding="utf-8"))
    return {plain_name(name)[0]: what for what, those in names.items() for name in those}
