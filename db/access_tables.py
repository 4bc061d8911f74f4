"""The tables of accesses: tokens of other programs, browsers that are logged in, wrong passwords."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from db.columns import Table
from db.policies import SCOPES
from db.tables import athlete_key, own_key


class AccessTokenRow(Table):
    """A token: only its hash is kept, so nobody can read it here."""

    __tablename__ = "access_tokens"
    __table_args__ = (
        UniqueConstraint("hash"),
        CheckConstraint(f"scope in ({', '.join(repr(each) for each in SCOPES)})", name="scope"),
        CheckConstraint("length(label) <= 80", name="label"),
        CheckConstraint("expires_at > created_at", name="expires_at"),
    )
    athlete_id: Mapped[UUID] = athlete_key()
    id: Mapped[UUID] = own_key()
    hash: Mapped[str]
    scope: Mapped[str]
    label: Mapped[str] = mapped_column(server_default="")
    """What uses it, in the athlete's words."""
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class LoginSessionRow(Table):
    """A browser that is logged in to the page: what its cookie holds is kept as a hash only."""

    __tablename__ = "login_sessions"
    __table_args__ = (
        UniqueConstraint("hash"),
        CheckConstraint("length(device) <= 200", name="device"),
        CheckConstraint("expires_at > created_at", name="expires_at"),
    )
    athlete_id: Mapped[UUID] = athlete_key()
    id: Mapped[UUID] = own_key()
    hash: Mapped[str]
    device: Mapped[str] = mapped_column(server_default="")
    """What the browser says that it is."""
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]
    last_used_at: Mapped[datetime] = mapped_column(server_default=func.now())


class LoginFailuresRow(Table):
    """Wrong passwords in a row, for one name or from one address, which is kept as a hash."""

    __tablename__ = "login_failures"
    __table_args__ = (Index(None, "last_at"),)
    key: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int] = mapped_column(server_default="0")
    last_at: Mapped[datetime] = mapped_column(server_default=func.now())
