"""The time model on the reference's worked session (section 6)."""

import pytest

from training.library import load_library
from training.loading import Gym
from training.movement import Movement
from training.program.plan import Item, Role, Target
from training.ramp import ramp
from training.timing import exercise_seconds, item_seconds, rep_seconds, session_minutes, session_seconds, setup_seconds

LIBRARY = load_library()
RAMP = ramp(100, LIBRARY.by_core_id("back_squat"), Gym())


def item(
    core_id: str,
    sets: int,
    reps: int,
    rest_s: int,
    *,
    ramped: bool = False,
    role: Role = "main",
    superset: int | None = None,
) -> Item:
    work = (Target(reps=reps, load_kg=100),) * sets
    return Item(LIBRARY.by_core_id(core_id).name, role, (*(RAMP if ramped else ()), *work), rest_s, superset)


def movement(core_id: str) -> Movement:
    return LIBRARY.by_core_id(core_id)


SQUAT = item("back_squat", 5, 5, 180, ramped=True)
BENCH = item("bench_press", 4, 8, 120, ramped=True)
ROW = item("seated_cable_row", 3, 10, 90)
LATERAL = item("lateral_raise", 3, 12, 60, role="accessory")


def test_each_exercise_of_the_worked_session() -> None:
    given = {
        "back_squat": (SQUAT, 1197),
        "bench_press": (BENCH, 831.5),
        "seated_cable_row": (ROW, 345),
        "lateral_raise": (LATERAL, 273),
    }
    for core_id, (each, seconds) in given.items():
        assert item_seconds(each, movement(core_id)) == seconds


def test_the_whole_session_takes_59_minutes() -> None:
    items = (SQUAT, BENCH, ROW, LATERAL)
    assert session_seconds(items, LIBRARY.by_name) == 3561.5
    assert session_minutes(items, LIBRARY.by_name) == 59.4
    assert session_minutes(items, LIBRARY.by_name, factor=1.2) == pytest.approx(59.36 * 1.2, abs=0.1)


def test_a_superset_saves_two_and_a_half_minutes() -> None:
    """Row and lateral raise: 513 s as a pair against 345 + 273 + 45, so 56.9 minutes (reference 6)."""
    pair = (item("seated_cable_row", 3, 10, 75, superset=1), item("lateral_raise", 3, 12, 75, superset=1))
    assert session_seconds((SQUAT, BENCH, *pair), LIBRARY.by_name) == 3561.5 - 150
    assert session_minutes((SQUAT, BENCH, *pair), LIBRARY.by_name) == 56.9


def test_both_sides_count() -> None:
    assert exercise_seconds(45, 0, 3, 2 * 8 * 3.5, 90, is_unilateral=True) == 423


def test_a_circuit_is_the_reference_s_half_hour() -> None:
    """Five stations, 40 s work and 20 s rest, six rounds, a minute between: 35 minutes (reference 5.5)."""
    names = ("Burpee", "Mountain Climber", "Squat (Bodyweight)", "Push Up", "Plank")
    stations = [Item(each, "conditioning", (Target(duration_s=40),) * 6, 20, 1) for each in names]
    assert session_minutes(stations, LIBRARY.by_name) == 35 + (480 + 300) / 60


@pytest.mark.parametrize(
    ("core_id", "setup", "rep"),
    [("back_squat", 90, 3.5), ("bench_press", 60, 3.5), ("db_bench_press", 60, 3.5), ("leg_press", 45, 3.5), ("push_up", 20, 3.5),
     ("leg_curl", 45, 3.0), ("power_clean", 90, 3.0), ("box_jump", 60, 2.5)],
)  # fmt: skip
def test_setups_and_reps(core_id: str, setup: int, rep: float) -> None:
    assert (setup_seconds(movement(core_id)), rep_seconds(movement(core_id))) == (setup, rep)


def test_heavy_singles_take_longer() -> None:
    assert rep_seconds(movement("back_squat"), 0.92) == 5
