"""Forgetting on demand: what would go is shown first, unless it is one thing; what is forgotten is gone, wherever it was kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from db import facts, ledger
from db.athletes import Athlete
from db.memory_tables import FactRow
from memory import forgetting
from tools.calls import Change, Result, about, calling, write
from tools.remembering import doubts
from tools.remembering.views import FactView, views_of
from training.errors import NotFound

WHICH = "This is what you may mean. What should I forget, for good: all of it, or which? Nothing is gone yet."


class Forgotten(Result):
    """How much is gone: what it was is told nowhere. Or what may be meant, and nothing is gone yet."""

    count: int
    places: int = 0
    candidates: list[FactView] = []
    question: str | None = None

    def __str__(self) -> str:
        if self.question is not None:
            return "\n".join([self.question, *(f"{at}. {each.text}" for at, each in enumerate(self.candidates, 1))])
        screen = " Load this page again to have them gone from it, too." if calling().door == "page" else ""
        if self.count == 0:
            return f"I had no fact of that. Every place that held the words is rid of them.{screen}"
        what = "1 thing" if self.count == 1 else f"{self.count} things"
        return f"Forgotten for good: {what}, with every place that held the words.{screen}"


@dataclass(frozen=True)
class ForgettingTools:
    """Take things out of memory for good."""

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
    ) -> Forgotten:
        """Forget something that was remembered, for good: its words go from memory, chats, summaries and the ledger.
        What was trained stays. It can't be undone; if more than one thing would go, or it is not clear what is meant, this asks.
        """
        named = "" if doubts.key_in(what) else what
        change.nothing()  # an entry in the ledger would hold what is to be gone
        session = change.session
        rows, near = (
            await doubts.all_meant(session, self.athlete, what) if not everything else (await self._all(change), [])
        )
        if rows and named and not everything:
            also = await forgetting.also_going(session, self.athlete, rows, named)
            near = [*rows, *also] if len(rows) + len(also) > 1 else []
        if near:
            shown = await views_of(session, self.athlete, near)
            return Forgotten(count=0, candidates=shown, question=WHICH)
        if not rows:
            places = await forgetting.erase(session, self.athlete, [], named)
            if places == 0:
                raise NotFound("I remember nothing of that.")
            return Forgotten(count=0, places=places)
        for row in rows:
            if row.points_to is not None and row.valid_to is None and row.retracted_at is None:
                await doubts.drop_state(change, row)
        await ledger.strike(session, self.athlete.id, _keys(rows))
        places = await forgetting.erase(session, self.athlete, rows, named)
        return Forgotten(count=len(rows), places=places)

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
