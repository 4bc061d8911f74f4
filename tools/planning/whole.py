"""The whole program, or any week of it, exercise by exercise."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field

from db.athletes import Athlete
from db.engine import Session as DbSession
from tools.calls import Result, prescribe
from tools.planning.current import current_of
from tools.planning.plan_views import PlannedSessionView, planned_view
from tools.planning.sheet import markdown, page, weeks_of
from training.errors import NotFound
from training.established.own import liftosaur_of, toml_of


class PlannedWeek(BaseModel):
    """A week of the program."""

    number: int
    sessions: list[PlannedSessionView]


class WholeProgram(Result):
    """A program week by week; loads are those of now."""

    name: str
    starts_on: date
    weeks: list[PlannedWeek]
    text: str
    html: str = Field(exclude=True)
    as_toml: str = Field(default="", exclude=True)
    """Its file; empty where it has no sets that one could say."""
    as_liftosaur: str = Field(default="", exclude=True)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class WholeTools:
    """See a program as a whole."""

    athlete: Athlete

    @prescribe
    async def show_program(
        self,
        session: DbSession,
        week: Annotated[
            int | None, Field(description="Only this week, counted from 1; leave out for all", ge=1, le=52)
        ] = None,
    ) -> WholeProgram:
        """Show the whole program that is followed, or one week of it: every session, exercise, set, load and rest."""
        current = await current_of(session, self.athlete)
        program, today, unit = current.program, self.athlete.today, self.athlete.units
        found = weeks_of(program, week)
        if not found:
            raise NotFound(f"{current.row.name} has {program.weeks} weeks; there is no week {week}.")
        return WholeProgram(
            name=current.row.name, starts_on=program.starts_on,
            weeks=[
                PlannedWeek(number=number, sessions=[planned_view(each, current.gym, today) for each in sessions])
                for number, sessions in found
            ],
            text=markdown(program, unit, today, week), html=page(program, unit, today, week),
            as_toml=toml_of(program), as_liftosaur=liftosaur_of(program, unit),
        )  # fmt: skip
