"""Health data of a connected server, taken over as samples, in one write that undo knows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from connectors.servers.mapping import HealthReading, mappings, read_mapping
from db import connections, health
from db.athletes import Athlete
from db.health import Sample, Series
from db.outside_tables import ConnectionRow
from tools.calls import Change, part, write
from tools.outside.report import SyncReport
from tools.outside.servers import session_of
from tools.undo import BULK

AGAIN = timedelta(days=7)
"""What is asked again each time: devices tell late, and correct themselves."""
Samples = Mapping[Series, Sequence[Sample]]


async def sync_health(athlete: Athlete, row: ConnectionRow) -> SyncReport | None:
    """Bring over what a server has since the last time; ``None`` for one that has no mapping."""
    if not row.config.get("mapping"):
        return None
    named = str(row.config["mapping"])
    mapping = mappings().get(named) or read_mapping(named)
    last = row.cursor.get("until")
    since = athlete.today - timedelta(days=mapping.first_days) if last is None else date.fromisoformat(last) - AGAIN
    found: dict[Series, list[Sample]] = {}
    async with session_of(athlete, row) as server:
        reading = HealthReading(server, mapping, row.name, ZoneInfo(athlete.timezone), row.config.get("account"))
        async for series, sample in reading.samples(since, athlete.today):
            found.setdefault(series, []).append(sample)
    with part("take-over"):
        report = await HealthLog(athlete, row.name).take_over(found)
    report.rejected = list(dict.fromkeys(reading.rejected))
    async with athlete.sessions() as session:
        await connections.change(session, athlete.id, row.name, cursor={"until": athlete.today.isoformat()})
    return report


@dataclass(frozen=True)
class HealthLog:
    """The samples of an athlete, and one source of them."""

    athlete: Athlete
    source: str

    @write
    async def take_over(self, change: Change, found: Samples) -> SyncReport:
        """Make the stretch of time that a source tells of what it says now."""
        session, athlete_id = change.session, self.athlete.id
        report = SyncReport(connection=self.source)
        batch = await health.new_batch(session, athlete_id, self.source)
        ids = await health.series_ids(session, athlete_id, found)
        new, days = 0, set[date]()
        for series, samples in found.items():
            key = ids[series.metric, series.source, series.device]
            starts = [each.start for each in samples]
            before = await health.clear(session, athlete_id, [key], min(starts), max(starts))
            rows = [(key, each.start, each.end, each.value) for each in samples]
            new += max(0, await health.add(session, athlete_id, batch, rows) - before)
            days |= {self.athlete.day_of(each.end) for each in samples}
        if not days:
            change.nothing()
            return report
        edge = timedelta(days=1)
        metrics = {each.metric for each in found}
        await health.roll_up(session, athlete_id, self.athlete.timezone, min(days) - edge, max(days) + edge, metrics)
        report.samples_new, report.days = new, len(days)
        change.before[BULK] = {"health": []}
        change.after[BULK] = {"health": [str(batch)]}
        change.said = f"synced with {self.source}: {report.added()}"
        return report
