"""Where the athlete stands when a turn begins: what the reading of the message may lean on."""

from uuid import UUID

from agent.telling.asked import question_in, tells_something
from agent.understanding.situation import Situation
from db.athletes import Athlete
from db.proposals import Standing
from tools.remembering.asking import nearest


def situation_of(athlete: Athlete, stands: Standing, told: float) -> Situation:
    """What is there, and how alike the message is to what was told before."""
    return Situation(
        today=athlete.today, units=athlete.units, has_program=stands.has_program, trained_today=stands.trained_today,
        own=stands.own_exercises, told=told,
    )  # fmt: skip


async def likeness(athlete: Athlete, said: str, message: UUID) -> float:
    """How alike a question is to what was told; nothing for what asks nothing."""
    if (asked := question_in(said)) is None:
        return 0.0
    near = await nearest(athlete, asked, message)
    return next((alike for alike, words in near if tells_something(words)), 0.0)
