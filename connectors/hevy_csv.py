"""Hevy's export: a row per set, the unit in the header, sets numbered from 0 in each exercise."""

import re

from connectors.headers import Columns, Shapes
from connectors.set_table import Dialect, Role, SetTable
from connectors.tables import Table
from training.workout import SetKind

WORDS: dict[SetKind, str] = {
    "work": "normal standard working work regular normale normala обычный 通常",
    "warmup": """warmup aufwärmen aufwarmen aufwärmsatz échauffement echauffement calentamiento aquecimento
        riscaldamento warming rozgrzewka uppvärmning isınma разминка ウォームアップ""",
    "drop": "dropset drop dropsatz seriedégressive seriedescendente dropserie дропсет ドロップセット",
    "failure": """failure tofailure versagen muskelversagen échec echec fallo alfallo falha cedimento falen upadek
        misslyckande tükeniş отказ 限界""",
    "amrap": "amrap",
}
KINDS: dict[str, SetKind] = {word: kind for kind, words in WORDS.items() for word in words.split()} | {"": "work"}
LAYOUTS = (
    "title start end description exercise superset exercise_notes index kind weight reps distance seconds rpe",
    "title start end description exercise superset exercise_notes index weight reps distance seconds rpe",
)
"""The generations of Hevy's header, for languages whose header is not known by name."""


def hevy_table(table: Table) -> SetTable | None:
    """The table, if it is Hevy's."""
    columns = Shapes(LAYOUTS, _fits, _is_hevys).columns(table.header, table.sample())
    return None if columns is None else SetTable(HEVY, table, columns)


def _is_hevys(columns: Columns) -> bool:
    return bool({"end", "superset", "kind"} & columns.at.keys())


def _role(columns: Columns, cells: list[str]) -> Role:
    said = columns.cell(cells, "kind")
    kind = KINDS.get(re.sub(r"[\s_-]+", "", said.casefold()))
    number = columns.cell(cells, "index")
    index = int(number) if number.isdecimal() and len(number) < 6 else None
    return Role(kind or "work", index, "" if kind else said)


def _fits(name: str, cell: str) -> bool:
    if name in ("start", "end"):
        return bool(re.search(r"\d", cell)) and len(cell) >= 8
    if name == "index":
        return cell.isdecimal()
    if name == "exercise":
        return bool(cell)
    if name in ("weight", "reps", "distance", "seconds", "rpe"):
        return re.fullmatch(r"-?[\d.,]*", cell) is not None
    return name != "kind" or (bool(cell) and not re.search(r"\d", cell))


HEVY = Dialect("hevy", "Hevy export", marks=("end", "description"), zero_is_nothing=False, role=_role)
