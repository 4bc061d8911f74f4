"""Tables of other apps: FitNotes, Fitbod, a spreadsheet of one's own; FitNotes' backup."""

import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from connectors.log_file import LogFile
from connectors.recognition import recognise
from training.errors import Invalid
from training.units import Typed
from training.workout import Set

Read = Callable[..., LogFile]
BERLIN = ZoneInfo("Europe/Berlin")
FITNOTES = """Date,Exercise,Category,Weight (lbs),Reps,Distance,Distance Unit,Time,Comment
2026-11-02,Flat Barbell Bench Press,Chest,135.0,10,,,,
2026-11-02,Flat Barbell Bench Press,Chest,185.0,5,,,,paused
2026-11-02,Plank,Abs,,,,,0:01:30,
2026-11-04,Running (Outdoor),Cardio,,,5.0,km,0:25:00,
"""
FITBOD = """Date,Exercise,Reps,Weight(kg),Duration(s),Distance(m),Incline,Resistance,isWarmup,Note,multiplier
2026-11-02 17:30:00 +0000,Back Squat,5,60.0,0.0,0.0,0.0,0.0,true,,1.0
2026-11-02 17:30:00 +0000,Back Squat,5,100.0,0.0,0.0,0.0,0.0,false,,1.0
2026-11-02 17:30:00 +0000,Plank,0,0.0,60.0,0.0,0.0,0.0,false,,1.0
"""


def test_fitnotes(read: Read) -> None:
    log = read(FITNOTES)
    assert (log.source, log.rejected, log.unit_taken) == ("fitnotes", (), None)
    first, second = (each.workout for each in log.workouts)
    bench, plank = first.exercises
    assert [(each.typed_load, each.reps) for each in bench.sets] == [(Typed(135, "lb"), 10), (Typed(185, "lb"), 5)]
    assert bench.notes == "paused" and plank.sets == (Set(duration_s=90),)
    assert (second.exercises[0].sets[0].distance_m, second.exercises[0].sets[0].duration_s) == (5000, 1500)


def test_fitbod(read: Read) -> None:
    log = read(FITBOD)
    assert (log.source, log.rejected) == ("fitbod", ())
    squat, plank = log.workouts[0].workout.exercises
    assert [(each.kind, each.load_kg, each.reps) for each in squat.sets] == [("warmup", 60, 5), ("work", 100, 5)]
    assert plank.sets == (Set(duration_s=60),)


def test_a_spreadsheet_of_ones_own_says_what_it_was_read_as(read: Read, tmp_path: Path) -> None:
    text = "Datum;Übung;Sätze;Wdh;Gewicht (kg)\n02.11.2026;Kniebeuge;3;5;102,5\n02.11.2026;Bankdrücken;99;5;80\n"
    log = read(text)
    assert [each.workout.exercises[0].sets for each in log.workouts] == [
        (Set(load_kg=102.5, reps=5, typed_load=Typed(102.5, "kg")),) * 3
    ]
    assert [each.reason for each in log.rejected] == ["'99' is no number of sets from 1 to 50"]
    assert "exercise from 'Übung'" in recognise(tmp_path / "download").kind


def backup(path: Path) -> Path:
    database = sqlite3.connect(path)
    database.executescript("""
        create table exercise (_id integer primary key, name text, category_id integer);
        create table training_log (_id integer primary key, exercise_id integer, date text, metric_weight real, reps integer,
                                   unit integer, distance integer, duration_seconds integer);
        create table Comment (_id integer primary key, owner_type_id integer, owner_id integer, comment text);
        insert into exercise values (1, 'Barbell Squat', 1), (2, 'Pull Up (Assisted)', 2);
        insert into training_log values (1, 1, '2026-11-02', 100, 5, 1, 0, 0), (2, 1, '2026-11-02', 105, 3, 1, 0, 0),
            (3, 2, '2026-11-02', 20, 8, 1, 0, 0), (4, 1, 'no day', 100, 5, 1, 0, 0);
        insert into Comment values (1, 1, 2, 'hard');
    """)
    database.commit()
    database.close()
    return path


def test_a_backup_of_fitnotes(tmp_path: Path) -> None:
    log = recognise(backup(tmp_path / "FitNotes.fitnotes")).read("kg", BERLIN)
    [found] = log.workouts
    assert (found.workout.date, log.source, log.rows, len(log.rejected)) == (date(2026, 11, 2), "fitnotes", 4, 1)
    squat, pull_up = found.workout.exercises
    assert [(each.load_kg, each.reps) for each in squat.sets] == [(100, 5), (105, 3)] and squat.notes == "set 2: hard"
    assert pull_up.sets[0].load_kg == -20


def test_a_backup_that_is_cut_off_is_refused_in_words(tmp_path: Path) -> None:
    whole = backup(tmp_path / "whole").read_bytes()
    (tmp_path / "half").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Invalid, match="damaged or cut-off SQLite"):
        recognise(tmp_path / "half").read("kg", BERLIN)


def test_another_sqlite_file_is_not_a_log(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "other")
    database.execute("create table exercise (x)")
    database.commit()
    database.close()
    with pytest.raises(Invalid, match="not a file that I know"):
        recognise(tmp_path / "other")
