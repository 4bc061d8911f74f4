"""Injuries and rules about exercises: what gates every plan."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from db import planning
from db.athletes import Athlete
from db.engine import Session
from db.program_tables import InjuryRow, MovementRuleRow
from tools import lookup
from tools.calls import Change, Result, about, write
from tools.planning.current import current_or_none
from tools.planning.recovery import put_back
from tools.planning.trainee import injury_of, rule_of
from training.errors import Invalid, NotFound
from training.library import load_library
from training.movement import PATTERNS
from training.pain import MODIFY_UP_TO, pain_advice
from training.program.injuries import is_severe, worst_grade
from training.program.plan import Item
from training.program.plan import Session as PlannedSession
from training.program.swaps import is_eased
from training.program.trainee import Injury, MovementRule, Region
from training.units import plain

STOP = MODIFY_UP_TO + 1
"""What a sharp pain counts as, whatever number it was given."""
RegionName = Annotated[Region, Field(description="The region of the body")]


class InjuryNoted(Result):
    """An injury as it is kept now, and what follows from it."""

    injury: str
    region: str
    severity: float | None
    active: bool
    advice: str
    question: str | None = None
    asks: str | None = None

    def __str__(self) -> str:
        return "\n".join(each for each in (self.injury, self.advice, self.question) if each)


class RuleKept(Result):
    """A rule about an exercise."""

    rule: str
    rules: list[str]

    def __str__(self) -> str:
        return self.rule


@dataclass(frozen=True)
class InjuryTools:
    """What hurts, and what is not wanted."""

    athlete: Athlete

    @about(tells=True, keeps=("injury", "medical"))
    @write
    async def report_injury(
        self,
        change: Change,
        region: RegionName,
        severity: Annotated[float | None, Field(description="Pain from 0 to 10, if it was said", ge=0, le=10)] = None,
        side: Annotated[Literal["left", "right", "both"] | None, Field(description="Which side")] = None,
        movement: Annotated[
            str | None, Field(description="The exercise or movement that sets it off, if it was said: 'squat'")
        ] = None,
        sharp: Annotated[bool, Field(description="Sharp, sudden, swollen, giving way, locking or numb")] = False,
        said: Annotated[str, Field(description="The athlete's own words")] = "",
        since: Annotated[date | None, Field(description="Since when, if it was said")] = None,
    ) -> InjuryNoted:
        """Keep an injury or a pain that lasts: it gates every plan from now on. The same region again updates it.
        Never diagnose; pass on the advice that comes back.
        """
        moved = None if movement is None else await self._movement(change, movement)
        told = Injury(region, severity, since or self.athlete.today, side=side, movement=moved, is_sharp=sharp)
        return await keep_injury(change, told, said)

    @about(takes_away=True)
    @write
    async def resolve_injury(self, change: Change, region: RegionName) -> InjuryNoted:
        """The athlete says that an injury is fine again: the movements are free, and come back gradually."""
        rows = [
            each
            for each in await planning.injuries(change.session, self.athlete.id, self.athlete.today)
            if each.region == region
        ]
        if not rows:
            raise NotFound(f"There is no open injury of the {region.replace('_', ' ')}.")
        for row in rows:
            await change.touch("injuries", str(row.id))
            await planning.change(
                change.session, self.athlete.id, InjuryRow, row.id, {"resolved_on": self.athlete.today}
            )
        where = region.replace("_", " ")
        change.said = f"the {where} as fine again"
        worst = max(map(injury_of, rows), key=lambda each: (each.is_sharp, each.severity or 0.0))
        back = await put_back(change, worst)
        told = f"{back} session{'' if back == 1 else 's'} to come are as they were planned before." if back else ""
        if is_severe(worst):
            told = "Come back with about half the load, then 10 % more each session" + (
                ": so it is planned." if back else "."
            )
        return InjuryNoted(
            injury=f"Good. The {where} no longer limits your plans.", region=region, severity=rows[0].severity, active=False,
            advice=told,
        )  # fmt: skip

    @about(tells=True, keeps=("aversion", "preference"))
    @write
    async def set_movement_rule(
        self,
        change: Change,
        kind: Annotated[
            Literal["exclude", "substitute", "prefer", "allow"],
            Field(description="exclude: never; substitute: another instead; prefer: rather this; allow: drop the rule"),
        ],
        exercise: Annotated[str, Field(description="The exercise as the athlete says it, or a movement pattern")],
        by: Annotated[str | None, Field(description="With substitute: what to do instead")] = None,
        reason: Annotated[str, Field(description="Why, if it was said")] = "",
    ) -> RuleKept:
        """Keep what the athlete wants of an exercise in every plan: 'never program burpees', 'front squats instead of
        back squats', 'I like dips'. It holds from the next plan or change on.
        """
        what = await self._movement(change, exercise, kind)
        other = None if by is None else (await lookup.movement(change.session, self.athlete, by)).name
        if kind == "substitute" and other is None:
            raise Invalid(f"What should be done instead of {what}?")
        rows = await planning.movement_rules(change.session, self.athlete.id)
        for row in rows:
            if row.what == what:
                await change.touch("movement_rules", str(row.id))
                await planning.forget(change.session, self.athlete.id, MovementRuleRow, row.id)
        if kind == "allow":
            if not any(row.what == what for row in rows):
                raise NotFound(f"There is no rule about {what}.")
            said = f"{what} may be planned again"
        else:
            new = MovementRuleRow(kind=kind, what=what, by=other, reason=reason[:200])
            await planning.add(change.session, self.athlete.id, new)
            change.will_add("movement_rules", str(new.id))
            said = rule_words(rule_of(new))
        now = await planning.movement_rules(change.session, self.athlete.id)
        change.said = f"the rule: {said}"
        planned = kind in ("exclude", "substitute") and await _is_planned(change, what)
        hint = f" It is still in your program: say 'swap the {what} for good' to change that." if planned else ""
        return RuleKept(rule=f"Noted: {said}.{hint}", rules=[rule_words(rule_of(each)) for each in now])

    async def _movement(self, change: Change, said: str, kind: str = "") -> str:
        """The exercise's name, a family of exercises to keep out, or a movement pattern."""
        pattern = "_".join(said.lower().split())
        if pattern in PATTERNS:
            return pattern
        if kind in ("exclude", "allow"):
            return await lookup.family(change.session, self.athlete, said)
        return (await lookup.movement(change.session, self.athlete, said)).name


async def keep_injury(change: Change, told: Injury, said: str = "") -> InjuryNoted:
    """Keep a pain, so that it gates every plan from now on; the same region again updates it. Says what to do about it."""
    athlete = change.athlete
    known = [
        each
        for each in await planning.injuries(change.session, athlete.id, athlete.today)
        if each.region == told.region and (told.side is None or each.side in (None, told.side))
    ]
    fields = {
        "severity": told.severity, "side": told.side, "movement": told.movement, "is_sharp": told.is_sharp or None,
        "said": said[:500] or None,
    }  # fmt: skip
    new = {name: value for name, value in fields.items() if value is not None}
    if known:
        row = known[0]
        await change.touch("injuries", str(row.id))
        if new:
            await planning.change(change.session, athlete.id, InjuryRow, row.id, new)
            await change.session.refresh(row)
    else:
        row = InjuryRow(
            **{"is_sharp": False, "said": "", **new},
            region=told.region,
            since=min(told.since or athlete.today, athlete.today),
        )
        await planning.add(change.session, athlete.id, row)
        change.will_add("injuries", str(row.id))
    injury = injury_of(row)
    asks = injury.severity is None and not injury.is_sharp
    where = row.region.replace("_", " ")
    advice = ""
    if not asks:
        pain = pain_advice(where, max(STOP, injury.severity or 0.0) if injury.is_sharp else injury.severity)
        advice = f"{pain} {await _train_around(change, injury)}".strip()
    change.said = f"the injury: {injury_words(injury)}"
    return InjuryNoted(
        injury=f"Noted: {injury_words(injury)}. Plans go around it until you say that it is fine again.",
        region=row.region, severity=row.severity, active=True, advice=advice,
        question=f"How bad is the {where}, from 0 (nothing) to 10?" if asks else None,
        asks="severity" if asks else None,
    )  # fmt: skip


def loaded_by(items: Iterable[Item], injuries: Sequence[Injury]) -> list[str]:
    """The exercises that load what hurts and are not planned with it in mind, main lifts first."""
    library = load_library()
    work = [each for each in items if each.role in ("main", "accessory") and not is_eased(each, injuries)]
    loading = [
        each.exercise
        for each in sorted(work, key=lambda one: one.role != "main")
        if worst_grade(library.by_name(each.exercise), injuries, library)[0] != "allowed"
    ]
    return list(dict.fromkeys(loading))


async def hurts_words(session: Session, athlete: Athlete, planned: PlannedSession) -> str:
    """How what hurt before is today; a warning where a session loads it."""
    rows = await planning.injuries(session, athlete.id, athlete.today)
    asked = [
        f"How is the {injury_words(injury_of(row)).partition(',')[0]} today, from 0 to 10? It was {plain(row.severity)}."
        for row in rows
        if row.severity is not None and row.since < athlete.today
    ]
    told = [
        f"{', '.join(names)} ({injury_words(injury)})"
        for injury in map(injury_of, rows)
        if (names := loaded_by(planned.items, [injury]))
    ]
    if told:
        asked.append(
            f'Careful, this loads what hurts: {"; ".join(told)}. Say "train around it", or "my ... is fine again".'
        )
    return "\n".join(asked)


async def _is_planned(change: Change, what: str) -> bool:
    """Whether an exercise, or one of a pattern, is in what is left of the program."""
    current = await current_or_none(change.session, change.athlete, near=True)
    if current is None:
        return False
    names = {item.exercise for each in current.open(change.athlete.today).values() for item in each.items}
    movements = [found for name in names if (found := load_library().by_name(name)) is not None]
    return what in names or any(each.pattern == what or each.is_kind_of(what) for each in movements)


async def _train_around(change: Change, injury: Injury) -> str:
    """How what is planned already is changed, where it loads what hurts."""
    current = await current_or_none(change.session, change.athlete, near=True)
    if current is None:
        return ""
    coming = current.open(change.athlete.today).values()
    names = loaded_by((item for each in coming for item in each.items), [injury])
    return f'Your program has {", ".join(names[:3])}: "train around it" changes what is left.' if names else ""


def injury_words(injury: Injury) -> str:
    """An injury in a few words: 'left knee, 4/10, on squats'."""
    where = injury.region.replace("_", " ")
    side = f"{injury.side} " if injury.side in ("left", "right") else ""
    how = "" if injury.severity is None else f"{plain(injury.severity)}/10"
    sharp = "sharp" if injury.is_sharp else ""
    on = f"on {injury.movement.replace('_', ' ')}" if injury.movement else ""
    return ", ".join(each for each in (f"{side}{where}", how, sharp, on) if each)


def rule_words(rule: MovementRule) -> str:
    """A rule in a few words."""
    what = rule.what.replace("_", " ")
    if rule.kind == "exclude":
        return f"no {what}"
    return f"{rule.by} instead of {what}" if rule.kind == "substitute" else f"{what} preferred"
