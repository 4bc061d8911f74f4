"""Volume, consistency, trends, periods, pain: the reference's examples."""

import contextlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.consistency import consistency
from training.errors import Invalid
from training.library import load_library
from training.metrics import METRICS, canonical, metric_named
from training.pain import pain_advice
from training.period import read_day, read_period
from training.trend import slope_per_week, weekly_rate_pct, weight_trend
from training.units import Typed, duration_text, load_text, plain, round_half_up
from training.volume import VolumeSet, hard_set, per_muscle_and_week, tonnage

TODAY = date(2026, 11, 21)
LIBRARY = load_library()


def sets(core_id: str, count: int, reps: int, load: float = 50, rpe: float | None = 8) -> list[VolumeSet]:
    return [VolumeSet(TODAY, LIBRARY.by_core_id(core_id), "work", load, reps, rpe)] * count


def test_the_example_of_hard_sets() -> None:
    """3x8 bench, 3x10 barbell row, 3x12 curl."""
    [week] = per_muscle_and_week(
        sets("bench_press", 3, 8) + sets("barbell_row", 3, 10) + sets("barbell_curl", 3, 12)
    ).values()
    expected = {
        "chest": 3,
        "triceps": 1.5,
        "front_delts": 1.5,
        "upper_back": 3,
        "lats": 3,
        "biceps": 4.5,
        "rear_delts": 1.5,
        "lower_back": 1.5,
        "forearms": 3,
    }
    assert {muscle: week[muscle] for muscle in expected} == expected  # type: ignore[index]


@pytest.mark.parametrize(
    ("kind", "reps", "rpe", "counts"),
    [
        ("work", 8, 8, 1),
        ("work", 8, 5, 0),
        ("warmup", 8, 9, 0),
        ("amrap", 12, None, 1),
        ("failure", 0, None, 0),
        ("drop", 8, None, 0.5),
        ("work", 8, None, 1),
    ],
)
def test_what_counts_as_hard(kind: str, reps: int, rpe: float | None, counts: float) -> None:
    assert hard_set(VolumeSet(TODAY, LIBRARY.by_core_id("bench_press"), kind, 80, reps, rpe)) == counts


def test_light_sets_without_an_rpe_count_half() -> None:
    light = VolumeSet(TODAY, LIBRARY.by_core_id("bench_press"), "work", 50, 8, None)
    assert hard_set(light, 100) == 0.5
    assert hard_set(VolumeSet(TODAY, light.movement, "work", 75, 8, None), 100) == 1


def test_tonnage_counts_both_hands_and_the_body() -> None:
    assert tonnage(sets("bench_press", 1, 5, 100)[0]) == 500
    assert tonnage(sets("db_bench_press", 1, 10, 30)[0]) == 600
    assert tonnage(VolumeSet(TODAY, LIBRARY.by_core_id("pull_up"), "work", 20, 5, None), 80) == 500


def test_consistency_streaks_and_adherence() -> None:
    monday = date(2026, 11, 2)
    days = [monday, monday + timedelta(2), monday + timedelta(7), monday + timedelta(9), monday + timedelta(15)]
    found = consistency(days, TODAY, monday, target=2)
    assert [week.sessions for week in found.weeks] == [2, 2, 1]
    assert (found.streak, found.longest_streak, found.per_week, found.adherence) == (2, 2, 2, 1)
    assert consistency(days, TODAY, monday).streak == 3


def test_the_weight_trend_of_the_reference() -> None:
    series = (80.0, 80.6, 79.8, 80.2, 79.9, 79.5, 79.7, 79.4)
    points = weight_trend([(TODAY + timedelta(n), value) for n, value in enumerate(series)])
    assert [round(point.trend, 3) for point in points] == [
        80.000,
        80.060,
        80.034,
        80.051,
        80.036,
        79.982,
        79.954,
        79.898,
    ]
    gap = weight_trend([(TODAY, 80.0), (TODAY + timedelta(3), 79.1)])
    assert round(gap[-1].trend, 3) == 79.756
    assert weekly_rate_pct(points, TODAY + timedelta(7)) == pytest.approx((79.898 - 80) / 80 * 100, abs=0.01)
    assert weekly_rate_pct(points[:2], TODAY) is None
    assert slope_per_week([(TODAY, 100.0)]) is None


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ("last 4 weeks", "2026-10-25", "2026-11-21"), ("since june", "2026-06-01", "2026-11-21"), ("in march", "2026-03-01", "2026-03-31"),
        ("this week", "2026-11-16", "2026-11-21"), ("last week", "2026-11-09", "2026-11-15"), ("last month", "2026-10-01", "2026-10-31"),
        ("this year", "2026-01-01", "2026-11-21"), ("2025", "2025-01-01", "2025-12-31"), ("december", "2025-12-01", "2025-12-31"),
        ("2026-01-01 to 2026-03-31", "2026-01-01", "2026-03-31"), ("yesterday", "2026-11-20", "2026-11-20"), ("past month", "2026-10-23", "2026-11-21"),
        ("since last monday", "2026-11-16", "2026-11-21"), ("from 1 march to 15 april", "2026-03-01", "2026-04-15"), ("the last two weeks", "2026-11-08", "2026-11-21"),
    ],
)  # fmt: skip
def test_periods(words: str, since: str, until: str) -> None:
    found = read_period(words, TODAY)
    assert (found.since.isoformat(), found.until.isoformat()) == (since, until)


@pytest.mark.parametrize(
    ("words", "day"),
    [("today", "2026-11-21"), ("yesterday", "2026-11-20"), ("on tues", "2026-11-17"), ("last saturday", "2026-11-14"), ("saturday", "2026-11-21"),
     ("3 days ago", "2026-11-18"), ("two weeks ago", "2026-11-07"), ("18.11.", "2026-11-18"), ("nov 18th", "2026-11-18"), ("24 dec", "2025-12-24"), ("2026-02-28", "2026-02-28")],
)  # fmt: skip
def test_days(words: str, day: str) -> None:
    assert read_day(words, TODAY).isoformat() == day


@given(st.text(max_size=60))
def test_no_words_crash_a_period(words: str) -> None:
    for read in (read_period, read_day):
        with contextlib.suppress(Invalid):
            read(words, TODAY)


def test_numbers_of_the_body() -> None:
    assert canonical(METRICS["waist"], 33, "in", "kg") == (83.82, "in")
    assert canonical(METRICS["body_weight"], 180, None, "lb")[0] == pytest.approx(81.6466266)
    assert metric_named("how's my weight?").name == "body_weight"  # type: ignore[union-attr]
    with pytest.raises(Invalid, match="can't be right"):
        canonical(METRICS["body_weight"], 812, "kg", "kg")
    with pytest.raises(Invalid, match="no unit"):
        canonical(METRICS["waist"], 80, "kg", "kg")


@pytest.mark.parametrize(
    ("score", "words"), [(1, "carry on"), (4, "stay under 5/10"), (7, "stop that movement"), (None, "How bad")]
)
def test_pain_is_graded(score: float | None, words: str) -> None:
    assert words in pain_advice("knee", score)


def test_how_numbers_are_written() -> None:
    assert [plain(each) for each in (100.0, 102.5, 0.0, -0.001, 1 / 3)] == ["100", "102.5", "0", "0", "0.33"]
    assert load_text(Typed(225, "lb").kg, "lb") == "225 lb"
    assert [duration_text(each) for each in (0, 59.6, 60, 3599.6, 3600)] == [
        "0 s",
        "59.6 s",
        "1:00",
        "1:00:00",
        "1:00:00",
    ]
    assert round_half_up(2.5) == 3
