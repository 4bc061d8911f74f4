"""The log as a table of sets, and read back."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from connectors.log_file import LogFile
from connectors.set_rows import set_rows
from training.workout import Exercise, Set, Workout

BERLIN = ZoneInfo("Europe/Berlin")


def test_every_set_comes_back(read: Callable[..., LogFile]) -> None:
    sets = (Set("warmup", 40.0, 5), Set("work", 102.5, 5, 8.5), Set("drop", 60.0, 12), Set("failure", 60.0, 9))
    done = Workout(
        date(2026, 11, 20),
        (Exercise("Bench Press (Barbell)", sets, notes="paused"), Exercise("Running", (Set(duration_s=1500, distance_m=5000),))),
        "Push", datetime(2026, 11, 20, 18, 0, 30, tzinfo=BERLIN), "felt good",
    )  # fmt: skip
    log = read(set_rows([done]))
    assert log.rejected == () and log.unit_taken is None
    [found] = log.workouts
    assert (found.workout.title, found.workout.started_at, found.workout.notes) == (
        "Push",
        done.started_at,
        "felt good",
    )
    bench, run = found.workout.exercises
    assert [(each.kind, each.load_kg, each.reps, each.rpe) for each in bench.sets] == [
        (each.kind, each.load_kg, each.reps, each.rpe) for each in sets
    ]
    assert (bench.notes, run.sets[0].distance_m, run.sets[0].duration_s) == ("paused", 5000, 1500)


def test_no_cell_begins_a_formula() -> None:
    text = set_rows([Workout(date(2026, 11, 20), (Exercise("=cmd()", (Set(reps=5),)),), "@x")])
    assert "'=cmd()" in text and "'@x" in text
