"""Passwords, for pages that others can reach: argon2id, nothing in the clear."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from training.errors import Invalid

SHORTEST = 10
_hasher = PasswordHasher()


def hashed(password: str) -> str:
    """Hash a new password. Raises ``Invalid`` for one that is too short."""
    if len(password) < SHORTEST:
        raise Invalid(f"A password needs at least {SHORTEST} characters.")
    return _hasher.hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Whether a password is the one that was hashed."""
    if stored is None:
        waste_time(password)
        return False
    try:
        return _hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def waste_time(password: str) -> None:
    """Take as long as a real check, so that the answer does not tell which names exist."""
    _hasher.hash(password)
