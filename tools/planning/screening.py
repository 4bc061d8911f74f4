"""The health questions before a first program: asked once a year, and what the answers change."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from db import planning
from db.athletes import Athlete
from tools.calls import Change, Result, about, write
from tools.planning.trainee import screening_of
from training.adaptation.screening import consequence
from training.errors import Conflict
from training.program.trainee import Screening

Answer = Literal["heart", "chest_pain", "dizziness", "chronic", "medication", "joint", "supervised_only"]


class Screened(Result):
    """What the answers mean for training."""

    yes: list[str]
    cleared: bool
    decision: str
    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class ScreeningTools:
    """Whether training is safe to plan."""

    athlete: Athlete

    @about(takes_away=True, told_together=True)
    @write
    async def answer_screening(
        self,
        change: Change,
        yes: Annotated[list[Answer], Field(description="The questions answered with yes; [] when all are no")],
    ) -> Screened:
        """Keep the athlete's own answers to the health questions: heart or blood pressure, chest pain, dizziness or
        fainting, another chronic condition, medicine for one, a joint or bone problem, supervised exercise only.
        Never answer for the athlete.
        """
        return await self._keep(change, Screening(self.athlete.today, tuple(dict.fromkeys(yes))))

    @about(takes_away=True)
    @write
    async def confirm_clearance(self, change: Change) -> Screened:
        """The athlete says that a doctor has cleared them for training since the health questions."""
        row = await planning.profile(change.session, self.athlete.id)
        known = screening_of(None if row is None else row.screening)
        named = [] if row is None else row.conditions or []
        if known is None or not (known.yes or named):
            raise Conflict(
                "Good to hear. Nothing was holding your training back: no health question was answered with yes."
            )
        return await self._keep(change, Screening(self.athlete.today, known.yes, cleared=True))

    async def _keep(self, change: Change, screening: Screening) -> Screened:
        await change.touch("planning", "me")
        await planning.update_profile(change.session, self.athlete.id, {"screening": _record(screening)})
        found = consequence(screening, self.athlete.today)
        change.said = "the answers to the health questions"
        advice = "This is no medical advice." if screening.yes else ""
        return Screened(
            yes=list(screening.yes),
            cleared=screening.cleared,
            decision=found.decision,
            text=f"{found} {advice}".strip(),
        )


def _record(screening: Screening) -> dict[str, Any]:
    on: date = screening.on
    return {"on": on.isoformat(), "yes": list(screening.yes), "cleared": screening.cleared}
