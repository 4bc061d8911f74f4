"""What a talk expects of a turn: sets, tools, words, memory, injuries, settings, proposals, programs."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from db.athletes import Athlete
from evals.calls import renamed
from evals.conversation import Answer
from evals.corpus import WantedCall, WantedExercise
from evals.gold import sets_differ
from evals.memories import Remembered, holding, memory_of
from evals.state import SETS, StoredSet

STANDING = sa.text("""
    select exists (select 1 from proposals where athlete_id = :me and status = 'open'),
           exists (select 1 from programs where athlete_id = :me and status in ('active', 'paused'))
""")
INJURIES = sa.text("""
    select region, said, coalesce(side, ''), coalesce(movement, '') from injuries
    where athlete_id = :me and (resolved_on is null or resolved_on > :today)
""")
PROFILE = sa.text("""
    select to_jsonb(a) || coalesce((select to_jsonb(p) from planning p where p.athlete_id = a.id), '{}'::jsonb)
    from athletes a where id = :me
""")
REGIONS = {
    "hamstring": "hamstring|thigh|leg",
    "calf": "calf|lower leg|leg",
    "back": "back|spine|lumbar",
    "quad": "quad|thigh|leg",
}
"""Regions that the coach may file under a wider word."""
LOOKED_BACK = timedelta(days=60)
"""How far before the talk sets are compared."""


@dataclass
class Scene:
    """Where a talk stands after a turn."""

    today: date
    """Day 0 of the talk."""
    units: str
    answer: Answer
    sets: tuple[StoredSet, ...]
    """All that are stored, from some weeks before the talk on."""
    sets_added: tuple[StoredSet, ...] = ()
    memory: list[Remembered] = field(default_factory=list)
    injuries: list[str] = field(default_factory=list)
    has_proposal: bool = False
    has_program: bool = False
    profile: dict[str, Any] = field(default_factory=dict)


async def scene_of(athlete: Athlete, today: date, units: str, answer: Answer) -> Scene:
    """Look at everything that a talk may expect; the sets that were added are the caller's to tell."""
    sets = await sets_of(athlete, today)
    async with athlete.sessions() as session:
        me = {"me": athlete.id}
        has_proposal, has_program = (await session.execute(STANDING, me)).one()
        injuries = [" ".join(row) for row in await session.execute(INJURIES, {**me, "today": athlete.today})]
        profile = dict(await session.scalar(PROFILE, me) or {})
    memory = await memory_of(athlete)
    return Scene(today, units, answer, sets, (), memory, injuries, has_proposal, has_program, profile)


async def sets_of(athlete: Athlete, today: date) -> tuple[StoredSet, ...]:
    """The sets that are stored now, in order."""
    async with athlete.sessions() as session:
        rows = await session.execute(SETS, {"athlete": athlete.id, "since": today - LOOKED_BACK})
        return tuple(StoredSet(*row) for row in rows)


def check(expect: dict[str, Any], scene: Scene) -> dict[str, str]:
    """Each expectation by its key, with what is wrong, or nothing. Raises ``KeyError`` for one that nobody knows."""
    return {key: CHECKS[key](wanted, scene) for key, wanted in expect.items()}


def _sets(wanted: list[dict[str, Any]], scene: Scene) -> str:
    want = [WantedExercise.model_validate(each) for each in wanted]
    return sets_differ(scene.sets_added, want, scene.today, scene.units)


def _no_sets(wanted: bool, scene: Scene) -> str:
    return sets_differ(scene.sets_added, [], scene.today, scene.units) if wanted else ""


def _stored(wanted: dict[str, Any], scene: Scene) -> str:
    names = [wanted["exercise"]] if isinstance(wanted["exercise"], str) else wanted["exercise"]
    day = scene.today + timedelta(days=wanted.get("day", 0))
    there = [
        each for each in scene.sets if each.day == day and each.exercise.lower() in {name.lower() for name in names}
    ]
    want = [WantedExercise(ex=names, sets=wanted["sets"], day=wanted.get("day", 0))] if wanted["sets"] else []
    return sets_differ(there, want, scene.today, scene.units)


def _tools(wanted: list[str], scene: Scene) -> str:
    done = {each.tool for each in scene.answer.calls if each.ok}
    missing = [each for each in _now(wanted) if each not in done]
    return f"did not call {', '.join(missing)}" if missing else ""


def _not_tools(wanted: list[str], scene: Scene) -> str:
    done = {each.tool for each in scene.answer.calls if each.ok}
    called = [each for each in _now(wanted) if each in done]
    return f"called {', '.join(called)}" if called else ""


def _now(names: Iterable[str]) -> list[str]:
    return [renamed(WantedCall(tool=each)).tool for each in names]


def _reply(wanted: str, scene: Scene) -> str:
    return "" if re.search(wanted, scene.answer.text) else f"does not say {wanted}"


def _reply_not(wanted: str, scene: Scene) -> str:
    return f"says {wanted}" if re.search(wanted, scene.answer.text) else ""


def _injury(wanted: str, scene: Scene) -> str:
    return "" if _hurts(wanted, scene) else f"no injury of the {wanted}"


def _no_injury(wanted: str, scene: Scene) -> str:
    return f"an injury of the {wanted}" if _hurts(wanted, scene) else ""


def _hurts(region: str, scene: Scene) -> bool:
    words = REGIONS.get(region, re.escape(region))
    return any(re.search(words, each, re.IGNORECASE) for each in scene.injuries)


def _proposal(wanted: bool, scene: Scene) -> str:
    return "" if scene.has_proposal == wanted else "no proposal waits" if wanted else "a proposal waits"


def _program(wanted: bool, scene: Scene) -> str:
    return "" if scene.has_program == wanted else "no program" if wanted else "a program"


def _fact(wanted: list[str], scene: Scene) -> str:
    return "" if holding(scene.memory, wanted) else f"nothing remembered of {'/'.join(wanted)}"


def _profile(wanted: dict[str, Any], scene: Scene) -> str:
    wrong = [
        f"{name} is {_value(name, scene)}" for name, value in wanted.items() if not _same(_value(name, scene), value)
    ]
    return ", ".join(wrong)


def _value(name: str, scene: Scene) -> Any:
    """The setting as a talk names it: an age is counted from the day of birth."""
    if name == "age" and scene.profile.get("born_on"):
        born = date.fromisoformat(scene.profile["born_on"])
        return scene.today.year - born.year - ((scene.today.month, scene.today.day) < (born.month, born.day))
    return scene.profile.get(name)


def _same(given: Any, wanted: Any) -> bool:
    if isinstance(wanted, list):
        return isinstance(given, list) and {str(each).lower() for each in wanted} <= {
            str(each).lower() for each in given
        }
    if isinstance(wanted, str) and isinstance(given, str):
        return wanted.lower() in given.lower()
    return bool(given == wanted)


CHECKS: dict[str, Any] = {
    "sets": _sets, "no_sets": _no_sets, "stored": _stored, "tools": _tools, "not_tools": _not_tools,
    "reply": _reply, "reply_not": _reply_not, "injury": _injury, "no_injury": _no_injury, "proposal": _proposal,
    "program": _program, "fact": _fact, "profile": _profile,
}  # fmt: skip
OF_STATE = {"sets", "no_sets", "stored", "injury", "no_injury", "proposal", "program", "fact", "profile"}
"""Expectations of what is stored; the others are of the answer."""
