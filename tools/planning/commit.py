"""Making the changes of an approved proposal, each in its own way, with the ledger knowing both states."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from db import programs, remote
from db.programs import OPEN, session_in
from tools.calls import Change
from tools.planning.current import Current
from tools.planning.recovery import note_of
from training.errors import Conflict
from training.program.application import apply
from training.program.plan import Session
from training.program.record import program_of, session_json, session_of

NO_PROGRAM = "There is no program that this could change."


async def commit(
    change: Change, changes: Sequence[Any], current: Current | None, reason: str, *, for_good: bool
) -> None:
    """Make all the changes. Raises ``Conflict`` where the plan is not as they expect.

    A session that was changed for itself stands as it was approved; ``for_good``, the progression goes on from it.
    """
    within: dict[str, list[Any]] = defaultdict(list)
    for each in changes:
        if hasattr(each, "session") and each.kind not in WHOLE:
            within[each.session].append(each)
        else:
            await _MAKES[each.kind](change, each, current)
    goes_on = for_good and current is not None and current.row.origin != "established"
    if goes_on and within:
        await _rebase(change, _needed(current), within)
    for key, those in within.items():
        await _change_within(change, _needed(current), key, those, reason, is_fixed=not goes_on)
    if current is not None and not any(each.kind in UNVERSIONED for each in changes):
        await change.touch("programs", str(current.row.id))
        await programs.change(change.session, change.athlete.id, current.row.id)


async def _rebase(change: Change, current: Current, changed: Mapping[str, Any]) -> None:
    """Write the loads of now into every session that is left, so that the progressions begin again from there."""
    for row in current.rows:
        key = str(row.id)
        if row.status in OPEN and row.date >= current.today and key not in changed and not row.is_fixed:
            await change.touch("planned_sessions", key)
            content = session_json(current.sessions[key])
            await programs.change_session(change.session, change.athlete.id, row.id, content=content)
    await change.touch("programs", str(current.row.id))
    lifts = {name: {**state, "factor": 1.0, "next": None} for name, state in current.row.lifts.items()}
    await programs.change(change.session, change.athlete.id, current.row.id, lifts=lifts)


async def _change_within(
    change: Change, current: Current, key: str, changes: Sequence[Any], reason: str, *, is_fixed: bool
) -> None:
    row = current.row_of(key)
    if row.status not in OPEN:
        raise Conflict(f"{row.title} is {row.status} already.")
    await change.touch("planned_sessions", key)
    before = current.sessions[key]
    after = apply(before, changes)
    note = {"kinds": [each.kind for each in changes], "why": reason, "on": change.athlete.today.isoformat()}
    note |= note_of(before, row.is_fixed, list(changes))
    await programs.change_session(
        change.session, change.athlete.id, row.id, content=session_json(after), title=after.title, kind=after.kind,
        is_fixed=is_fixed, changes=[*row.changes, note],
    )  # fmt: skip


async def _move(change: Change, each: Any, current: Current | None) -> None:
    row = _needed(current).row_of(each.session)
    if row.status not in OPEN:
        raise Conflict(f"{row.title} is {row.status} already.")
    await change.touch("planned_sessions", each.session)
    status = "planned" if each.to == row.first_date else "moved"
    await programs.change_session(change.session, change.athlete.id, row.id, date=each.to, status=status)


async def _skip(change: Change, each: Any, current: Current | None) -> None:
    row = _needed(current).row_of(each.session)
    await change.touch("planned_sessions", each.session)
    await programs.change_session(change.session, change.athlete.id, row.id, status="skipped")


async def _remove(change: Change, each: Any, current: Current | None) -> None:
    row = _needed(current).row_of(each.session)
    await change.touch("planned_sessions", each.session)
    await programs.delete_sessions(change.session, change.athlete.id, [row.id])


async def _add(change: Change, each: Any, current: Current | None) -> None:
    await _store(change, _needed(current), [session_of(each.content)])


async def _insert_deload(change: Change, each: Any, current: Current | None) -> None:
    there = _needed(current)
    for row in there.rows:
        if row.status in OPEN and row.date >= each.on:
            await change.touch("planned_sessions", str(row.id))
            later = row.date + timedelta(days=each.days)
            content = session_json(session_in(row)) | {"week": row.week + each.days // 7}
            await programs.change_session(
                change.session,
                change.athlete.id,
                row.id,
                date=later,
                first_date=later,
                week=content["week"],
                content=content,
            )
    await _store(change, there, [session_of(content) for content in each.contents])
    await change.touch("programs", str(there.row.id))
    await programs.change(change.session, change.athlete.id, there.row.id, weeks=there.row.weeks + each.days // 7)


async def _progress(change: Change, each: Any, current: Current | None) -> None:
    there = _needed(current)
    await change.touch("programs", str(there.row.id))
    lifts = {**there.row.lifts, each.lift: each.state}
    await programs.change(change.session, change.athlete.id, there.row.id, lifts=lifts)


async def _days(change: Change, each: Any, current: Current | None) -> None:
    there = _needed(current)
    await change.touch("programs", str(there.row.id))
    await programs.change(change.session, change.athlete.id, there.row.id, days_per_week=each.days)


async def _pause(change: Change, each: Any, current: Current | None) -> None:
    there = _needed(current)
    await change.touch("programs", str(there.row.id))
    await programs.change(change.session, change.athlete.id, there.row.id, status="paused", paused_on=each.on)


async def _resume(change: Change, each: Any, current: Current | None) -> None:
    there = _needed(current)
    for row in there.rows:
        if row.status in OPEN and each.days and (there.row.paused_on is None or row.date >= there.row.paused_on):
            await change.touch("planned_sessions", str(row.id))
            later = row.date + timedelta(days=each.days)
            await programs.change_session(change.session, change.athlete.id, row.id, date=later, first_date=later)
    await change.touch("programs", str(there.row.id))
    await programs.change(change.session, change.athlete.id, there.row.id, status="active", paused_on=None)


async def _start(change: Change, each: Any, current: Current | None) -> None:
    if current is not None:
        await change.touch("programs", str(current.row.id))
        await programs.change(change.session, change.athlete.id, current.row.id, status="replaced")
    key = await programs.add(change.session, change.athlete.id, program_of(each.program))
    change.will_add("programs", str(key))


async def _end(change: Change, each: Any, current: Current | None) -> None:
    there = _needed(current)
    await change.touch("programs", str(there.row.id))
    await programs.change(change.session, change.athlete.id, there.row.id, status="ended")


async def _send(change: Change, each: Any, current: Current | None) -> None:
    wanted = each.model_dump(include={"action", "thing", "external_id", "request", "basis"})
    key = await remote.approve(change.session, change.athlete.id, each.connection, wanted)
    change.after.setdefault(SENT, {})[str(key)] = each.connection


async def _store(change: Change, current: Current, sessions: Sequence[Session]) -> list[UUID]:
    added = await programs.add_sessions(change.session, change.athlete.id, current.row.id, sessions, is_fixed=True)
    change.will_add("planned_sessions", *(str(key) for key in added))
    return added


def _needed(current: Current | None) -> Current:
    if current is None:
        raise Conflict(NO_PROGRAM)
    return current


UNVERSIONED = ("replace_program", "end_program", "send_outside")
"""Changes after which the plan is another one, or the same."""
SENT = "sent"
"""In the ledger: writes to other services, which no undo of ours takes back."""
WHOLE = ("move_session", "skip_session", "remove_session")
_MAKES = {
    "move_session": _move, "skip_session": _skip, "remove_session": _remove, "add_session": _add,
    "insert_deload": _insert_deload, "change_progress": _progress, "change_days": _days, "pause": _pause,
    "resume": _resume, "replace_program": _start, "end_program": _end, "send_outside": _send,
}  # fmt: skip
