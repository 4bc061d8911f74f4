"""How fast a log is taken in: rows a second of reading alone, and of a whole import of 50,000 sets.

Run it with ``python -m benchmarks.imports``. It makes a database of its own and leaves nothing behind.
"""

import asyncio
import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

from connectors.recognition import recognise
from db import athletes
from db.engine import open_database
from tools.imports import import_file

SETS = 50_000
SETS_A_WORKOUT = 20
EXERCISES = ("Bench Press (Barbell)", "Squat (Barbell)", "Deadlift (Barbell)", "Pull Up", "My Own Machine Press")
HEVY = (
    "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,"
    "weight_kg,reps,distance_km,duration_seconds,rpe"
)
STRONG = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE"


def hevy_row(number: int, at: datetime) -> str:
    """A row as Hevy writes it."""
    exercise = EXERCISES[number // 4 % len(EXERCISES)]
    begun = f"{at.day} {at:%b %Y, %H:%M}"
    return f'"Day","{begun}","{begun}","","{exercise}",,"",{number % 4},"normal",{60 + number % 50}.5,8,,,8'


def strong_row(number: int, at: datetime) -> str:
    """A row as Strong writes it."""
    exercise = EXERCISES[number // 4 % len(EXERCISES)]
    return f'{at:%Y-%m-%d %H:%M:%S},"Day",1h,"{exercise}",{number % 4 + 1},{60 + number % 50}.5,8.0,0,0.0,"","",8'


def write(path: Path, header: str, row: Callable[[int, datetime], str]) -> Path:
    """A log of as many sets as are measured."""
    first = datetime(2015, 1, 1, 18)
    rows = [row(number, first + timedelta(days=number // SETS_A_WORKOUT)) for number in range(SETS)]
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    return path


async def measure(folder: Path) -> None:
    """Read and import both kinds of file, and say how long it took."""
    database = open_database(None, folder / "home")
    try:
        for name, header, row in (("Hevy", HEVY, hevy_row), ("Strong", STRONG, strong_row)):
            path = write(folder / name, header, row)
            begun = time.perf_counter()
            log = recognise(path).read("kg", ZoneInfo("Europe/Berlin"))
            took = time.perf_counter() - begun
            print(f"{name}: read {log.rows:,} rows in {took:.2f} s, {log.rows / took:,.0f} rows/s")
            athlete = await athletes.find_or_create(database, f"benchmark {uuid4()}", date(2026, 11, 21))
            for what in ("import", "import again"):
                begun = time.perf_counter()
                report = await import_file(athlete, path)
                took = time.perf_counter() - begun
                print(
                    f"{name}: {what} of {report.sets_new:,} new sets in {took:.2f} s, {report.rows / took:,.0f} rows/s"
                )
    finally:
        await database.close()


def main() -> None:
    """Measure in a folder that is removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="topset-"))
    try:
        asyncio.run(measure(folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
