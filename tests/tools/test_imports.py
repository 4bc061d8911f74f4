"""Imports: once or twice, longer later, undone, back from our own export."""

import json
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from db import chats, ledger, measurements, workouts
from db.athletes import Athlete
from db.measurements import Measurement
from db.transfer import EVER, export
from tools.imports import ImportReport, import_file
from tools.toolbox import Toolbox
from training.errors import Conflict, Invalid
from training.units import Typed

DATA = Path(__file__).parents[1] / "connectors" / "data"
HEADER = (
    "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,"
    "weight_kg,reps,distance_km,duration_seconds,rpe"
)


def hevy(path: Path, count: int, exercise: str = "Bench Press (Barbell)", sets: int = 3) -> Path:
    """A Hevy file with a workout a day, the newest first, as Hevy writes it."""
    first = date(2020, 1, 1)
    rows = [
        f"Day {day},{first + timedelta(day)} 18:00:00,,,{exercise},,,{each},normal,{60 + day % 40},5,,,"
        for day in reversed(range(count))
        for each in range(sets)
    ]
    path.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    return path


async def entries(athlete: Athlete) -> int:
    async with athlete.sessions() as session:
        return len(await ledger.latest(session, athlete.id))


async def exported(athlete: Athlete) -> dict[str, object]:
    async with athlete.sessions() as session:
        return await export(session, athlete)


async def test_a_hevy_file(athlete: Athlete) -> None:
    report = await import_file(athlete, DATA / "hevy_kg.csv")
    assert (report.workouts_new, report.sets_new, report.exercises_new, report.rows) == (2, 10, 6, 10)
    async with athlete.sessions() as session:
        run, push = await workouts.between(session, athlete.id, *EVER)
    assert (push.source, push.external_id, push.workout.title) == ("hevy", "2026-11-20T18:00:00 Push", "Push")
    assert [each.name for each in push.workout.exercises][::3] == ["Bench Press (Barbell)"] * 2
    assert run.workout.exercises[0].sets[0].distance_m == 5200
    assert str(report).startswith("hevy_kg.csv (Hevy export): 2 new workouts with 10 sets of 6 exercises.")


async def test_importing_twice_changes_nothing(athlete: Athlete) -> None:
    await import_file(athlete, DATA / "strong_comma.csv")
    before = await exported(athlete)
    again = await import_file(athlete, DATA / "strong_comma.csv")
    assert (again.workouts_new, again.workouts_known, again.exercises_created) == (0, 1, [])
    assert "nothing new" in str(again) and await entries(athlete) == 1
    assert await exported(athlete) == before


async def test_a_longer_export_later_adds_what_is_new(athlete: Athlete, tmp_path: Path) -> None:
    await import_file(athlete, hevy(tmp_path / "first", 3))
    later = await import_file(athlete, hevy(tmp_path / "later", 5))
    assert (later.workouts_new, later.workouts_known) == (2, 3)


async def test_an_exercise_that_nobody_knows_becomes_the_athletes_own(athlete: Athlete, tmp_path: Path) -> None:
    report = await import_file(athlete, hevy(tmp_path / "log", 1, "Wobbletron Press"))
    assert report.exercises_created == ["Wobbletron Press"]
    more = await import_file(athlete, hevy(tmp_path / "more", 2, "WOBBLETRON PRESS"))
    assert (more.workouts_new, more.exercises_created) == (1, [])


async def test_pounds_stay_as_typed(athlete: Athlete) -> None:
    await import_file(athlete, DATA / "hevy_lbs.csv")
    async with athlete.sessions() as session:
        [found] = await workouts.between(session, athlete.id, *EVER)
    assert found.workout.exercises[0].sets[0].typed_load == Typed(225, "lb")


async def test_one_word_undoes_an_import(athlete: Athlete, tools: Toolbox, tmp_path: Path) -> None:
    empty = await exported(athlete)
    await import_file(athlete, hevy(tmp_path / "log", 4, "Wobbletron Press"))
    undone = await tools.named("undo")()
    assert str(undone) == "Undone: imported log: 4 new workouts with 12 sets of 1 exercise."
    assert await exported(athlete) == empty
    report = await import_file(athlete, tmp_path / "log")
    assert (report.workouts_new, report.exercises_created) == (4, ["Wobbletron Press"])


async def test_undoing_an_import_leaves_its_exercises_that_are_in_use(
    athlete: Athlete, tools: Toolbox, tmp_path: Path
) -> None:
    await import_file(athlete, hevy(tmp_path / "log", 2, "Wobbletron Press"))
    async with athlete.sessions() as session:
        [imported] = await ledger.latest(session, athlete.id)
    await tools.named("log_workout")(said="wobbletron press 3x5 @ 60 kg")
    await tools.named("undo")(write_id=imported.id)
    async with athlete.sessions() as session:
        [left] = await workouts.between(session, athlete.id, *EVER)
    assert left.source == "chat" and left.workout.exercises[0].name == "Wobbletron Press"


async def test_an_import_that_was_edited_since_is_not_undone(athlete: Athlete, tools: Toolbox, tmp_path: Path) -> None:
    await import_file(athlete, hevy(tmp_path / "log", 1))
    async with athlete.sessions() as session:
        [imported] = await ledger.latest(session, athlete.id)
        [stored] = await workouts.between(session, athlete.id, *EVER)
        edited = {"workouts": {str(stored.id): {}}}
        entry = ledger.Entry("test", "edit", "a key", "edited", before=edited, after=edited, result={})
        await ledger.record(session, athlete.id, entry)
    with pytest.raises(Conflict, match="changed since"):
        await tools.named("undo")(write_id=imported.id)


async def test_bad_rows_are_told(athlete: Athlete) -> None:
    report = await import_file(athlete, DATA / "hevy_bad_rows.csv")
    assert report.sets_new == 2 and [each.number for each in report.rejected] == [3, 4, 5, 6, 7, 8, 9]
    assert "- row 3: weight: 'heavy' is no number" in str(report)


async def test_many_bad_rows_are_told_shortly(athlete: Athlete, tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_text("\n".join([HEADER, *["bad"] * 1500]), encoding="utf-8")
    report = await import_file(athlete, path)
    assert len(report.rejected) == report.rejected_count == 1500
    assert str(report).splitlines()[-1] == "- and 1490 more" and await entries(athlete) == 0


async def test_what_is_no_log(athlete: Athlete, tmp_path: Path) -> None:
    (tmp_path / "junk").write_bytes(b"\x00\xff" * 100)
    with pytest.raises(Invalid, match="I can read: a Hevy export"):
        await import_file(athlete, tmp_path / "junk")


async def test_progress_and_three_thousand_sets(athlete: Athlete, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    report = await import_file(
        athlete, hevy(tmp_path / "log", 600, sets=5), lambda done, total: steps.append((done, total))
    )
    assert report.sets_new == 3000
    assert steps[0] == (0, 3000) and steps[-1] == (3000, 3000) and steps == sorted(steps)


async def test_export_import_export(athlete: Athlete, other_athlete: Athlete, tools: Toolbox, tmp_path: Path) -> None:
    for name in ("hevy_kg.csv", "hevy_lbs.csv", "strong_comma.csv", "strong_old.csv", "strong_german.csv"):
        await import_file(athlete, DATA / name)
    await tools.named("log_workout")(said="bench 3x5 @ 100 kg, ran 5k in 24:30")
    await tools.named("log_measurement")(metric="body weight", value=181, unit="lb")
    chat = uuid4()
    async with athlete.sessions() as session:
        await chats.said(session, athlete.id, chat, "bench 3x5 @ 100 kg", "test", uuid4())
        await chats.answered(session, athlete.id, chat, "Logged.", [])
    before = await exported(athlete)
    path = tmp_path / "export"
    path.write_text(json.dumps(before), encoding="utf-8")
    report = await import_file(other_athlete, path)
    after = await exported(other_athlete)
    assert report.rejected == []
    assert before["athlete"] | {"name": ""} == after["athlete"] | {"name": ""}  # type: ignore[operator]
    assert {**before, "athlete": None} == {**after, "athlete": None}
    assert list(before) == list(after) == [
        "format", "version", "athlete", "workouts", "measurements", "programs", "goals", "injuries", "check_ins",
        "memories", "chats",
    ]  # fmt: skip
    for whose in (athlete, other_athlete):
        again = await import_file(whose, path)
        assert (again.workouts_new, again.measurements_new, again.chats_new) == (0, 0, 0)
    hevy_again = await import_file(other_athlete, DATA / "hevy_kg.csv")
    assert (hevy_again.workouts_new, hevy_again.workouts_known) == (0, 2)


async def test_an_export_brings_units_and_timezone_to_an_empty_log_only(
    athlete: Athlete, tools: Toolbox, tmp_path: Path
) -> None:
    record = {"format": "topset", "version": 1, "athlete": {"name": "x", "units": "lb", "timezone": "Asia/Tokyo"}}
    path = tmp_path / "export"
    path.write_text(json.dumps(record), encoding="utf-8")
    await import_file(athlete, path)
    assert (await exported(athlete))["athlete"] == {"name": athlete.name, "units": "lb", "timezone": "Asia/Tokyo"}
    await tools.named("undo")()
    assert (await exported(athlete))["athlete"] == {"name": athlete.name, "units": "kg", "timezone": "Europe/Berlin"}
    await import_file(athlete, hevy(tmp_path / "log", 1))
    await import_file(athlete, path)
    assert (await exported(athlete))["athlete"] == {"name": athlete.name, "units": "kg", "timezone": "Europe/Berlin"}


async def test_bad_entries_of_an_export_stand_beside_the_good_ones(athlete: Athlete, tmp_path: Path) -> None:
    squat = {"exercise": "Squat (Barbell)", "sets": [{"kind": "work", "load_kg": 100, "reps": 5}]}
    record = {
        "format": "topset", "version": 1,
        "workouts": [
            {"id": str(UUID(int=1)), "date": "2026-11-20", "exercises": [squat]},
            {"id": str(UUID(int=1)), "date": "2026-11-20", "exercises": [squat]},
            {"id": str(UUID(int=2)), "date": "yesterday", "exercises": [squat]},
            {"id": str(UUID(int=3)), "date": "2026-11-20", "exercises": [squat | {"sets": [{"reps": "5"}]}]},
            {"date": "2026-11-19", "title": "a\0b\ud800", "exercises": [squat]},
        ],
        "measurements": [
            {"metric": "body_weight", "at": "2026-11-20T08:00:00+01:00", "value": 81.2, "unit": "kg", "source": "chat"},
            {"metric": "Body Weight!", "at": "2026-11-20T08:00:00+01:00", "value": 81.2, "unit": "kg"},
            {"metric": "body_weight", "at": "2026-11-20T08:00:00+01:00", "value": "much", "unit": "kg"},
        ],
        "goals": [{"text": "bench 100"}],
    }  # fmt: skip
    path = tmp_path / "export"
    path.write_text(json.dumps(record), encoding="utf-8")
    report = await import_file(athlete, path)
    assert (report.workouts_new, report.measurements_new, report.rows) == (2, 1, 9)
    assert [(each.number, each.reason.split(":")[0]) for each in report.rejected] == [
        (2, "workouts"), (3, "workouts"), (4, "workouts"), (2, "measurements"), (3, "measurements"), (1, "goals"),
    ]  # fmt: skip
    assert (await import_file(athlete, path)).workouts_new == 0


async def test_a_measurement_that_is_there_twice_comes_back_twice(
    athlete: Athlete, other_athlete: Athlete, tmp_path: Path
) -> None:
    async with athlete.sessions() as session:
        once = Measurement("body_weight", athlete.now(), 80.0, "kg")
        await measurements.add(session, athlete.id, [once, Measurement(once.metric, once.at, 80.0, "kg")])
    path = tmp_path / "export"
    path.write_text(json.dumps(await exported(athlete)), encoding="utf-8")
    assert (await import_file(other_athlete, path)).measurements_new == 2
    assert (await import_file(other_athlete, path)).measurements_new == 0


def test_the_report_says_what_happened() -> None:
    report = ImportReport(
        file="log.csv", kind="Strong export", workouts_new=1, sets_new=1, exercises_new=1, timers=2, workouts_known=3
    )
    assert str(report) == (
        "log.csv (Strong export): 1 new workout with 1 set of 1 exercise.\n"
        "Already known: 3 workouts.\n"
        "2 rows of rest timers, which are no sets."
    )


async def test_measurements_of_hevy(athlete: Athlete, tools: Toolbox, tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_text('date,weight_kg,waist_cm\n"28 Jan 2026, 00:00",79.5,84\n', encoding="utf-8")
    assert (await import_file(athlete, path)).measurements_new == 2
    path.write_text(
        'date,weight_lbs,waist_in\n"28 Jan 2026, 00:00",175.3,33\n"29 Jan 2026, 00:00",175,33\n', encoding="utf-8"
    )
    again = await import_file(athlete, path)
    assert (again.measurements_new, again.measurements_known) == (2, 2)
    await tools.named("undo")()
    await tools.named("undo")()
    assert (await exported(athlete))["measurements"] == []
