"""Which facts somebody means, and taking back the state that a fact stands for."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from db import facts, planning
from db.athletes import Athlete
from db.engine import Session
from db.memory_tables import FactRow
from db.program_tables import GoalRow, InjuryRow, MovementRuleRow
from memory import recalling
from memory.attributes import attribute_of
from memory.findings import content_words
from memory.forgetting import Taken
from tools.calls import Change
from training.errors import NotFound

TABLES: dict[str, Any] = {"goals": GoalRow, "injuries": InjuryRow, "movement_rules": MovementRuleRow}
ASIDE = content_words(
    "forget everything all anything about what know remember think say said told fact facts thing things ex former old"
)
GOES_WITH = {
    "injuries": "Plans are made around it; once it is gone they load that part again. If it has healed, say so in the chat instead.",
    "goals": "The goal goes with it: plans and forecasts no longer reckon with it.",
    "movement_rules": "The rule goes with it: plans no longer keep to it.",
    "planning": "It goes from what your plans are made with: the next one does without, or asks you again.",
}  # fmt: skip
"""What is lost beside a fact that stands for state, by what it points to."""
SURE = 0.45
"""Meanings as alike as this are of one thing."""
MAYBE = 0.3
"""Meanings as alike as this may be: it is asked."""
CLEAR = 0.15
"""How much better the best must be than the next to be meant alone."""


def named(words: str, rows: Sequence[FactRow]) -> list[FactRow]:
    """The facts that have all the words somebody names them by, in their sentence, their subject or their kind."""
    wanted = content_words(words) - ASIDE
    if not wanted:
        return []
    return [row for row in rows if wanted <= _words_of(row)]


async def meant(session: Session, athlete: Athlete, words: str) -> FactRow:
    """The one fact that is meant. Raises ``NotFound`` if there is none, or which ones there are."""
    key = key_in(words)
    rows = list(await facts.current(session, athlete.id, athlete.today))
    if key is not None:
        rows = list(await facts.by_ids(session, athlete.id, [key]))
        if not rows:
            raise NotFound("There is no such fact.")
        return rows[0]
    there = named(words, rows)
    if len(there) == 1:
        return there[0]
    found = await recalling.find_facts(session, athlete, await recalling.question(words, athlete), 3)
    near = [(row, hit) for row, hit in found if hit.meaning >= SURE or hit.words >= 0.5]
    near = [(row, hit) for row, hit in near if not there or row in there]
    if not near and not there:
        raise NotFound("I know nothing of that. Ask “what do you know about me?” to see what I do know.")
    if len(near) == 1 or (len(near) > 1 and near[0][1].score - near[1][1].score > 0.1):
        return near[0][0]
    raise NotFound("Which one? " + " ".join(f"“{row.text}”" for row in (there or [row for row, _ in near])[:5]))


async def all_meant(session: Session, athlete: Athlete, words: str) -> tuple[list[FactRow], list[FactRow]]:
    """Every fact that is meant, also one of the past; and those that may be meant, if none is for sure."""
    key = key_in(words)
    if key is not None:
        return list(await facts.by_ids(session, athlete.id, [key])), []
    rows = list(await facts.every(session, athlete.id))
    if there := named(words, rows):
        return there, []
    asked = await recalling.question(words, athlete)
    found = await recalling.find_facts(session, athlete, asked, 5, history=True)
    best = found[0][1] if found else None
    if best is not None and best.meaning >= SURE and (len(found) == 1 or best.score - found[1][1].score > CLEAR):
        return [found[0][0]], []
    return [], [row for row, hit in found if hit.meaning >= MAYBE]


def key_in(words: str) -> UUID | None:
    """The id in somebody's words, if they are one."""
    try:
        return UUID(words.strip())
    except ValueError:
        return None


def going_with(row: FactRow) -> str | None:
    """What goes when a fact is taken away that stands for state, as a person is warned of it."""
    return None if row.points_to is None else GOES_WITH[row.points_to.partition(":")[0]]


async def drop_state(change: Change, row: FactRow, taken: Taken | None = None) -> None:
    """Take away the state that a fact stands for, as any other write: it can be undone, and the fact follows.

    What is taken away is noted in ``taken``, where that is given.
    """
    kind, _, key = str(row.points_to).partition(":")
    if kind == "planning":
        await change.touch("planning", "me")
        left = await _without(change.session, change.athlete, key)
        if taken is not None:
            profile = await planning.profile(change.session, change.athlete.id)
            taken.fields += [("planning", name, "only", getattr(profile, name), value) for name, value in left.items()]
        await planning.update_profile(change.session, change.athlete.id, left)
    else:
        await change.touch(kind, key)
        if taken is not None:
            await taken.note(change.session, change.athlete, kind, [key])
        await planning.forget(change.session, change.athlete.id, TABLES[kind], UUID(key))
    change.said = f"no longer: {row.text}"


async def _without(session: Session, athlete: Athlete, key: str) -> dict[str, Any]:
    """The fields of the planning profile without one thing of it."""
    name, _, inner = key.partition(".")
    if not inner:
        return {name: None}
    row = await planning.profile(session, athlete.id)
    value = None if row is None else getattr(row, name)
    if isinstance(value, dict):
        return {name: {place: things for place, things in value.items() if place != inner}}
    return {name: [each for each in value or () if each != inner] or None}


def _words_of(row: FactRow) -> frozenset[str]:
    about = row.points_to.split(":")[0] if row.points_to else row.subject
    attribute = attribute_of(row.text) or ""
    return content_words(f"{row.text} {about} {attribute} {row.kind}".replace("_", " ").replace(":", " "))
