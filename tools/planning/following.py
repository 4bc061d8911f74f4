"""Keeping a program in step with the log: which session a workout was, what was done instead, what comes next time."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from db import programs
from db.program_tables import PlannedSessionRow
from db.programs import OPEN
from tools.calls import Change
from tools.planning.current import Current, current_or_none, finished_with
from tools.wording import date_words
from training.adaptation.autoregulation import SoFar, next_set
from training.library import load_library
from training.loading import Gym
from training.program.matching import DoneItem, Match, beside, likely
from training.program.plan import Session
from training.program.progression import beyond, progressed
from training.program.record import session_json, session_of
from training.units import plain
from training.workout import Workout

ENDED = (
    'That was the last session of {name}: well done. "Check in" looks back at it; "make me a new program" begins the next one '
    "from what you can lift now."
)
MOST_TOLD = 6
ENOUGH = 0.75
"""Of a session's sets must be done before it is told what comes next time."""
BEFORE, ASKED = "lifts_before", "asked"
"""In a session's outcome: the progressions as they were before it, and the lift whose effort was asked about."""


async def follow(change: Change, workout_id: UUID, workout: Workout, planned_as: str | None = None) -> str:
    """Lay a stored workout beside the plan and say what it was of it; empty if it was none of it.

    ``planned_as`` is the session that it was, where that was said; else the one that is most like it.
    A workout that grows or is corrected is judged anew, from where the program stood before it.
    """
    current = await current_or_none(change.session, change.athlete)
    current = current or await finished_with(change.session, change.athlete, workout_id)
    if current is None or current.is_paused:
        return ""
    row = next((each for each in current.rows if each.workout_id == workout_id), None)
    if row is None:
        key = planned_as or likely(current.open(), workout)
        if key is None:
            return ""
        row = current.row_of(key)
        planned, lifts = current.sessions[key], dict(current.row.lifts)
    else:
        planned = session_of(row.content | {"date": row.date.isoformat()})
        lifts = _as_before(current.row.lifts, row)
    return await _done(change, current, row, planned, lifts, workout_id, workout)


async def unfollow(change: Change, workout_id: UUID) -> None:
    """A workout is about to go: its session is to be done again, from where the program stood before it."""
    row = await programs.of_workout(change.session, change.athlete.id, workout_id)
    if row is None:
        return
    await change.touch("planned_sessions", str(row.id))
    await change.touch("programs", str(row.program_id))
    again = "planned" if row.date == row.first_date else "moved"
    free = {"status": again, "workout_id": None, "outcome": None}
    program = await programs.by_id(change.session, change.athlete.id, row.program_id)
    if program is not None:
        status = "active" if program.status == "finished" else program.status
        lifts = _as_before(program.lifts, row)
        await programs.change(change.session, change.athlete.id, program.id, lifts=lifts, status=status)
    await programs.change_session(change.session, change.athlete.id, row.id, **free)


def _as_before(lifts: dict[str, Any], row: PlannedSessionRow) -> dict[str, Any]:
    """The progressions as they were before a session."""
    outcome = row.outcome or {}
    before: dict[str, Any] = outcome.get(BEFORE, {})
    kept = {key: state for key, state in lifts.items() if key not in outcome.get("new", ())}
    return kept | before


async def _done(
    change: Change, current: Current, row: PlannedSessionRow, planned: Session, lifts: dict[str, Any], workout_id: UUID,
    workout: Workout,
) -> str:  # fmt: skip
    match = beside(planned, workout)
    later = [session for key, session in current.open().items() if key != str(row.id)]
    as_made = [each for key, each in current.as_made(workout.date).items() if key != str(row.id)]
    program = replace(current.program, lifts=lifts)
    progress = progressed(program, planned, match, workout.date, current.gym, as_made)
    await change.touch("planned_sessions", str(row.id))
    await change.touch("programs", str(current.row.id))
    changed = {key: lifts.get(key) for key in progress.lifts if progress.lifts[key] != lifts.get(key)}
    outcome = {
        BEFORE: {key: state for key, state in changed.items() if state is not None},
        "new": [key for key, state in changed.items() if state is None],
        "sets_planned": match.sets_planned, "sets_done": match.sets_done,
        "items": [_item_json(each) for each in match.items], "extra": [each.name for each in match.extra],
        "told": list(progress.told),
    } | {name: each for name, each in (row.outcome or {}).items() if name == ASKED}  # fmt: skip
    await programs.change_session(
        change.session, change.athlete.id, row.id, status="done", date=workout.date, workout_id=workout_id,
        outcome=outcome, content=session_json(planned),
    )  # fmt: skip
    repeated = beyond(program, progress.lifts, later, current.gym)
    added = await programs.add_sessions(change.session, change.athlete.id, current.row.id, repeated)
    change.will_add("planned_sessions", *(str(key) for key in added))
    others_open = bool(added) or any(each.status in OPEN and each.id != row.id for each in current.rows)
    await programs.change(
        change.session, change.athlete.id, current.row.id, lifts=progress.lifts,
        **({} if others_open else {"status": "finished"}),
    )  # fmt: skip
    told = _words(row, planned, match, change)
    ended = "" if others_open else ENDED.format(name=current.row.name)
    now = _next_set(match, workout, current.gym) if workout.date == change.athlete.today else ""
    told_next = () if now or match.sets_done < match.sets_planned * ENOUGH else progress.told[:MOST_TOLD]
    longer = f"The program is {plain(len(added))} sessions longer now: what did not work is repeated." if added else ""
    return "\n".join(each for each in (told, now, *told_next, longer, ended) if each)


def _next_set(match: Match, workout: Workout, gym: Gym) -> str:
    """What the next set becomes after the one just logged, where that was not as planned."""
    last = workout.exercises[-1]
    each = next((one for one in match.items if one.done is not None and one.done.name == last.name), None)
    movement = load_library().by_name(last.name)
    if each is None or each.is_swapped or movement is None or not 0 < each.sets_done < len(each.item.work):
        return ""
    work = [one for one in last.sets if one.kind != "warmup"]
    pairs = list(zip(each.item.work, work, strict=False))
    missed = sum((one.reps or 0) < (target.reps or 0) for target, one in pairs[:-1])
    found = next_set(*pairs[-1], movement, gym, SoFar(sets_done=len(pairs) - 1, sets_missed=missed))
    return "" if found.kind == "keep" else f"{last.name}: {found.reason.text}"


def _words(row: PlannedSessionRow, planned: Session, match: Match, change: Change) -> str:
    when = (
        ""
        if planned.date == change.athlete.today
        else f", planned for {date_words(planned.date, change.athlete.today)}"
    )
    head = f"That is {row.title} of week {row.week}{when}: {match.sets_done} of {match.sets_planned} sets"
    swapped = [f"{each.done.name} for {each.item.exercise}" for each in match.items if each.is_swapped and each.done]
    left = [each.item.exercise for each in match.items if each.done is None]
    told = [head]
    if swapped:
        told.append(f"{', '.join(swapped)}")
    if left:
        told.append(f"still open: {', '.join(left)}")
    return "; ".join(told) + "."


def _item_json(each: DoneItem) -> dict[str, Any]:
    work = [] if each.done is None else [one for one in each.done.sets if one.kind != "warmup"]
    rpes = [one.rpe for one in work if one.rpe is not None]
    return {
        "planned": each.item.exercise, "role": each.item.role, "done": None if each.done is None else each.done.name,
        "sets_planned": len(each.item.work), "sets_done": each.sets_done, "missed_reps": each.missed_reps,
        "rpe": None if not rpes else float(plain(sum(rpes) / len(rpes), 2)),
        "target_rpe": next((one.rpe for one in each.item.work if one.rpe is not None), None),
        "rpe_sets": len(rpes),
    }  # fmt: skip
