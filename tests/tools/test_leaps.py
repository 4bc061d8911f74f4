"""Loads that ask for a second look: far above the athlete's best of late, or beyond anybody's, by every way in."""

from pathlib import Path

import pytest

from db.athletes import Athlete
from tests.talk import logged
from tools.edit import EditTools
from tools.imports import import_file
from tools.log import LogTools
from training.errors import Invalid

STRONG = (
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
    '2026-11-10 10:00:00,"Push",1h,"Bench Press (Barbell)",1,1000,5,0,0,"","",\n'
    '2026-11-10 10:00:00,"Push",1h,"Bench Press (Barbell)",2,100,5,0,0,"","",\n'
)


@pytest.mark.parametrize(
    ("before", "now", "asks"),
    [
        ("squat 5x5 140 last monday", "squat 5x5 200", True),
        ("squat 5x5 140 last monday", "squat 5x5 160", False),  # 14 %
        ("squat 5x5 140 last monday", "squat warmup 60x5, 100x5, 150x3", False),
        ("squat 5x5 140 on 2026-07-01", "squat 5x5 200", False),  # longer ago than 90 days
        ("squat 3x5 60", "squat 3x5 140", False),  # the same first day
        ("lateral raise 3x10 10kg last monday", "lateral raise 3x10 12.5kg", False),  # one pair of dumbbells up
        ("squat 3x5 140 last monday", "squat 1x20 200", False),  # no estimate from 20 reps
        ("I did pull ups 3x5 last monday", "pull ups 3x5 +40kg", False),  # without a body weight nothing is known
        ("squat 5x5 140 last monday", "bench 3x5 80, squats 3x5 240, rows 3x8 60", True),
    ],
)
async def test_a_set_far_above_the_best_of_late_is_asked_about(
    before: str, now: str, asks: bool, athlete: Athlete
) -> None:
    await LogTools(athlete).log_workout(before)
    already = len(await logged(athlete))
    done = await LogTools(athlete).log_workout(now)
    assert len(await logged(athlete)) > already, "it is kept"
    assert bool(done.far_above) is asks and ("Is that right?" in str(done)) is asks
    assert not (asks and any("Squat" in each for each in done.records)), "no record before it is sure"


async def test_the_question_says_how_far_and_how_to_correct_it(athlete: Athlete) -> None:
    await LogTools(athlete).log_workout("squat 5x5 140 last monday")
    done = await LogTools(athlete).log_workout("squat 3x5 200")
    assert done.far_above == [
        "Squat (Barbell) 200 kg × 5 is far above your best of the last 90 days: an estimated 1RM of 233.3 kg, before it "
        "163.3 kg. Is that right? It is logged as you said it; if it was a slip, say “undo”, or correct it: "
        "“the squat was 140 kg, not 200 kg”."
    ]
    again = await LogTools(athlete).log_workout("squat 1x5 200")
    assert again.far_above == [], "it is asked once"


@pytest.mark.parametrize(
    "change",
    [
        {"load": 1000.0},
        {"load_change": 400.0},
        {"load": 900.0, "unit": "lb"},
    ],
)
async def test_no_correction_makes_a_load_that_nobody_has_lifted(change: dict[str, object], athlete: Athlete) -> None:
    await LogTools(athlete).log_workout("bench 3x5 100")
    before = await logged(athlete)
    with pytest.raises(Invalid, match=r"nobody has lifted more .* Nothing is changed"):
        await EditTools(athlete).change_sets(**change)
    with pytest.raises(Invalid, match="nobody has lifted"):
        await EditTools(athlete).repeat_set(load=400.0)
    assert await logged(athlete) == before


async def test_nor_does_another_exercise_or_a_body_with_half_a_ton(athlete: Athlete) -> None:
    await LogTools(athlete).log_workout("leg press 3x5 600, pull ups 3x5 +20")
    with pytest.raises(Invalid, match="nobody has lifted"):
        await EditTools(athlete).replace_exercise(by="squat", exercise="leg press")
    with pytest.raises(Invalid, match="nobody has lifted more than about 250 kg"):
        await EditTools(athlete).change_sets(load=400.0)


async def test_a_row_with_such_a_load_is_not_imported(athlete: Athlete, tmp_path: Path) -> None:
    path = tmp_path / "strong.csv"
    path.write_text(STRONG, encoding="utf-8")
    report = await import_file(athlete, path)
    assert [str(each) for each in report.rejected] == [
        "row 2: Bench Press (Barbell) with 1000 kg: nobody has lifted more than about 355 kg"
    ]
    assert [kg for _, _, kg, _ in await logged(athlete)] == [100]
