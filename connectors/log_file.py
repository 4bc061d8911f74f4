"""What a reader makes of a log file: workouts and measurements, and beside them every row that was no good."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from db.measurements import Measurement
from training.units import WeightUnit
from training.workout import Workout

MOST_TEXT = 200
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that could not be read."""

    number: int
    """As a spreadsheet counts: the header is row 1. In a JSON file: the place in its list, from 1."""
    reason: str
    text: str
    """The row, cut short."""


@dataclass(frozen=True, slots=True)
class ImportedWorkout:
    """A workout of a file, with the key that makes importing it twice harmless."""

    external_id: str | None
    workout: Workout
    rows: int
    source: str | None = None
    """Where it came from at first, if the file is our own export; else it is the file's source."""
    id: UUID | None = None
    """The id it had, if the file is our own export."""


@dataclass(frozen=True, slots=True)
class ImportedMessage:
    """One message of a chat."""

    role: str
    content: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ImportedChat:
    """A chat of our own export."""

    id: UUID
    title: str
    messages: tuple[ImportedMessage, ...]


@dataclass(frozen=True, slots=True)
class LogFile:
    """All that was found in a file."""

    source: str
    """The short name stored with each workout: ``hevy``, ``strong``, ``topset``."""
    workouts: tuple[ImportedWorkout, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    rejected: tuple[RejectedRow, ...] = ()
    rows: int = 0
    """Rows of data, good and bad."""
    timers: int = 0
    """Rows that are no sets: the app's rest timers."""
    chats: tuple[ImportedChat, ...] = ()
    plans: tuple[tuple[str, dict[str, Any]], ...] = ()
    """Programs, planned sessions, goals, injuries and check-ins as rows by kind."""
    unit_taken: WeightUnit | None = None
    """The unit that loads were read in because the file names none."""
    too_heavy: tuple[RejectedRow, ...] = ()
    """Those of the rejected rows whose load nobody has lifted."""
    settings: dict[str, Any] | None = None
    """Units and timezone of the athlete, if the file has them."""


class Reader(Protocol):
    """A file that was recognised, ready to be read."""

    @property
    def kind(self) -> str:
        """What the file is, in words: ``Hevy export``."""
        ...

    def read(self, unit: WeightUnit, zone: ZoneInfo) -> LogFile:
        """Read everything. ``unit`` is that of loads without one, ``zone`` that of times without one."""
        ...


class BadRow(Exception):
    """A row that can't be read, with the reason."""


class TooHeavy(BadRow):
    """A row with a load that nobody has lifted."""


def storable(text: str) -> str:
    """A text without what a database can't store and a terminal would obey."""
    return CONTROLS.sub("", text).encode("utf-8", "replace").decode()


def cut(text: str) -> str:
    """A row, short enough to be shown."""
    return text if len(text) <= MOST_TEXT else text[: MOST_TEXT - 1] + "…"
