"""Browsers that are logged in, and wrong passwords that are counted. No secret of theirs is kept here."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from db.access import hash_of
from db.access_tables import LoginFailuresRow, LoginSessionRow
from db.engine import Database
from db.policies import FAILURES_OVER
from training.errors import NotFound

LASTING = timedelta(days=30)
"""After that a browser has to show the password again, however often it was used."""
USED_EVERY = timedelta(minutes=1)
LONGEST_DEVICE = 200
FREE_FAILURES = 5
"""Wrong passwords that cost nothing but the time to type them."""
FIRST_WAIT_S = 30
LONGEST_WAIT_S = 900


@dataclass(frozen=True, slots=True)
class Login:
    """A browser that is logged in."""

    athlete_id: UUID
    id: UUID
    expires_at: datetime


async def begin(session: AsyncSession, athlete_id: UUID, device: str) -> str:
    """Let a browser in; returns the secret that its cookie holds."""
    secret, now = secrets.token_urlsafe(32), datetime.now(UTC)
    session.add(
        LoginSessionRow(
            athlete_id=athlete_id, hash=hash_of(secret), device=device[:LONGEST_DEVICE], created_at=now, last_used_at=now,
            expires_at=now + LASTING,
        )
    )  # fmt: skip
    await session.flush()
    return secret


async def of_secret(database: Database, secret: str) -> Login | None:
    """The login that a cookie holds the secret of, if it has not ended."""
    hashed, now = hash_of(secret), datetime.now(UTC)
    async with database.session(token_hash=hashed, scope="read") as session:
        row = await session.scalar(sa.select(LoginSessionRow).where(LoginSessionRow.hash == hashed))
    if row is None or row.expires_at <= now:
        return None
    if now - row.last_used_at > USED_EVERY:
        async with database.session(row.athlete_id) as session:
            await session.execute(
                sa.update(LoginSessionRow).where(_own(row.athlete_id, row.id)).values(last_used_at=now)
            )
    return Login(row.athlete_id, row.id, row.expires_at)


async def listed(session: AsyncSession, athlete_id: UUID) -> Sequence[LoginSessionRow]:
    """The athlete's browsers that are logged in, the one that was used last first."""
    asked = sa.select(LoginSessionRow).where(
        LoginSessionRow.athlete_id == athlete_id, LoginSessionRow.expires_at > sa.func.now()
    )
    return (await session.scalars(asked.order_by(LoginSessionRow.last_used_at.desc(), LoginSessionRow.id))).all()


async def end(session: AsyncSession, athlete_id: UUID, login_id: UUID) -> None:
    """Log a browser out. Raises ``NotFound``."""
    gone = sa.delete(LoginSessionRow).where(_own(athlete_id, login_id)).returning(LoginSessionRow.id)
    if await session.scalar(gone) is None:
        raise NotFound(f"There is no session {login_id} of this athlete: 'topset session list' shows them.")


async def end_all(session: AsyncSession, athlete_id: UUID) -> int:
    """Log every browser of the athlete out; returns how many there were."""
    gone = sa.delete(LoginSessionRow).where(LoginSessionRow.athlete_id == athlete_id).returning(LoginSessionRow.id)
    return len((await session.scalars(gone)).all())


async def must_wait_s(database: Database, of: str) -> int:
    """Seconds until a password may be tried again for a name or an address; if none, this try counts as a wrong one.

    It is counted before anybody looks at the password: a hundred guesses at once are a hundred guesses.
    """
    key = _key(of)
    async with database.session(token_hash=key) as session:
        await session.execute(sa.delete(LoginFailuresRow).where(sa.text(FAILURES_OVER)))
        new = insert(LoginFailuresRow).values(key=key, failures=0)
        seen = new.on_conflict_do_update(index_elements=["key"], set_={"key": key})
        row = (await session.execute(seen.returning(LoginFailuresRow.failures, LoginFailuresRow.last_at))).one()
        now = datetime.now(UTC)  # after others of the same key: until here it was waited for them
        left: float = (row.last_at + timedelta(seconds=wait_s(row.failures)) - now).total_seconds()
        if wait_s(row.failures) and left > 0:
            return max(1, round(left))
        await session.execute(
            sa.update(LoginFailuresRow)
            .where(LoginFailuresRow.key == key)
            .values(failures=LoginFailuresRow.failures + 1, last_at=now)
        )
    return 0


async def forgive(database: Database, *of: str) -> None:
    """Count no wrong passwords any more for names and addresses: the right one was shown."""
    for each in of:
        async with database.session(token_hash=_key(each)) as session:
            await session.execute(sa.delete(LoginFailuresRow).where(LoginFailuresRow.key == _key(each)))


def wait_s(failures: int) -> int:
    """How long to wait after so many wrong passwords in a row: twice as long each time, a quarter of an hour at most."""
    beyond = failures - FREE_FAILURES
    return 0 if beyond < 0 else min(LONGEST_WAIT_S, FIRST_WAIT_S << min(beyond, 10))


def _key(of: str) -> str:
    return hashlib.sha256(of.encode("utf-8", "replace")).hexdigest()


def _own(athlete_id: UUID, login_id: UUID) -> sa.ColumnElement[bool]:
    return sa.and_(LoginSessionRow.athlete_id == athlete_id, LoginSessionRow.id == login_id)
