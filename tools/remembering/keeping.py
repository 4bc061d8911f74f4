"""Keeping a finding: laid beside what is known, then a repeat, a refinement, a contradiction, an end, or new."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from db import chats, facts
from db.memory_tables import FactRow
from db.recollections import Unread
from memory.comparison import Relation, compare
from memory.findings import Finding, quotes
from memory.injections import is_injection
from memory.meaning import understand
from tools.calls import Change, calling
from training.errors import Invalid, Unavailable

RULES = "That would change how I work, so it is nothing that I remember about you: rules, checks and approvals stay as they are."
NOT_SAID = "These words are in no message of the athlete's that asks for this: quote what was said, word for word."
MOST = 8
"""Findings of one message."""
LOOKED_BACK = 4
"""Messages in which the one before is looked for."""


@dataclass(frozen=True)
class Kept:
    """What became of a finding."""

    relation: Relation
    row: FactRow
    """The fact that holds it now."""
    before: tuple[FactRow, ...] = ()
    """What it repeats, refines, contradicts or ends."""


async def keep(change: Change, findings: Sequence[Finding], source: str) -> list[Kept]:
    """Keep what was found in a message. Raises ``Invalid`` for instructions, and for words that nobody said."""
    await _check(change, findings)
    kept = [await _keep(change, each, source) for each in findings[:MOST]]
    new = [Unread(each.row.id, each.row.text) for each in kept if each.relation != "repeats"]
    try:
        await understand(change.session, change.athlete, new)
    except Unavailable:  # a provider's model: found by words until it is back
        await understand(change.session, change.athlete, [])
    return kept


async def _keep(change: Change, new: Finding, source: str) -> Kept:
    session, athlete = change.session, change.athlete
    today, now = athlete.today, athlete.now()
    since = new.since or today
    if new.until is not None and new.until < today:
        since = min(since, new.until)
    known = {row.id: row for row in await facts.holding(session, athlete.id, today) if row.points_to is None}
    verdict = compare(new, list(known.values()))
    before = tuple(known[key] for key in verdict.of)
    for row in before:
        await change.touch("facts", str(row.id))
    if verdict.relation == "repeats":
        again = {
            "times_said": min(before[0].times_said + 1, 30_000),
            "said_on": today,
            "confidence": max(before[0].confidence, new.confidence),
        }
        await facts.change(session, athlete.id, before[0].id, again)
        return Kept("repeats", before[0], before)
    for row in before:
        if verdict.relation in ("refines", "corrects") or row.valid_from >= since:
            await facts.change(session, athlete.id, row.id, {"retracted_at": max(now, row.learnt_at)})
        else:
            await facts.change(
                session,
                athlete.id,
                row.id,
                {"valid_to": max(row.valid_from, min(since, row.valid_to or since)), "end_learnt_at": now},
            )
    refined = verdict.relation == "refines" and new.since is None
    row = FactRow(
        kind=new.kind, subject=new.subject, text=new.text[:500], said=new.said[:500],
        valid_from=min(before[0].valid_from, since) if refined else since,
        valid_to=None if new.until is None else new.until + timedelta(days=1), learnt_at=now, said_on=today,
        message_id=calling().message_id, confidence=new.confidence, source=source,
        relation=_kept_as(verdict.relation, bool(before)), replaces=before[0].id if before else None,
    )  # fmt: skip
    await facts.add(session, athlete.id, row)
    change.will_add("facts", str(row.id))
    return Kept(verdict.relation, row, before)


def _kept_as(relation: Relation, has_before: bool) -> str:
    """The relation to what it replaces, as it is stored: what tells of an end contradicts."""
    return "new" if not has_before else "contradicts" if relation == "ends" else relation


async def _check(change: Change, findings: Sequence[Finding]) -> None:
    for each in findings:
        if is_injection(each.text) or is_injection(each.said):
            raise Invalid(RULES)
    said = await _asking(change)
    if said and not all(any(quotes(each.said, words) for words in said) for each in findings):
        raise Invalid(NOT_SAID)


async def _asking(change: Change) -> list[str]:
    """The words of the message that asks, if one does, and of the one before: asked which is meant, people say 'the second'."""
    session, who, call = change.session, change.athlete.id, calling()
    if call.message_id is None:
        return []
    words = await chats.content(session, who, call.message_id)
    lately = [] if call.chat_id is None else await chats.latest(session, who, call.chat_id, LOOKED_BACK)
    before = [each.content for each in lately if each.role == "user" and each.id != call.message_id][:1]
    return [] if words is None else [words, *before]
