"""Tables of health: nutrition diaries and trackers, once, twice, and changed since."""

from datetime import date
from pathlib import Path

import pytest

from db import health
from db.athletes import Athlete
from tools.health_imports import HealthImportReport
from tools.imports import import_file
from tools.toolbox import Toolbox

MFP = """Date,Meal,Calories,Fat (g),Saturated Fat,Cholesterol,Sodium (mg),Potassium,Carbohydrates (g),Fiber,Sugar,Protein (g),Note
2026-11-01,Breakfast,500,10,2,0,300,0,80,9,20,25,
2026-11-01,Dinner,"1,200.5",40,9,0,900,0,120,11,10,90,
2026-11-02,Lunch,700,20,5,0,600,0,70,5,8,60,
"""
CRONOMETER = """Date,Energy (kcal),Caffeine (mg),Water (g),Carbs (g),Fiber (g),Sugars (g),Fat (g),Protein (g),Sodium (mg),Completed
2026-11-01,2100.5,90,2400,210,31,40,70,155,2300,true
"""
WHOOP = """Cycle start time,Cycle end time,Cycle timezone,Recovery score %,Resting heart rate (bpm),Heart rate variability (ms),Day Strain,Wake onset,Deep (SWS) duration (min),REM duration (min)
2026-11-01 22:40:00,2026-11-02 22:30:00,UTC+01:00,71,52,88,12.4,2026-11-02 06:30:00,95,110
"""


async def imported(athlete: Athlete, folder: Path, text: str) -> HealthImportReport:
    path = folder / "export.csv"
    path.write_text(text, encoding="utf-8")
    report = await import_file(athlete, path)
    assert isinstance(report, HealthImportReport)
    return report


async def days(athlete: Athlete, metric: str) -> dict[date, float]:
    async with athlete.sessions() as session:
        found = await health.days(session, athlete.id, metric, date(2026, 10, 1), date(2026, 12, 1))
    return {each.date: round(each.value, 3) for each in found}


async def test_meals_add_up_to_days(athlete: Athlete, tmp_path: Path) -> None:
    report = await imported(athlete, tmp_path, MFP)
    assert report.kind == "MyFitnessPal nutrition" and report.rejected == []
    assert await days(athlete, "energy_eaten") == {date(2026, 11, 1): 1700.5, date(2026, 11, 2): 700}
    assert await days(athlete, "protein") == {date(2026, 11, 1): 115, date(2026, 11, 2): 60}


async def test_again_changes_nothing_and_a_fuller_day_counts_as_it_is_now(
    athlete: Athlete, tools: Toolbox, tmp_path: Path
) -> None:
    await imported(athlete, tmp_path, MFP)
    again = await imported(athlete, tmp_path, MFP)
    assert again.samples_new == 0 and "nothing new" in str(again)
    fuller = await imported(athlete, tmp_path, MFP + "2026-11-02,Dinner,800,30,5,0,600,0,70,5,8,50,\n")
    assert fuller.samples_new == 7
    assert await days(athlete, "energy_eaten") == {date(2026, 11, 1): 1700.5, date(2026, 11, 2): 1500}


async def test_an_import_is_undone(athlete: Athlete, tools: Toolbox, tmp_path: Path) -> None:
    await imported(athlete, tmp_path, CRONOMETER)
    assert await days(athlete, "water") == {date(2026, 11, 1): 2.4}
    await tools.named("undo")()
    assert await days(athlete, "water") == {}


async def test_whoop(athlete: Athlete, tmp_path: Path) -> None:
    await imported(athlete, tmp_path, WHOOP)
    assert await days(athlete, "hrv") == {date(2026, 11, 2): 88}
    assert await days(athlete, "recovery") == {date(2026, 11, 2): 71}
    assert await days(athlete, "sleep_deep") == {date(2026, 11, 2): pytest.approx(95 / 60, abs=0.001)}


async def test_bad_cells_stand_beside_the_good_ones(athlete: Athlete, tmp_path: Path) -> None:
    report = await imported(
        athlete, tmp_path, MFP + "no day,Lunch,1,1,1,1,1,1,1,1,1,1,\n2026-11-03,Lunch,lots,1,1,1,1,1,1,1,1,1,\n"
    )
    assert [each.number for each in report.rejected] == [5, 6] and "no date" in report.rejected[0].reason
