"""A table with a row per set, as Hevy, Strong and others export it: what they have in common."""

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from connectors.dates import Dates
from connectors.headers import Columns
from connectors.log_file import BadRow, LogFile, RejectedRow, TooHeavy
from connectors.numbers import Numbers
from connectors.sessions import LONGEST_NAME, Sessions
from connectors.sets import SetCells
from connectors.tables import Row, Table
from training.units import WeightUnit
from training.workout import SetKind

MOST_SETS = 50
"""Sets that one row of a table tells of at the most."""


@dataclass(frozen=True, slots=True)
class Role:
    """What a row is: a set of some kind, or no set at all."""

    kind: SetKind | None
    """``None``: no set (a rest timer, or a row that only has a note)."""
    index: int | None = None
    """The number of the set, if the row has one: it begins again with each exercise."""
    remark: str = ""
    """What is said of the set that no field holds."""
    is_timer: bool = False


@dataclass(frozen=True)
class Dialect:
    """How an app writes its table."""

    source: str
    kind: str
    marks: tuple[str, ...]
    """Columns that tell two workouts of the same start and title apart."""
    zero_is_nothing: bool
    role: Callable[[Columns, list[str]], Role]


@dataclass(frozen=True)
class SetTable:
    """A table of sets that was recognised."""

    dialect: Dialect
    table: Table
    columns: Columns

    @property
    def kind(self) -> str:
        """What the file is, in words."""
        return self.dialect.kind

    def read(self, unit: WeightUnit, zone: ZoneInfo) -> LogFile:
        """Read every row, the bad ones too."""
        rows = list(self.table.rows())
        cell = self.columns.cell
        pounds = (self.columns.units.get("weight") or unit) == "lb"
        dates = Dates.of((cell(row.cells, "start") for row in rows), zone, month_first=pounds)
        numbers = Numbers.of(cell(row.cells, name) for row in rows for name in ("weight", "distance", "rpe"))
        sets = SetCells(self.columns, numbers, unit, self.dialect.zero_is_nothing)
        sessions, rejected, too_heavy, timers = Sessions(), list[RejectedRow](), list[RejectedRow](), 0
        for row in rows:
            try:
                timers += self._add(row, sessions, dates, sets)
            except BadRow as error:
                rejected.append(RejectedRow(row.number, str(error), row.text))
                too_heavy += rejected[-1:] if isinstance(error, TooHeavy) else []
        return LogFile(
            self.dialect.source, sessions.finished(), rejected=tuple(rejected), rows=len(rows), timers=timers,
            unit_taken=unit if any(sets.names_no_unit(row.cells) for row in rows) else None, too_heavy=tuple(too_heavy),
        )  # fmt: skip

    def _add(self, row: Row, sessions: Sessions, dates: Dates, sets: SetCells) -> bool:
        """Put a row where it belongs; returns whether it was but a timer."""
        cells, cell = row.cells, self.columns.cell
        self._check_width(cells)
        moment = dates.read(cell(cells, "start"))
        if moment is None:
            raise BadRow(f"'{cell(cells, 'start')[:40]}' is no date that I can read")
        role = self.dialect.role(self.columns, cells)
        name = " ".join(cell(cells, "exercise").split())
        if role.is_timer:
            return True
        if not name:
            raise BadRow("it names no exercise")
        if len(name) > LONGEST_NAME:
            raise BadRow(f"the exercise's name has {len(name)} characters, {LONGEST_NAME} can be kept")
        mark = tuple(cell(cells, each) for each in self.dialect.marks)
        workout = sessions.workout(moment, cell(cells, "title"), mark)
        workout.rows += 1
        description = cell(cells, "description")
        if description and description not in workout.notes:
            workout.notes.append(description)
        exercise = workout.exercise(name, role.index)
        exercise.note(cell(cells, "exercise_notes"))
        if role.kind is None:
            return False
        found = sets.read(cells, role.kind, name)
        if role.remark:
            exercise.note(f"set {len(exercise.sets) + 1}: {role.remark}")
        if exercise.superset is None:
            exercise.superset = workout.superset(cell(cells, "superset"))
        exercise.sets += [found] * self._count(cells)
        return False

    def _count(self, cells: list[str]) -> int:
        """How many such sets a row tells of: one, unless the table has a column for it."""
        text = self.columns.cell(cells, "sets")
        if not text:
            return 1
        if not text.isdecimal() or not 1 <= int(text) <= MOST_SETS:
            raise BadRow(f"'{text[:20]}' is no number of sets from 1 to {MOST_SETS}")
        return int(text)

    def _check_width(self, cells: list[str]) -> None:
        width = len(self.table.header)
        if len(cells) < self.columns.least or any(each.strip() for each in cells[width:]):
            raise BadRow(f"it has {len(cells)} columns, the header has {width}")
