"""Queries about health: samples in and out, and what each day was."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from training.health.metrics import health_metrics, metric_of

NIGHT = timedelta(hours=6)
"""A night belongs to the day on which it ends: what ends before 18:00 is that day's, later it is the next's."""
AT_ONCE = 20_000
SLEEP = tuple(name for name, each in health_metrics().items() if each.of_day == "sleep")
ADD_SERIES = sa.text("""
    insert into health_series (athlete_id, id, metric, unit, source, device, rank)
    select :athlete, (select coalesce(max(id), 0) from health_series where athlete_id = :athlete) + row_number() over (), w.*
    from unnest(cast(:metrics as text[]), cast(:units as text[]), cast(:sources as text[]), cast(:devices as text[]),
                cast(:ranks as smallint[])) as w (metric, unit, source, device, rank)
    on conflict (athlete_id, metric, source, device) do nothing
""")
SERIES = sa.text("select metric, source, device, id from health_series where athlete_id = :athlete")
ADD = sa.text("""
    insert into health_samples (athlete_id, series_id, start_at, end_at, value, batch)
    select :athlete, s.*, :batch
    from unnest(cast(:series as int[]), cast(:starts as timestamptz[]), cast(:ends as timestamptz[]), cast(:values as float8[]))
        as s (series_id, start_at, end_at, value)
    on conflict do nothing
""")
_DAYS = "insert into health_days (athlete_id, metric, date, value, low, high, samples, source)"
_SAMPLES = """
    select r.metric, r.source, r.rank, s.start_at at time zone :zone as at, s.value
    from health_samples s join health_series r on r.athlete_id = s.athlete_id and r.id = s.series_id
    where s.athlete_id = :athlete and r.metric = any(cast(:metrics as text[])) and s.start_at >= :since and s.start_at < :until
"""
SUMS = sa.text(f"""
    with s as ({_SAMPLES}), hours as (
        select metric, date_trunc('hour', at) as hour, source, sum(value) as value, count(*) as samples,
            row_number() over (partition by metric, date_trunc('hour', at) order by min(rank), count(*) desc, source) as place
        from s group by 1, 2, 3
    )
    {_DAYS}
    select :athlete, metric, hour::date, sum(value), min(value), max(value), sum(samples), string_agg(distinct source, ', ')
    from hours where place = 1 group by metric, hour::date
""")
"""What is counted, hour by hour: of several sources the one of the lowest rank, so that nothing counts twice."""
MEANS = sa.text(f"""
    with s as ({_SAMPLES})
    {_DAYS}
    select :athlete, metric, at::date, avg(value), min(value), max(value), count(*), string_agg(distinct source, ', ')
    from s group by metric, at::date
""")
LASTS = sa.text(f"""
    with s as ({_SAMPLES})
    {_DAYS}
    select :athlete, metric, at::date, (array_agg(value order by at desc, rank))[1], min(value), max(value), count(*),
        (array_agg(source order by at desc, rank))[1]
    from s group by metric, at::date
""")
NIGHTS = sa.text(f"""
    with s as (
        select r.metric, r.source, r.rank, ((s.end_at at time zone :zone) + cast(:night as interval))::date as day, s.value
        from health_samples s join health_series r on r.athlete_id = s.athlete_id and r.id = s.series_id
        where s.athlete_id = :athlete and r.metric = any(cast(:metrics as text[]))
          and s.end_at >= :since - cast(:night as interval) and s.end_at < :until - cast(:night as interval)
    ), nights as (
        select day, source, min(rank) as rank, count(*) as samples,
            bool_or(metric in ('sleep_deep', 'sleep_rem', 'sleep_core')) as staged,
            greatest(
                coalesce(sum(value) filter (where metric in ('sleep_deep', 'sleep_rem', 'sleep_core', 'sleep_unspecified')), 0),
                coalesce(sum(value) filter (where metric = 'sleep'), 0)) as asleep
        from s group by day, source
    ), best as (select distinct on (day) * from nights order by day, staged desc, asleep > 0 desc, rank, asleep desc, source)
    {_DAYS}
    select :athlete, 'sleep', day, asleep, asleep, asleep, samples, source from best where asleep > 0
    union all
    select :athlete, s.metric, s.day, sum(s.value), min(s.value), max(s.value), count(*), s.source
    from s join best b on b.day = s.day and b.source = s.source where s.metric <> 'sleep' group by s.metric, s.day, s.source
""")
"""Sleep by the night, from one source: one with stages first."""
OF_DAYS = {"sum": SUMS, "mean": MEANS, "last": LASTS, "sleep": NIGHTS}
TRAINED = sa.text("""
    select date, sum(load_kg * reps) as tonnage, count(*) as sets, avg(rpe) as rpe from sets
    where athlete_id = :athlete and date between :since and :until and kind <> 'warmup' group by date
""")


@dataclass(frozen=True, slots=True)
class Series:
    """What samples are of, and where they came from."""

    metric: str
    unit: str
    source: str
    device: str = ""
    rank: int = 5


@dataclass(frozen=True, slots=True)
class Sample:
    """One number over one stretch of time."""

    start: datetime
    end: datetime
    value: float


@dataclass(frozen=True, slots=True)
class HealthDay:
    """What a metric was on a day."""

    date: date
    value: float
    low: float
    high: float
    samples: int
    source: str


@dataclass(frozen=True, slots=True)
class Known:
    """A metric that there is something of."""

    metric: str
    since: date
    until: date
    days: int
    source: str


async def new_batch(session: AsyncSession, athlete_id: UUID, source: str) -> int:
    """A number for an import or a sync that is about to bring samples."""
    made = sa.text("""
        insert into health_batches (athlete_id, id, source)
        select :athlete, coalesce(max(id), 0) + 1, :source from health_batches where athlete_id = :athlete returning id
    """)
    return int((await session.execute(made, {"athlete": athlete_id, "source": source})).scalar_one())


async def series_ids(
    session: AsyncSession, athlete_id: UUID, wanted: Iterable[Series]
) -> dict[tuple[str, str, str], int]:
    """The ids of series by metric, source and device; those that are new are made."""
    new = list({(each.metric, each.source, each.device): each for each in wanted}.values())
    columns = {"metrics": "metric", "units": "unit", "sources": "source", "devices": "device", "ranks": "rank"}
    given = {name: [getattr(each, field) for each in new] for name, field in columns.items()}
    await session.execute(ADD_SERIES, {"athlete": athlete_id} | given)
    rows = await session.execute(SERIES, {"athlete": athlete_id})
    return {(metric, source, device): key for metric, source, device, key in rows}


async def add(
    session: AsyncSession, athlete_id: UUID, batch: int, rows: Sequence[tuple[int, datetime, datetime, float]]
) -> int:
    """Store samples as (series, start, end, value); what is there already is left. Returns how many were new."""
    added = 0
    for at in range(0, len(rows), AT_ONCE):
        part = list(zip(*rows[at : at + AT_ONCE], strict=True))
        asked = {
            "series": list(part[0]),
            "starts": list(part[1]),
            "ends": list(part[2]),
            "values": list(map(float, part[3])),
        }
        done = await session.execute(ADD, {"athlete": athlete_id, "batch": batch} | asked)
        added += done.rowcount  # type: ignore[attr-defined]
    return added


async def values_of(
    session: AsyncSession, athlete_id: UUID, series: Sequence[int], since: datetime, until: datetime
) -> dict[tuple[int, datetime], float]:
    """The samples of series that began in a stretch of time, by series and beginning."""
    asked = sa.text("""select series_id, start_at, value from health_samples
                       where athlete_id = :athlete and series_id = any(cast(:series as int[]))
                         and start_at between :since and :until""")
    rows = await session.execute(asked, {"athlete": athlete_id, "series": list(series), "since": since, "until": until})
    return {(key, at): value for key, at, value in rows}


async def clear(
    session: AsyncSession, athlete_id: UUID, series: Sequence[int], since: datetime, until: datetime
) -> int:
    """Take samples that began in a stretch of time away: a source is about to tell all of it again. Returns how many."""
    gone = await session.execute(
        sa.text("""delete from health_samples where athlete_id = :athlete and series_id = any(cast(:series as int[]))
                   and start_at >= :since and start_at <= :until"""),
        {"athlete": athlete_id, "series": list(series), "since": since, "until": until},
    )
    return int(gone.rowcount)  # type: ignore[attr-defined]


async def forget_batch(session: AsyncSession, athlete_id: UUID, batch: int) -> tuple[date, date] | None:
    """Take away what an import or a sync brought; the days that it was on, if it was on any."""
    gone = await session.execute(
        sa.text("""with gone as (delete from health_samples where athlete_id = :athlete and batch = :batch returning start_at, end_at)
                   select min(start_at)::date - 2, max(end_at)::date + 2 from gone"""),
        {"athlete": athlete_id, "batch": batch},
    )
    since, until = gone.one()
    await session.execute(
        sa.text("delete from health_batches where athlete_id = :athlete and id = :batch"),
        {"athlete": athlete_id, "batch": batch},
    )
    return None if since is None else (since, until)


async def roll_up(
    session: AsyncSession, athlete_id: UUID, zone: str, since: date, until: date, metrics: Iterable[str] | None = None
) -> None:
    """Work out anew what the days of a period were, from their samples."""
    there = {row[0] for row in await session.execute(SERIES, {"athlete": athlete_id})}
    wanted = there if metrics is None else there & {*metrics, *(SLEEP if set(metrics) & set(SLEEP) else ())}
    stretch = {"since": since, "until": until + timedelta(days=1)}
    await session.execute(
        sa.text("""delete from health_days where athlete_id = :athlete and date >= :since and date < :until
                   and metric = any(cast(:metrics as text[]))"""),
        {"athlete": athlete_id, "metrics": [*wanted, *(("sleep",) if wanted & set(SLEEP) else ())]} | stretch,
    )
    for kind, statement in OF_DAYS.items():
        names = [name for name in wanted if metric_of(name).of_day == kind]
        if names:
            moments = {name: sa.func.timezone(zone, sa.cast(day, sa.TIMESTAMP)) for name, day in stretch.items()}
            edges = (await session.execute(sa.select(moments["since"], moments["until"]))).one()
            asked = {"athlete": athlete_id, "zone": zone, "metrics": names, "since": edges[0], "until": edges[1]}
            await session.execute(statement, asked | ({"night": NIGHT} if kind == "sleep" else {}))


async def days(session: AsyncSession, athlete_id: UUID, metric: str, since: date, until: date) -> list[HealthDay]:
    """What a metric was on the days of a period, in order."""
    rows = await session.execute(
        sa.text("""select date, value, low, high, samples, source from health_days
                   where athlete_id = :athlete and metric = :metric and date between :since and :until order by date"""),
        {"athlete": athlete_id, "metric": metric, "since": since, "until": until},
    )
    return [HealthDay(*row) for row in rows]


async def known(session: AsyncSession, athlete_id: UUID) -> list[Known]:
    """Every metric that there is something of."""
    rows = await session.execute(
        sa.text("""select metric, min(date), max(date), count(*), (array_agg(source order by date desc))[1] from health_days
                   where athlete_id = :athlete group by metric order by metric"""),
        {"athlete": athlete_id},
    )
    return [Known(*row) for row in rows]


async def trained(session: AsyncSession, athlete_id: UUID, since: date, until: date) -> dict[str, dict[date, float]]:
    """What was trained on each day: ``tonnage`` in kg, ``sets``, mean ``rpe``; warm-ups aside."""
    rows = (await session.execute(TRAINED, {"athlete": athlete_id, "since": since, "until": until})).all()
    return {
        name: {row.date: float(getattr(row, name)) for row in rows if getattr(row, name) is not None}
        for name in ("tonnage", "sets", "rpe")
    }
