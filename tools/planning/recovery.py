"""Coming back: sessions that went around an injury are as they were planned once it is fine; days off are noticed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from db import history, programs
from db.athletes import Athlete
from db.engine import Session as DbSession
from db.programs import OPEN, session_in
from tools.calls import Change
from tools.planning.current import Current, current_or_none
from training.adaptation.gap import comeback
from training.adaptation.pain import load_on_return
from training.loading import Gym
from training.program.injuries import is_severe
from training.program.plan import Item, Session
from training.program.progression import loads_times
from training.program.record import item_of, session_json
from training.program.trainee import Injury

ABOUT_PAIN = ("pain", "injur")
LONGEST_LOOK_BACK = timedelta(days=400)


def note_of(before: Session, is_fixed: bool, changes: list[Any]) -> dict[str, Any]:
    """What is kept of a session that goes around an injury: how it was, and what it was changed for."""
    reasons = [each for one in changes for each in one.reasons if str(each["rule"]).startswith(ABOUT_PAIN)]
    if not reasons:
        return {}
    about = list(dict.fromkeys(str(each["text"]) for each in reasons))
    return {"was": session_json(before)["items"], "fixed": is_fixed, "about": about}


async def put_back(change: Change, healed: Injury) -> int:
    """Plan the sessions to come as they were before they went around what is fine now; how many there are.

    After a pain to stop for the loads come back step by step. A session that was changed again since stays as it is.
    """
    athlete = change.athlete
    current = await current_or_none(change.session, athlete)
    if current is None:
        return 0
    where, count = healed.region.replace("_", " "), 0
    for row in current.rows:
        note = row.changes[-1] if row.changes else {}
        if row.status not in OPEN or row.date < athlete.today or not _is_about(note, where):
            continue
        count += 1
        share = load_on_return(count) if is_severe(healed) else 1.0
        planned = session_in(row)
        was = tuple(item_of(each) for each in note["was"])
        items = tuple(each if each in planned.items else _lighter(each, share, current.gym) for each in was)
        why = f"The {where} is fine again: " + ("as planned before." if share == 1 else f"{share:.0%} of the load.")
        told = {"kinds": ["put_back"], "why": why, "on": athlete.today.isoformat()}
        await change.touch("planned_sessions", str(row.id))
        await programs.change_session(
            change.session, athlete.id, row.id, content=session_json(replace(planned, items=items)),
            is_fixed=bool(note["fixed"]) or share < 1, changes=[*row.changes, told],
        )  # fmt: skip
    return count


async def gap_words(session: DbSession, athlete: Athlete, current: Current, key: str) -> str:
    """What is said of a session that comes after days off and is not made for it yet; empty without a gap."""
    days = [day for day, _ in await history.days(session, athlete.id, athlete.today - LONGEST_LOOK_BACK, athlete.today)]
    off = (athlete.today - max([*days, current.row.starts_on])).days
    found = comeback(max(0, off))
    if not found.is_gap or current.row_of(key).changes:
        return ""
    return f'{found} Say "I missed last week" and I propose it like that.'


def _is_about(note: Mapping[str, Any], where: str) -> bool:
    return "was" in note and any(where in each for each in note["about"])


def _lighter(item: Item, share: float, gym: Gym) -> Item:
    return item.with_work(loads_times(item, share, gym))
