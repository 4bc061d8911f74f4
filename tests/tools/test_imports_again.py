"""The same training by another way: renamed, corrected, edited, re-saved, from two apps, from the chat."""

from datetime import date
from pathlib import Path

import pytest

from db import workouts
from db.athletes import Athlete
from db.transfer import EVER
from tools.imports import ImportReport, UnitUnknown, import_file
from tools.toolbox import Toolbox
from training.errors import Invalid
from training.workout import Workout

HEVY = (
    "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,"
    "weight_kg,reps,distance_km,duration_seconds,rpe"
)
STRONG = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE"


def hevy(title: str, start: str, *sets: str) -> str:
    """A workout of Hevy's, its sets as 'Exercise 100x5'."""
    rows = []
    for number, each in enumerate(sets):
        name, _, done = each.rpartition(" ")
        load, reps = done.split("x")
        rows.append(f'{title},"{start}",,,{name},,,{number},normal,{load},{reps},,,')
    return "\n".join([HEVY, *rows])


def strong(start: str, *sets: str) -> str:
    """A workout of Strong's."""
    rows = []
    for number, each in enumerate(sets, 1):
        name, _, done = each.rpartition(" ")
        load, reps = done.split("x")
        rows.append(f"{start},Push,1h,{name},{number},{load},{reps},0,0,,,")
    return "\n".join([STRONG, *rows])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


async def imported(athlete: Athlete, folder: Path, text: str) -> ImportReport:
    path = folder / "log.csv"
    path.write_text(text, encoding="utf-8")
    return await import_file(athlete, path)


async def log(athlete: Athlete) -> list[Workout]:
    async with athlete.sessions() as session:
        return [each.workout for each in await workouts.between(session, athlete.id, *EVER)]


BENCH = "Bench Press (Barbell)"


async def test_an_edited_workout_is_changed_and_the_difference_told(
    athlete: Athlete, tools: Toolbox, folder: Path
) -> None:
    await imported(athlete, folder, hevy("Push", "2 Nov 2026, 18:00", f"{BENCH} 100x5"))
    report = await imported(athlete, folder, hevy("Push", "2 Nov 2026, 18:00", f"{BENCH} 105x5", f"{BENCH} 90x8"))
    [found] = await log(athlete)
    assert [(each.load_kg, each.reps) for each in found.exercises[0].sets] == [(105, 5), (90, 8)]
    assert "1 changed workout" in str(report) and "was: Bench Press (Barbell): 1×5 @ 100 kg" in str(report)
    await tools.named("undo")()
    [found] = await log(athlete)
    assert [(each.load_kg, each.reps) for each in found.exercises[0].sets] == [(100, 5)]


async def test_a_workout_that_was_changed_here_too_stays_and_is_named(
    athlete: Athlete, tools: Toolbox, folder: Path
) -> None:
    await imported(athlete, folder, hevy("Push", "20 Nov 2026, 18:00", f"{BENCH} 100x5"))
    await tools.named("change_sets")(exercise="bench press", load=102.5, day="20 Nov")
    report = await imported(athlete, folder, hevy("Push", "20 Nov 2026, 18:00", f"{BENCH} 105x5"))
    [found] = await log(athlete)
    assert found.exercises[0].sets[0].load_kg == 102.5
    assert "Changed there and here; yours stay:\n- Push of" in str(report)


@pytest.mark.parametrize(("title", "start"), [("Push day", "2 Nov 2026, 18:00"), ("Push", "2 Nov 2026, 18:25")])
async def test_a_renamed_or_moved_workout_is_the_same(athlete: Athlete, folder: Path, title: str, start: str) -> None:
    await imported(athlete, folder, hevy("Push", "2 Nov 2026, 18:00", f"{BENCH} 100x5"))
    report = await imported(athlete, folder, hevy(title, start, f"{BENCH} 100x5"))
    [found] = await log(athlete)
    assert found.title == title and len(report.changed) == 1
    again = await imported(athlete, folder, hevy(title, start, f"{BENCH} 100x5"))
    assert (again.workouts_known, again.changed) == (1, [])


async def test_a_spreadsheet_that_lost_the_seconds_brings_nothing_new(athlete: Athlete, folder: Path) -> None:
    await imported(athlete, folder, strong("2026-11-13 18:00:37", f"{BENCH} 100x5"))
    report = await imported(athlete, folder, strong("11/13/2026 18:00", f"{BENCH} 100x5"))
    assert (report.workouts_new, report.workouts_known, report.changed) == (0, 1, [])


async def test_a_session_of_two_apps_is_kept_once(athlete: Athlete, folder: Path) -> None:
    await imported(athlete, folder, strong("2026-11-13 18:00:00", f"{BENCH} 100x5"))
    report = await imported(athlete, folder, hevy("Push", "13 Nov 2026, 18:00", f"{BENCH} 100x5"))
    assert len(await log(athlete)) == 1
    assert "Already here from elsewhere" in str(report) and "(from strong)" in str(report)


async def test_a_session_told_in_the_chat_is_kept_once(athlete: Athlete, tools: Toolbox, folder: Path) -> None:
    await tools.named("log_workout")(said="bench 2x5 @ 100 kg on 20 Nov")
    whole = await imported(athlete, folder, hevy("A", "20 Nov 2026, 18:00", f"{BENCH} 100x5", f"{BENCH} 100x5"))
    assert (whole.workouts_new, len(whole.same)) == (0, 1)
    more = [f"{BENCH} 100x5", f"{BENCH} 100x5", "Squat (Barbell) 120x5"]
    longer = await imported(athlete, folder, hevy("A", "20 Nov 2026, 18:00", *more))
    assert (longer.workouts_new, len(longer.beside)) == (1, 1)
    assert "Perhaps the same session twice" in str(longer)


async def test_two_sessions_alike_on_one_day_of_one_app_are_two(athlete: Athlete, folder: Path) -> None:
    first, second = (hevy("A", f"2 Nov 2026, {hour}:00", f"{BENCH} 100x5") for hour in (8, 18))
    both = first + "\n" + second.split("\n", 1)[1]
    await imported(athlete, folder, both)
    again = await imported(athlete, folder, both)
    assert (len(await log(athlete)), again.workouts_known, again.changed) == (2, 2, [])


async def test_what_an_app_keeps_apart_stays_apart_in_every_later_import(athlete: Athlete, folder: Path) -> None:
    await imported(athlete, folder, strong("2026-11-02 18:00:00", "Leg Press 175x10"))
    names = ["Leg Press 175x10", "Seated Leg Press (Machine) 45x10", "Triceps Pushdown (Cable - Straight Bar) 30x10"]
    report = await imported(athlete, folder, strong("2026-11-03 18:00:00", *names, "Triceps Extension (Cable) 20x10"))
    first, second = await log(athlete)
    assert first.exercises[0].name == second.exercises[0].name == "Leg Press (Machine)"
    assert len({each.name for each in second.exercises}) == 4
    assert "Seated Leg Press (Machine)" in report.exercises_created
    again = await imported(athlete, folder, strong("2026-11-03 18:00:00", *names, "Triceps Extension (Cable) 20x10"))
    assert (again.workouts_known, again.changed, again.exercises_created) == (1, [], [])


async def test_an_exercise_kept_apart_has_the_muscles_of_what_it_is_like(
    athlete: Athlete, tools: Toolbox, folder: Path
) -> None:
    await imported(
        athlete, folder, strong("2026-11-20 18:00:00", "Leg Press 175x10", "Seated Leg Press (Machine) 45x10")
    )
    volume = await tools.named("training_volume")(muscle="quads")
    assert volume.muscles[0].weeks[date(2026, 11, 16)] == 2 and not volume.unknown_exercises


async def test_loads_in_no_unit_that_nobody_lifts_are_asked_about(athlete: Athlete, folder: Path) -> None:
    text = strong("2026-11-02 18:00:00", "Deadlift (Barbell) 545x3", "Deadlift (Barbell) 405x3")
    with pytest.raises(UnitUnknown, match="pounds, probably"):
        await imported(athlete, folder, text)
    assert await log(athlete) == []
    await import_file(athlete, folder / "log.csv", unit="lb")
    [found] = await log(athlete)
    assert [round(each.load_kg or 0) for each in found.exercises[0].sets] == [247, 184]


async def test_a_unit_that_was_taken_is_told(athlete: Athlete, folder: Path) -> None:
    report = await imported(athlete, folder, strong("2026-11-02 18:00:00", f"{BENCH} 100x3"))
    assert "names no unit: loads are read as kg" in str(report)
    assert "unit:" not in str(await imported(athlete, folder, hevy("A", "3 Nov 2026, 18:00", f"{BENCH} 100x5")))


async def test_assistance_is_taken_off_the_body(athlete: Athlete, folder: Path) -> None:
    await imported(
        athlete, folder, hevy("A", "2 Nov 2026, 18:00", "Pull Up (Assisted) 30x8", "Barra Fixa (Assistida) 20x8")
    )
    [found] = await log(athlete)
    assert [each.sets[0].load_kg for each in found.exercises] == [-30, -20]


async def test_a_header_that_is_not_understood_is_not_read_by_its_shape_alone(athlete: Athlete, folder: Path) -> None:
    header = "date,workout_name,menu,set_order,weight,reps,distance,sec,note,workout_note,part"
    rows = [f"2018/8/31 5:49,Back Day,V-Bar Pulldown,{number},45,12,0,0,,,back" for number in (1, 2, 3)]
    with pytest.raises(Invalid, match=r"which column is the exercise.*'menu'"):
        await imported(athlete, folder, "\n".join([header, *rows]))
    assert await log(athlete) == []
    report = await imported(athlete, folder, "\n".join([header.replace("menu", "exercise"), *rows]))
    assert report.sets_new == 3


async def test_the_muscles_of_an_exercise_of_ones_own_are_told_and_taken_back(
    athlete: Athlete, tools: Toolbox, folder: Path
) -> None:
    await imported(athlete, folder, hevy("A", "20 Nov 2026, 18:00", "Supino Sentado (Máquina) 60x10"))
    await tools.named("add_exercise")(name="supino sentado (máquina)", muscles=["chest"])
    told = await tools.named("training_volume")(muscle="chest")
    assert told.muscles[0].weeks[date(2026, 11, 16)] == 1 and "chest: 1" in str(told)
    await tools.named("undo")()
    gone = await tools.named("training_volume")(muscle="chest")
    assert gone.muscles[0].per_week == 0 and gone.unknown_exercises == ["Supino Sentado (Máquina)"]


async def test_volume_counts_both_hands_wherever_it_is_told(athlete: Athlete, tools: Toolbox) -> None:
    await tools.named("log_workout")(said="dumbbell bench press 3x10 @ 30 kg")
    records = str(await tools.named("personal_records")(exercise="dumbbell bench press"))
    assert "600 kg (30 kg × 10 × 2)" in records and "1800 kg, both sides" in records
    assert "1800 kg" in str(await tools.named("training_volume")())


async def test_an_exercise_that_was_taken_for_another_is_put_right(
    athlete: Athlete, tools: Toolbox, folder: Path
) -> None:
    text = strong("2026-11-20 18:00:00", "V-Bar Pulldown 45x12", f"{BENCH} 100x5")
    first = await imported(athlete, folder, text)
    assert first.exercises_renamed == {"V-Bar Pulldown": "Lat Pulldown - Close Grip (Cable)"}
    report = await import_file(athlete, folder / "log.csv", apart=["V-Bar Pulldown"])
    [found] = await log(athlete)
    assert [each.name for each in found.exercises] == ["V-Bar Pulldown", BENCH] and len(report.changed) == 1
    again = await imported(athlete, folder, text)
    assert (again.changed, again.workouts_known) == ([], 1)
    lats = await tools.named("training_volume")(muscle="lats")
    assert lats.muscles[0].per_week == 1
