"""News of writes: whichever process made one, the others hear of whom and of what kind, and nothing more."""

import asyncio
import hashlib
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID

import psycopg

from db.engine import Database
from training.errors import Unavailable

log = logging.getLogger(__name__)

CHANNEL = "topset_writes"
"""The ledger tells here of every entry, once it is committed: see migration 0004."""
AGAIN_AFTER_S = 2.0


@dataclass(frozen=True, slots=True)
class News:
    """A write that was made."""

    of: str
    """Whose it was, in a way that only who knows them can tell: everybody who listens hears of every write."""
    kinds: frozenset[str]

    def is_of(self, athlete_id: UUID) -> bool:
        """Whether it was this athlete's."""
        return self.of == sign_of(athlete_id)


@dataclass(frozen=True, slots=True)
class Missed:
    """The connection was lost for a while: whatever there is may have changed meanwhile, of anybody."""


def sign_of(athlete_id: UUID) -> str:
    """What news call an athlete: see migration 0013."""
    return hashlib.sha256(str(athlete_id).encode()).hexdigest()


async def news(database: Database) -> AsyncIterator[News | Missed]:
    """All writes from now on. A connection that is lost is opened again, and that something was missed is news itself."""
    lost = False
    while True:
        try:
            if lost:
                await asyncio.sleep(AGAIN_AFTER_S)
                await database.recover()
            async with await psycopg.AsyncConnection.connect(database.app_url, autocommit=True) as connection:
                await connection.execute(f"listen {CHANNEL}")
                if lost:
                    lost = False
                    yield Missed()
                async for each in connection.notifies():
                    who, _, kinds = each.payload.partition(" ")
                    yield News(who, frozenset(kinds.split(",")))
        except (psycopg.OperationalError, Unavailable) as error:
            log.warning("no news of writes for a moment: %s", type(error).__name__)
        lost = True
