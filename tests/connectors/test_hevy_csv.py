"""Hevy's exports: units, languages, supersets, the same exercise twice, bad rows."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_datetime

from connectors.log_file import LogFile
from training.units import Typed
from training.workout import Set

Read = Callable[..., LogFile]
BERLIN = ZoneInfo("Europe/Berlin")
HEADER = (
    "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,"
    "weight_kg,reps,distance_km,duration_seconds,rpe"
)
LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "pl", "sv", "tr", "ru", "ja", "ko", "zh", "cs", "fi", "uk", "hu")


def test_kilograms(read_data: Read) -> None:
    log = read_data("hevy_kg.csv")
    assert (log.source, log.rows, log.rejected) == ("hevy", 10, ())
    run, push = (each.workout for each in log.workouts)
    assert (push.title, push.date, push.notes) == ("Push", date(2026, 11, 20), 'felt "heavy", but good')
    assert push.started_at == datetime(2026, 11, 20, 18, 0, tzinfo=BERLIN)
    bench = push.exercises[0]
    assert bench.notes == "pause\non the chest"
    assert bench.sets == (
        Set("warmup", 40, 10, typed_load=Typed(40, "kg")),
        Set("work", 82.5, 5, 8.5, typed_load=Typed(82.5, "kg")),
        Set("failure", 82.5, 4, 10, typed_load=Typed(82.5, "kg")),
    )
    running, plank, pull_up = run.exercises
    assert (running.sets[0].distance_m, running.sets[0].duration_s, running.sets[0].reps) == (5200, 1560, None)
    assert plank.sets == (Set(duration_s=60),)
    assert pull_up.sets[0].load_kg == 0


def test_the_same_exercise_twice_in_a_workout_stays_two(read_data: Read) -> None:
    push = read_data("hevy_kg.csv").workouts[1].workout
    names = [(each.name, len(each.sets), each.superset) for each in push.exercises]
    assert names == [
        ("Bench Press (Barbell)", 3, None),
        ("Lateral Raise (Dumbbell)", 1, 0),
        ("Triceps Pushdown", 1, 0),
        ("Bench Press (Barbell)", 2, None),
    ]


def test_the_same_exercise_twice_in_a_row_stays_two(read: Read) -> None:
    rows = "\n".join(f"A,2026-11-20 18:00:00,,,Squat,,,{index},normal,100,5,,," for index in (0, 1, 0, 1, 2))
    [found] = read(f"{HEADER}\n{rows}\n").workouts
    assert [len(each.sets) for each in found.workout.exercises] == [2, 3]


def test_sets_of_a_superset_written_in_turns_stay_with_their_exercise(read: Read) -> None:
    turns = [("Curl", 0), ("Dip", 0), ("Curl", 1), ("Dip", 1)]
    rows = "\n".join(f"A,2026-11-20 18:00:00,,,{name},1,,{index},normal,10,5,,," for name, index in turns)
    [found] = read(f"{HEADER}\n{rows}\n").workouts
    assert [(each.name, len(each.sets), each.superset) for each in found.workout.exercises] == [
        ("Curl", 2, 1),
        ("Dip", 2, 1),
    ]


def test_pounds_and_miles_keep_what_was_typed(read_data: Read) -> None:
    [found] = read_data("hevy_lbs.csv").workouts
    squat, treadmill = found.workout.exercises
    assert squat.sets[0].typed_load == Typed(225, "lb") and squat.sets[0].load_kg == 102.05828325
    assert treadmill.sets[0].typed_distance == Typed(1.5, "mi") and treadmill.sets[0].distance_m == 2414.016
    assert found.workout.started_at == datetime(2026, 11, 20, 18, 0, tzinfo=BERLIN)


def test_bad_rows_stand_beside_the_good_ones(read_data: Read) -> None:
    log = read_data("hevy_bad_rows.csv")
    assert [(each.number, each.reason) for each in log.rejected] == [
        (3, "weight: 'heavy' is no number"),
        (4, "'the other day' is no date that I can read"),
        (5, "it names no exercise"),
        (6, "it has 1 columns, the header has 14"),
        (7, "it has 7 columns, the header has 14"),
        (8, "-5 reps can't be right"),
        (9, "RPE 15 can't be right"),
    ]
    assert [each.reps for each in log.workouts[0].workout.exercises[0].sets] == [5, 3]
    assert log.rows == 9


def test_a_kind_of_set_that_is_new_is_kept_as_a_note(read: Read) -> None:
    [found] = read(f"{HEADER}\nA,2026-11-20 18:00:00,,,Curl,,slow,0,myo reps,10,5,,,\n").workouts
    assert found.workout.exercises[0].notes == "slow\nset 1: myo reps"
    assert found.workout.exercises[0].sets[0].kind == "work"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pattern", ["d MMM yyyy, HH:mm", "MMM d, yyyy, h:mm a", "medium", "long"])
def test_dates_in_any_language(read: Read, language: str, pattern: str) -> None:
    days = [datetime(2026, month, day, hour, 7) for month in range(1, 13) for day, hour in ((3, 0), (13, 14), (28, 7))]
    written = [format_datetime(each, pattern, locale=language) for each in days]
    log = read("\n".join([HEADER, *(f'A,"{text}",,,Squat (Barbell),,,0,normal,100,5,,,' for text in written)]))
    assert log.rejected == ()
    assert [each.workout.started_at.replace(tzinfo=None) for each in log.workouts if each.workout.started_at] == days


@pytest.mark.parametrize(
    "header",
    [
        "Titel,Startzeit,Endzeit,Beschreibung,Übungstitel,Supersatz-ID,Übungsnotizen,Satzindex,Satztyp,Gewicht_kg,Wdh,"
        "Distanz_km,Dauer_Sekunden,RPE",
        "título,hora_inicio,hora_fin,descripción,título_ejercicio,superserie,notas,serie,tipo,peso_kg,reps,km,s,rpe",
        "a,b,c,d,e,f,g,h,i,j (kg),k,l,m,n",
        "titel,startzeit,endzeit,x,übung,y,notizen,satz,z,gewicht_kg,anzahl,distanz_km,dauer,rpe",
        "العنوان,البداية,النهاية,وصف,تمرين,x,y,z,w,kg,r,d,s,rpe",
    ],
)
def test_headers_in_any_language(read: Read, header: str) -> None:
    rows = [
        f'Beine,"{day} Nov 2026, 18:00","{day} Nov 2026, 19:00",,Squat (Barbell),,,0,warmup,60.5,5,,,8'
        for day in (3, 5)
    ]
    log = read("\n".join([header, *rows]))
    assert log.source == "hevy" and log.rejected == () and len(log.workouts) == 2
    assert log.workouts[0].workout.exercises[0].sets[0] == Set("warmup", 60.5, 5, 8, typed_load=Typed(60.5, "kg"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_separators_and_line_ends(read: Read, encoding: str, separator: str, end: str) -> None:
    rows = [
        HEADER.split(","),
        ["Rücken", "3. März 2026 18:00", "", "", "Übung", "", "", "0", "normal", '"62,5"', "5", "", "", ""],
    ]
    log = read(end.join(separator.join(each) for each in rows).encode(encoding))
    [found] = log.workouts
    assert found.workout.title == "Rücken" and found.workout.exercises[0].name == "Übung"
    assert found.workout.exercises[0].sets[0].load_kg == 62.5


def test_a_weight_without_a_unit_is_in_the_athletes(read: Read) -> None:
    header = HEADER.replace("weight_kg", "weight").replace("distance_km", "distance")
    text = f"{header}\nA,2026-11-20 18:00:00,,,Squat,,,0,normal,225,5,3,,\n"
    pounds, kilos = (read(text, unit).workouts[0].workout.exercises[0].sets[0] for unit in ("lb", "kg"))
    assert (pounds.typed_load, pounds.typed_distance) == (Typed(225, "lb"), Typed(3, "mi"))
    assert (kilos.load_kg, kilos.distance_m) == (225, 3000)


def _keys(log: LogFile) -> list[str | None]:
    return [each.external_id for each in log.workouts]


def test_keys_are_the_same_in_every_language_order_and_unit(read: Read) -> None:
    squat, row = ",,,Squat,,,0,normal,100,5,,,", ",,,Row,,,0,normal,50,5,,,"
    english = read(f'{HEADER}\nA,"20 Nov 2026, 18:00"{squat}\nB,"3 May 2026, 08:00"{row}')
    pounds = HEADER.replace("_kg", "_lbs")
    german = read(f"{pounds}\nB,3. Mai 2026 08:00{row}\nA,20. Nov. 2026 18:00{squat}")
    assert _keys(english) == _keys(german) == ["2026-05-03T08:00:00 B", "2026-11-20T18:00:00 A"]


def test_two_workouts_of_one_start_and_title_have_keys_of_their_own(read: Read) -> None:
    first = 'A,"20 Nov 2026, 18:00","20 Nov 2026, 18:30",,Squat,,,0,normal,100,5,,,'
    second = 'A,"20 Nov 2026, 18:00","20 Nov 2026, 19:30",,Squat,,,0,normal,110,5,,,'
    there, back = read("\n".join([HEADER, first, second])), read("\n".join([HEADER, second, first]))
    assert _keys(there) == ["2026-11-20T18:00:00 A", "2026-11-20T18:00:00#2 A"]
    assert there.workouts == back.workouts
