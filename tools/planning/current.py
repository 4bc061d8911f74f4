"""The program that is followed, with its sessions as they are to be done now: loads follow from what was done."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from db import athletes, programs
from db.athletes import Athlete
from db.engine import Session as DbSession
from db.program_tables import PlannedSessionRow, ProgramRow
from db.programs import OPEN, program_in, session_in
from tools.planning.trainee import gym_of
from training.errors import NotFound
from training.loading import Gym
from training.program.plan import Program, Session
from training.program.progression import as_loadable, at_present

NEAR = timedelta(days=14)
AFTER = 'Say "make me a program" for the next block, from what you lift now; "how did it go?" looks back; or just log what you train.'
NONE = 'You have no program yet. Say for example "make me a 10 week strength program, 4 days a week".'


@dataclass(frozen=True)
class Current:
    """The program's row, those of its sessions that were asked for, and the sessions as values."""

    row: ProgramRow
    rows: Sequence[PlannedSessionRow]
    gym: Gym
    today: date

    @property
    def is_paused(self) -> bool:
        """Whether the program waits."""
        return self.row.status == "paused"

    @cached_property
    def program(self) -> Program:
        """The program as a value, with its sessions as they are to be done now."""
        return replace(program_in(self.row, ()), sessions=tuple(self.sessions.values()))

    @cached_property
    def sessions(self) -> Mapping[str, Session]:
        """All sessions by id: those to come with the loads of now, the others as they were planned."""
        return self._at_present(program_in(self.row, ()))

    def with_lifts(self, lifts: Mapping[str, Any]) -> Program:
        """The program as it would be with other progressions."""
        program = replace(program_in(self.row, ()), lifts=dict(lifts))
        return replace(program, sessions=tuple(self._at_present(program).values()))

    def _at_present(self, program: Program) -> Mapping[str, Session]:
        stored = {str(row.id): session_in(row) for row in self.rows}
        coming = [row for row in self.rows if row.status in OPEN and row.date >= self.today]
        upcoming = {str(row.id): stored[str(row.id)] for row in coming}
        fixed = [str(row.id) for row in self.rows if row.is_fixed]
        return stored | at_present(program, upcoming, self.gym, fixed)

    def open(self, since: date | None = None) -> dict[str, Session]:
        """The sessions still to be done, from a day on if asked."""
        return {
            str(row.id): self.sessions[str(row.id)]
            for row in self.rows
            if row.status in OPEN and (since is None or row.date >= since)
        }

    def as_made(self, since: date) -> dict[str, Session]:
        """The sessions to be done from a day on as they were planned, without what was done since; but for those that
        were changed for themselves.
        """
        program = program_in(self.row, ())
        return {
            str(row.id): as_loadable(program, session_in(row), self.gym)
            for row in self.rows
            if row.status in OPEN and row.date >= since and not row.is_fixed
        }

    def row_of(self, key: str) -> PlannedSessionRow:
        """The row of a session. Raises ``NotFound``."""
        for row in self.rows:
            if str(row.id) == key:
                return row
        raise NotFound("That session is not in the program any more.")

    def on(self, day: date) -> list[PlannedSessionRow]:
        """The sessions of a day."""
        return [row for row in self.rows if row.date == day]

    def next_key(self, today: date) -> str | None:
        """The session to do now: today's, else the next one; ``None`` when all is done."""
        coming = [row for row in self.rows if row.status in OPEN and row.date >= today]
        return str(coming[0].id) if coming else None


async def current_of(session: DbSession, athlete: Athlete, *, near: bool = False) -> Current:
    """The program that is followed. Raises ``NotFound`` without one. ``near``: only two weeks either way."""
    current = await current_or_none(session, athlete, near=near)
    if current is None:
        raise NotFound(await _none_now(session, athlete))
    return current


async def _none_now(session: DbSession, athlete: Athlete) -> str:
    """That no program is followed now; of one that was finished, how it went and what can come after it."""
    had = [each for each in await programs.every(session, athlete.id) if each.status != "replaced"]
    if not had:
        return NONE
    last = had[-1]
    rows = await programs.sessions_of(session, athlete.id, last.id)
    done = sum(each.status == "done" for each in rows)
    return f"{last.name} is over: {done} of {len(rows)} sessions done, and no program runs now. {AFTER}"


async def current_or_none(session: DbSession, athlete: Athlete, *, near: bool = False) -> Current | None:
    """The same, ``None`` without one."""
    row = await programs.current(session, athlete.id)
    return None if row is None else await _as_current(session, athlete, row, near=near)


async def finished_with(session: DbSession, athlete: Athlete, workout_id: UUID) -> Current | None:
    """The program that ended with a workout, as long as what is told of the workout still belongs to it."""
    done = await programs.of_workout(session, athlete.id, workout_id)
    row = None if done is None else await programs.by_id(session, athlete.id, done.program_id)
    return None if row is None or row.status != "finished" else await _as_current(session, athlete, row)


async def finished_on(session: DbSession, athlete: Athlete, day: date) -> Current | None:
    """The program that ended on a day with a session of which something is still untold."""
    had = [each for each in await programs.every(session, athlete.id) if each.status == "finished"]
    last = await _as_current(session, athlete, had[-1]) if had else None
    begun = last is not None and any(row.status == "done" and not_begun(row) for row in last.on(day))
    return last if begun else None


async def _as_current(session: DbSession, athlete: Athlete, row: ProgramRow, *, near: bool = False) -> Current:
    settings = await athletes.row_of(session, athlete.id)
    since, until = (athlete.today - NEAR, athlete.today + NEAR) if near else (None, None)
    rows = await programs.sessions_of(session, athlete.id, row.id, since, until)
    return Current(row, rows, gym_of(settings), athlete.today)


def week_around(day: date) -> tuple[date, date]:
    """Monday and Sunday of a day's week."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def digest(row: PlannedSessionRow) -> str:
    """What a proposal about a session is made on: if this changes, it is stale."""
    basis = [row.date.isoformat(), row.status, row.content]
    return hashlib.sha256(json.dumps(basis, sort_keys=True).encode()).hexdigest()[:16]


def not_begun(row: PlannedSessionRow) -> list[str]:
    """The exercises of a session that the log has nothing of, though it has something of the session."""
    return [each["planned"] for each in (row.outcome or {}).get("items", []) if not each["done"]]
