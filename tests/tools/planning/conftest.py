"""An athlete with a program: cleared, equipped, three days a week of an established one."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from db import programs
from db.athletes import Athlete
from db.program_tables import PlannedSessionRow, ProgramRow
from tools.planning.desk import ProposalDesk
from tools.toolbox import Toolbox

GYM = ["barbell", "rack", "bench", "dumbbell", "cable", "pullup_bar", "machine"]


class Lifter:
    """An athlete, their tools, and the desk where a person decides."""

    def __init__(self, athlete: Athlete) -> None:
        self.athlete = athlete
        self.tools = Toolbox(athlete)
        self.desk = ProposalDesk(athlete)

    async def do(self, name: str, **arguments: Any) -> Any:
        """Call a tool."""
        return await self.tools.named(name)(**arguments)

    async def cleared(self) -> None:
        """Answer what a program needs to know."""
        await self.do("answer_screening", yes=[])
        await self.do(
            "update_planning",
            place="gym",
            equipment=GYM,
            days=3,
            minutes=90,
            level="intermediate",
            goals={"strength": 10},
        )

    async def accept(self, name: str, **arguments: Any) -> UUID:
        """Have a tool propose something, and approve it."""
        proposed = await self.do(name, **arguments)
        decided = await self.desk.approve(proposed.proposal)
        assert decided.status == "approved", decided
        return UUID(str(proposed.proposal))

    async def program(self) -> ProgramRow:
        """The program that is followed."""
        async with self.athlete.sessions() as session:
            row = await programs.current(session, self.athlete.id)
        assert row is not None
        return row

    async def sessions(self) -> list[PlannedSessionRow]:
        """Its sessions in order."""
        row = await self.program()
        async with self.athlete.sessions() as session:
            return list(await programs.sessions_of(session, self.athlete.id, row.id))


@pytest.fixture
async def lifter(athlete: Athlete) -> Lifter:
    """Ready for a program, on a Monday."""
    lifter = Lifter(replace(athlete, today=date(2026, 11, 23)))
    await lifter.cleared()
    return lifter


@pytest.fixture
async def following(lifter: Lifter) -> Lifter:
    """With a program that begins today."""
    await lifter.accept("propose_program", template="stronglifts", starts="today")
    return lifter
