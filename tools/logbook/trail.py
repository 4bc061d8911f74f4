"""The audit trail: which write did what, when, through which door, from the ledger, in words."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel

from db import ledger
from db.athletes import Athlete
from db.engine import Session
from db.ledger import Snapshot
from db.snapshots import stored_of
from db.tables import LedgerRow
from tools import lookup
from tools.calls import Result, read
from tools.logbook.cursors import cursor_of, not_ours, read_cursor
from tools.views import movement_named
from tools.wording import date_words, exercise_words

DOORS = {
    "page": "on the page", "cli": "in the terminal", "mcp": "by another assistant", "api": "by a program over the API",
    "code": "by Topset itself",
}  # fmt: skip
MOST_LOOKED_THROUGH = 2000
AT_ONCE = 200
TAKEN_BACK = " (taken back since)"


class Write(BaseModel):
    """One write of the ledger."""

    id: UUID
    at: AwareDatetime
    door: str
    tool: str
    said: str
    message_id: UUID | None
    undoes: UUID | None
    stands: bool
    """Whether it was not taken back."""
    changed: list[str]
    """What became of each exercise of a workout: before → after."""
    text: str


class Trail(Result):
    """Writes, the latest first."""

    items: list[Write]
    next: str | None

    def __str__(self) -> str:
        return "\n".join(f"- {each.text}" for each in self.items) or "Nothing was changed then."


@dataclass(frozen=True)
class TrailTools:
    """Who changed what."""

    athlete: Athlete

    @read
    async def trail(
        self, session: Session, exercise: str | None = None, since: date | None = None, until: date | None = None,
        cursor: str | None = None, limit: int = 20,
    ) -> Trail:  # fmt: skip
        """The writes of a period, the latest first; of one exercise those that changed what is logged of it."""
        name = None if exercise is None else (await lookup.movement(session, self.athlete, exercise)).name
        span = (self._begins(since), self._begins(None if until is None else until + timedelta(days=1)))
        before, found, looked = _number(cursor), list[Write](), 0
        while looked < MOST_LOOKED_THROUGH:
            rows = await ledger.page(session, self.athlete.id, span, before, AT_ONCE)
            for row in rows:
                if len(found) == limit:
                    return Trail(items=found, next=cursor_of(str(before)))
                before, looked = row.number, looked + 1
                changed = self._changed(row)
                if name is None or name in changed:
                    found.append(self._write(row, list(changed.values()) if name is None else [changed[name]]))
            if len(rows) < AT_ONCE:
                return Trail(items=found, next=None)
        return Trail(items=found, next=cursor_of(str(before)))

    def _begins(self, day: date | None) -> datetime | None:
        """When a day begins where the athlete is."""
        return None if day is None else datetime.combine(day, time(), ZoneInfo(self.athlete.timezone))

    def _write(self, row: LedgerRow, changed: list[str]) -> Write:
        at = row.at.astimezone(ZoneInfo(self.athlete.timezone))
        door, said = DOORS.get(row.door, row.door), row.said.splitlines()[0] if row.said else row.tool.replace("_", " ")
        what = f"undid: {said}" if row.undoes is not None else said
        detail = f": {'; '.join(changed)}" if changed else ""
        back = "" if row.undone_at is None else TAKEN_BACK
        text = f"{date_words(at.date(), self.athlete.today)} at {at:%H:%M}, {door}: {what.rstrip('.')}{detail}{back}"
        return Write(
            id=row.id, at=row.at, door=row.door, tool=row.tool, said=row.said, message_id=row.message_id, undoes=row.undoes,
            stands=row.undone_at is None, changed=changed, text=text,
        )  # fmt: skip

    def _changed(self, row: LedgerRow) -> dict[str, str]:
        """By exercise what a write made of it."""
        was, now = self._exercises(row.before), self._exercises(row.after)
        return {
            name: f"{was.get(name, f'{name}: nothing')} → {now[name].partition(': ')[2] if name in now else 'nothing'}"
            for name in [*was, *(each for each in now if each not in was)]
            if was.get(name) != now.get(name)
        }

    def _exercises(self, states: Snapshot) -> dict[str, str]:
        found: dict[str, list[str]] = {}
        for key, record in states.get("workouts", {}).items():
            for each in stored_of(UUID(key), record).workout.exercises if record is not None else ():
                words = exercise_words(each, self.athlete.units, movement_named(each.name))
                found.setdefault(each.name, []).append(words.removeprefix(f"{each.name}: "))
        return {name: f"{name}: {', '.join(parts)}" for name, parts in found.items()}


def _number(cursor: str | None) -> int | None:
    if cursor is None:
        return None
    [number] = read_cursor(cursor, 1)
    if not number.isdecimal() or len(number) > 18:
        raise not_ours()
    return int(number)
