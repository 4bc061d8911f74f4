"""Keys of other services, encrypted with a key that lies in this home and nowhere else."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken

from db import private
from training.errors import Unreachable

FILE = "connections.key"
LOST = (
    "The keys of this connection were encrypted with another '{file}' than the one in this home. "
    "Bring that file back, or connect again."
)


@dataclass(frozen=True)
class Keyring:
    """Closes and opens secrets of athletes."""

    home: Path

    def close(self, athlete_id: UUID, secrets: dict[str, str]) -> str:
        """Secrets as a text that says nothing without this home's key, bound to the athlete."""
        whole = json.dumps({"athlete": str(athlete_id), "secrets": secrets})
        return self._cipher.encrypt(whole.encode()).decode()

    def open(self, athlete_id: UUID, closed: str) -> dict[str, str]:
        """The secrets again. Raises ``Unreachable`` where they were closed with another key, or for somebody else."""
        try:
            whole = json.loads(self._cipher.decrypt(closed.encode()))
        except InvalidToken as error:
            raise Unreachable(LOST.format(file=FILE)) from error
        if whole["athlete"] != str(athlete_id):
            raise Unreachable(LOST.format(file=FILE))
        secrets: dict[str, str] = whole["secrets"]
        return secrets

    @cached_property
    def _cipher(self) -> Fernet:
        return Fernet(self._key())

    def _key(self) -> bytes:
        """The key of this home, made once."""
        return private.keep_once(self.home / FILE, lambda: Fernet.generate_key().decode()).encode()
