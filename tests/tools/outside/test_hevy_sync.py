"""A sync with Hevy: everything comes, edits and deletions follow, nothing twice, and it goes on where it broke off."""

from pathlib import Path

import pytest

from db import connections, measurements, remote
from tests.connectors.hevy_server import Fault, HevyServer, done
from tests.tools.outside.conftest import Connected
from tools.edit import EditTools
from tools.imports import import_file
from tools.undo import UndoTools
from training.errors import Unavailable
from training.workout import Set


async def test_the_first_sync_brings_everything(connected: Connected) -> None:
    said = str(await connected.sync())
    log = await connected.log()
    assert len(log) == 15
    push = log["Push 2026-10-05"]
    bench, pull = push.workout.exercises
    assert (push.source, push.workout.notes, bench.notes) == ("hevy", "felt good", "paused")
    assert (bench.name, bench.superset, pull.superset) == ("Bench Press (Barbell)", 0, 0)
    assert [each.kind for each in bench.sets] == ["warmup", "work", "drop", "failure"]
    assert bench.sets[1] == Set(load_kg=100.0, reps=5, rpe=8.5)
    assert [each.load_kg for each in pull.sets] == [None, 10.0]
    run = log["Run 2026-10-06"].workout.exercises[0].sets[0]
    assert (run.distance_m, run.duration_s) == (5000.0, 1500.0)
    assert "15 new workouts with 45 sets" in said and "Zercher Yoke Walk" in said
    async with connected.athlete.sessions() as session:
        numbers = {each.metric: each.value for each in await measurements.every(session, connected.athlete.id)}
        kept = await remote.counts(session, connected.athlete.id, "hevy")
    assert numbers == {"body_weight": 82.0, "body_fat": 18.0, "waist": 84.0, "left_bicep": 38.0}
    assert kept == {"workout": 15, "template": 6, "routine": 1, "measurement": 2}


async def test_again_changes_nothing(connected: Connected) -> None:
    await connected.sync()
    before = await connected.log()
    assert "nothing new" in str(await connected.sync())
    assert await connected.log() == before


async def test_edits_and_deletions_follow(connected: Connected, hevy: HevyServer) -> None:
    await connected.sync()
    legs = [key for key, each in hevy.workouts.items() if each["title"] == "Legs"]
    hevy.edit(legs[0], exercises=hevy.read_back([done("D04AC939", *[{"weight_kg": 112.5, "reps": 5}] * 4)]))
    hevy.edit(legs[1], title="Heavy legs", start_time="2026-10-10T17:00:00+00:00")
    hevy.delete(legs[2])
    hevy.workout("New", "2026-11-02T10:00:00+00:00", done("D04AC939", {"weight_kg": 130, "reps": 1}))
    said = str(await connected.sync())
    log = await connected.log()
    assert [each.load_kg for each in log["Legs 2026-10-09"].workout.exercises[0].sets] == [112.5] * 4
    assert "Heavy legs 2026-10-10" in log and "Legs 2026-10-10" not in log and "Legs 2026-10-11" not in log
    assert len(log) == 15
    assert "1 new workout" in said and "1 workout deleted" in said
    assert "was Squat (Barbell): 3×5 @ 109 kg" in said and "now Squat (Barbell): 4×5 @ 112.5 kg" in said


async def test_what_was_changed_here_stays(connected: Connected, hevy: HevyServer) -> None:
    await connected.sync()
    await EditTools(connected.athlete).change_sets(which="all", exercise="squat", load=50, day="2026-10-20")
    last = list(hevy.workouts)[-1]
    hevy.edit(last, exercises=hevy.read_back([done("D04AC939", {"weight_kg": 200, "reps": 5})]))
    said = str(await connected.sync())
    assert "I left yours: Legs of Tue 20 Oct" in said
    assert {each.load_kg for each in (await connected.log())["Legs 2026-10-20"].workout.exercises[0].sets} == {50.0}
    assert "left yours" not in str(await connected.sync())


@pytest.mark.parametrize("path", ["/v1/exercise_templates", "/v1/workouts", "/v1/workouts/events", "/v1/routines"])
async def test_a_sync_that_breaks_off_goes_on(connected: Connected, hevy: HevyServer, path: str) -> None:
    hevy.faults.append(Fault(path, 500, times=4))
    with pytest.raises(Unavailable):
        await connected.sync()
    async with connected.athlete.sessions() as session:
        row = await connections.named(session, connected.athlete.id, "hevy")
    assert row is not None and "500" in row.problem
    await connected.sync()
    assert len(await connected.log()) == 15


async def test_what_changes_while_it_is_broken_off_is_not_lost(connected: Connected, hevy: HevyServer) -> None:
    """Page 1 is read, then it breaks off; an early workout is edited, another deleted, and a page moves up."""
    first, second = list(hevy.workouts)[:2]

    async def broken(what: str, count: int) -> None:
        if what == "workouts" and count >= 10:
            raise Unavailable("the line is cut")

    from db.outside_tables import ConnectionRow
    from tools.outside.syncing import sync_connection

    async with connected.athlete.sessions() as session:
        row = await connections.named(session, connected.athlete.id, "hevy")
    assert isinstance(row, ConnectionRow)
    with pytest.raises(Unavailable, match="the line is cut"):
        await sync_connection(connected.athlete, row, broken)
    hevy.edit(first, title="Push edited")
    hevy.delete(second)
    await connected.sync()
    log = await connected.log()
    assert len(log) == 14 and "Push edited 2026-10-05" in log and "Run 2026-10-06" not in log


async def test_undo_takes_a_whole_sync_back_and_the_next_brings_it(connected: Connected) -> None:
    await connected.sync()
    assert "synced with Hevy" in str(await UndoTools(connected.athlete).undo())
    assert await connected.log() == {}
    await connected.sync()
    assert len(await connected.log()) == 15


CSV = """"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index","set_type","weight_kg","reps","distance_km","duration_seconds","rpe"
"Push","5 Oct 2026, 18:00","5 Oct 2026, 19:00","","Bench Press (Barbell)",,"",0,"normal",100,5,,,8
"""


@pytest.mark.parametrize("first", ["file", "sync"])
async def test_a_file_and_a_sync_of_the_same_are_one(connected: Connected, tmp_path: Path, first: str) -> None:
    file = tmp_path / "hevy.csv"
    file.write_text(CSV)
    if first == "file":
        await import_file(connected.athlete, file)
        assert "1 workout I had from a file already" in str(await connected.sync())
    else:
        await connected.sync()
        assert "nothing new" in str(await import_file(connected.athlete, file))
    assert len(await connected.log()) == 15


async def test_a_set_that_nobody_can_have_done_is_named(connected: Connected, hevy: HevyServer) -> None:
    hevy.workout(
        "Typo",
        "2026-11-03T10:00:00+00:00",
        done("D04AC939", {"weight_kg": 1300, "reps": 1}, {"weight_kg": 130, "reps": 1}),
    )
    said = str(await connected.sync())
    assert "Not taken over" in said and "Typo of Tue 3 Nov, Squat (Barbell), set 1" in said
    assert len((await connected.log())["Typo 2026-11-03"].workout.exercises[0].sets) == 1


async def test_the_key_is_nowhere_in_clear(connected: Connected, tmp_path: Path) -> None:
    from tests.connectors.hevy_server import KEY

    async with connected.athlete.sessions() as session:
        row = await connections.named(session, connected.athlete.id, "hevy")
    assert row is not None and row.secret is not None and KEY not in row.secret
    assert (tmp_path / "connections.key").stat().st_mode & 0o777 == 0o600
