"""Strong's export, three generations of it: a row per set, rest timer or note; 0 where nothing was recorded."""

import re

from connectors.headers import Columns, Shapes
from connectors.set_table import Dialect, Role, SetTable
from connectors.tables import Table
from training.workout import SetKind

KINDS: dict[str, SetKind] = {"w": "warmup", "d": "drop", "f": "failure", "a": "amrap", "": "work"}
NOTES = frozenset(
    {"note", "notes", "notiz", "notizen", "nota", "notas", "notitie", "notatka", "anteckning", "заметка", "メモ"}
)
_WITH_UNITS = (
    "start title exercise index weight weight_unit reps rpe distance distance_unit seconds exercise_notes description"
)
LAYOUTS = (
    "number start title duration exercise index weight reps rpe distance seconds exercise_notes description",
    "number start title duration exercise index weight reps distance seconds exercise_notes description rpe",
    "start title duration exercise index weight reps distance seconds exercise_notes description rpe",
    "start title duration exercise index weight reps distance seconds exercise_notes description",
    "start title exercise index weight reps distance seconds exercise_notes description rpe",
    "start title exercise index weight reps distance seconds exercise_notes description",
    f"{_WITH_UNITS} duration",
    _WITH_UNITS,
)
"""The generations of Strong's header, for languages whose header is not known by name."""


def strong_table(table: Table) -> SetTable | None:
    """The table, if it is Strong's."""
    columns = Shapes(LAYOUTS, _fits, _is_strongs).columns(table.header, table.sample())
    return None if columns is None else SetTable(STRONG, table, columns)


def _is_strongs(columns: Columns) -> bool:
    return columns.at.keys() >= {"title", "index"}


def _role(columns: Columns, cells: list[str]) -> Role:
    said = columns.cell(cells, "index")
    if said.isdecimal() and len(said) < 6:
        return Role("work", int(said))
    kind = KINDS.get(said.casefold())
    if kind is not None:
        return Role(kind)
    numbered = re.fullmatch(r"([wdf])\s*\d+", said.casefold())
    if numbered is not None:
        return Role(KINDS[numbered[1]])
    if any(re.search(r"[^0.,\s]", columns.cell(cells, name)) for name in ("weight", "reps", "distance")):
        return Role("work", remark=said)
    noted = said.casefold() in NOTES or not re.search(r"[1-9]", columns.cell(cells, "seconds"))
    return Role(None, is_timer=not (noted and columns.cell(cells, "exercise_notes")))


def _fits(name: str, cell: str) -> bool:
    if name == "start":
        return len(re.findall(r"\d", cell)) >= 6 or bool(re.search(r"\d.*[^\W\d].*\d", cell))
    if name == "index":
        return bool(cell)
    if name == "exercise":
        return bool(cell)
    if name == "number":
        return cell.isdecimal()
    if name in ("weight", "reps", "distance", "seconds", "rpe"):
        return re.fullmatch(r"-?[\d.,]*", cell) is not None
    return name not in ("weight_unit", "distance_unit") or not re.search(r"\d", cell)


STRONG = Dialect("strong", "Strong export", marks=("number", "duration"), zero_is_nothing=True, role=_role)
