"""Apple Health's export: every kind of record into days, twice without harm, undone by a word, and nothing hostile gets in."""

import tracemalloc
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from connectors.apple_health.export import AppleExport
from db import health
from db.athletes import Athlete
from tests.connectors.apple_export import export_xml, export_zip, record
from tools.health import HealthTools
from tools.imports import import_file
from tools.undo import UndoTools
from training.errors import Invalid

DAY = date(2026, 11, 15)


async def value(athlete: Athlete, metric: str, day: date = DAY) -> float | None:
    async with athlete.sessions() as session:
        found = await health.days(session, athlete.id, metric, day, day)
    return round(found[0].value, 3) if found else None


async def test_an_export_becomes_days(athlete: Athlete, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    report = await import_file(
        athlete, export_zip(tmp_path / "Export.zip"), lambda done, size: told.append((done, size))
    )
    assert "Apple Health export" in str(report) and report.samples_new == 10 * 48 and "10 days" in str(report)  # type: ignore[attr-defined]
    assert told[-1][0] == told[-1][1]
    assert await value(athlete, "steps") == 12 * 505, "the watch counts, the phone beside it does not"
    assert await value(athlete, "heart_rate") == 73.5 and await value(athlete, "resting_heart_rate") == 55
    assert await value(athlete, "active_energy") == 400 and await value(athlete, "blood_oxygen") == 97
    assert await value(athlete, "body_weight") == 81.647 and await value(athlete, "hrv_sdnn") == 55
    assert (
        await value(athlete, "sleep") == 7.5
        and await value(athlete, "sleep_deep") == 2
        and await value(athlete, "workout_minutes") == 30
    )
    assert await value(athlete, "apple_walking_steadiness") == 90, "what we have no name for is kept under its own"
    asked = await HealthTools(replace(athlete, today=date(2026, 11, 21))).show_health("deep sleep", "last 10 days")
    assert asked.days == 9 and "2 h 00 min" in str(asked)


async def test_twice_and_longer_adds_what_is_new_and_undo_takes_it_away(athlete: Athlete, tmp_path: Path) -> None:
    plain = tmp_path / "export.xml"
    plain.write_text(export_xml(5))
    await import_file(athlete, plain)
    again = await import_file(athlete, plain)
    assert "nothing new" in str(again) and "Already known: 240 numbers" in str(again)
    longer = await import_file(athlete, export_zip(tmp_path / "later.zip", 10))
    assert longer.samples_new == 5 * 48  # type: ignore[attr-defined]
    await UndoTools(athlete).undo()
    assert (
        await value(athlete, "steps", date(2026, 11, 20)) is not None
        and await value(athlete, "steps", date(2026, 11, 12)) is None
    )
    await UndoTools(athlete).undo()
    assert await value(athlete, "steps", date(2026, 11, 20)) is None


async def test_bad_records_are_named_and_the_others_kept(athlete: Athlete, tmp_path: Path) -> None:
    steps = "HKQuantityTypeIdentifierStepCount"
    bad = record(steps, "2026-11-03 08:00:00", "2026-11-03 08:10:00", "many", "count")
    bad += record(steps, "2026-11-03 08:00:00", "2026-11-01 08:10:00", 5, "count") + record(
        steps, "yesterday", "today", 5, "count"
    )
    report = await import_file(athlete, export_zip(tmp_path / "e.zip", 1, more=bad))
    assert report.rejected_count == 3 and "many" in str(report)


@pytest.mark.parametrize(
    "text",
    [
        export_xml(1)[:3000],
        '<?xml version="1.0"?><!DOCTYPE HealthData [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><HealthData>&b;</HealthData>',
        '<?xml version="1.0"?><!DOCTYPE HealthData [<!ENTITY x SYSTEM "file:///etc/passwd">]><HealthData>&x;</HealthData>',
        "<HealthData><Record></HealthData>",
    ],
)
async def test_what_is_broken_or_hostile_changes_nothing(athlete: Athlete, tmp_path: Path, text: str) -> None:
    file = tmp_path / "export.xml"
    file.write_text(text)
    with pytest.raises(Invalid):
        await import_file(athlete, file)
    async with athlete.sessions() as session:
        assert await health.known(session, athlete.id) == []


def test_memory_stays_the_same_however_long_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("connectors.apple_health.export.BATCH", 500)

    def peak(days: int) -> int:
        export = AppleExport(export_zip(tmp_path / f"{days}.zip", days))
        tracemalloc.start()
        rows = sum(len(batch) for batch in export.batches())
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert rows == days * 48
        return found

    peak(2)
    assert peak(320) < 1.5 * peak(80)
