"""Which column is what: by its name in many languages, and by the shape of the data where the name is unknown."""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

UNITS = {
    "kg": "kg", "kgs": "kg", "кг": "kg", "kilogramm": "kg", "lb": "lb", "lbs": "lb", "pfund": "lb", "фунт": "lb",
    "km": "km", "kilometer": "km", "км": "km", "mi": "mi", "miles": "mi", "mile": "mi", "meilen": "mi", "m": "m",
    "meters": "m", "metres": "m", "meter": "m", "metros": "m", "metri": "m", "м": "m", "yd": "yd", "yards": "yd",
    "ft": "ft", "feet": "ft", "pounds": "lb", "pound": "lb", "libras": "lb", "livres": "lb", "libbre": "lb",
    "millas": "mi", "milhas": "mi", "miglia": "mi", "kilometers": "km", "mt": "m", "mtr": "m",
}  # fmt: skip
"""What a unit is called in a header or a cell."""
NEEDED = frozenset({"start", "exercise"})
NUMBERS = frozenset({"weight", "reps", "seconds", "distance"})


@dataclass(frozen=True, slots=True)
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

    @property
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
            if unit is not None and what in ("weight", "distance"):
                units[what] = unit
    return Columns(at, units)


def columns_by_shape(
    header: Sequence[str], sample: Sequence[Sequence[str]], layouts: Sequence[str], fits: Callable[[str, str], bool]
) -> Columns | None:
    """The columns of the first layout, names divided by spaces, whose width and data fit."""
    units = [plain_name(cell)[1] for cell in header]
    for layout in layouts:
        names = layout.split()
        if len(names) != len(header):
            continue
        full = [row for row in sample if len(row) == len(names)]
        good = sum(all(fits(name, cell.strip()) for name, cell in zip(names, row, strict=True)) for row in full)
        if full and good >= 0.6 * len(full):
            at = {name: place for place, name in enumerate(names)}
            found: dict[str, str] = {
                name: unit for name in ("weight", "distance") if name in at and (unit := units[at[name]])
            }
            return Columns(at, found)
    return None


@lru_cache(maxsize=1)
def known_names() -> dict[str, str]:
    """Which column a name means: the names of ``header_names.json``, plain."""
    names = json.loads(files(__package__).joinpath("header_names.json").read_text(encoding="utf-8"))
    return {plain_name(name)[0]: what for what, those in names.items() for name in those}
