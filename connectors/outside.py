"""What connections need to know of this installation: where its keys lie, and under which address Hevy is found."""

from dataclasses import dataclass, field
from pathlib import Path

from connectors.keyring import Keyring
from training.errors import Unreachable

HEVY_URL = "https://api.hevyapp.com"


@dataclass(frozen=True)
class Outside:
    """This installation, as connections see it."""

    home: Path
    hevy_url: str = HEVY_URL
    pace_s: float = 0.5
    """Between two requests to Hevy, and before one is tried again: it limits them without saying how."""
    keyring: Keyring = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "keyring", Keyring(self.home))


_used: list[Outside] = []


def use(outside: Outside) -> None:
    """Use this from now on."""
    _used[:] = [outside]


def outside() -> Outside:
    """What is in use. Raises ``Unreachable`` before ``use``: there is no home to keep a key in."""
    if not _used:
        raise Unreachable("Connections are not set up in this process.")
    return _used[0]
