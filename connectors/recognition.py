"""Which kind of file this is: by what is in it, never by its name."""

from collections.abc import Callable
from pathlib import Path

from connectors.fitnotes import fitnotes_backup
from connectors.headers import NEEDED, NUMBERS, columns_of
from connectors.hevy_csv import hevy_table
from connectors.hevy_measurements import measurement_table
from connectors.log_file import Reader
from connectors.log_table import log_table
from connectors.strong_csv import strong_table
from connectors.tables import Table, decode, table_of
from connectors.topset_export import topset_export
from training.errors import Invalid

LARGEST = 500 * 1024 * 1024
KNOWN = (
    "I can read: a Hevy export (workouts or measurements, CSV), a Strong export (CSV), FitNotes (CSV or backup), Fitbod (CSV), "
    "a table with a date, an exercise and sets (CSV), nutrition of MyFitnessPal, "
    "Cronometer, MacroFactor and MyNetDiary, WHOOP and Withings (CSV), an export of Apple Health (ZIP or XML), an export of Topset (JSON)."
)
LEAST_NUMBERS = 2
"""Columns such as weight and reps that make a table a training log."""
MOST_NAMED = 8
TABLES: tuple[Callable[[Table], Reader | None], ...] = (hevy_table, strong_table, log_table, measurement_table)
"""Kinds of tables, the most certain first."""


def recognise(path: Path) -> Reader:
    """The reader for a file. Raises ``Invalid`` if there is none, saying which kinds there are."""
    data = _bytes(path)
    if (backup := fitnotes_backup(path, data[:64])) is not None:
        return backup
    text = decode(data)
    if text is not None:
        if text.lstrip().startswith("{"):
            found: Reader | None = topset_export(text)
        else:
            table = table_of(text)
            found = None
            if table is not None:
                found = next((made for read in TABLES if (made := read(table)) is not None), None)
            if found is None and table is not None:
                _refuse_log(table, path.name)
        if found is not None:
            return found
    raise Invalid(f"'{path.name}' is not a file that I know. {KNOWN}")


def text_of(path: Path) -> str | None:
    """The text of a file; ``None`` for what is none. Raises ``Invalid`` for what can't be opened, or is too large."""
    return decode(_bytes(path))


def _refuse_log(table: Table, name: str) -> None:
    """Raise ``Invalid`` for a table of sets of which a column is not understood that must be: it is not guessed at."""
    known = columns_of(table.header)
    missing = NEEDED - known.at.keys()
    if len(NUMBERS & known.at.keys()) < LEAST_NUMBERS or not missing:
        return
    unknown = [cell for place, cell in enumerate(table.header) if place not in known.at.values()]
    wanted = " and ".join(sorted({"start": "date"}.get(each, each) for each in missing))
    raise Invalid(
        f"'{name}' looks like a training log, and I can't tell which column is the {wanted}. "
        f"I don't know {', '.join(repr(each[:40]) for each in unknown[:MOST_NAMED]) or 'no other column'}. "
        f"Name that column '{wanted}' in the first row and import it again."
    )


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise Invalid(f"'{path}' is a folder. Give me the file itself. {KNOWN}")
        size = path.stat().st_size
        if size > LARGEST:
            raise Invalid(f"'{path.name}' has {size // 2**20} MB; up to {LARGEST // 2**20} MB can be read.")
        if not path.is_file():
            raise Invalid(f"'{path}' is no ordinary file. {KNOWN}")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise Invalid(f"There is no file '{path}'.") from error
    except (OSError, ValueError) as error:
        raise Invalid(f"'{path}' can't be opened: {getattr(error, 'strerror', None) or error}.") from error
    if not data.strip():
        raise Invalid(f"'{path.name}' is empty. {KNOWN}")
    return data
