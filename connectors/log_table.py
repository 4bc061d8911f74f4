"""Tables of sets of other apps and of people's own spreadsheets: a date, an exercise and numbers, known by their names."""

from dataclasses import replace

from connectors.headers import Columns, columns_of, plain_name
from connectors.set_table import Dialect, Role, SetTable
from connectors.tables import Table

CALLED = {
    "start": "date", "exercise_notes": "notes", "index": "number of the set", "kind": "kind of set", "weight_unit": "unit of weight",
    "distance_unit": "unit of distance", "seconds": "time", "title": "name of the workout", "sets": "number of sets",
    "description": "notes of the workout", "end": "end", "warmup": "warm-up",
}  # fmt: skip
TRUE = frozenset(("true", "yes", "1", "x", "y"))
FITNOTES_MARKS = ("category", "comment")
FITBOD_MARKS = ("multiplier", "iswarmup")


def log_table(table: Table) -> SetTable | None:
    """The table, if it is one of sets: as FitNotes and Fitbod export it, or any with columns that say what they are."""
    columns = columns_of(table.header)
    if not columns.is_log or not {"reps", "seconds", "distance"} & columns.at.keys():
        return None
    plain = {plain_name(cell)[0]: place for place, cell in enumerate(table.header)}
    if plain.keys() >= set(FITBOD_MARKS):
        return SetTable(FITBOD, table, columns)
    if plain.keys() >= set(FITNOTES_MARKS):
        lasts = {"seconds": plain["time"]} if "time" in plain else {}
        return SetTable(FITNOTES, table, Columns({**columns.at, **lasts}, columns.units))
    return SetTable(replace(OTHER, kind=_read_as(table, columns)), table, columns)


def _read_as(table: Table, columns: Columns) -> str:
    """What the columns were taken for, in words."""
    told = (f"{CALLED.get(name, name)} from '{table.header[place].strip()}'" for name, place in columns.at.items())
    return f"a table of sets: {', '.join(told)}"


def _role(columns: Columns, cells: list[str]) -> Role:
    number = columns.cell(cells, "index")
    is_warmup = columns.cell(cells, "warmup").casefold() in TRUE
    index = int(number) if number.isdecimal() and len(number) < 6 else None
    return Role("warmup" if is_warmup else "work", index)


FITNOTES = Dialect("fitnotes", "FitNotes export", marks=(), zero_is_nothing=True, role=_role)
FITBOD = Dialect("fitbod", "Fitbod export", marks=(), zero_is_nothing=True, role=_role)
OTHER = Dialect("table", "a table of sets", marks=(), zero_is_nothing=True, role=_role)
