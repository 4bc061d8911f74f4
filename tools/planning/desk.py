"""Where a person decides on proposals. No model and no tool of one can reach this: only doors call it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from db import proposals
from db.athletes import Athlete
from db.engine import Session as DbSession
from db.program_tables import ProposalRow
from tools.calls import Change, Result, calling, write
from tools.held import refuse_plans
from tools.outside.delivery import deliver_all
from tools.planning.checks import checked, checked_change
from tools.planning.commit import commit
from tools.planning.current import Current, current_or_none
from tools.planning.proposals import is_stale, short_id
from tools.planning.trainee import trainee_of
from tools.planning.wording import session_words
from tools.wording import date_words
from training.errors import Conflict, Invalid, NotFound, Unclear
from training.program.changes import changes_of

STALE = "The plan has changed since this was proposed, so it no longer fits. Nothing was done; ask again for what you want now."
WHICH = "“show proposals” lists those that wait."
LEAST = 4
"""Characters of an id that are enough to find a proposal by."""
MOST_READ_BACK = 3


class Decided(Result):
    """What was decided, and how the plan is now, read back from the database."""

    proposal: UUID
    title: str
    status: str
    text: str
    is_sent: bool = False
    """Whether it goes to another service."""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class ProposalDesk:
    """Approve or reject, for a person."""

    athlete: Athlete

    async def find(self, said: str | None) -> UUID:
        """The proposal that is meant: by the beginning of its id, or the only one that waits where none is given.

        Raises ``Invalid`` for what is no id, ``NotFound`` where there is none and ``Unclear`` where there are several.
        """
        async with self.athlete.sessions() as session:
            found = await self._found(session, said)
        if len(found) > 1:
            of = "Several proposals wait" if said is None else f"Several proposals begin with '{said}'"
            lines = [f"- {short_id(row.id) if said is None else row.id}: {row.title}" for row in found]
            raise Unclear("\n".join([f"{of}; say which:", *lines]))
        return found[0].id

    async def _found(self, session: DbSession, said: str | None) -> Sequence[ProposalRow]:
        """All that may be meant; of several that begin so those that are open."""
        if said is None:
            waiting = await proposals.listed(session, self.athlete.id, self.athlete.today)
            if not waiting:
                raise NotFound("No proposal is waiting.")
            return waiting
        start = said.strip().lower().replace("-", "")
        if not re.fullmatch(f"[0-9a-f]{{{LEAST},32}}", start):
            raise Invalid(f"'{said[:60]}' is no proposal: give its id as it was printed, at least {LEAST} characters.")
        found = await proposals.beginning(session, self.athlete.id, start)
        if not found:
            raise NotFound(f"There is no proposal with the id '{said}'. {WHICH}")
        return [row for row in found if row.status == "open"] or found

    async def carry_out(self, proposal_id: UUID) -> Decided:
        """Approve: make the changes of a proposal, in one transaction, if they still fit the plan of today.

        What of it goes to another service is sent after that, when it is sure that it was approved.
        """
        decided = await self.approve(proposal_id)
        if not decided.is_sent or decided.status != "approved":
            return decided
        return decided.model_copy(update={"text": "\n".join([decided.text, *await deliver_all(self.athlete)])})

    @write
    async def approve(self, change: Change, proposal_id: UUID) -> Decided:
        """The transaction of an approval; whatever goes to another service is still to be sent."""
        row = await self._open(change, proposal_id)
        await refuse_plans(change.session, self.athlete)
        current = await current_or_none(change.session, self.athlete)
        await change.touch("proposals", str(row.id))
        stands = await proposals.listed(change.session, self.athlete.id, self.athlete.today, most=1000)
        if is_stale(row, current) or row.id not in [each.id for each in stands]:
            await proposals.decide(change.session, self.athlete.id, row.id, "stale", calling().door, self.athlete.now())
            change.said = f"{row.title}: no longer fits"
            return Decided(proposal=row.id, title=row.title, status="stale", text=STALE)
        trainee = await trainee_of(change.session, self.athlete)
        before = None if current is None else current.program
        await commit(change, changes_of(row.changes), current, row.reason, for_good=row.scope == "program")
        await proposals.decide(change.session, self.athlete.id, row.id, "approved", calling().door, self.athlete.now())
        now = await current_or_none(change.session, self.athlete)
        if now is not None:
            if before is not None and current is not None and now.row.id == current.row.id:
                checked_change(before, now.program, trainee, self.athlete.today, for_good=False)
            else:
                checked(now.program, trainee, self.athlete.today)
        change.said = f"the approval of: {row.title}"
        if row.scope == "outside":
            text = f"Approved: {row.title}."
            return Decided(proposal=row.id, title=row.title, status="approved", text=text, is_sent=True)
        return Decided(
            proposal=row.id, title=row.title, status="approved",
            text=f"Approved: {row.title}.\n{self._read_back(row, now)}\nSay undo to take it back.",
        )  # fmt: skip

    @write
    async def reject(self, change: Change, proposal_id: UUID, because: str = "") -> Decided:
        """Leave the plan as it is, and remember why."""
        row = await self._open(change, proposal_id)
        await change.touch("proposals", str(row.id))
        why = " ".join(because.split())[:500]
        await proposals.decide(
            change.session, self.athlete.id, row.id, "rejected", calling().door, self.athlete.now(), because=why
        )
        change.said = f"the no to: {row.title}"
        told = f' Because: "{why}".' if why else ""
        return Decided(
            proposal=row.id, title=row.title, status="rejected",
            text=f"Rejected: {row.title}.{told} Nothing has changed, and I won't offer just this again.",
        )  # fmt: skip

    async def _open(self, change: Change, proposal_id: UUID) -> ProposalRow:
        row = await proposals.by_id(change.session, self.athlete.id, proposal_id)
        if row.status != "open":
            why = f": {row.because}" if row.because else ""
            raise Conflict(f"'{row.title}' is not open any more: it is {row.status}{why}.")
        return row

    def _read_back(self, row: ProposalRow, now: Current | None) -> str:
        if now is None:
            return "You have no program now."
        touched = [each for each in now.rows if str(each.id) in row.basis.get("sessions", {})]
        if row.scope == "program" or not touched:
            coming = now.next_key(self.athlete.today)
            touched = [] if coming is None else [now.row_of(coming)]
        lines = [
            f"{date_words(each.date, self.athlete.today)}: {session_words(now.sessions[str(each.id)], self.athlete.units)}"
            if each.status not in ("skipped",)
            else f"{date_words(each.date, self.athlete.today)}: {each.title} is skipped."
            for each in touched[:MOST_READ_BACK]
        ]
        state = " It is paused." if now.is_paused else ""
        return f"Now, as stored: {now.row.name}.{state}\n" + "\n".join(lines)
