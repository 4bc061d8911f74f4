"""Passwords, for pages that others can reach: argon2id, few guesses by name and by address, a bounded amount of work."""

import asyncio
import ipaddress
from contextvars import ContextVar
from dataclasses import dataclass, field

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from db import athletes, logins
from db.engine import Database
from training.errors import Busy, Invalid, NotFound

SHORTEST = 10
LONGEST = 500
LONGEST_NAME = 100
AT_ONCE = 2
"""Passwords that are looked at side by side: each costs a core and 64 MB for a moment."""
MOST_WAITING = 20
FULL = "Too many people log in right now. Try again in a few seconds."
TOO_MANY = "Too many wrong passwords. Try again in {wait}."
_hasher = PasswordHasher()


@dataclass
class Visitor:
    """Who knocks: from where, and with what."""

    address: str = ""
    device: str = ""
    turned_away: Busy | None = None
    """Why no password of theirs is looked at now."""

    @property
    def network(self) -> str:
        """The address as far as it is one household's: IPv6 gives each of them 2^64."""
        try:
            parsed = ipaddress.ip_address(self.address)
        except ValueError:
            return "unknown"
        return str(ipaddress.ip_network(f"{parsed}/{32 if parsed.version == 4 else 64}", strict=False))


visitor: ContextVar[Visitor] = ContextVar("topset_visitor")
"""Who makes this request, as the page's gate has seen."""


@dataclass
class Doorman:
    """Looks at passwords. Nobody learns from an answer, or from how long it takes, which names there are."""

    _places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    _waiting: int = 0

    async def lets_in(self, database: Database, name: str, password: str, by: Visitor) -> str | None:
        """The secret of a new session, if the password is this athlete's; after too many wrong ones ``by`` is turned away."""
        try:
            return await self._lets_in(database, name, password, by)
        except Busy as error:  # Chainlit takes every error here for a wrong password: the gate says what it was
            by.turned_away = error
            return None

    async def _lets_in(self, database: Database, name: str, password: str, by: Visitor) -> str | None:
        keys = (f"name {name}", f"address {by.network}")
        waits = [await logins.must_wait_s(database, key) for key in keys]
        if any(waits):
            raise Busy(TOO_MANY.format(wait=_in_words(max(waits))), max(waits))
        stored, athlete = None, None
        if 0 < len(name) <= LONGEST_NAME and name.isprintable():
            try:
                athlete = await athletes.find(database, name)
            except NotFound:
                athlete = None
        if athlete is not None:
            async with athlete.sessions() as session:
                stored = await athletes.password_hash(session, athlete.id)
        if not await self._matches(stored, password) or athlete is None:
            return None
        await logins.forgive(database, *keys)
        async with athlete.sessions() as session:
            return await logins.begin(session, athlete.id, by.device)

    async def _matches(self, stored: str | None, password: str) -> bool:
        if self._waiting >= MOST_WAITING:
            raise Busy(FULL, 5)
        self._waiting += 1
        try:
            async with self._places:
                return await asyncio.to_thread(matches, stored, password)
        finally:
            self._waiting -= 1


def hashed(password: str) -> str:
    """Hash a new password. Raises ``Invalid`` for one that is too short, or longer than anybody types."""
    if len(password) < SHORTEST:
        raise Invalid(f"A password needs at least {SHORTEST} characters.")
    if len(password) > LONGEST:
        raise Invalid(f"A password has up to {LONGEST} characters.")
    return _hasher.hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Whether a password is the one that was hashed. Takes as long where nothing is stored."""
    if len(password) > LONGEST:
        return False
    if stored is None:
        _hasher.hash(password.encode("utf-8", "replace"))
        return False
    try:
        return _hasher.verify(stored, password.encode("utf-8", "replace"))
    except (VerificationError, InvalidHashError):
        return False


def _in_words(seconds: int) -> str:
    return f"{seconds} seconds" if seconds < 90 else f"{round(seconds / 60)} minutes"
