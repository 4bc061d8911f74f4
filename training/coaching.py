"""The coaching configuration: every bias, cap and threshold of the planner, in one commented file with a version."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict


class Rules(BaseModel):
    """A section of ``coaching.toml`` as values. A key that is missing, or that nobody reads, is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


R = TypeVar("R", bound=Rules)


@lru_cache(maxsize=1)
def _file() -> dict[str, Any]:
    return tomllib.loads(files("training").joinpath("coaching.toml").read_text(encoding="utf-8"))


def version() -> str:
    """The version of the configuration, which a program records.

    >>> len(version())
    10
    """
    return str(_file()["version"])


def sections() -> tuple[str, ...]:
    """The names of all sections."""
    return tuple(name for name in _file() if name != "version")


def rules(section: str, kind: type[R]) -> R:
    """The section of that name, checked. Raises pydantic's ``ValidationError`` that names the key."""
    found = _section(section, kind)
    assert isinstance(found, kind)
    return found


@lru_cache(maxsize=128)
def _section(section: str, kind: type[Rules]) -> Rules:
    return kind.model_validate(_file()[section])
