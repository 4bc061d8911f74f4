"""What a session leaves open once it is logged, and the one question that is asked about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from db import programs
from db.program_tables import PlannedSessionRow
from tools.calls import Change
from tools.planning.current import current_or_none
from tools.planning.following import ASKED
from tools.views import movement_named
from training.adaptation.effort_asked import Asked, Heard, lift_to_ask_about
from training.program.plan import Item, Role, Session, Target
from training.strength import MOST_REPS

EFFORT = "effort"
RATED: tuple[Role, ...] = ("main", "accessory")
"""Of which lifts it is asked how hard they were, the first of them first."""
RESERVES = ("0 or 1", "2 or 3", "4 or 5", "6 or more")
"""Reps in reserve as ready answers."""


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """A question about what was done: what it asks for, of which exercises, in which words, with which ready answers."""

    asks: str | None = None
    of: tuple[str, ...] = ()
    question: str | None = None
    answers: tuple[str, ...] = ()

    @property
    def choices(self) -> list[dict[str, str]]:
        """The ready answers as doors take them."""
        return [{"label": each, "said": each} for each in self.answers]


NOTHING = LeftOpen()


async def left_open(
    change: Change, key: str, session: Session, skipped: Sequence[str], *, effort_told: bool
) -> LeftOpen:  # fmt: skip
    """What 'as planned' does not say, the most telling first: loads where a main lift has none, open sets, how hard it was, the rest."""
    work = [each for each in session.items if each.role in ("main", "accessory") and each.exercise not in skipped]
    main = [each for each in work if each.role == "main"]
    first = (_loads(work) if _loads(main) else None) or _open_sets(work)
    effort = None
    for role in RATED if not (first or effort_told) else ():
        effort = effort or await _effort(change, key, role)
    return first or effort or _loads(work) or _ranges(work) or NOTHING


async def effort_left_open(change: Change, workout: UUID) -> LeftOpen:
    """The question how hard it was, after sets that were told and complete a planned session."""
    row = await programs.of_workout(change.session, change.athlete.id, workout)
    if row is None:
        return NOTHING
    for role in RATED:
        if found := await _effort(change, str(row.id), role):
            return found
    return NOTHING


def _loads(work: Sequence[Item]) -> LeftOpen | None:
    names = tuple(
        each.exercise
        for each in work
        if (movement := movement_named(each.exercise)) is not None
        and movement.modality == "weight_reps"
        and all(one.load_kg is None for one in each.work)
    )
    return (
        LeftOpen("loads", names, f"The plan had no load for {', '.join(names)}: tell me what you used.")
        if names
        else None
    )


def _open_sets(work: Sequence[Item]) -> LeftOpen | None:
    items = [each for each in work if _has_open_set(each.work)]
    sets = ", ".join(f"{each.exercise} ({_least(each)}+)" for each in items)
    question = f"How many reps were there in the open set of {sets}? Until you say, it counts as done with the least."
    return LeftOpen("open_sets", tuple(each.exercise for each in items), question) if items else None


def _ranges(work: Sequence[Item]) -> LeftOpen | None:
    items = [each for each in work if any(one.reps_to is not None for one in each.work)]
    sets = ", ".join(f"{each.exercise} ({each.work[0].reps} to {each.work[0].reps_to})" for each in items)
    question = f"How many reps were there of {sets}? Until you say, it is the low end."
    return LeftOpen("ranges", tuple(each.exercise for each in items), question) if items else None


def _least(item: Item) -> int:
    return [each.reps or 1 for each in item.work if each.kind == "amrap"][-1]


def _has_open_set(work: Sequence[Target]) -> bool:
    return any(each.kind == "amrap" for each in work)


async def _effort(change: Change, key: str, of: Role) -> LeftOpen | None:
    """How hard the lift was of which least is known: a main lift, or a compound one beside them.

    It is asked once of a session, and kept that it was.
    """
    current, today = await current_or_none(change.session, change.athlete), change.athlete.today
    row = None if current is None else next((each for each in current.rows if str(each.id) == key), None)
    if current is None or row is None or row.outcome is None or row.outcome.get(ASKED) or row.date != today:
        return None
    lifts = unrated(row, current.sessions[key], of)
    if current.row.origin != "generated" or current.row.status == "finished" or not lifts:
        return None
    before = [each for each in current.rows if each.id != row.id and each.outcome is not None and each.date <= today]
    asked = [_asked(each.outcome or {}, each.date) for each in before if (each.outcome or {}).get(ASKED)]
    name = lift_to_ask_about(lifts, _heard(before), today, asked[-1] if asked else None)
    if name is None:
        return None
    await programs.change_session(change.session, change.athlete.id, row.id, outcome=row.outcome | {ASKED: name})
    question = f"How many reps were left in you after the last set of {name}: {', '.join(RESERVES)}?"
    return LeftOpen(EFFORT, (name,), question, RESERVES)


def unrated(row: PlannedSessionRow, planned: Session, of: Role) -> list[str]:
    """The lifts of a role that were done whole and with all reps; none where the effort of anything was told, or it was a light day."""
    done = (row.outcome or {}).get("items", [])
    if planned.phase != "build" or any(each["rpe"] is not None for each in done):
        return []
    whole = {
        each["planned"]
        for each in done
        if each["done"] == each["planned"] and each["sets_done"] >= each["sets_planned"] and not each["missed_reps"]
    }
    return [
        each.exercise
        for each in planned.items
        if each.role == of and each.exercise in whole and _is_compound(each.exercise) and _is_rated(each.work)
    ]


def _is_compound(name: str) -> bool:
    movement = movement_named(name)
    return movement is not None and movement.mechanic == "compound" and movement.modality == "weight_reps"


def _is_rated(work: Sequence[Target]) -> bool:
    """Whether reps in reserve would say how strong the lift is."""
    return not _has_open_set(work) and all(
        each.load_kg is not None and each.rir is not None and each.reps is not None and each.reps <= MOST_REPS
        for each in work
    )


def _heard(rows: Sequence[PlannedSessionRow]) -> list[Heard]:
    return [
        Heard(each["done"], row.date, each["rpe"] - (each["target_rpe"] or each["rpe"]))
        for row in rows
        for each in (row.outcome or {}).get("items", [])
        if each["rpe"] is not None
    ]


def _asked(outcome: dict[str, Any], on: date) -> Asked:
    rated = {each["planned"] for each in outcome["items"] if each["rpe"] is not None}
    return Asked(on, outcome[ASKED] in rated)
