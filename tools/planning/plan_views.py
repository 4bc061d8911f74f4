"""Planned sessions for people and programs: fields, and the lines a lifter reads in the gym."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel

from tools.planning.wording import ROLE_TITLES, plates_words, ramp_words, targets_words
from tools.wording import day_words
from training.loading import Gym
from training.program.plan import Item, Session
from training.units import plain

QUIET = ("warmup", "cooldown")


class PlannedSetView(BaseModel):
    """One planned set. kg, s, m."""

    kind: str
    reps: int | None
    reps_to: int | None
    load_kg: float | None
    rir: float | None
    duration_s: float | None
    distance_m: float | None


class PlannedItemView(BaseModel):
    """One planned exercise."""

    exercise: str
    role: str
    superset: int | None
    rest_s: int
    notes: str
    sets: list[PlannedSetView]
    text: str
    plates: str
    ramp: str
    last: str
    """What was done last time."""
    why: list[str]


class PlannedSessionView(BaseModel):
    """A planned session as it is to be done now."""

    id: UUID | None
    date: date
    day: str
    week: int
    title: str
    kind: str
    phase: str
    status: str
    minutes: float
    note: str
    changed: list[str]
    items: list[PlannedItemView]

    def __str__(self) -> str:
        head = f"{self.title} — {self.day}, week {self.week}{', deload' if self.phase == 'deload' else ''}"
        lines = [f"{head}, about {plain(self.minutes, 0)} minutes"]
        lines += [f"({each})" for each in self.changed]
        role = ""
        for item in self.items:
            title = ROLE_TITLES[item.role]
            if title != role:
                lines.append(f"{title}:")
                role = title
            lines.append(f"- {item.exercise}: {item.text}" + (f" ({item.notes})" if item.notes else ""))
            detail = [item.plates, f"warm up {item.ramp}" if item.ramp else "", item.last]
            if any(detail):
                lines.append("  " + "; ".join(each for each in detail if each))
        return "\n".join([*lines, *([self.note] if self.note else [])])


def planned_view(
    session: Session, gym: Gym, today: date, *, key: UUID | None = None, status: str = "planned",
    last: dict[str, str] | None = None, changed: list[str] | None = None,
) -> PlannedSessionView:  # fmt: skip
    """Show a planned session; ``last`` says by exercise what was done last time."""
    return PlannedSessionView(
        id=key, date=session.date, day=day_words(session.date, today), week=session.week, title=session.title,
        kind=session.kind, phase=session.phase, status=status, minutes=session.minutes, note=session.note,
        changed=changed or [],
        items=[_item(each, gym, (last or {}).get(each.exercise, "")) for each in session.items],
    )  # fmt: skip


def _item(item: Item, gym: Gym, last: str) -> PlannedItemView:
    top = max((each.load_kg for each in item.work if each.load_kg is not None), default=None)
    quiet = item.role in QUIET
    return PlannedItemView(
        exercise=item.exercise, role=item.role, superset=item.superset, rest_s=item.rest_s, notes=item.notes,
        sets=[
            PlannedSetView(
                kind=each.kind, reps=each.reps, reps_to=each.reps_to, load_kg=each.load_kg, rir=each.rir,
                duration_s=each.duration_s, distance_m=each.distance_m,
            )
            for each in item.targets
        ],
        text=targets_words(item, gym.unit),
        plates="" if top is None or quiet else plates_words(top, item.exercise, gym),
        ramp="" if quiet else ramp_words(item, gym.unit), last="" if quiet else last,
        why=[each.text for each in item.reasons],
    )  # fmt: skip
