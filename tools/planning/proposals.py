"""Proposals: changes to a plan that wait for a person. Tools make them; only a door outside the model decides."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from db import proposals
from db.athletes import Athlete
from db.engine import Session as DbSession
from db.program_tables import ProposalRow
from tools.calls import Change, Result, calling, prescribe
from tools.planning.current import Current, digest
from tools.wording import date_words
from training.errors import Conflict, Invalid
from training.program.plan import Reason
from training.program.record import reason_json

Scope = Literal["session", "week", "program"]
SCOPE_WORDS = {"session": "for this session only", "week": "for this week", "program": "for good", "outside": ""}
OF_PROGRAM = frozenset(("replace_program", "pause", "resume", "end_program", "send_outside"))
"""Changes whose reach needs no words."""
HOW = {
    "page": "Approve or reject it below.",
    "chat": "Say yes to approve it, or no and why.",
}
"""How a person decides, by the door; anywhere else by command."""
WHOLE = ("program", "outside")
"""Scopes of which one proposal waits at a time."""
MOST_SHOWN = 3
"""Sessions that are shown as they were and would be."""


@dataclass(frozen=True)
class Draft:
    """A change to a plan, worked out and about to be proposed."""

    title: str
    scope: Scope | Literal["outside"]
    changes: Sequence[Any]
    reason: str
    before: str
    after: str
    evidence: Sequence[Reason] = ()
    warnings: Sequence[str] = ()
    touched: Sequence[str] = ()
    """The planned sessions that it is made on."""
    lines: Sequence[str] = ()
    """The changes, each as a sentence."""
    chart: Mapping[str, Any] | None = None
    table: str = ""


class Proposed(Result):
    """A proposal: nothing has changed yet."""

    proposal: UUID
    title: str
    scope: str
    reason: str
    changes: list[str]
    """Each change as a sentence."""
    kinds: list[str]
    before: str
    after: str
    evidence: list[str]
    warnings: list[str] = []
    how: str
    sessions: int = 0
    """How many planned sessions it changes."""
    table: str = ""
    chart: dict[str, Any] | None = None

    def __str__(self) -> str:
        of_program = set(self.kinds) & OF_PROGRAM
        reach = "" if of_program else f" ({SCOPE_WORDS[self.scope]})"
        parts = [f"{self.title}{reach}. {self.reason}".strip()]
        if self.before and self.after:
            parts += [f"Before: {self.before}", f"After: {self.after}"]
        elif self.after:
            parts.append(self.after)
        if self.sessions > MOST_SHOWN:
            parts.append(f"And {self.sessions - MOST_SHOWN} more sessions like that.")
        if self.table:
            parts.append(self.table)
        parts += [f"Note: {each}" for each in self.warnings]
        parts.append(f"This is a proposal; nothing has changed yet. {self.how}")
        return "\n\n".join(parts)


class OpenProposal(Result):
    """A proposal in a list."""

    proposal: UUID
    title: str
    reason: str
    made: str


class ProposalList(Result):
    """What waits for a person."""

    proposals: list[OpenProposal]
    by_command: bool = True
    """Whether a person decides by a command; on the page there are buttons."""
    approve: str = ": topset approve {}"

    def __str__(self) -> str:
        if not self.proposals:
            return "No proposal is waiting."
        lines = [
            f"- {each.title} (made {each.made})"
            + (f"{self.approve.format(short_id(each.proposal))}" if self.by_command else "")
            for each in self.proposals
        ]
        return "\n".join(
            ["Waiting for you:", *lines, *([] if self.by_command else ["Decide below, in the same order."])]
        )


def short_id(proposal: UUID) -> str:
    """The beginning of an id, enough to approve or reject it by.

    >>> short_id(UUID("0f3c9a52-7b1e-4a55-9a11-2f0c7d3b8e64"))
    '0f3c9a52'
    """
    return str(proposal)[:8]


@dataclass(frozen=True)
class ProposalTools:
    """Look at what waits for a decision."""

    athlete: Athlete

    @prescribe
    async def show_proposals(self, session: DbSession) -> ProposalList:
        """Show the proposals that wait for the athlete's decision. You can't approve them: only the athlete can."""
        rows = await proposals.listed(session, self.athlete.id, self.athlete.today)
        return ProposalList(
            proposals=[
                OpenProposal(
                    proposal=row.id, title=row.title, reason=row.reason,
                    made=date_words(self.athlete.day_of(row.created_at), self.athlete.today),
                )
                for row in rows
            ],
            by_command=calling().door != "page", approve=f": topset approve {{}}{self.athlete.named}",
        )  # fmt: skip


async def propose(change: Change, draft: Draft, current: Current | None, *, again: bool = False) -> Proposed:
    """Keep a proposal for a person to decide on. Raises ``Conflict`` for what was rejected before."""
    if not draft.changes:
        raise Invalid(f"{draft.title}: that would change nothing.")
    records = [each.model_dump(mode="json") for each in draft.changes]
    fingerprint = _fingerprint(records)
    athlete_id = change.athlete.id
    rejected = await proposals.rejected_before(change.session, athlete_id, fingerprint)
    if rejected is not None and not again:
        because = f': "{rejected.because}"' if rejected.because else ""
        day = date_words(change.athlete.day_of(rejected.decided_at or rejected.created_at), change.athlete.today)
        raise Conflict(
            f'You said no to exactly this {day}{because}. I won\'t offer it again; say "anyway" with it if you want it after all.'
        )
    await _supersede(change, draft, current)
    call = calling()
    row = ProposalRow(
        title=draft.title, scope=draft.scope, changes=records, reason=draft.reason,
        evidence=[reason_json(each) for each in draft.evidence], before=draft.before, after=draft.after,
        basis=_basis(draft, current), fingerprint=fingerprint, chat_id=call.chat_id, door=call.door,
        created_at=change.athlete.now(),
    )  # fmt: skip
    key = await proposals.add(change.session, athlete_id, row)
    change.will_add("proposals", str(key))
    change.said = f"the proposal: {draft.title}"
    return Proposed(
        proposal=key, title=draft.title, scope=draft.scope, reason=draft.reason, changes=list(draft.lines),
        kinds=[each.kind for each in draft.changes],
        sessions=len({each.session for each in draft.changes if hasattr(each, "session")}), before=draft.before, after=draft.after,
        evidence=[each.text for each in draft.evidence], warnings=list(draft.warnings),
        how=HOW.get(call.door, f"To approve it: topset approve {short_id(key)}{change.athlete.named}"), table=draft.table,
        chart=None if draft.chart is None else dict(draft.chart),
    )  # fmt: skip


def is_stale(row: ProposalRow, current: Current | None) -> bool:
    """Whether the plan that a proposal was made on has changed since."""
    basis = row.basis
    if basis.get("program") != (None if current is None else str(current.row.id)):
        return True
    if current is None:
        return False
    if basis.get("status") != current.row.status:
        return True
    rows = {str(each.id): each for each in current.rows}
    return any(key not in rows or digest(rows[key]) != then for key, then in basis.get("sessions", {}).items())


async def _supersede(change: Change, draft: Draft, current: Current | None) -> None:
    """Older open proposals about the same sessions, or for a whole program, are no longer what was asked last."""
    wanted = set(draft.touched)
    for row in await proposals.listed(change.session, change.athlete.id):
        same = draft.scope == row.scope and draft.scope in WHOLE
        same = same or bool(wanted & set(row.basis.get("sessions", {})))
        if same:
            await change.touch("proposals", str(row.id))
            await proposals.decide(
                change.session,
                change.athlete.id,
                row.id,
                "stale",
                calling().door,
                change.athlete.now(),
                because="a newer proposal came",
            )


def _basis(draft: Draft, current: Current | None) -> dict[str, Any]:
    if current is None:
        return {"program": None, "status": None, "sessions": {}}
    rows = {str(each.id): each for each in current.rows}
    return {
        "program": str(current.row.id), "status": current.row.status,
        "sessions": {key: digest(rows[key]) for key in draft.touched if key in rows},
    }  # fmt: skip


def _fingerprint(records: list[dict[str, Any]]) -> str:
    return hashlib.sha256(json.dumps(records, sort_keys=True).encode()).hexdigest()[:32]
