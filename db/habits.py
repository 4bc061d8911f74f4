"""What a message is read against, in one query: settings, own exercises, what was done lately, the last weigh-in."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from db.exercises import own_movement
from training.errors import NotFound
from training.movement import Movement

HABITS = sa.text("""
    select a.e1rm_formula, a.bar_kg, a.equipment,
        (select coalesce(json_agg(to_json(e) order by e.name), '[]') from exercises e
         where e.athlete_id = a.id and e.slug is null),
        (select coalesce(json_object_agg(t.name, t.times), '{}') from (
            select e.name, count(*) as times
            from workouts w
            join workout_exercises we on we.athlete_id = w.athlete_id and we.workout_id = w.id
            join exercises e on e.athlete_id = we.athlete_id and e.id = we.exercise_id
            where w.athlete_id = a.id and w.date > :since group by e.name) t),
        (select e.name from workouts w
         join workout_exercises we on we.athlete_id = w.athlete_id and we.workout_id = w.id
         join exercises e on e.athlete_id = we.athlete_id and e.id = we.exercise_id
         where w.athlete_id = a.id and w.date = :today and w.source = 'chat'
         order by w.created_at desc, we.position desc limit 1),
        m.value, m.at
    from athletes a
    left join lateral (
        select value, at from measurements
        where athlete_id = a.id and metric = 'body_weight' order by at desc limit 1) m on true
    where a.id = :athlete
""")


@dataclass(frozen=True)
class Habits:
    """What this athlete means, owns and does."""

    e1rm_formula: str
    bar_kg: float | None
    equipment: tuple[str, ...] | None
    own: tuple[Movement, ...]
    times_done: dict[str, int]
    """By exercise name, lately."""
    current: str | None
    """The exercise that was logged last today."""
    body_weight_kg: float | None
    weighed_at: datetime | None


async def habits(session: AsyncSession, athlete_id: UUID, today: date, since: date) -> Habits:
    """Everything at once; raises ``NotFound`` once the athlete is deleted."""
    row = (await session.execute(HABITS, {"athlete": athlete_id, "today": today, "since": since})).one_or_none()
    if row is None:
        raise NotFound("This athlete was deleted.")
    formula, bar_kg, equipment, own, times, current, weight, at = row
    return Habits(
        formula, bar_kg, None if equipment is None else tuple(equipment), tuple(own_movement(each) for each in own), times,
        current, weight, at,
    )  # fmt: skip
