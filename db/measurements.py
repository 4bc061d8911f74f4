"""Queries about numbers of the body: weight, girths, sleep, any further metric."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from db.tables import MeasurementRow


@dataclass(frozen=True, slots=True)
class Measurement:
    """One number about the body, in the metric's canonical unit; beside it what was typed."""

    metric: str
    at: datetime
    value: float
    unit: str
    source: str = "chat"
    typed_value: float | None = None
    typed_unit: str | None = None
    id: UUID = field(default_factory=uuid4)
    external_id: str | None = None


async def add(session: AsyncSession, athlete_id: UUID, measurements: list[Measurement]) -> int:
    """Store measurements; one that is already there (by source and external id) is left as it is."""
    if not measurements:
        return 0
    rows = [_columns(each) | {"athlete_id": athlete_id} for each in measurements]
    result = await session.execute(insert(MeasurementRow).on_conflict_do_nothing().returning(MeasurementRow.id), rows)
    return len(result.all())


async def put(session: AsyncSession, athlete_id: UUID, measurement: Measurement) -> None:
    """Store a measurement, or make a stored one what it should be."""
    columns = _columns(measurement)
    await session.execute(
        insert(MeasurementRow)
        .values(athlete_id=athlete_id, **columns)
        .on_conflict_do_update(index_elements=["athlete_id", "id"], set_=columns)
    )


async def delete(session: AsyncSession, athlete_id: UUID, ids: list[UUID]) -> None:
    """Delete measurements."""
    await session.execute(
        sa.delete(MeasurementRow).where(MeasurementRow.athlete_id == athlete_id, MeasurementRow.id.in_(ids))
    )


async def by_ids(session: AsyncSession, athlete_id: UUID, ids: list[UUID]) -> list[Measurement]:
    """Measurements by their ids, in the order of time."""
    return await _read(session, athlete_id, MeasurementRow.id.in_(ids))


async def of_metric(
    session: AsyncSession, athlete_id: UUID, metric: str, since: datetime | None = None, until: datetime | None = None
) -> list[Measurement]:
    """The measurements of one metric in the order of time."""
    return await _read(
        session, athlete_id, MeasurementRow.metric == metric,
        *([MeasurementRow.at >= since] if since else []), *([MeasurementRow.at < until] if until else []),
    )  # fmt: skip


async def every(session: AsyncSession, athlete_id: UUID) -> list[Measurement]:
    """All measurements in the order of time."""
    return await _read(session, athlete_id)


async def _read(session: AsyncSession, athlete_id: UUID, *which: sa.ColumnElement[bool]) -> list[Measurement]:
    columns = [getattr(MeasurementRow, name) for name in Measurement.__slots__]
    rows = await session.execute(
        sa.select(*columns)
        .where(MeasurementRow.athlete_id == athlete_id, *which)
        .order_by(MeasurementRow.at, MeasurementRow.metric, MeasurementRow.id)
    )
    return [Measurement(*row) for row in rows.all()]


def _columns(measurement: Measurement) -> dict[str, object]:
    return {name: getattr(measurement, name) for name in Measurement.__slots__}


def _measurement(row: MeasurementRow) -> Measurement:
    return Measurement(**{name: getattr(row, name) for name in Measurement.__slots__})
