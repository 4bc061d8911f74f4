"""Forgetting on demand: what would go is shown first, unless it is one thing; it is gone wherever it was kept, for a day sealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from db import facts, ledger
from db.athletes import Athlete
from db.engine import Session
from db.memory_tables import FactRow
from memory import forgetting
from tools.calls import Change, Result, about, calling, write
from tools.remembering import doubts
from tools.remembering.sealing import seal
from tools.remembering.views import FactView, views_of
from training.errors import NotFound

WHICH = "This is what you may mean. What should I forget: all of it, or which? Nothing is gone yet."
WITH_IT = "These words of yours would go with it:"
ALL_OF_IT = "Should I forget all of it? Nothing is gone yet."
TAKEN_BACK = "“Undo” brings it back until this time tomorrow; then it is gone for good."
GONE_FOR_GOOD = "It is gone for good."
MOST_SHOWN = 8
"""Sentences that are shown of those that would go."""


class Forgotten(Result):
    """How much is gone: what it was is told nowhere. Or what may be meant, and nothing is gone yet."""

    count: int
    places: int = 0
    candidates: list[FactView] = []
    sentences: list[str] = []
    """What else would go, in the athlete's words."""
    what: str = ""
    """What was to be forgotten, while it is asked about."""
    question: str | None = None
    can_be_undone: bool = False

    def __str__(self) -> str:
        if self.question is not None:
            more = len(self.sentences) - MOST_SHOWN
            said = [f"- “{each}”" for each in self.sentences[:MOST_SHOWN]] + (
                [f"- and {more} more"] if more > 0 else []
            )
            facts = [f"{at}. {each.text}" for at, each in enumerate(self.candidates, 1)]
            return "\n".join([self.question, *facts, *([WITH_IT, *said] if said else [])])
        screen = " Load this page again to have the words gone from it, too." if calling().door == "page" else ""
        after = TAKEN_BACK if self.can_be_undone else GONE_FOR_GOOD
        if self.count == 0:
            return f"I had no fact of that. Every place that held the words is rid of them. {after}{screen}"
        what = "1 thing" if self.count == 1 else f"{self.count} things"
        return f"Forgotten: {what}, with every place that held the words. {after}{screen}"


@dataclass(frozen=True)
class ForgettingTools:
    """Take things out of memory."""

    athlete: Athlete

    @about(takes_away=True)
    @write
    async def forget(
        self,
        change: Change,
        what: Annotated[str, Field(description="What to forget, in the athlete's words: 'my ex-gym', 'my diet'")],
        everything: Annotated[
            bool, Field(description="All that is remembered of the athlete; only if they said exactly that, twice")
        ] = False,
        anyway: Annotated[
            bool, Field(description="Only after this tool has shown what would go, and they said yes to all of it")
        ] = False,
    ) -> Forgotten:
        """Forget something that was remembered: its words go from memory, chats, summaries and the ledger. What was trained stays.
        Unless it is one fact and the sentence that told it, this shows what would go and asks. For a day `undo` takes it back.
        """
        named = "" if doubts.key_in(what) else what
        change.nothing()  # an entry in the ledger would hold what is to be gone
        session = change.session
        rows, near = (
            await doubts.all_meant(session, self.athlete, what) if not everything else (await self._all(change), [])
        )
        if named and not everything and (asked := await self._asked(session, what, rows, near, anyway)) is not None:
            return asked
        taken = forgetting.Taken()
        for row in rows:
            if row.points_to is not None and row.valid_to is None and row.retracted_at is None:
                await doubts.drop_state(change, row, taken)
        await ledger.strike(session, self.athlete.id, _keys(rows))
        taken = await forgetting.erase(session, self.athlete, rows, named, taken)
        if not rows and not taken.fields:
            raise NotFound("I remember nothing of that.")
        can_be_undone = await seal(session, self.athlete, taken)
        return Forgotten(count=len(rows), places=taken.held, can_be_undone=can_be_undone)

    async def _asked(
        self, session: Session, what: str, rows: list[FactRow], near: list[FactRow], anyway: bool
    ) -> Forgotten | None:
        """The question with what would go; ``None`` where it is one fact and its own sentence, or is to go anyway."""
        also = await forgetting.also_going(session, self.athlete, rows, what) if rows else []
        said = [] if near else await forgetting.also_said(session, self.athlete, rows, what, calling().message_id)
        if near or (not anyway and (len(rows) + len(also) > 1 or said)):
            shown = await views_of(session, self.athlete, near or [*rows, *also])
            return Forgotten(
                count=0, candidates=shown, sentences=said, what=what, question=WHICH if shown else ALL_OF_IT
            )
        return None

    async def _all(self, change: Change) -> list[FactRow]:
        return list(await facts.every(change.session, self.athlete.id))


def _keys(rows: Sequence[FactRow]) -> dict[str, list[str]]:
    """Facts, and the state that they stand for, as the ledger names them."""
    keys = {"facts": [str(row.id) for row in rows]}
    for row in rows:
        kind, _, key = str(row.points_to).partition(":")
        if row.points_to is not None and kind != "planning":
            keys.setdefault(kind, []).append(key)
    return keys
