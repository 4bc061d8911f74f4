"""Strong's exports: three generations, German, rest timers and notes between the sets."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from connectors.log_file import LogFile
from training.units import Typed
from training.workout import Set

Read = Callable[..., LogFile]
BERLIN = ZoneInfo("Europe/Berlin")


def test_the_old_generation_with_a_unit_in_each_row(read_data: Read) -> None:
    log = read_data("strong_old.csv")
    [found] = log.workouts
    assert (log.source, log.rejected, found.external_id) == ("strong", (), "2019-01-11T12:31:54 Leg; day")
    assert found.workout.notes == "early"
    deadlift, running = found.workout.exercises
    assert deadlift.notes == "belt"
    assert deadlift.sets == (
        Set("work", 102.05828325, 5, typed_load=Typed(225, "lb")),
        Set("work", 100, 4, 8.5, typed_load=Typed(100, "kg")),
    )
    assert running.sets == (Set(duration_s=1200, distance_m=4023.36, typed_distance=Typed(2.5, "mi")),)


def test_the_generation_with_commas(read_data: Read) -> None:
    log = read_data("strong_comma.csv")
    assert (log.rows, log.timers, log.rejected) == (10, 1, ())
    [found] = log.workouts
    assert found.workout.notes == "good, all in all"
    squat, plank, running, again, pull_up = found.workout.exercises
    assert [(each.kind, each.load_kg, each.reps, each.rpe) for each in squat.sets] == [
        ("warmup", 40, 5, None),
        ("work", 80, 5, 8),
        ("work", 80, 5, 9),
        ("drop", 60, 8, None),
    ]
    assert squat.notes == "felt strong"
    assert plank.sets == (Set(duration_s=60),)
    assert running.sets[0].distance_m == 3200 and running.sets[0].reps is None
    assert [each.kind for each in again.sets] == ["warmup", "work"]
    assert (pull_up.sets[0].kind, pull_up.sets[0].load_kg, pull_up.sets[0].reps) == ("failure", 0, 12)


def test_that_generation_has_no_unit_so_it_is_the_athletes(read_data: Read) -> None:
    squat, *_ = read_data("strong_comma.csv", "lb").workouts[0].workout.exercises
    assert squat.sets[0].typed_load == Typed(40, "lb")


def test_the_new_generation_with_units_in_the_header(read_data: Read) -> None:
    log = read_data("strong_new.csv", "lb")
    assert (log.rows, log.timers, log.rejected) == (5, 1, ())
    push, row = (each.workout for each in log.workouts)
    assert [(each.load_kg, each.reps, each.rpe) for each in push.exercises[0].sets] == [(70.5, 8, None), (70.5, 7, 9)]
    assert push.exercises[0].notes == "elbows in"
    assert (row.exercises[0].sets[0].distance_m, row.exercises[0].sets[0].duration_s) == (2000, 480)


def test_german(read_data: Read) -> None:
    log = read_data("strong_german.csv")
    assert (log.rows, log.timers, log.rejected) == (4, 1, ())
    legs, run = (each.workout for each in log.workouts)
    assert (legs.date, run.date) == (date(2024, 3, 5), date(2024, 3, 13))
    assert legs.started_at == datetime(2024, 3, 5, 18, 30, tzinfo=BERLIN)
    assert [(each.kind, each.load_kg, each.rpe) for each in legs.exercises[0].sets] == [
        ("warmup", 40, None),
        ("work", 102.5, 8.5),
    ]
    assert run.exercises[0].sets[0].distance_m == 5250


@pytest.mark.parametrize(
    "header",
    [
        "Date,Nom de l'entraînement,Durée,Nom de l'exercice,Ordre des séries,Poids,Répétitions,Distance,Secondes,Notes,"
        "Notes d'entraînement,RPE",
        "Fecha,Nombre del entrenamiento,Duración,Nombre del ejercicio,Orden de la serie,Peso,Repeticiones,Distancia,"
        "Segundos,Notas,Notas del entrenamiento,RPE",
        "日付,ワークアウト名,時間,エクササイズ名,セット順,重量,回数,距離,秒,メモ,ワークアウトメモ,RPE",
        "a,b,c,d,e,f,g,h,i,j,k,l",
    ],
)
def test_headers_in_any_language(read: Read, header: str) -> None:
    log = read(f'{header}\n2025-11-03 07:01:00,"Legs",55m,"Squat",1,80.0,5.0,0,0.0,"low bar","good",8\n')
    [found] = log.workouts
    assert (log.source, log.rejected, found.workout.title, found.workout.notes) == ("strong", (), "Legs", "good")
    [squat] = found.workout.exercises
    assert (squat.name, squat.notes) == ("Squat", "low bar")
    assert squat.sets == (Set("work", 80, 5, 8, typed_load=Typed(80, "kg")),)


def test_twelve_hour_clock_with_a_narrow_space(read_data: Read, read: Read) -> None:
    text = "Date,Workout Name,Exercise Name,Set Order,Weight,Reps\n2026-01-05 6:04:00\u202fPM,Push,Bench,1,60,5\n"
    [found] = read(text).workouts
    assert found.workout.started_at == datetime(2026, 1, 5, 18, 4, tzinfo=BERLIN)


def test_a_missed_single_is_kept(read: Read) -> None:
    header = "Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds"
    log = read(f"{header}\n2026-01-05 18:00:00,Push,Bench,1,120,0,0,0\n")
    assert log.workouts[0].workout.exercises[0].sets[0].reps == 0


def test_bad_rows_stand_beside_the_good_ones(read: Read) -> None:
    good, bad_month = "2026-01-05 18:00:00,P,Bench", "2026-13-05 18:00:00,P,Bench"
    rows = [f"{good},1,60,5", f"{bad_month},2,60,5", f"{good},3,60,5.5", f"{good},4,9000,5", f"{good},oops,x,5"]
    log = read("\n".join(["Date,Workout Name,Exercise Name,Set Order,Weight,Reps", *rows, f"{good},5,60,4"]))
    assert [each.number for each in log.rejected] == [3, 4, 5, 6]
    assert [each.reps for each in log.workouts[0].workout.exercises[0].sets] == [5, 4]
