"""The tables of health: samples as narrow as can be, what they are of, where they came from, and what a day was."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Integer, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from db.columns import Table, within
from db.tables import athlete_key

Day = date
METRIC = "metric ~ '^[a-z][a-z0-9_]{0,79}$'"


class HealthBatchRow(Table):
    """One import or sync: what brought samples."""

    __tablename__ = "health_batches"
    athlete_id: Mapped[UUID] = athlete_key()
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    source: Mapped[str]
    at: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())


class HealthSeriesRow(Table):
    """One metric by one source and device: what a sample says once instead of a million times."""

    __tablename__ = "health_series"
    __table_args__ = (
        UniqueConstraint("athlete_id", "metric", "source", "device"),
        CheckConstraint(METRIC, name="metric"),
        within("rank", 0, 9),
    )
    athlete_id: Mapped[UUID] = athlete_key()
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    metric: Mapped[str]
    unit: Mapped[str]
    source: Mapped[str]
    device: Mapped[str]
    rank: Mapped[int]
    """Which counts where several overlap: the lowest."""


class HealthSampleRow(Table):
    """One number over one stretch of time, in its metric's unit. The same again is the same row."""

    __tablename__ = "health_samples"
    __table_args__ = (
        ForeignKeyConstraint(
            ["athlete_id", "series_id"], ["health_series.athlete_id", "health_series.id"],
            ondelete="CASCADE", name="fk_health_samples_series",
        ),
        CheckConstraint("end_at >= start_at", name="end_at"),
    )  # fmt: skip
    athlete_id: Mapped[UUID] = mapped_column(primary_key=True)
    """Through its series it is an athlete's, and goes with them."""
    series_id: Mapped[int] = mapped_column(Integer, primary_key=True)
    start_at: Mapped[datetime] = mapped_column(primary_key=True)
    end_at: Mapped[datetime] = mapped_column(primary_key=True)
    value: Mapped[float] = mapped_column(primary_key=True)
    batch: Mapped[int] = mapped_column(Integer)


class HealthDayRow(Table):
    """What a metric was on a day: kept current with the samples."""

    __tablename__ = "health_days"
    __table_args__ = (CheckConstraint(METRIC, name="metric"), Index(None, "athlete_id", "date"))
    athlete_id: Mapped[UUID] = athlete_key()
    metric: Mapped[str] = mapped_column(primary_key=True)
    date: Mapped[Day] = mapped_column(primary_key=True)
    value: Mapped[float]
    low: Mapped[float]
    high: Mapped[float]
    samples: Mapped[int] = mapped_column(Integer)
    source: Mapped[str]
    """Whose numbers count, where several sources had some."""
