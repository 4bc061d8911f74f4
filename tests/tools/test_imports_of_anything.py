"""Whatever is in a file: a report, or an error of ours."""

import json
import random
from pathlib import Path
from uuid import uuid4

from db.athletes import Athlete
from db.transfer import export
from tools.imports import import_file
from training.errors import TopsetError

DATA = Path(__file__).parents[1] / "connectors" / "data"


async def test_whatever_is_in_a_file_it_is_a_report_or_an_error_of_ours(athlete: Athlete, tmp_path: Path) -> None:
    dice = random.Random(20261121)
    headers = [each.read_text(encoding="utf-8").splitlines()[0] for each in sorted(DATA.glob("*.csv"))]
    cells = [
        *(
            "",
            "0",
            "1",
            "62,5",
            "-1",
            "1e308",
            "9" * 400,
            "2026-11-20 18:00:00",
            "5 Nov 2026",
            "0001-01-01",
            "W",
            "Note",
        ),
        *("Squat", "😀", "\u202e\x1b[31m", "a" * 130, '"', '"a\nb"', "Ω≈ç", "''", "normal", "\x00", "%s", "\\"),
    ]
    starts = ["Push,2026-11-20 18:00:00,,,", "2026-11-20 18:00:00,P,1h,"]
    path = tmp_path / "any"
    for _ in range(120):
        header = dice.choice(headers)
        separator = dice.choice(",;")
        rows = [
            separator.join(dice.choices(cells, k=max(1, 14 + dice.randint(-3, 1)))) for _ in range(dice.randint(0, 12))
        ]
        rows += [dice.choice(starts) + ",".join(dice.choices(cells, k=10))]
        path.write_bytes("\n".join([header, *rows]).encode())
        try:
            assert str(await import_file(athlete, path))
        except TopsetError:
            continue


async def test_an_export_with_what_no_database_can_hold(athlete: Athlete, tmp_path: Path) -> None:
    path = tmp_path / "any"
    exercise = {"exercise": "😀\x00\ud800", "superset": 3, "sets": [{"load_kg": float("nan")}, {"reps": 5}]}
    wild = {"id": str(uuid4()), "date": "2026-11-20", "started_at": "0001-01-01T00:00:00", "exercises": [exercise]}
    tame = {"date": "2026-11-20", "title": "\ud800", "exercises": [exercise | {"sets": [{"reps": 5}]}]}
    record = {"format": "topset", "version": 1, "workouts": [wild, tame, None, [], "x", 1e999]}
    path.write_text(json.dumps(record), encoding="utf-8")
    report = await import_file(athlete, path)
    assert (report.workouts_new, report.rejected_count) == (1, 5)
    async with athlete.sessions() as session:
        assert (await export(session, athlete))["workouts"][0]["title"] == "?"
