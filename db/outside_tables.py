"""The tables of what is outside: connections to other services, what they hold of the athlete, what was sent to them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from db.columns import Table, one_of
from db.tables import athlete_key, own_key

CONNECTION_KINDS = ("hevy", "mcp")
DELIVERY_STATES = ("approved", "sending", "done", "failed")


class ConnectionRow(Table):
    """A connection to another service: how it is reached, what may be used of it, how far the sync is."""

    __tablename__ = "connections"
    __table_args__ = (
        one_of("kind", CONNECTION_KINDS),
        CheckConstraint("name ~ '^[a-z][a-z0-9_]{0,29}$'", name="name"),
    )
    athlete_id: Mapped[UUID] = athlete_key()
    name: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    config: Mapped[dict[str, Any]]
    """Without secrets: command or address, allowed tools, the mapping into health samples."""
    secret: Mapped[str | None]
    """Keys and headers, encrypted with the key of this home."""
    tools: Mapped[list[dict[str, Any]]] = mapped_column(server_default="[]")
    """The server's tools as they were when they were allowed."""
    cursor: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    """How far the sync is, in the server's own words."""
    synced_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(server_default="")
    """What went wrong last; empty when it worked."""
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class RemoteRecordRow(Table):
    """One thing that another service holds, as it gave it: nothing of it is lost that our tables have no place for."""

    __tablename__ = "remote_records"
    __table_args__ = (
        ForeignKeyConstraint(
            ["athlete_id", "connection"], ["connections.athlete_id", "connections.name"],
            ondelete="CASCADE", name="fk_remote_records_connection",
        ),
        Index(None, "athlete_id", "workout_id"),
    )  # fmt: skip
    athlete_id: Mapped[UUID] = athlete_key()
    connection: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    external_id: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]]
    deleted_at: Mapped[str | None]
    """When it was deleted over there, in the service's words."""
    applied: Mapped[str | None]
    """The digest of the content that the log has taken over."""
    workout_id: Mapped[UUID | None]
    """The workout that it became."""
    stored: Mapped[str | None]
    """The digest of that workout as it was stored: another one now means that the athlete changed it here."""


class DeliveryRow(Table):
    """One write to another service: approved by a person first, with what was there before and what came back."""

    __tablename__ = "deliveries"
    __table_args__ = (
        one_of("state", DELIVERY_STATES),
        ForeignKeyConstraint(
            ["athlete_id", "connection"], ["connections.athlete_id", "connections.name"],
            ondelete="CASCADE", name="fk_deliveries_connection",
        ),
        UniqueConstraint("athlete_id", "connection", "number"),
        Index(None, "athlete_id", "connection", "state"),
        Index(None, "athlete_id", "thing"),
    )  # fmt: skip
    athlete_id: Mapped[UUID] = athlete_key()
    id: Mapped[UUID] = own_key()
    connection: Mapped[str]
    number: Mapped[int]
    """In the order they were approved."""
    action: Mapped[str]
    thing: Mapped[str]
    """What of ours it is about: the same thing is created over there once."""
    external_id: Mapped[str | None]
    """What it is over there, once that is known."""
    request: Mapped[dict[str, Any]]
    basis: Mapped[str | None]
    """The digest of what it was approved to replace."""
    before: Mapped[dict[str, Any] | None]
    """What stood there before, or which things there were."""
    state: Mapped[str] = mapped_column(server_default="approved")
    answer: Mapped[dict[str, Any] | None]
    """What was read back afterwards."""
    problem: Mapped[str] = mapped_column(server_default="")
    at: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())


class ImportNameRow(Table):
    """What an exercise is called in files of a source, and which of ours it was taken for: the same in every import after."""

    __tablename__ = "import_names"
    athlete_id: Mapped[UUID] = athlete_key()
    source: Mapped[str] = mapped_column(primary_key=True)
    said: Mapped[str] = mapped_column(primary_key=True)
    exercise: Mapped[str]
    """The name of ours, which may be gone since."""
