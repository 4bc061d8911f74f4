"""Tokens: made, found by what somebody presents, taken back. Nothing here keeps one in the clear."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import cast
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from db.access_tables import AccessTokenRow
from db.engine import Database
from db.policies import Scope
from training.errors import NotFound

PREFIX = "topset_"
"""By which a token is known as one of ours, also by whoever looks for lost secrets."""
BYTES = 32
USED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose token was presented, and how far it reaches."""

    token_id: UUID
    athlete_id: UUID
    scope: Scope
    expires_at: datetime


async def make(
    session: AsyncSession, athlete_id: UUID, scope: Scope, label: str, lasting: timedelta
) -> tuple[str, AccessTokenRow]:
    """Make a token; returns it, which is the only time that it can be seen, and its row."""
    token = PREFIX + secrets.token_urlsafe(BYTES)
    now = datetime.now(UTC)
    row = AccessTokenRow(
        athlete_id=athlete_id, hash=hash_of(token), scope=scope, label=label, created_at=now, expires_at=now + lasting
    )
    session.add(row)
    await session.flush()
    return token, row


async def holder_of(database: Database, token: str) -> Holder | None:
    """Whose token that is, if it still holds."""
    if not token.startswith(PREFIX):
        return None
    hashed = hash_of(token)
    async with database.session(token_hash=hashed, scope="read") as session:
        row = await session.scalar(sa.select(AccessTokenRow).where(AccessTokenRow.hash == hashed))
    now = datetime.now(UTC)
    if row is None or row.revoked_at is not None or row.expires_at <= now:
        return None
    if row.last_used_at is None or now - row.last_used_at > USED_EVERY:
        async with database.session(row.athlete_id) as session:
            await session.execute(
                sa.update(AccessTokenRow)
                .where(AccessTokenRow.athlete_id == row.athlete_id, AccessTokenRow.id == row.id)
                .values(last_used_at=now)
            )
    return Holder(row.id, row.athlete_id, cast(Scope, row.scope), row.expires_at)


async def holds(database: Database, athlete_id: UUID, token_id: UUID) -> bool:
    """Whether a token that was presented earlier still holds."""
    asked = sa.select(AccessTokenRow.id).where(
        AccessTokenRow.athlete_id == athlete_id, AccessTokenRow.id == token_id, AccessTokenRow.revoked_at.is_(None),
        AccessTokenRow.expires_at > sa.func.now(),
    )  # fmt: skip
    async with database.session(athlete_id, scope="read") as session:
        return await session.scalar(asked) is not None


async def listed(session: AsyncSession, athlete_id: UUID) -> Sequence[AccessTokenRow]:
    """The athlete's tokens, the newest first, those that no longer hold as well."""
    asked = sa.select(AccessTokenRow).where(AccessTokenRow.athlete_id == athlete_id)
    return (await session.scalars(asked.order_by(AccessTokenRow.created_at.desc(), AccessTokenRow.id))).all()


async def revoke(session: AsyncSession, athlete_id: UUID, token_id: UUID) -> AccessTokenRow:
    """Take a token back, from this moment on. Raises ``NotFound``."""
    asked = sa.select(AccessTokenRow).where(AccessTokenRow.athlete_id == athlete_id, AccessTokenRow.id == token_id)
    row = await session.scalar(asked)
    if row is None:
        raise NotFound(f"There is no token {token_id} of this athlete: 'topset token list' shows them.")
    row.revoked_at = row.revoked_at or datetime.now(UTC)
    await session.flush()
    return row


def hash_of(token: str) -> str:
    """What is kept of a token: it is 256 random bits, so one round of SHA-256 can't be turned back by guessing."""
    return hashlib.sha256(token.encode()).hexdigest()
