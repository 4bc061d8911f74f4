"""Which kind of file this is: by what is in it, never by its name."""

from pathlib import Path

from connectors.hevy_csv import hevy_table
from connectors.hevy_measurements import measurement_table
from connectors.log_file import Reader
from connectors.strong_csv import strong_table
from connectors.tables import decode, table_of
from connectors.topset_export import topset_export
from training.errors import Invalid

LARGEST = 500 * 1024 * 1024
KNOWN = "I can read: a Hevy export (workouts or measurements, CSV), a Strong export (CSV), an export of Topset (JSON)."


def recognise(path: Path) -> Reader:
    """The reader for a file. Raises ``Invalid`` if there is none, saying which kinds there are."""
    data = _bytes(path)
    text = decode(data)
    if text is not None:
        if text.lstrip().startswith("{"):
            found: Reader | None = topset_export(text)
        else:
            table = table_of(text)
            found = None if table is None else hevy_table(table) or strong_table(table) or measurement_table(table)
        if found is not None:
            return found
    raise Invalid(f"'{path.name}' is not a file that I know. {KNOWN}")


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
