"""What becomes of a whole program: a pause, a break with an end, going on, its end, other days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from db.program_tables import PlannedSessionRow
from db.programs import OPEN
from tools.planning.current import Current, week_around
from tools.wording import date_words
from training.errors import Conflict, Invalid
from training.period import WEEKDAYS
from training.program.changes import ChangeDays, EndProgram, MoveSession, Pause, Resume

Changed = tuple[list[Any], str, str]
"""The changes, what they are called, and how it is afterwards."""


@dataclass(frozen=True, slots=True)
class WholeProgram:
    """A program on the day on which it is to change."""

    current: Current
    today: date

    def changed(self, what: str, weekdays: Sequence[str] | None, day: date, last: date | None) -> Changed:
        """A change by its name: ``pause`` (with a ``last`` day a break), ``resume``, ``end``, or else other ``weekdays``."""
        if what == "pause":
            return self._paused(day) if last is None else self._break(day, last)
        if what == "resume":
            return self._resumed(day)
        if what == "end":
            return [EndProgram()], "End the program", "No program; what was done stays in your log."
        if not weekdays:
            raise Invalid("Say the days: monday, wednesday, friday ...")
        return self._on_days(sorted({WEEKDAYS.index(each) for each in weekdays}))

    def _paused(self, day: date) -> Changed:
        self._refuse_paused()
        after = f"Nothing is planned from {self._day(day)} until you say resume."
        return [Pause(on=day)], "Pause the program", after

    def _break(self, first: date, last: date) -> Changed:
        """Days without training, after which the program goes on where it was: what is left moves by whole weeks."""
        self._refuse_paused()
        if last < first:
            raise Invalid(f"The break would end on {self._day(last)}, before it begins on {self._day(first)}.")
        waiting = self._waiting(first)
        shift = weeks_until(last + timedelta(days=1), waiting[0].date) * 7 if waiting else 0
        if not shift:
            raise Invalid(f"Nothing is planned from {self._day(first)} to {self._day(last)}.")
        moves = [MoveSession(session=str(row.id), to=row.date + timedelta(days=shift), was=row.date) for row in waiting]
        off = f"Nothing from {self._day(first)} to {self._day(last)}."
        after = f"{off} Next: {self._next(waiting, shift)}; all that is left moves by {shift} days."
        return list(moves), f"A break until {self._day(last)}", after

    def _resumed(self, day: date) -> Changed:
        paused_on = self.current.row.paused_on
        if not self.current.is_paused or paused_on is None:
            raise Conflict("The program is not paused.")
        waiting = self._waiting(paused_on)
        shift = weeks_until(day, waiting[0].date) * 7 if waiting else 0
        return [Resume(on=day, days=shift)], "Go on with the program", f"Next: {self._next(waiting, shift)}."

    def _on_days(self, days: list[int]) -> Changed:
        """Every session that is left on the new days of its week, in order."""
        coming = self.current.open(self.today)
        name, per_week = self.current.row.name, self.current.row.days_per_week
        if len(days) != per_week:
            other = f"For {len(days)} days say: make me a program for {len(days)} days."
            raise Invalid(f"{name} has {per_week} sessions a week. {other}")
        made: list[Any] = [ChangeDays(days=len(days), weekdays=days)]
        for week in sorted({each.week for each in coming.values()}):
            those = [(key, each) for key, each in coming.items() if each.week == week]
            monday, _ = week_around(those[0][1].date)
            for at, (key, each) in enumerate(those):
                to = monday + timedelta(days=days[len(days) - len(those) + at])
                if to != each.date and to >= self.today:
                    made.append(MoveSession(session=key, to=to, was=each.date))
        names = ", ".join(WEEKDAYS[each].capitalize() for each in days)
        return made, f"Train on {names}", f"What is left of {name} on {names}."

    def _refuse_paused(self) -> None:
        if self.current.is_paused:
            raise Conflict("It is paused already.")

    def _waiting(self, since: date) -> list[PlannedSessionRow]:
        return [row for row in self.current.rows if row.status in OPEN and row.date >= since]

    def _next(self, waiting: Sequence[PlannedSessionRow], shift: int) -> str:
        if not waiting:
            return "nothing left"
        return f"{waiting[0].title} on {self._day(waiting[0].date + timedelta(days=shift))}"

    def _day(self, day: date) -> str:
        return date_words(day, self.today)


def weeks_until(day: date, planned: date) -> int:
    """By how many whole weeks something planned has to move, so that it is not before a day.

    >>> weeks_until(date(2026, 11, 23), date(2026, 11, 18)), weeks_until(date(2026, 11, 18), date(2026, 11, 18))
    (1, 0)
    """
    return max(0, -(-(day - planned).days // 7))
