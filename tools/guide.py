"""What can be said to the coach."""

from dataclasses import dataclass

from db.athletes import Athlete
from db.engine import Session
from prompts import render
from tools.calls import Result, read


class Guide(Result):
    """Examples of what the coach understands."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class GuideTools:
    """Explain the coach."""

    athlete: Athlete

    @read
    async def how_to_use(self, session: Session) -> Guide:
        """Explain what can be said, with examples: for 'help' and 'what can you do?'."""
        return Guide(text=render("guide", units=self.athlete.units).strip())
