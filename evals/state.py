"""What is stored of an athlete: the sets by day and exercise, everything else row by row, and the ledger."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa

from db.athletes import Athlete

SETS = sa.text("""
    select s.date, e.name, s.kind, s.load_kg, s.reps, s.rpe, s.duration_s, s.distance_m
    from sets s join exercises e on e.athlete_id = s.athlete_id and e.id = s.exercise_id
    where s.athlete_id = :athlete and s.date >= :since
    order by s.date, s.workout_id, s.exercise_position, s.position
""")
ROWS = {
    "athletes": "select to_jsonb(t) - '{id,name,created_at}'::text[] from athletes t where id = :athlete",
    "workouts": """select jsonb_build_object('date', date, 'title', title, 'notes', notes) from workouts
                   where athlete_id = :athlete and date >= :since and title || notes <> ''""",
    **{
        table: f"select to_jsonb(t) - '{{{columns}}}'::text[] from {table} t where athlete_id = :athlete"
        for table, columns in {
            "measurements": "athlete_id,id,external_id,at", "planning": "athlete_id", "goals": "athlete_id,id",
            "injuries": "athlete_id,id", "movement_rules": "athlete_id,id", "check_ins": "athlete_id,id,created_at",
            "feedback": "athlete_id,id,created_at,session_id",
            "facts": "athlete_id,id,learnt_at,end_learnt_at,retracted_at,message_id,replaces,confidence",
            "programs": "athlete_id,id,created_at,definition,lifts",
            "planned_sessions": "athlete_id,id,program_id,workout_id,outcome,content",
            "proposals": "athlete_id,id,created_at,decided_at,chat_id,basis,evidence,fingerprint,door,before,after,changes",
        }.items()
    },
}  # fmt: skip
STORED = sa.text(
    " union all ".join(f"(select '{table}' as name, row from ({query}) as rows(row))" for table, query in ROWS.items())
)
LEDGER = sa.text("""
    select number, tool, said, undoes from ledger where athlete_id = :athlete order by number
""")


class StoredSet(NamedTuple):
    """A set as the database has it: kg, s, m."""

    day: date
    exercise: str
    kind: str
    load_kg: float | None
    reps: int | None
    rpe: float | None
    duration_s: float | None
    distance_m: float | None


class Entry(NamedTuple):
    """A write in the ledger."""

    number: int
    tool: str
    said: str
    undoes: Any


@dataclass(frozen=True)
class State:
    """Everything that a message may change."""

    sets: tuple[StoredSet, ...]
    rows: tuple[tuple[str, str], ...]
    """The table and the row as text, without what differs by chance: ids and moments."""
    entries: tuple[Entry, ...] = ()
    """The writes, in order."""


@dataclass(frozen=True)
class Difference:
    """What came, and what went."""

    sets_added: tuple[StoredSet, ...] = ()
    sets_gone: tuple[StoredSet, ...] = ()
    added: tuple[tuple[str, str], ...] = ()
    gone: tuple[tuple[str, str], ...] = ()
    entries: tuple[Entry, ...] = field(default=(), compare=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all changed."""
        return not (self.sets_added or self.sets_gone or self.added or self.gone)

    def tables(self) -> set[str]:
        """The tables in which something changed."""
        changed = {table for table, _ in (*self.added, *self.gone)}
        return changed | ({"sets"} if self.sets_added or self.sets_gone else set())


async def state_of(athlete: Athlete, since: date) -> State:
    """What is stored now; workouts from ``since`` on."""
    async with athlete.sessions() as session:
        where = {"athlete": athlete.id, "since": since}
        sets = tuple(StoredSet(*row) for row in await session.execute(SETS, where))
        rows = tuple((name, json.dumps(row, sort_keys=True)) for name, row in await session.execute(STORED, where))
        entries = tuple(Entry(*row) for row in await session.execute(LEDGER, {"athlete": athlete.id}))
    return State(sets, rows, entries)


async def entries_of(athlete: Athlete) -> tuple[Entry, ...]:
    """The writes, in order."""
    async with athlete.sessions() as session:
        return tuple(Entry(*row) for row in await session.execute(LEDGER, {"athlete": athlete.id}))


def difference(before: State, after: State) -> Difference:
    """What changed between two states, in the order in which it is stored."""
    return Difference(
        _minus(after.sets, before.sets),
        _minus(before.sets, after.sets),
        _minus(after.rows, before.rows),
        _minus(before.rows, after.rows),
        after.entries[len(before.entries) :],
    )


def _minus(these: Iterable[Any], those: Iterable[Any]) -> tuple[Any, ...]:
    left = Counter(those)
    found = []
    for each in these:
        if left[each] > 0:
            left[each] -= 1
        else:
            found.append(each)
    return tuple(found)
