"""What another plan would be: worked out beside the one of now, and neither proposed nor kept."""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Annotated, Any

from pydantic import Field

from db.athletes import Athlete
from db.engine import Session as DbSession
from tools.calls import Result, prescribe
from tools.planning.trainee import known_of
from training.generation.generate import generate
from training.program.simulation import compare


class WhatIf(Result):
    """A plan with something different, beside the one of now."""

    text: str
    chart: dict[str, Any] | None = None

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class AlternativeTools:
    """Look at other plans."""

    athlete: Athlete

    @prescribe
    async def what_if(
        self,
        session: DbSession,
        days: Annotated[int | None, Field(description="Sessions a week instead", ge=1, le=7)] = None,
        minutes: Annotated[int | None, Field(description="Minutes a session instead", ge=15, le=240)] = None,
        weeks: Annotated[int, Field(description="How long", ge=2, le=52)] = 8,
    ) -> WhatIf:
        """Work out what a program with other days or minutes would be beside the one with those of now: 'what if only 3
        days?'. Changes and proposes nothing.
        """
        known = await known_of(session, self.athlete)
        today = self.athlete.today
        monday = today + timedelta(days=-today.weekday() % 7)
        other = replace(
            known.trainee, days=days or known.trainee.days, minutes=minutes or known.trainee.minutes,
            weekdays=() if days is not None and days != known.trainee.days else known.trainee.weekdays,
        )  # fmt: skip
        before = await asyncio.to_thread(generate, known.trainee, weeks=weeks, starts_on=monday, today=today)
        after = await asyncio.to_thread(generate, other, weeks=weeks, starts_on=monday, today=today)
        words = f"{other.days} days a week, {other.minutes} minutes, instead of {known.trainee.days} days, {known.trainee.minutes} minutes"
        return WhatIf(text=f"{words[0].upper()}{words[1:]}:\n{compare(before, after)}")
