"""Taking in an export of health data: a stream of samples into days, in one write that one word undoes."""

import asyncio
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from connectors.apple_health.export import AppleExport
from connectors.health_table import HealthTable
from db import health
from db.athletes import Athlete
from db.health import Series
from tools.calls import Change, write
from tools.import_reports import ImportReport, Progress, Rejected, counted
from tools.undo import BULK

KIND = "Apple Health export"


class HealthImportReport(ImportReport):
    """What an export of health data added."""

    samples_new: int = 0
    samples_known: int = 0
    metrics: int = 0
    days: int = 0
    skipped: int = 0

    def _added(self) -> str:
        if not self.samples_new:
            return "nothing new"
        return f"{counted(self.samples_new, 'new number')} of {counted(self.metrics, 'metric')} on {counted(self.days, 'day')}"

    def _details(self) -> list[str]:
        lines = [
            f"From {self.since} to {self.until}." if self.since is not None else "",
            f"Already known: {counted(self.samples_known, 'number')}." if self.samples_known else "",
            f"{counted(self.skipped, 'record')} of kinds without a number are left out." if self.skipped else "",
            "Where devices overlap, the watch counts before the phone, hour by hour."
            if self.samples_new and self.kind == KIND
            else "",
        ]
        return [line for line in lines if line]


async def import_apple_health(athlete: Athlete, path: Path, progress: Progress, name: str) -> HealthImportReport:
    """Import an export of Apple Health. Again, or a longer one later, it adds only what is new. Raises ``Invalid``."""
    report = await _HealthImport(athlete, path, progress, name).import_file()
    if report.samples_new:
        await athlete.database.learn()
    return report


@dataclass(frozen=True)
class _HealthImport:
    """One export on its way in."""

    athlete: Athlete
    path: Path
    progress: Progress
    name: str

    @write
    async def import_file(self, change: Change) -> HealthImportReport:
        """Store what is new, so many samples at a time; the file is read in a thread."""
        session, athlete_id = change.session, self.athlete.id
        export = AppleExport(self.path)
        batch = await health.new_batch(session, athlete_id, KIND)
        known: dict[Series, int] = {}
        found, added, since, until = 0, 0, date.max, date.min
        days = set[date]()
        batches = export.batches()
        while rows := await asyncio.to_thread(next, batches, None):
            if new := {series for series, _ in rows if series not in known}:
                ids = await health.series_ids(session, athlete_id, new)
                known |= {each: ids[each.metric, each.source, each.device] for each in new}
            added += await health.add(
                session, athlete_id, batch, [(known[series], each.start, each.end, each.value) for series, each in rows]
            )
            found += len(rows)
            since = min(since, min(each.start for _, each in rows).date())
            days |= {each.end.date() for _, each in rows}
            until = max(until, max(each.end for _, each in rows).date())
            self.progress(export.done, export.size)
        edge = timedelta(days=1)
        if added:
            metrics = {each.metric for each in known}
            await health.roll_up(session, athlete_id, self.athlete.timezone, since - edge, until + edge, metrics)
        report = HealthImportReport(
            file=self.name, kind=KIND, rows=export.records + export.workouts, samples_new=added, samples_known=found - added,
            metrics=len({each.metric for each in known}), days=len(days),
            skipped=sum(export.skipped.values()), since=since if found else None, until=until if found else None,
            rejected_count=export.rejected_count,
            rejected=[Rejected(number=at, reason=told, text="") for at, told in enumerate(export.rejected, 1)],
        )  # fmt: skip
        if not added:
            change.nothing()
            return report
        change.before[BULK], change.after[BULK] = {"health": []}, {"health": [str(batch)]}
        change.said = f"imported {self.name}: {report._added()}"
        return report


async def import_health_table(
    athlete: Athlete, table: HealthTable, progress: Progress, name: str
) -> HealthImportReport:
    """Import a table of health numbers. Again, or a later one, it adds what is new and changes what is told otherwise."""
    report = await _TableImport(athlete, table, progress, name).import_file()
    if report.samples_new:
        await athlete.database.learn()
    return report


@dataclass(frozen=True)
class _TableImport:
    """One table on its way in."""

    athlete: Athlete
    table: HealthTable
    progress: Progress
    name: str

    @write
    async def import_file(self, change: Change) -> HealthImportReport:
        """Store what is new or another number by now."""
        session, athlete_id = change.session, self.athlete.id
        rows = await asyncio.to_thread(self.table.samples, ZoneInfo(self.athlete.timezone))
        report = HealthImportReport(
            file=self.name, kind=self.table.kind, rows=self.table.rows, rejected_count=len(self.table.rejected),
            rejected=[Rejected(number=each.number, reason=each.reason, text=each.text) for each in self.table.rejected],
        )  # fmt: skip
        if not rows:
            change.nothing()
            return report
        keys = await health.series_ids(session, athlete_id, {series for series, _ in rows})
        ids = [keys[series.metric, series.source, series.device] for series, _ in rows]
        since, until = min(each.start for _, each in rows), max(each.end for _, each in rows)
        there = await health.values_of(session, athlete_id, list(set(ids)), since, until)
        new = [
            (key, each) for key, (_, each) in zip(ids, rows, strict=True) if there.get((key, each.start)) != each.value
        ]
        for key, each in new:
            if (key, each.start) in there:
                await health.clear(session, athlete_id, [key], each.start, each.start)
        batch = await health.new_batch(session, athlete_id, self.table.kind)
        await health.add(session, athlete_id, batch, [(key, each.start, each.end, each.value) for key, each in new])
        edge = timedelta(days=1)
        metrics = {series.metric for series, _ in rows}
        if new:
            await health.roll_up(
                session, athlete_id, self.athlete.timezone, since.date() - edge, until.date() + edge, metrics
            )
        report.samples_new, report.samples_known = len(new), len(rows) - len(new)
        report.metrics, report.days = len(metrics), len({each.end.date() for _, each in rows})
        report.since, report.until = since.date(), until.date()
        self.progress(len(rows), len(rows))
        if not new:
            change.nothing()
            return report
        change.before[BULK], change.after[BULK] = {"health": []}, {"health": [str(batch)]}
        change.said = f"imported {self.name}: {report._added()}"
        return report
