"""Volume landmarks: the whole table of reference 3.2, and what changes it."""

import pytest

from training.landmarks import doses, landmarks, landmarks_of
from training.library import load_library
from training.program.trainee import Level, Trainee

# novice MEV, MAV, MRV; intermediate MV, MEV, MAV, MRV; advanced MEV, MAV, MRV
TABLE = """
chest        6  7 11 14   6 10 12 18 22   12 14 22 25
lats         6  7 11 16   6 10 12 18 24   12 14 22 28
upper_back   5  6 10 14   6  8 10 16 22   10 12 19 25
front_delts  2  4  7 10   2  4  6 12 16    5  7 14 18
side_delts   5  7 11 16   4  8 12 18 24   10 14 22 28
rear_delts   4  5 10 14   2  6  8 16 22    7 10 19 25
biceps       5  7 11 16   4  8 12 18 24   10 14 22 28
triceps      5  6 10 14   4  8 10 16 22   10 12 19 25
quads        5  6 10 13   6  8 10 16 20   10 12 19 23
hamstrings   4  5  8 12   4  6  8 14 18    7 10 17 21
glutes       2  4  8 13   2  4  6 14 20    5  7 17 23
calves       5  6  8 12   4  8 10 14 18   10 12 17 21
abs          2  5 10 13   0  4  8 16 20    5 10 19 23
lower_back   1  2  5  8   0  2  4  8 12    2  5 10 14
traps        2  4  8 13   0  4  6 14 20    5  7 17 23
forearms     1  2  6  9   0  2  4 10 14    2  5 12 16
adductors    1  2  5  8   0  2  4  8 12    2  5 10 14
abductors    1  2  5  8   0  2  4  8 12    2  5 10 14
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_the_table_of_the_reference(row: list[str]) -> None:
    muscle, numbers = row[0], [float(each) for each in row[1:]]
    novice, intermediate, advanced = (landmarks(level)[muscle] for level in ("novice", "intermediate", "advanced"))  # type: ignore[arg-type]
    assert [novice.mev, novice.low, novice.high, novice.mrv] == numbers[:4]
    assert [intermediate.mv, intermediate.mev, intermediate.low, intermediate.high, intermediate.mrv] == numbers[4:9]
    assert [advanced.mev, advanced.low, advanced.high, advanced.mrv] == numbers[9:]
    assert novice.mv == max(0, min(intermediate.mv, novice.mev - 1))


@pytest.mark.parametrize("level", ["novice", "intermediate", "advanced"])
def test_landmarks_are_in_order(level: Level) -> None:
    for trainee in (Trainee(level=level), Trainee(level=level, age=70, goals={"fat_loss": 10})):
        for each in landmarks_of(trainee, running_min=200).values():
            assert each.mev <= each.mrv and each.low <= each.high <= each.mrv


def test_age_deficit_and_running_lower_what_is_recovered_from() -> None:
    usual = landmarks_of(Trainee(level="intermediate"))
    older = landmarks_of(Trainee(level="intermediate", age=62))
    dieting = landmarks_of(Trainee(level="intermediate", goals={"fat_loss": 6, "strength": 4}))
    running = landmarks_of(Trainee(level="intermediate"), running_min=180)
    assert (usual["quads"].mrv, older["quads"].mrv, dieting["quads"].mrv, running["quads"].mrv) == (20, 17, 17, 17)
    assert running["chest"].mrv == usual["chest"].mrv
    assert older["quads"].mev == usual["quads"].mev


def test_from_65_on_the_table_is_half_a_level_lower() -> None:
    assert landmarks_of(Trainee(level="advanced", age=66))["chest"].mev == 11


def test_abs_and_obliques_are_one_row() -> None:
    assert doses(load_library().by_core_id("pallof_press")) == {"abs": 1.0}
