"""Numbers of health: days from samples of several devices, and what is said of them, checked by hand."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from db import health
from db.athletes import Athlete
from db.health import Series
from tools.body import BodyTools
from tools.health import HealthTools
from tools.log import LogTools
from training.errors import NotFound
from training.health.metrics import health_metrics
from training.metrics import METRICS

BERLIN = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 11, 21)
WATCH, PHONE = "Watch", "Phone"


def at(day: int, hour: float, month: int = 11) -> datetime:
    return datetime(2026, month, day, tzinfo=BERLIN) + timedelta(hours=hour)


async def given(athlete: Athlete, *samples: tuple[str, str, datetime, datetime, float]) -> int:
    """Samples as (metric, source, start, end, value)."""
    ranks = {WATCH: 1, PHONE: 2}
    series = {(each[0], each[1]): Series(each[0], "", each[1], rank=ranks.get(each[1], 5)) for each in samples}
    async with athlete.sessions() as session:
        batch = await health.new_batch(session, athlete.id, "test")
        ids = await health.series_ids(session, athlete.id, series.values())
        rows = [(ids[metric, source, ""], start, end, value) for metric, source, start, end, value in samples]
        added = await health.add(session, athlete.id, batch, rows)
        await health.roll_up(session, athlete.id, athlete.timezone, date(2026, 1, 1), date(2026, 12, 31))
    return added


async def days(athlete: Athlete, metric: str) -> dict[int, float]:
    async with athlete.sessions() as session:
        found = await health.days(session, athlete.id, metric, date(2026, 11, 1), date(2026, 11, 30))
    return {each.date.day: round(each.value, 4) for each in found}


@pytest.fixture
async def tools(athlete: Athlete) -> AsyncIterator[HealthTools]:
    yield HealthTools(replace(athlete, today=TODAY))


async def test_overlapping_devices_do_not_count_twice(athlete: Athlete) -> None:
    await given(
        athlete,
        ("steps", PHONE, at(3, 8), at(3, 8.2), 500), ("steps", WATCH, at(3, 8), at(3, 8.2), 700),
        ("steps", PHONE, at(3, 9), at(3, 9.2), 300), ("steps", WATCH, at(3, 23.5), at(3, 23.9), 100),
        ("steps", WATCH, at(4, 0.1), at(4, 0.2), 50),
    )  # fmt: skip
    assert await days(athlete, "steps") == {3: 1100, 4: 50}


async def test_the_same_again_is_nothing_new(athlete: Athlete) -> None:
    sample = ("steps", WATCH, at(3, 8), at(3, 8.2), 700.0)
    assert [await given(athlete, sample), await given(athlete, sample)] == [1, 0]
    assert await days(athlete, "steps") == {3: 700}


async def test_a_day_is_one_where_the_athlete_is(athlete: Athlete) -> None:
    await given(
        athlete,
        ("steps", WATCH, datetime(2026, 11, 3, 23, 30, tzinfo=UTC), datetime(2026, 11, 3, 23, 40, tzinfo=UTC), 10),
    )
    assert await days(athlete, "steps") == {4: 10}


async def test_means_lasts_and_nights(athlete: Athlete) -> None:
    await given(
        athlete,
        ("heart_rate", WATCH, at(3, 8), at(3, 8), 60), ("heart_rate", WATCH, at(3, 9), at(3, 9), 80),
        ("body_weight", "Scale", at(3, 7), at(3, 7), 82.0), ("body_weight", "Scale", at(3, 20), at(3, 20), 83.0),
        ("sleep_deep", WATCH, at(2, 23), at(3, 0), 1.0), ("sleep_rem", WATCH, at(3, 0), at(3, 1.5), 1.5),
        ("sleep_core", WATCH, at(3, 1.5), at(3, 6), 4.5), ("sleep_awake", WATCH, at(3, 6), at(3, 6.25), 0.25),
        ("sleep_in_bed", PHONE, at(2, 22), at(3, 7), 9.0), ("sleep_unspecified", PHONE, at(2, 22.5), at(3, 7), 8.5),
        ("sleep_core", WATCH, at(3, 19), at(3, 20), 1.0),
    )  # fmt: skip
    assert await days(athlete, "heart_rate") == {3: 70} and await days(athlete, "body_weight") == {3: 83}
    assert await days(athlete, "sleep") == {3: 7.0, 4: 1.0}, "the watch has stages; a nap after 18:00 is the next day's"
    assert await days(athlete, "sleep_deep") == {3: 1.0} and await days(athlete, "sleep_awake") == {3: 0.25}


async def test_a_summary_states_its_days(athlete: Athlete, tools: HealthTools) -> None:
    await given(athlete, *[("steps", WATCH, at(day, 8), at(day, 9), 1000.0 * day) for day in range(1, 21)])
    found = await tools.show_health("steps", "last 7 days")
    assert (found.since, found.until, found.days, found.mean) == (date(2026, 11, 15), TODAY, 6, 17_500)
    assert "17,500 steps mean a day" in str(found) and "6 days of 7" in str(found)
    assert (await tools.show_health("how many steps", "in november", aggregate="sum")).value == 210_000
    weeks = await tools.show_health("steps", "in november", by="week")
    assert [(each.start.day, each.value) for each in weeks.values][:2] == [(26, 1000.0), (2, 5000.0)]


async def test_what_is_typed_counts_before_a_device(athlete: Athlete, tools: HealthTools) -> None:
    await given(athlete, ("body_weight", "Scale", at(20, 7), at(20, 7), 82.0))
    await BodyTools(tools.athlete).log_measurement("body weight", 81.5, "kg", "yesterday")
    assert (await tools.show_health("body weight")).latest == 81.5


async def test_two_periods_with_their_uncertainty(athlete: Athlete, tools: HealthTools) -> None:
    nights = [("sleep", WATCH, at(day, -1, 10), at(day, 6, 10), 7.0 + day % 2 / 4) for day in range(2, 30)]
    nights += [("sleep", WATCH, at(day, 0), at(day, 6), 6.0 + day % 2 / 4) for day in range(2, 20)]
    await given(athlete, *nights)
    found = await tools.compare_health("sleep", "in october", "in november")
    assert found.is_clear and found.days == 46 and found.value == pytest.approx(-1.0, abs=0.02)
    assert "7 h 08 min a day in October (28 days of 31)" in str(found) and "a clear change" in str(found)


async def test_a_trend(athlete: Athlete, tools: HealthTools) -> None:
    await given(athlete, *[("resting_heart_rate", WATCH, at(day, 7), at(day, 7), 60 - day / 7) for day in range(1, 21)])
    found = await tools.health_trend("resting heart rate")
    assert found.is_clear and found.value == pytest.approx(-1.0) and "down" in str(found)


async def test_two_numbers_together(athlete: Athlete, tools: HealthTools) -> None:
    await given(athlete, *[("sleep", WATCH, at(day, 0), at(day, 6), 6.0 + day % 3) for day in range(2, 20)])
    for day in range(2, 20):
        await LogTools(tools.athlete).log_workout(f"squat 1x5 {100 + 5 * (day % 3)} kg on 2026-11-{day:02}")
    found = await tools.relate_health("sleep", "tonnage")
    assert found.value == pytest.approx(1.0) and found.days == 18 and "they rise together" in str(found)
    assert "18 days have both" in str(found) and "no proof" in str(found)
    lift = await tools.relate_health("sleep", "squat")
    assert lift.value == pytest.approx(1.0)
    assert (await tools.relate_health("sleep", "tonnage", days_later=1)).value != pytest.approx(1.0)


async def test_what_is_not_there_is_said(athlete: Athlete, tools: HealthTools) -> None:
    with pytest.raises(NotFound, match="nothing of vo2 max"):
        await tools.show_health("vo2 max")
    with pytest.raises(NotFound, match="no number called 'colour'"):
        await tools.show_health("colour")
    await given(athlete, ("hrv_sdnn", WATCH, at(20, 7), at(20, 7), 50))
    assert (await tools.show_health("my HRV")).metric == "hrv_sdnn"
    assert "VO2" not in str(await tools.list_health_metrics())


def test_one_number_has_one_unit() -> None:
    assert {name: each.unit for name, each in health_metrics().items() if name in METRICS} == {
        name: METRICS[name].unit for name in health_metrics() if name in METRICS
    }
