"""Facts that stand for state: what plans are made with is the truth, and the facts that point to it follow.

After every write of that state, in the same transaction, the sentences that it makes are laid beside the facts that
point to it: what changed ends, what is new begins, what was undone never was. So the two cannot disagree.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from db import chats, facts, planning
from db.athletes import Athlete
from db.memory_tables import FactRow
from db.program_tables import GoalRow, InjuryRow, MovementRuleRow, PlanningRow
from memory.attributes import attribute_of

KINDS = frozenset(("planning", "goals", "injuries", "movement_rules"))
"""What in the ledger's words is such state."""
PLACES = {"home": "You train at home.", "gym": "You train at a gym.", "travel": "You train while travelling."}
LONGEST_SAID = 200
"""A longer message says more than what became of one piece of state."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a piece of state says, and since when."""

    points_to: str
    kind: str
    text: str
    since: date | None = None
    said: str = ""


async def follow(session: AsyncSession, athlete: Athlete, message_id: UUID | None = None) -> None:
    """Make the facts that point to state say what it says now."""
    now, today = athlete.now(), athlete.today
    words = "" if message_id is None else await chats.content(session, athlete.id, message_id) or ""
    resolved = {f"injuries:{row.id}": row.resolved_on for row in await planning.injuries(session, athlete.id)}
    goals = {f"goals:{row.id}": row.status for row in await planning.goals(session, athlete.id, None)}
    wanted = {each.points_to: each for each in await _sentences(session, athlete)}
    there = await facts.pointing(session, athlete.id, today)
    held = {row.points_to: row for row in there if row.valid_to is None}
    for key, row in held.items():
        sentence = wanted.get(str(key))
        if sentence is not None and sentence.text == row.text:
            del wanted[str(key)]
        elif str(key).split(":")[0] in ("goals", "injuries", "movement_rules") and not (
            sentence or resolved.get(str(key)) or goals.get(str(key))
        ):
            await facts.change(session, athlete.id, row.id, {"retracted_at": now})  # it was taken back
        elif row.valid_from >= today and not resolved.get(str(key)):  # an injury of one day was one all the same
            await facts.change(session, athlete.id, row.id, {"retracted_at": now})
        else:
            end = max(row.valid_from, resolved.get(str(key)) or today)
            await facts.change(session, athlete.id, row.id, {"valid_to": end, "end_learnt_at": now})
    if (place := wanted.get("planning:place")) is not None and place.text != PLACES["gym"]:
        for row in await _of_gym(session, athlete, today):  # which one it was is over with it
            await facts.change(
                session, athlete.id, row.id, {"valid_to": max(row.valid_from, today), "end_learnt_at": now}
            )
    ended = {(row.points_to, row.text): row for row in there if row.valid_to is not None}
    for sentence in wanted.values():
        again = ended.get((sentence.points_to, sentence.text))
        if again is not None:  # what ended it today was undone
            await facts.change(session, athlete.id, again.id, {"valid_to": None, "end_learnt_at": None})
            continue
        before = held.get(sentence.points_to)
        said = sentence.said or (words if len(words) <= LONGEST_SAID else "")
        await facts.add(session, athlete.id, FactRow(
            kind=sentence.kind, subject=sentence.points_to.split(":")[0] if before is None else before.subject,
            text=sentence.text[:500], said=said, valid_from=min(sentence.since or today, today), learnt_at=now,
            message_id=message_id, said_on=today, source="state", points_to=sentence.points_to,
            replaces=None if before is None else before.id, relation="new" if before is None else "contradicts",
        ))  # fmt: skip


async def _of_gym(session: AsyncSession, athlete: Athlete, today: date) -> list[FactRow]:
    return [
        row
        for row in await facts.holding(session, athlete.id, today)
        if row.points_to is None and attribute_of(row.text) == "gym"
    ]


async def _sentences(session: AsyncSession, athlete: Athlete) -> Sequence[Sentence]:
    profile = await planning.profile(session, athlete.id)
    return [
        *([] if profile is None else _of_profile(profile)),
        *map(_of_injury, await planning.injuries(session, athlete.id, athlete.today)),
        *map(_of_rule, await planning.movement_rules(session, athlete.id)),
        *map(_of_goal, await planning.goals(session, athlete.id)),
    ]


def _of_profile(row: PlanningRow) -> Iterable[Sentence]:
    if row.place is not None:
        yield Sentence("planning:place", "equipment", PLACES.get(row.place, f"You train at {row.place}."))
    for place, things in sorted(row.places.items()):
        has = ", ".join(sorted(things)).replace("_", " ") or "no equipment"
        yield Sentence(f"planning:places.{place}", "equipment", f"Your equipment for {place}: {has}.")
    if row.days is not None:
        yield Sentence(
            "planning:days", "schedule", f"You train {row.days} {'day' if row.days == 1 else 'days'} a week."
        )
    if row.weekdays:
        days = " and ".join(each.capitalize() for each in row.weekdays)
        yield Sentence("planning:weekdays", "schedule", f"You train on {days}.")
    if row.minutes is not None:
        yield Sentence("planning:minutes", "schedule", f"You have {row.minutes} minutes for a session.")
    if row.goals:
        goals = ", ".join(sorted(row.goals, key=lambda goal: -row.goals[goal] if row.goals else 0)).replace("_", " ")
        yield Sentence("planning:goals", "goal", f"You train for {goals}.")
    if row.level:
        yield Sentence("planning:level", "context", f"Your level is {row.level}.")
    if row.activities:
        yield Sentence("planning:activities", "preference", f"For cardio you like {', '.join(row.activities)}.")
    if row.priorities:
        first = ", ".join(row.priorities).replace("_", " ")
        yield Sentence("planning:priorities", "preference", f"First comes {first}.")
    if row.style:
        yield Sentence("planning:style", "coaching_style", f"You want to be coached like this: {row.style}.")
    for condition in row.conditions or ():
        yield Sentence(f"planning:conditions.{condition}", "medical", f"Health: {condition.replace('_', ' ')}.")


def _of_injury(row: InjuryRow) -> Sentence:
    side = f"{row.side} " if row.side in ("left", "right") else ""
    told = ([] if row.severity is None else [f"{row.severity:g}/10"]) + (["sharp"] if row.is_sharp else [])
    how = f" ({', '.join(told)})" if told else ""
    on = f" on {row.movement.replace('_', ' ')}" if row.movement else ""
    words = f"Your {side}{row.region.replace('_', ' ')} is hurt{how}{on}."
    return Sentence(f"injuries:{row.id}", "injury", words, row.since, row.said)


def _of_rule(row: MovementRuleRow) -> Sentence:
    what = row.what.replace("_", " ")
    words = {
        "exclude": f"You don't want {what} in your plans.", "prefer": f"You prefer {what}.",
        "substitute": f"You want {row.by} instead of {what}.",
    }  # fmt: skip
    return Sentence(
        f"movement_rules:{row.id}",
        "preference" if row.kind == "prefer" else "aversion",
        words[row.kind],
        said=row.reason,
    )


def _of_goal(row: GoalRow) -> Sentence:
    by = "" if row.by is None else f", by {row.by.isoformat()}"
    words = row.text.strip().rstrip(".")
    return Sentence(
        f"goals:{row.id}",
        "goal",
        f"Your goal: {words[:420]}{by if row.by and row.by.isoformat() not in words else ''}.",
        row.set_on,
        row.text,
    )
